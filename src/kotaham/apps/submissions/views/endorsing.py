"""The endorsements of a report: how they stand, giving one, the paper to sign."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.services import Actor, GatedRequest, demand_for, language, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import EndorseForm, StatementForm
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import UNIT, seen
from kotaham.apps.submissions.rules.endorsing import OPEN, Mark, may_by_paper, may_on_screen
from kotaham.apps.submissions.services.standing import Standing, standings
from kotaham.apps.submissions.views.problems import told
from kotaham.apps.submissions.views.shown import status_of
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

MOST = 50  # papers offered on the page
TONES = {"given": "ok", "void": "bad", "waits": "plain", "open": "warn"}


def index(request: GatedRequest, pk: int) -> HttpResponse:
    """Show how the endorsements stand."""
    submission = demand_for(request.actor, "submissions.endorse-see", queries.get(pk), seen, see="submissions.see")
    return _page(request, submission)


def _page(
    request: GatedRequest, submission: Submission, *, refused: Refused | None = None, wrong: str = "", status: int = 200
) -> HttpResponse:
    actor = request.actor
    marks = [one for one in standings(submission) if actor.role != UNIT or one.mark.unit == actor.office]
    now = reads.digests(submission.pk, {one.mark.unit for one in marks}) if marks else {}
    papers = _papers(actor) if reach_of(actor, "submissions.endorse") else []
    rows = [_row(one, submission, actor, now[one.mark.unit], papers, wrong) for one in marks]
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission, request.actor),
        "rows": rows,
        "open_now": submission.state in OPEN,
        "complete": bool(marks) and all(one.given for one in marks),
        "own": actor.role == UNIT,
        "may_check": bool(reach_of(actor, "submissions.check")) and actor.role != UNIT,
        "statement_form": StatementForm(),
        "problems": told(refused) if refused else [],
    }
    return render(request, "submissions/send_endorsements.html", context, status=status)


def _papers(actor: Actor) -> list[Any]:
    rows = evidences.listed(actor, Reach.OWN, evidences.Wanted(media="pdf"), offices.today())
    return list(rows.filter(latest__gt=0)[:MOST])


def _row(
    one: Standing, submission: Submission, actor: Actor, digest: str, papers: list[Any], wrong: str
) -> dict[str, Any]:
    key = f"{one.mark.kind}-{one.mark.unit or 0}"
    ready = submission.state in OPEN and one.state in {"open", "void"}
    near = actor.role != UNIT or one.mark.unit == actor.office
    form = EndorseForm(prefix=key, pieces=papers, initial={"digest": digest})
    args = [submission.pk, one.mark.kind]
    return {
        "standing": one,
        "key": key,
        "title": one.title.text(language()),
        "tone": TONES[one.state],
        "digest": digest,
        "form": form,
        "url": reverse("submissions:endorse", args=args),
        "statement": reverse("submissions:statement", args=args),
        "on_screen": ready and near and may_on_screen(one.mark.kind, actor.role),
        "by_paper": ready and near and may_by_paper(one.mark.kind, actor.role),
        "open": wrong == key,
    }


def endorse(request: GatedRequest, pk: int, kind: str) -> HttpResponse:
    """Give one endorsement."""
    submission = demand_for(request.actor, "submissions.endorse", queries.get(pk), seen, see="submissions.see")
    unit = _number(request.POST.get("bagian"))
    key = f"{kind}-{unit or 0}"
    form = EndorseForm(request.POST, prefix=key, pieces=_papers(request.actor))
    if not form.is_valid():
        return _page(request, submission, wrong=key, status=422)
    given = form.cleaned_data
    paper = given["evidence"] if request.POST.get("cara") == "surat" else None
    try:
        if request.POST.get("cara") == "surat" and paper is None:
            raise Refused(services.NOT_PDF())
        services.endorse(
            pk,
            Mark(kind, unit),
            actor=request.actor,
            digest=given["digest"],
            signatory=given["signatory"],
            evidence=paper,
        )
    except Refused as refused:
        if not set(refused.codes) <= ASKED_AGAIN:
            raise
        return _page(request, submission, refused=refused, wrong=key, status=422)
    messages.success(request, _("Pengesahan dicatat."))
    return redirect("submissions:endorsements", pk)


ASKED_AGAIN = {"submissions.no-signatory", "submissions.paper-not-pdf"}


def statement(request: GatedRequest, pk: int, kind: str) -> HttpResponse:
    """Give the paper to sign; number and place are what the office writes."""
    form = StatementForm(request.GET)
    form.is_valid()
    told_ = form.cleaned_data
    mark = Mark(kind, _number(request.GET.get("bagian")))
    made = services.statement(
        pk, mark, actor=request.actor, lang=language(), number=told_.get("nomor", ""), place=told_.get("tempat", "")
    )
    return attached(made, f"pernyataan-{pk}-{kind}.pdf", "application/pdf")


def attached(content: bytes, name: str, mime: str) -> HttpResponse:
    """Answer with a file to keep; nothing in it runs in the page."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=mime, headers=headers)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
