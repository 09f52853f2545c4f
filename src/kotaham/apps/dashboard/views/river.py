"""The boards of the river: rounds, one round by area, the reports behind a number, one city, the handover note."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kotaham.apps.dashboard.queries import river as reads
from kotaham.apps.dashboard.queries import river_city, river_handover
from kotaham.apps.dashboard.rules.forecast import FORECAST_TONES, FORECASTS
from kotaham.apps.dashboard.rules.river import BLOCKS, NOBODY, TURNS, Narrow, Report
from kotaham.apps.dashboard.views.asking import asked_of, place_of
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, in_words, language, reach_of
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.policy import Reach

SIZE = 50
CITY_ROLE = "city_coordinator"
FORETOLD = ("terlambat", "diam")  # told by the forecast itself on the page of one city
ROUND_TONES = {"draft": "plain", "open": "info", "decided": "ok", "cancelled": "warn"}
TURN_TONES = {"city": "info", "kanwil": "warn", "province": "warn", "centre": "warn", NOBODY: "ok"}


def index(request: GatedRequest) -> HttpResponse:
    """Show the rounds one may see, each with its next day and how many reports lie within reach."""
    page = page_of(request, rounds.all_seen(request.actor))
    pks = [row.pk for row in page.rows]
    counted, days = reads.counted_rounds(request.actor, request.reach, pks), rounds.days_of_many(pks)
    today = rounds.today()
    rows = [
        {
            "round": row,
            "tone": ROUND_TONES[row.state],
            "count": counted.get(row.pk, 0),
            "next": next(
                (
                    (in_words(rounds.STEPS[step]), one.closes)
                    for step, one in days[row.pk].items()
                    if one.closes >= today
                ),
                None,
            )
            if row.state == "open"
            else None,
        }
        for row in page.rows
    ]
    return render(request, "dashboard/river_list.html", {"page": page, "rows": rows})


def board(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one round in the area of the reader, or in a part of it; a city goes straight to its own page."""
    round_, actor = _round(request, pk), request.actor
    share = reads.participation(actor, request.reach, round_)
    ask = place_of(request, share)
    found = [one for one in reads.reports(actor, request.reach, round_, share.kanwil) if ask.keeps(one)]
    if actor.role == CITY_ROLE and len(found) == 1:
        return redirect("dashboard:board-city", found[0].pk)
    parts = reads.parts(ask, found, share)
    codes = share.codes(ask)
    context = {
        "round": round_,
        "line": _line(round_, found),
        "total": len(found),
        "late": sum(one.late for one in found),
        "list_url": _list_url(pk, ask),
        "area": _area(ask, share),
        "participation": _participation(round_, ask, share.shares(codes), codes, request.reach),
        "untouched": sum(not share.touched(code) for code in codes),
        "states": _states(pk, ask, found),
        "blocks": _blocks(pk, ask, found),
        "forecasts": _forecasts(pk, ask, found),
        "parts": [_part(pk, part) for part in parts],
        "by_province": bool(parts) and bool(parts[0].ask.province),
        "rows": [] if parts else [_row(one) for one in found[:SIZE]],
        "more": not parts and len(found) > SIZE,
    }
    return render(request, "dashboard/river_board.html", context)


