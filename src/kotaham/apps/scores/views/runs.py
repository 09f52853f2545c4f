"""Runs: of all rounds, of one round, and the list of results of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, in_words, language, reach_of
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores import queries, services
from kotaham.apps.scores.models import Run
from kotaham.apps.scores.rules import choices
from kotaham.apps.scores.rules.telling import NONE
from kotaham.apps.scores.views import shown
from kotaham.apps.submissions import queries as submissions
from kotaham.core.policy import Reach

ROUNDS = 20  # on a page of the list


def index(request: GatedRequest) -> HttpResponse:
    """Show the rounds, each with the newest run of every stage; a city finds its own way on."""
    actor = request.actor
    page = page_of(request, rounds.all_seen(actor), ROUNDS)
    newest = _seen_of(request, [row.pk for row in page.rows])
    own = _own(request, [row.pk for row in page.rows])
    rows = [
        {
            "round": row,
            "cells": [(title, newest.get((row.pk, stage))) for stage, title in _stages()],
            "own": own.get(row.pk),
        }
        for row in page.rows
        if row.state != "draft"
    ]
    context = {"page": page, "rows": rows, "heads": [title for _stage, title in _stages()]}
    return render(request, "scores/list.html", context)


def _stages() -> list[tuple[str, str]]:
    return [(str(stage), in_words(queries.TITLES[stage])) for stage in queries.ORDER]


def _seen_of(request: GatedRequest, found: list[int]) -> dict[tuple[int, str], Run]:
    """Return the newest runs of rounds of which the reader may see something."""
    newest = queries.latest_of(found)
    if reach_of(request.actor, "scores.examine") is Reach.ALL:
        return dict(newest)
    shown_ones = Run.objects.filter(queries.runs_seen(request.actor, request.reach))
    seen = set(shown_ones.filter(pk__in=[one.pk for one in newest.values()]).values_list("pk", flat=True))
    return {key: run for key, run in newest.items() if run.pk in seen}


def _own(request: GatedRequest, found: list[int]) -> dict[int, Any]:
    """Return the reports of the reader's own city by round."""
    if request.reach is not Reach.OWN or request.actor.office is None:
        return {}
    rows = submissions.of_office(request.actor.office).filter(round_id__in=found)
    return {row.round_id: row for row in rows}


def of_round(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the runs of a round: the newest of each stage, and all there are."""
    round_ = _round(request, pk)
    page = page_of(request, queries.runs_of(pk, request.actor))
    newest = _seen_of(request, [pk])
    may_run = bool(reach_of(request.actor, "scores.run")) and round_.state in ("open", "decided")
    waiting = list(queries.waiting(pk)) if may_run else []
    counts = _counts(pk) if may_run else {}
    held = {run.stage for run in waiting}
    context = {
        "round": round_,
        "line": shown.status_of_round(round_),
        "stages": [
            {"stage": stage, "title": title, "run": newest.get((pk, stage)), "count": counts.get(stage, 0),
             "waits": stage in held}
            for stage, title in _stages()
        ],
        "page": page,
        "rows": [_row(run) for run in page.rows],
        "may_run": may_run,
        "waiting": waiting,
    }  # fmt: skip
    return render(request, "scores/round.html", context)


def _row(run: Run) -> dict[str, Any]:
    return {"run": run, "title": in_words(queries.TITLES[run.stage]), "tone": shown.TONES[Run.State(run.state)]}


def _round(request: GatedRequest, pk: int) -> Any:
    return demand_for(request.actor, "rounds.see", rounds.rows(pk), rounds.seen)


def _counts(pk: int) -> dict[str, int]:
    """Return how many reports of a round count at each stage."""
    states = list(submissions.of_round(pk).order_by().values_list("state", flat=True))
    return {str(stage): sum(state in queries.COUNTS[stage] for state in states) for stage in queries.ORDER}


def ask(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask for a run of one stage."""
    run = services.ask_run(_round(request, pk).pk, request.POST.get("tahap", ""), actor=request.actor)
    return redirect("scores:run", pk=run.pk)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one run: its results by rank, as far as the reader may see them."""
    actor = request.actor
    run = services.run_seen(pk, actor=actor)
    instrument = instruments.instrument_of(run.round.instrument, language())
    provinces = queries.provinces_in(run) if request.reach > Reach.OWN else []
    offered = choices(instrument)
    asked = {
        "provinsi": choice_of(request, "provinsi", rounds.province_names() if "provinsi" in request.GET else ()),
        "predikat": choice_of(request, "predikat", [*(one.code for one in offered), NONE]),
        "cari": request.GET.get("cari", "")[:60],
    }
    rows = queries.filtered(queries.results_within(run, actor), asked["provinsi"], asked["predikat"], asked["cari"])
    page = page_of(request, rows)
    ties = _ties(page.rows)
    context = {
        "run": run,
        "round": run.round,
        "line": shown.status_of_round(run.round),
        "title": in_words(queries.TITLES[run.stage]),
        "instrument": instrument,
        "page": page,
        "rows": [{**shown.line(instrument, row), "tied": (row.rank or 0) in ties} for row in page.rows],
        "asked": asked,
        "provinces": provinces,
        "choices": offered,
        "none": NONE,
        "narrowed": any(asked.values()),
        "why": [pair[language() == "en"] for pair in run.why],
        "job": run.job,
        "may_check": bool(reach_of(actor, "scores.check")),
        "may_run": bool(reach_of(actor, "scores.run")),
    }
    return render(request, "scores/run.html", context)


def _ties(rows: Any) -> set[int]:
    """Return the ranks that more than one of these cities hold."""
    ranks = [row.rank for row in rows if row.rank is not None]
    return {rank for rank in ranks if ranks.count(rank) > 1}
