"""Decisions: the list, the round on its way, one decision with its rows and papers, its freezing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import Forbidden, GatedRequest, Stale, demand, in_parts, language, reach_of
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.forms import DecreeForm, DraftForm, SignForm
from kotaham.apps.publication.models import Decision, Row
from kotaham.apps.publication.rules import CENTRE, reports_of_city
from kotaham.apps.publication.services import Decree, Teller
from kotaham.apps.publication.views.shown import line_of_decision, proof_of
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.core.errors import Refused

State = Decision.State
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def index(request: GatedRequest) -> HttpResponse:
    """Show the decisions, the newest first, and the rounds that come next."""
    page = page_of(request, queries.decisions(request.actor, request.reach))
    context = {
        "page": page,
        "may_object": bool(reach_of(request.actor, "publication.objections")),
        "next": list(rounds.current()[:20]) if reach_of(request.actor, "publication.see-round") else [],
    }
    return render(request, "publication/decisions.html", context)


def round_(request: GatedRequest, pk: int) -> HttpResponse:
    """Show how far a round is from its decision."""
    demand(request.actor, "publication.see-round")
    return _round_page(request, rounds.get(pk))


def _round_page(request: GatedRequest, one: Any, form: DraftForm | None = None) -> HttpResponse:
    found = queries.standing(one)
    closing = services.closing(one.pk)
    problems = services.blocks(found) if one.state == "open" else []
    drafted, held = queries.draft_of(one.pk), queries.in_force(one.pk)
    may_draft = bool(reach_of(request.actor, "publication.draft")) and one.state == "open" and not drafted
    may_settle = bool(reach_of(request.actor, "publication.settle")) and one.state == "open"
    context = {
        "round": one, "found": found, "closing": closing, "letter": in_parts(problems), "drafted": drafted,
        "held": held, "counts": queries.counts(one.pk), "ready": not problems,
        "parts": [
            {"state": state, "title": _state_title(found, state), "count": count}
            for state, count in sorted(found.by_state.items())
        ],
        "may_settle": may_settle and bool(closing.ready),
        "form": (form or DraftForm()) if may_draft and not problems else None,
    }  # fmt: skip
    return render(request, "publication/round.html", context, status=422 if form is not None else 200)


def _state_title(found: Any, state: str) -> str:
    row = next(one for one in found.on_the_way if one.state == state)
    return str(row.get_state_display())


def settle(request: GatedRequest, pk: int) -> HttpResponse:
    """Close the days for objections where they are over and nothing waits."""
    count = services.settle(pk, actor=request.actor)
    told = ngettext("Masa sanggahan %(n)s laporan ditutup.", "Masa sanggahan %(n)s laporan ditutup.", count)
    messages.success(request, told % {"n": count})
    return redirect("publication:round", pk)


def draft(request: GatedRequest, pk: int) -> HttpResponse:
    """Draft the decision of a round."""
    demand(request.actor, "publication.draft")
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _round_page(request, rounds.get(pk), form)
    decision = services.draft(pk, form.cleaned_data["title"], actor=request.actor)
    messages.success(request, _("Rancangan keputusan tersusun."))
    return redirect(decision)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a decision: what it rests on, its list, what changed."""
    decision = services.find_decision(pk, "publication.decisions", actor=request.actor)
    teller = Teller(decision.round, language())
    whole = queries.lines_of(pk)
    last, valid = queries.last_decided(decision.round), _before_objections(request, decision)
    moved = {"lalu": queries.changed(whole, last), "sanggahan": queries.changed(whole, valid),
             "ubah": {row.place_code for row in whole if row.before is not None}}  # fmt: skip
    only = choice_of(request, "hanya", moved)
    rows = queries.rows_of(pk)
    page = page_of(request, rows.filter(place_code__in=moved[only]) if only else rows)
    corrected = queries.corrected_by(pk)
    context = {
        "decision": decision, "round": decision.round, "page": page, "corrected": corrected,
        "line": line_of_decision(decision, corrected), "with_bonus": teller.with_bonus,
        "rows": [_told(row, teller, last.get(row.place_code), valid.get(row.place_code)) for row in page.rows],
        "only": only, "tabs": _tabs(decision, only, moved, has_last=bool(last)),
        "count": len(whole), "without": sum(not row.total for row in whole),
        "amendments": list(queries.amendments(pk)) if decision.corrects_id and request.actor.role in CENTRE else [],
        "has_last": bool(last), "signed": proof_of(services.DECISION, pk) if decision.state == State.FROZEN else [],
        "notices": services.notices(decision), **_verbs(request, decision, corrected),
    }  # fmt: skip
    return render(request, "publication/decision.html", context)


def _before_objections(request: GatedRequest, decision: Decision) -> Any:
    """Return what the centre had found before objections; it is the business of the centre."""
    return queries.at_validation(decision.round_id) if reach_of(request.actor, "publication.see-round") else {}


def _told(row: Row, teller: Teller, last: Any, valid: Any) -> dict[str, Any]:
    """Return a row in words, with what an earlier list said where it differs."""
    return {
        "row": row, "total": teller.total(row), "predicate": teller.predicate(row), "why": teller.why(row),
        "before": teller.before(row),
        "last": _other(row, teller, last), "valid": _other(row, teller, valid),
    }  # fmt: skip


def _other(row: Row, teller: Teller, other: Any) -> str:
    if other is None or not queries.changed([row], {row.place_code: other}):
        return ""
    return f"{teller.total(other)} {teller.predicate(other)}".strip()


