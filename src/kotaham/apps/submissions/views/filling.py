"""The report of a city as its coordinator sees it, the list of reports, and what waits for a unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kotaham.apps.gate.queries import Page, choice_of, fields_of, number_of, page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, language, reach_of
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import FilterForm
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import UNIT, seen
from kotaham.apps.submissions.services.preview import told
from kotaham.apps.submissions.views.shown import ANSWER_TONES, TONES, status_of
from kotaham.core.instrument.kinds import Direct

State = Answer.State
SIZE = 50  # indicators on a page
FEW = 8  # so many are shown without folding


def index(request: GatedRequest) -> HttpResponse:
    """Show the reports within reach, the latest round first."""
    wanted = choice_of(request, "keadaan", Submission.State.values)
    round_pk = number_of(request, "putaran", lambda pk: rounds.all_seen(request.actor).filter(pk=pk).exists())
    rows = queries.listed(
        request.actor, request.reach, state=wanted, text=request.GET.get("q", "")[:80], round_pk=round_pk
    )
    endorse = bool(choice_of(request, "giliran", ("pengesahan",)))
    if endorse:  # what waits for the reader's own endorsement, as the page "Pekerjaan saya" counts it
        rows = rows.filter(pk__in=queries.to_endorse(request.actor).order_by().values("pk"))
    page = page_of(request, rows)
    turns = services.turns_of(page.rows)
    context = {
        "page": page,
        "rows": [{"submission": row, "tone": TONES[row.state], "turn": turns[row.pk]} for row in page.rows],
        "states": Submission.State.choices,
        "state": wanted,
        "text": request.GET.get("q", "")[:80],
        "round": round_pk,
        "endorse": endorse,
        "filtered": bool(wanted or round_pk or endorse or request.GET.get("q")),
    }
    return render(request, "submissions/list.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def mine(request: GatedRequest) -> HttpResponse:
    """Show a unit what was given to it: what came back first, then by day."""
    rows = page_of(request, queries.of_unit(request.actor))
    asked = services.open_questions(rows.rows)
    context = {"page": rows, "rows": [_mine(row, asked.get(row.pk)) for row in rows.rows]}
    return render(request, "submissions/mine.html", context)


def _mine(row: Answer, asked: services.Asked | None) -> dict[str, Any]:
    instrument = services.instrument_of(row.submission, language())
    titles = {one.code: one.title for one in instrument.known_indicators}
    return {
        "answer": row,
        "title": titles.get(row.code, row.code),
        "tone": ANSWER_TONES[State(row.state)],
        "told": told(row.submission, row.code, row.value, language()),
        "writable": services.is_writable(row),
        "asked": asked,
        "round": row.submission.round.title,
        "city": row.submission.name,
    }


@dataclass(frozen=True, slots=True)
class Share:
    """How far a part of the report has come: a right or a unit."""

    title: str
    url: str
    ready: int
    given: int
    total: int


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show where a report stands, how far its parts have come, and the indicators."""
    submission = demand_for(request.actor, "submissions.see", queries.get(pk), seen)
    own = request.actor.role == UNIT
    rows = [row for row in queries.answers(pk) if not own or row.unit_id == request.actor.office]
    instrument = services.instrument_of(submission, language())
    known = {one.code: one for one in instrument.known_indicators}
    groups = {one.code: one.title for one in instrument.groups}
    may_share = bool(reach_of(request.actor, "submissions.delegate")) and services.may_share(submission, request.actor)
    units = services.unit_rows(submission, rows) if not own else []
    form = FilterForm(
        request.GET,
        units=[(str(one.office.pk), one.office.name) for one in units if one.held],
        groups=list(groups.items()),
    )
    proved = services.proved(submission)
    page = _paged(request, _narrowed(fields_of(request, form), rows, known, proved))
    asked = services.open_questions(rows) if submission.state == "repair" else {}
    shown = [_row(row, known, submission, proved, asked.get(row.pk)) for row in page.rows]
    open_codes = set(services.unanswered(pk)) if asked else set()
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission, request.actor),
        "own": own,
        "total": len(rows),
        "given": sum(_given(row) for row in rows),
        "ready": sum(row.state == State.READY for row in rows),
        "unshared": sum(row.unit_id is None for row in rows),
        "rights": _by_right(rows, known, groups),
        "units": units,
        "form": form,
        "filtered": bool(request.GET),
        "page": page,
        "rows": shown,
        "parts": _parts(page.rows, shown, known, groups, flat=bool(request.GET)),
        "asked": len(asked),
        "unanswered": sum(row.code in open_codes for row in rows),
        "may_share": may_share,
        "bonus": services.items_of(submission),
        "url": submission.get_absolute_url(),
        "ways": services.ways_of(submission, request.actor),
    }
    return render(request, "submissions/detail.html", context)


