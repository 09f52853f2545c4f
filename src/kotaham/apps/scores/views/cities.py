"""One city: its scores at the four stages side by side, the trace of one, its report card, its total as it stands."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from kotaham.apps.gate.queries import choice_of
from kotaham.apps.gate.services import GatedRequest, in_words, language, reach_of
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.scores import queries, services
from kotaham.apps.scores.models import Result, Stage
from kotaham.apps.scores.queries import Column
from kotaham.apps.scores.rules.kept import unpacked
from kotaham.apps.scores.views import shown
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification import queries as verification
from kotaham.core.facts import Answer
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.numbers import exact, show
from kotaham.core.scoring.explain import explain, told_html
from kotaham.core.scoring.telling import tell_answer
from kotaham.core.scoring.words import STATES


def sides(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the four stages side by side: totals, rights, indicators, with who, when and why of each change."""
    submission = services.city(pk, actor=request.actor)
    lang = language()
    instrument = instruments.instrument_of(submission.round.instrument, lang)
    stages = _visible(request, submission)
    ladder = queries.ladder_of(pk, stages=stages)
    columns = {stage: queries.told_of(result) for stage, result in ladder.items() if result is not None}
    only = bool(choice_of(request, "hanya", ("berubah",)))
    context = {
        "submission": submission,
        "round": submission.round,
        "line": shown.status_of_city(submission),
        "instrument": instrument,
        "heads": [_head(instrument, stage, ladder[stage]) for stage in stages],
        "hidden": [in_words(queries.TITLES[stage]) for stage in queries.ORDER if stage not in stages],
        "rights": _rights(instrument, submission, stages, columns, only) if columns else [],
        "bonus": [_bonus(stage, column) for stage, column in columns.items()] if instrument.bonus else [],
        "only": only,
        "may_preview": bool(reach_of(request.actor, "scores.preview")) and submission.state in ("filling", "repair"),
    }
    return render(request, "scores/city.html", context)


def _visible(request: GatedRequest, submission: Any) -> tuple[str, ...]:
    """Return the stages that the reader may see of a report: all of them once the result was announced."""
    if submission.state in queries.ANNOUNCED or _examines(request, submission):
        return tuple(str(stage) for stage in queries.ORDER)
    return (str(Stage.SELF),)


def _examines(request: GatedRequest, submission: Any) -> bool:
    reach = reach_of(request.actor, "scores.examine")
    rows = submissions.get(submission.pk)
    return bool(reach) and rows.filter(offices.within(request.actor, reach)).exists()


def _head(instrument: Instrument, stage: str, result: Result | None) -> dict[str, Any]:
    told = shown.line(instrument, result) if result else {}
    return {"stage": stage, "title": in_words(queries.TITLES[stage]), "result": result, **told}


def _rights(
    instrument: Instrument, submission: Any, stages: tuple[str, ...], columns: Mapping[str, Column], only: bool
) -> list[dict[str, Any]]:
    """Return the rights with their indicators, a cell for each stage."""
    codes = dict(submissions.answers(submission.pk).values_list("code", "pk"))
    readings = verification.readings_of(submission.pk)
    points = {stage: column.points for stage, column in columns.items()}
    found = []
    for group in instrument.groups:
        rows, changed = [], 0
        for indicator in instrument.known_indicators:
            if indicator.group != group.code:
                continue
            changes = readings.get(codes.get(indicator.code, 0), {})
            cells = [
                _cell(indicator, columns.get(stage), points.get(stage, {}), changes.get(stage)) for stage in stages
            ]
            if not only or any(cell["reading"] for cell in cells):
                rows.append({"code": indicator.code, "title": indicator.title, "cells": cells})
                changed += any(cell["reading"] for cell in cells)
        values = [_right(instrument, columns.get(stage), group.code) for stage in stages]
        part = {"title": group.title, "hole": group.hole, "values": values, "rows": rows, "changed": changed}
        found.append(part | {"last": next((value for value in reversed(values) if value), "")})
    shown_ = [one for one in found if one["rows"] or not only]
    unfolded = next((one["title"] for one in shown_ if one["changed"]), "")
    return [one | {"open": one["title"] == unfolded} for one in shown_]