def listed(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the reports that a number of a board counts."""
    round_ = _round(request, pk)
    share = reads.participation(request.actor, request.reach, round_)
    ask = asked_of(request, share)
    found = [one for one in reads.reports(request.actor, request.reach, round_, share.kanwil) if ask.keeps(one)]
    text = request.GET.get("hal", "")
    number = max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1
    start = (number - 1) * SIZE
    rows = [_row(one) for one in found[start : start + SIZE]]
    context = {
        "round": round_,
        "asked": _asked(ask),
        "area": _area(ask, share),
        "count": len(found),
        "rows": rows,
        "page": {"number": number, "has_previous": number > 1, "has_next": len(found) > start + SIZE},
        "board_url": reverse("dashboard:board-round", args=[pk]) + ask.area.tail(),
        "all_url": reverse("dashboard:board-reports", args=[pk]),
    }
    return render(request, "dashboard/river_reports.html", context)


def city(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one report: whose turn until when, what is expected, its answers by state and by unit."""
    report = demand_for(request.actor, "dashboard.board-city", submissions.get(pk), submissions.seen)
    found = reads.reports(request.actor, request.reach, report.round, only=pk)[0]
    units = river_city.units(pk)
    url = reverse("submissions:detail", args=[pk])
    totals = river_city.totals(units)
    unshared = sum(one.total for one in units if one.pk is None) if found.state == "filling" else 0
    context = {
        "submission": report,
        "round": report.round,
        "row": _row(found),
        "line": _line(report.round, [found]),
        "state": in_words(submissions.LIFE.states[found.state]),
        "tone": "bad" if found.late else TURN_TONES[found.turn],
        "blocks": [in_words(title) for key, (title, holds) in BLOCKS.items() if key not in FORETOLD and holds(found)],
        "unshared": {"count": unshared, "url": f"{url}?keadaan=unshared#indikator"},
        "states": [
            {"count": totals[key], "key": key, "url": f"{url}?keadaan={key}#indikator"} for key in river_city.STATES
        ],
        "units": [_unit(url, one) for one in units],
        "url": url,
        "may_hand": bool(reach_of(request.actor, "dashboard.handover")),
        "whole": bool(reach_of(request.actor, "dashboard.board") > Reach.OWN),
    }
    return render(request, "dashboard/river_city.html", context)


def handover(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the note for who takes over: one page that prints."""
    report = demand_for(request.actor, "dashboard.handover", submissions.get(pk), submissions.seen)
    note = river_handover.note(report, request.actor)
    spoken = sending.instrument_of(report, language())
    titles = {one.code: one.title for one in spoken.known_indicators}
    most, line = river_handover.MOST, sending.line_of(report)
    context = {
        "submission": report,
        "round": report.round,
        "state": in_words(submissions.LIFE.states[report.state]),
        "turn": in_words(TURNS[line.party or NOBODY]),
        "day": line.day,
        "note": note,
        "open": [_answer(one, titles) for one in note.open_answers[:most]],
        "questions": [{"one": one, **_answer(one.answer, titles)} for one in note.questions[:most]],
        "reasons": [
            {**_answer(one, titles), "told": sending.told(report, one.code, one.value, language())}
            for one in note.reasons[:most]
        ],
        "promises": note.promises[:most],
        "readings": [
            {
                **_answer(one, titles),
                "was": submissions.short(reading.before),
                "became": submissions.short(reading.value),
                "reason": reading.reason,
            }
            for one, reading in note.readings[:most]
        ],
        "objections": [{"one": one, **_answer(one.answer, titles)} for one in note.objections[:most]],
        "most": most,
        "own": request.actor.role == river_handover.UNIT,
        "today": rounds.today(report.zone),
        "may_board": bool(reach_of(request.actor, "dashboard.board-city")),
    }
    return render(request, "dashboard/river_handover.html", context)


def _answer(one: Any, titles: dict[str, str]) -> dict[str, Any]:
    return {"answer": one, "code": one.code, "title": titles.get(one.code, one.code)}


def _round(request: GatedRequest, pk: int) -> Any:
    return demand_for(request.actor, "dashboard.board", rounds.rows(pk), rounds.seen)


def _list_url(pk: int, ask: Narrow, **more: object) -> str:
    return reverse("dashboard:board-reports", args=[pk]) + ask.tail(**more)


def _line(round_: Any, found: Sequence[Report]) -> dict[str, Any]:
    """Return whose turn it is, the most first, and the nearest day that has not passed."""
    turns = Counter(one.turn for one in found if one.turn != NOBODY) if round_.state == "open" else Counter()
    ahead = [(one.due, one.state) for one in found if one.running and one.due and not one.late and one.turn != NOBODY]
    last = [(due, submissions.STEP[state]) for due, state in ahead]
    day, step = min([*last, *_filling(round_, found)], default=(None, ""))
    return {
        "tone": ROUND_TONES[round_.state],
        "turn": ", ".join(in_words(TURNS[turn]) for turn, _count in turns.most_common()),
        "day": day,
        "step": in_words(rounds.STEPS[step]) if day else "",
    }


def _filling(round_: Any, found: Sequence[Report]) -> list[tuple[date, str]]:
    """Return the day until which units fill in, where some still do: it comes before the one on which cities send."""
    if not any(one.running and one.state == "filling" for one in found):
        return []
    day = rounds.days_of_many([round_.pk])[round_.pk].get("fill")
    return [(day.closes, "fill")] if day and day.closes >= rounds.today() else []


def _area(ask: Narrow, share: reads.Participation) -> str:
    """Return the name of the part of the country that is asked for; empty for everything within reach."""
    if ask.province:
        return rounds.province_names().get(ask.province, ask.province) if ask.province in share.codes(ask) else ""
    if ask.kanwil:
        return reads.kanwil_name(ask.kanwil) if ask.kanwil in share.kanwil.values() else ""
    return ""


def _participation(
    round_: Any, ask: Narrow, shares: tuple[int, int, int], codes: frozenset[str], reach: Reach
) -> list[dict[str, Any]]:
    """Return who takes part and who does not; the lists of the round know no Kanwil, so some numbers stay bare."""
    url = reverse("rounds:participants", args=[round_.pk])
    tail = f"&provinsi={next(iter(codes))}" if len(codes) == 1 else "" if ask.area == Narrow() else None
    joined, declined, silent = shares
    linked = tail is not None
    whole = linked and reach is Reach.ALL  # only who sees everything is told there who was never recorded
    return [
        {"key": "joined", "count": joined, "url": f"{url}?bagian=ikut{tail}" if linked else ""},
        {"key": "declined", "count": declined, "url": f"{url}?bagian=tidak{tail}" if linked else ""},
        {"key": "silent", "count": silent, "url": f"{url}?bagian=tidak{tail}" if whole else ""},
    ]


def _states(pk: int, ask: Narrow, found: Sequence[Report]) -> list[dict[str, Any]]:
    counted = Counter(one.state for one in found)
    waits = {(one.state, one.turn) for one in found}
    turns = {state: [turn for turn in TURNS if (state, turn) in waits] for state in counted}
    return [
        {
            "title": in_words(say),
            "count": counted[state],
            "url": _list_url(pk, ask, state=state),
            "turn": ", ".join(in_words(TURNS[turn]) for turn in turns[state]),
        }
        for state, say in submissions.LIFE.states.items()
        if counted[state]
    ]


def _blocks(pk: int, ask: Narrow, found: Sequence[Report]) -> list[dict[str, Any]]:
    return [
        {
            "title": in_words(BLOCKS[key][0]),
            "turn": in_words(TURNS[turn]),
            "count": count,
            "url": _list_url(pk, ask, block=key, turn=turn),
        }
        for key, turn, count in reads.blocks(found)
    ]


def _forecasts(pk: int, ask: Narrow, found: Sequence[Report]) -> list[dict[str, Any]]:
    counted = Counter(one.expected for one in found if one.expected)
    return [
        {
            "title": in_words(say),
            "tone": FORECAST_TONES[kind],
            "count": counted[kind],
            "url": _list_url(pk, ask, expected=kind),
        }
        for kind, say in FORECASTS.items()
        if counted[kind]
    ]


def _part(pk: int, part: reads.Part) -> dict[str, Any]:
    joined, declined, silent = part.shares
    url = reverse("rounds:participants", args=[pk])
    code = next(iter(part.provinces)) if len(part.provinces) == 1 else ""
    return {
        "title": part.title,
        "url": reverse("dashboard:board-round", args=[pk]) + part.ask.tail(),
        "joined": {"count": joined, "url": f"{url}?bagian=ikut&provinsi={code}" if code else ""},
        "all": joined + declined + silent,
        "total": {"count": part.total, "url": _list_url(pk, part.ask)},
        "turns": [
            {"key": turn, "count": part.turns.get(turn, 0), "url": _list_url(pk, part.ask, turn=turn)} for turn in TURNS
        ],
        "late": {"count": part.late, "url": _list_url(pk, part.ask, block="lewat")},
        "miss": {"count": part.miss, "url": _list_url(pk, part.ask, expected="miss")},
    }


def _row(one: Report) -> dict[str, Any]:
    """Return a report as the tables show it."""
    kind = one.expected
    return {
        "one": one,
        "url": reverse("dashboard:board-city", args=[one.pk]),
        "state": in_words(submissions.LIFE.states[one.state]),
        "tone": "bad" if one.late else TURN_TONES[one.turn],
        "turn": in_words(TURNS[one.turn]),
        "waits": one.running and one.turn != NOBODY,
        "expected": in_words(FORECASTS[kind]) if kind and kind != "over" else "",
        "expected_tone": FORECAST_TONES.get(kind, "plain"),
    }


def _unit(url: str, one: river_city.Unit) -> dict[str, Any]:
    ask = f"unit={one.pk}" if one.pk else "keadaan=unshared"
    cells = [
        {
            "key": state,
            "count": one.states[state],
            "url": f"{url}?{ask}&keadaan={state}#indikator" if one.pk else "",
        }
        for state in river_city.STATES
    ]
    return {"one": one, "url": f"{url}?{ask}#indikator", "cells": cells}


def _asked(ask: Narrow) -> list[str]:
    """Return in words what a list is narrowed to."""
    states = submissions.LIFE.states
    told = (
        states.get(ask.state), TURNS.get(ask.turn), BLOCKS[ask.block][0] if ask.block in BLOCKS else None,
        FORECASTS.get(ask.expected),
    )  # fmt: skip
    return [in_words(say) for say in told if say]
