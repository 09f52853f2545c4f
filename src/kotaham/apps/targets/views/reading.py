"""The board, whom a number counts, the file, and what the nightly recounts have found."""

from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kotaham.apps.gate.queries import Page, number_of, page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.queries import ENTITIES, GROUPS
from kotaham.apps.targets import queries, services
from kotaham.apps.targets.models import Measure
from kotaham.apps.targets.queries import Ask
from kotaham.apps.targets.rules import Forecast, label, measures
from kotaham.apps.targets.services import Asked
from kotaham.apps.targets.views import shown
from kotaham.apps.targets.views.asking import asked, board_url, narrowed, query
from kotaham.core.policy import Reach

SIZE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def board(request: GatedRequest) -> HttpResponse:
    """Show targets beside what was reached, by Kanwil, office, month, mode and group."""
    found = services.board(asked(request), actor=request.actor)
    link = bool(reach_of(request.actor, "targets.people"))
    number = min(max(number_of(request, "hal") or 1, 1), 400)
    lines, names, more = services.offices_of(found.asked, number, SIZE)
    one = found.asked
    context = {
        "board": found,
        "asked": one,
        "whole": request.reach is Reach.ALL,
        "title_name": shown.name_of(found, one.kanwil) if one.kanwil is not None else "",
        "heads": shown.heads(one),
        "heads_of_groups": shown.heads_of_groups(),
        "heads_of_modes": shown.heads_of_modes(one),
        "of_entities": one.group in ENTITIES,
        "total": shown.numbers(one, found.total.counts, link),
        "kanwils": shown.kanwils(found, link) if one.kanwil is None else [],
        "offices": shown.offices(one, lines, names, link),
        "page": Page((), number, SIZE, more),
        "months": shown.months(found, link),
        "modes": shown.modes(found, link),
        "groups": shown.groups(found, link),
        "outcome": found.outcome if isinstance(found.outcome, Forecast) else None,
        "why": None if isinstance(found.outcome, Forecast) else shown.WHY[found.outcome],
        "may_set": bool(reach_of(request.actor, "targets.set")),
        "may_check": bool(reach_of(request.actor, "targets.check")),
        "query": query(one),
        **_choices(one, found),
    }
    return render(request, "targets/board.html", context)


def _choices(one: Asked, found: Any) -> dict[str, Any]:
    return {
        "years": shown.years(one.year, services.now()),
        "all_groups": GROUPS.items(),
        "measures": [(measure.value, label(measure, one.group)) for measure in measures(one.group)],
        "all_kanwils": [(pk, found.names[pk]) for pk in found.choices if pk in found.names],
        "group_name": GROUPS[one.group],
        "measure_name": label(one.measure, one.group),
    }


def people(request: GatedRequest) -> HttpResponse:
    """Show whom a number counts, masked; the page of a person tells more, and records who has read it."""
    one = services.narrowed(asked(request), request.actor, "targets.people")
    ask = narrowed(request, one)
    if ask.group in ENTITIES:
        return _entities(request, one, ask)
    page = page_of(request, queries.counted(ask))
    rows = list(page.rows)
    told = shown.offices_named(ask, rows)
    context = {
        "page": page,
        "rows": [shown.person(row, told) for row in rows],
        "asked": one,
        "back": board_url(one),
        "measure_name": Measure(ask.measure).label,
        "narrowed": shown.narrowing(ask, told),
        "times": ask.measure == Measure.ATTENDANCES,
    }
    return render(request, "targets/people.html", context)


def _entities(request: GatedRequest, one: Asked, ask: Ask) -> HttpResponse:
    page = page_of(request, queries.counted_entities(ask))
    told = offices.names({one.kanwil_id for one in page.rows} | ({ask.kanwil} if ask.kanwil else set()))
    context = {
        "page": page,
        "rows": [shown.entity(row, told) for row in page.rows],
        "asked": one,
        "back": board_url(one),
        "measure_name": shown.SHORT[ask.measure],
        "group_name": GROUPS[ask.group],
        "narrowed": shown.narrowing(ask, told),
        "times": ask.measure == Measure.ATTENDANCES,
    }
    return render(request, "targets/entities.html", context)


def file(request: GatedRequest) -> HttpResponseBase:
    """Give the counts of a year as a file, streamed."""
    one = services.narrowed(asked(request), request.actor)
    lang, kind = language(), request.GET.get("bentuk", "csv")
    if kind not in {"csv", "xlsx"}:
        raise Http404
    content: Any = services.as_csv(one, lang) if kind == "csv" else services.as_xlsx(one, lang)
    answer = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="capaian-{one.year}.{kind}"'
    return answer


def checks(request: GatedRequest) -> HttpResponse:
    """Show what the recounts of every night have found."""
    page = page_of(request, queries.recounts(asked(request).year))
    rows = [(row, [shown.example(one) for one in row.examples]) for row in page.rows]
    one = asked(request)
    may = bool(reach_of(request.actor, "targets.check"))
    checking = services.under_way(one.year) if may else None
    context = {"page": page, "rows": rows, "asked": one, "may_check": may, "checking": checking}
    return render(request, "targets/checks.html", context)