def _right(instrument: Instrument, column: Column | None, code: str) -> str:
    if column is None:
        return ""
    found = (one["value"] for one in column.result["branches"] if one["kind"] == "group" and one["code"] == code)
    return shown.number(instrument, next(found, None))


def _cell(indicator: Indicator, column: Column | None, points: Mapping[str, Any], reading: Any) -> dict[str, Any]:
    if column is None:
        return {"told": "", "points": "", "reading": None}
    judged = points.get(indicator.code)
    return {
        "told": _told(indicator, column.answers.get(indicator.code)),
        "points": _points(judged) if judged else "",
        "reading": reading,
    }


def _told(indicator: Indicator, answer: Answer | None) -> str:
    if answer is None:
        return in_words(STATES["missing"])
    if answer.value is None:
        state = STATES["not_applicable" if answer.not_applicable else "missing"].text(language())
        return f"{state}: {answer.reason}" if answer.reason else state
    return tell_answer(indicator, answer, language())


def _points(judged: Mapping[str, Any]) -> str:
    """Tell the points of the most there are, or why there are none."""
    if judged["points"] is None:
        return in_words(STATES[judged["state"]]) if judged["state"] != "missing" else ""
    points, most = show(exact(judged["points"]), lang=language()), judged["most"]
    return f"{points} / {show(exact(most), lang=language())}" if most else points


def _bonus(stage: str, column: Column) -> dict[str, str]:
    claimed, counted = (show(exact(column.result[key]), lang=language()) for key in ("bonus_claimed", "bonus"))
    return {"title": in_words(queries.TITLES[stage]), "claimed": claimed, "counted": counted}


def _result(request: GatedRequest, pk: int, stage: str) -> Result:
    """Return the newest result of a city at a stage that the reader may see."""
    submission = services.city(pk, actor=request.actor)
    if stage not in _visible(request, submission):
        raise Http404
    held = queries.ladder_of(pk, stages=(stage,))[stage]
    found = queries.result_of(held.run_id, pk) if held else None
    if found is None:
        raise Http404
    return found


def trace(request: GatedRequest, pk: int, stage: str) -> HttpResponse:
    """Show how the total of one stage came about, step by step."""
    result = _result(request, pk, stage)
    column, round_ = queries.told_of(result), result.submission.round
    instrument = instruments.instrument_of(round_.instrument, language())
    told = explain(instrument, column.result, column.answers, language())
    context = {
        "submission": result.submission,
        "round": round_,
        "line": shown.status_of_city(result.submission),
        "result": result,
        "run": result.run,
        "stage": stage,
        "title": in_words(queries.TITLES[Stage(stage)]),
        "head": shown.line(instrument, result),
        "told": SafeString(told_html(told)),  # every text in it is escaped by who makes it
    }
    return render(request, "scores/trace.html", context)


def rapor(request: GatedRequest, pk: int, stage: str) -> HttpResponse:
    """Give the report card of a city as PDF."""
    name, data = services.rapor(_result(request, pk, stage), language())
    return shown.download(data, name, "application/pdf")


def facts(request: GatedRequest, pk: int, stage: str) -> HttpResponse:
    """Give the facts of one city, so that it can score them itself."""
    return shown.download(unpacked(_result(request, pk, stage).facts), "facts.json")


def draft(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the total of a report if it were sent now, and what would lift it most."""
    made = services.draft_of(pk, actor=request.actor, lang=language())
    context = {
        "made": made,
        "page": made.page,
        "submission": made.submission,
        "round": made.submission.round,
        "line": shown.status_of_city(made.submission),
        "impossible": sorted(made.impossible.items()),
    }
    return render(request, "scores/draft.html", context)