def _tabs(decision: Decision, only: str, moved: Any, *, has_last: bool) -> list[dict[str, Any]]:
    titles = {"": _("Semua")}
    titles |= {"ubah": _("Diubah keputusan ini")} if decision.corrects_id else {}
    titles |= {"sanggahan": _("Berubah oleh sanggahan")} if moved["sanggahan"] else {}
    titles |= {"lalu": _("Berbeda dari putaran lalu")} if has_last else {}
    return [
        {"title": title, "url": f"?hanya={key}" if key else "?", "current": key == only,
         "count": len(moved[key]) if key else None}
        for key, title in titles.items()
    ]  # fmt: skip


def _verbs(request: GatedRequest, decision: Decision, corrected: Decision | None) -> dict[str, Any]:
    """Return what the reader may do with the decision now."""
    is_draft, actor = decision.state == State.DRAFT, request.actor
    sign = not is_draft and bool(reach_of(actor, "publication.sign"))
    return {
        "may_freeze": is_draft and bool(reach_of(actor, "publication.freeze")),
        "may_draft": is_draft and bool(reach_of(actor, "publication.draft")),
        "may_amend": is_draft and decision.corrects_id and bool(reach_of(actor, "publication.correct")),
        "may_correct": not is_draft and corrected is None and bool(reach_of(actor, "publication.correct")),
        "sign_form": SignForm(pieces=services.offered(actor)) if sign else None,
    }


def row(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Show one city in a decision: its result, its bonus with the proof, the stages it went through."""
    decision = services.find_decision(pk, "publication.decisions", actor=request.actor)
    found = queries.row_of(pk, code)
    if found is None:
        raise Http404
    teller, corrected = Teller(decision.round, language()), queries.corrected_by(pk)
    context = {
        "decision": decision, "round": decision.round, "row": found, "line": line_of_decision(decision, corrected),
        "total": teller.total(found), "predicate": teller.predicate(found), "why": teller.why(found),
        "before": teller.before(found), "bonus": teller.lines(found), "notices": services.notices(decision),
        "may_amend": _verbs(request, decision, corrected)["may_amend"] and found.submission_id,
        "may_sides": _may_sides(request, found),
    }  # fmt: skip
    return render(request, "publication/row.html", context)


def _may_sides(request: GatedRequest, found: Row) -> bool:
    """Tell whether the reader may open the stages of this city."""
    near = reports_of_city(request.actor, reach_of(request.actor, "scores.see"))
    return found.submission_id is not None and submissions.get(found.submission_id).filter(near).exists()


def redraw(request: GatedRequest, pk: int) -> HttpResponse:
    """Draw a draft up again from the newest run."""
    decision = services.redraw(pk, actor=request.actor, version=_version(request))
    messages.success(request, _("Daftar disusun ulang dari perhitungan terbaru."))
    return redirect(decision)


def drop(request: GatedRequest, pk: int) -> HttpResponse:
    """Drop a draft."""
    services.drop(pk, actor=request.actor, version=_version(request))
    messages.success(request, _("Rancangan dihapus."))
    return redirect("publication:decisions")


def _version(request: GatedRequest) -> int:
    text = str(request.POST.get("version") or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def freeze(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what freezing does, or freeze the decision."""
    decision = services.find_decision(pk, "publication.freeze", actor=request.actor)
    if request.method != "POST":
        return _freeze_page(request, decision, DecreeForm(initial={"version": decision.version}))
    form = DecreeForm(request.POST)
    if not form.is_valid():
        return _freeze_page(request, decision, form, 422)
    found = form.cleaned_data
    decree = Decree(found["number"], found["day"], found["signatory"])
    try:
        services.freeze(pk, decree, actor=request.actor, version=found["version"])
    except (Forbidden, Stale):
        raise
    except Refused as refused:
        return _freeze_page(request, decision, form, 422, in_parts(refused.problems))
    messages.success(request, _("Keputusan ditetapkan."))
    return redirect(decision)


def _freeze_page(
    request: GatedRequest, decision: Decision, form: DecreeForm, status: int = 200, letter: Any = ()
) -> HttpResponse:
    rows = list(queries.rows_of(decision.pk))
    context = {
        "decision": decision, "round": decision.round, "form": form, "letter": letter,
        "line": line_of_decision(decision, None), "count": len(rows),
        "without": sum(not row.total for row in rows), "changed": sum(row.before is not None for row in rows),
        "notices": services.notices(decision), "own": request.actor.person == decision.made_by_id,
    }  # fmt: skip
    return render(request, "publication/freeze.html", context, status=status)


def sign(request: GatedRequest, pk: int) -> HttpResponse:
    """Attach the scan of the signed decision."""
    decision = services.find_decision(pk, "publication.sign", actor=request.actor)
    form = SignForm(request.POST, pieces=services.offered(request.actor))
    if not form.is_valid():
        messages.error(request, _("Pilih satu bukti."))
        return redirect(decision)
    services.sign(pk, form.cleaned_data["evidence"], actor=request.actor)
    messages.success(request, _("Keputusan bertanda tangan terlampir."))
    return redirect(decision)


def annex_pdf(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the annex as PDF."""
    decision = services.find_decision(pk, "publication.decisions", actor=request.actor)
    return _file(services.annex_pdf(decision), "application/pdf", f"{decision}.pdf")


def annex_xlsx(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the annex as a workbook."""
    decision = services.find_decision(pk, "publication.decisions", actor=request.actor)
    return _file(services.annex_workbook(decision), XLSX, f"{decision}.xlsx", how="attachment")


def list_json(request: GatedRequest, pk: int) -> HttpResponse:
    """Give what was decided in the form whose SHA-256 is the digest."""
    decision = services.find_decision(pk, "publication.decisions", actor=request.actor)
    return _file(services.kept(decision), "application/json", f"{decision}.json", how="attachment")


def _file(raw: bytes, media: str, name: str, how: str = "inline") -> HttpResponse:
    response = HttpResponse(raw, content_type=media)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