def _paged(request: GatedRequest, rows: Sequence[Answer]) -> Page[Answer]:
    """Return a page of rows that are already there."""
    number = _number(request.GET.get("hal", "")) or 1
    start = (number - 1) * SIZE
    return Page(rows[start : start + SIZE], number, SIZE, len(rows) > start + SIZE)


def _narrowed(
    wanted: Mapping[str, Any], rows: Iterable[Answer], known: Mapping[str, Any], proved: set[int]
) -> list[Answer]:
    """Return the rows that the filters leave; what nobody holds comes first."""
    state, unit, group = wanted.get("keadaan"), wanted.get("unit"), wanted.get("hak")
    found = []
    for row in rows:
        if state and not _has_state(row, state, proved):
            continue
        if unit and str(row.unit_id) != unit:
            continue
        if group and known[row.code].group != group:
            continue
        found.append(row)
    return sorted(found, key=lambda row: (not row.returned, row.unit_id is not None, row.position))


def _parts(
    rows: Sequence[Answer],
    shown: Sequence[dict[str, Any]],
    known: Mapping[str, Any],
    groups: Mapping[str, str],
    *,
    flat: bool,
) -> list[dict[str, Any]]:
    """Return the indicators in parts that fold: what came back first, then right by right, the unfinished first."""
    if flat or len(groups) < 2 or len(rows) < FEW:
        return [{"title": "", "rows": shown}]
    back = [one for row, one in zip(rows, shown, strict=True) if row.returned and row.state != State.READY]
    rest = [one for one in shown if one not in back]
    rights = [_right(title, code, rest, back, known) for code, title in groups.items()]
    found = sorted((part for part in rights if part["rows"]), key=lambda part: bool(part["finished"]))
    for part in found[:1]:
        part["open"] = not back and not part["finished"]
    return ([{"title": "", "rows": back}] if back else []) + found


def _group(shown: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    code = shown["answer"].code
    return str(known[code].group) if code in known else ""


def _right(
    title: str, code: str, rest: Sequence[dict[str, Any]], back: Sequence[dict[str, Any]], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the part of one right; what came back stands above and still counts."""
    rows = [one for one in rest if _group(one, known) == code]
    ready = sum(one["answer"].state == State.READY for one in rows)
    total = len(rows) + sum(_group(one, known) == code for one in back)
    return {"title": title, "rows": rows, "ready": ready, "total": total, "finished": ready == total}


def _has_state(row: Answer, wanted: str, proved: set[int]) -> bool:
    if wanted == "unshared":
        return row.unit_id is None
    if wanted == State.RETURNED:
        return row.returned and row.state != State.READY
    return row.pk not in proved if wanted == "unproved" else row.state == wanted


def _row(
    row: Answer, known: Mapping[str, Any], submission: Submission, proved: set[int], asked: services.Asked | None
) -> dict[str, Any]:
    return {
        "asked": asked,
        "answer": row,
        "url": reverse("submissions:answer", args=[submission.pk, row.code]),
        "title": known[row.code].title if row.code in known else row.code,
        "tone": ANSWER_TONES[State(row.state)],
        "told": told(submission, row.code, row.value, language()),
        "proved": row.pk in proved,
        "by_reviewer": row.code in known and isinstance(known[row.code].scoring, Direct),
    }


def _given(row: Answer) -> bool:
    return row.value is not None or row.state == State.READY


def _by_right(rows: Sequence[Answer], known: Mapping[str, Any], groups: Mapping[str, str]) -> list[Share]:
    found = []
    for code, title in groups.items():
        held = [row for row in rows if row.code in known and known[row.code].group == code]
        if held:
            ready = sum(row.state == State.READY for row in held)
            found.append(Share(title, f"?hak={code}", ready, sum(_given(row) for row in held), len(held)))
    return found
