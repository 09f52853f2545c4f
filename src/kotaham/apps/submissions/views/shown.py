"""What several pages of the room show: the status line, the language, the tone of a state."""

from collections.abc import Collection, Mapping
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.services import Actor, GatedRequest, in_words
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import CITY

TONES = {
    "filling": "info", "endorsing": "info", "sent": "warn", "verifying": "warn", "repair": "bad", "verified": "warn",
    "validating": "warn", "validated": "info", "final": "info", "decided": "ok", "withdrawn": "plain",
}  # fmt: skip
ANSWER_TONES = {
    Answer.State.EMPTY: "plain",
    Answer.State.DRAFT: "info",
    Answer.State.READY: "ok",
    Answer.State.RETURNED: "bad",
}


def status_of(submission: Submission, actor: Actor | None = None) -> dict[str, Any]:
    """Return what the status line shows; a unit sees its own last day."""
    line = services.line_of(submission, actor)
    return {
        "state": _("Sudah disahkan, tinggal dikirim") if line.endorsed else submission.get_state_display(),
        "tone": "bad" if line.late and line.party == CITY else TONES[submission.state],
        "turn": line.turn,
        "day": line.day,
        "step": in_words(line.step),
        "late": line.late,
        "zone": submission.zone,
    }


def pinpoint_of(form: Form) -> services.Pinpoint:
    """Return where in the evidence to look, as a valid form says."""
    given = form.cleaned_data
    return services.Pinpoint(given["page"] or 0, given["paragraph"], given["quote"])


def new_piece(request: GatedRequest, offered: Collection[Any]) -> dict[str, Any]:
    """Return the piece of evidence that was just added on the way from this page; whether it can be attached yet."""
    wanted = request.GET.get("bukti", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return {}
    for one in offered:
        if one.pk == int(wanted):
            return {"pk": one.pk, "title": one.title, "ready": True}
    own = evidences.piece(int(wanted)).filter(holder_id=request.actor.office, latest=0).first()
    return {"pk": own.pk, "title": own.title, "ready": False} if own is not None else {}


def chosen_of(piece: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form shows as chosen at first."""
    return {"evidence": piece["pk"]} if piece.get("ready") else {}


def proof_rows(kind: str, subject: int, holders: Collection[int | None]) -> list[dict[str, Any]]:
    """Return what the chips of the evidence of a subject show; of what is inherited also whose it is."""
    rows = []
    on = timezone.localdate()
    for use in evidences.uses_of(kind, subject):
        page = _("hlm. %(page)s") % {"page": use.page} if use.page else ""
        rows.append(
            {
                "chip": evidences.chip(use.evidence, on),
                "number": queries.evidence_number(use.evidence_id),
                "where": ", ".join(part for part in (page, use.paragraph) if part),
                "quote": use.quote,
                "owner": use.evidence.holder.name if use.evidence.holder_id not in holders else "",
                "url": reverse("evidence:detail", args=[use.evidence_id]),
            }
        )
    return rows
