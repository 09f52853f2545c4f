"""Reads of the room: runs, their results, one city through the stages, and what reports are made from."""

from kotaham.apps.scores.queries.cities import Column, told_of
from kotaham.apps.scores.queries.reports import report_city, report_run, table_of
from kotaham.apps.scores.queries.results import (
    filtered,
    is_scored,
    ladder_of,
    provinces_in,
    result_of,
    results,
    results_within,
)
from kotaham.apps.scores.queries.runs import (
    by_round,
    counting,
    latest,
    latest_of,
    light,
    names,
    one,
    packages,
    replays,
    runs_of,
    runs_seen,
    waiting,
)
from kotaham.apps.scores.queries.snapshot import snapshot
from kotaham.apps.scores.rules import ANNOUNCED, COUNTS, ORDER, TITLES, outcome, why_none

__all__ = [
    "ANNOUNCED",
    "COUNTS",
    "ORDER",
    "TITLES",
    "Column",
    "by_round",
    "counting",
    "filtered",
    "is_scored",
    "ladder_of",
    "latest",
    "latest_of",
    "light",
    "names",
    "one",
    "outcome",
    "packages",
    "provinces_in",
    "replays",
    "report_city",
    "report_run",
    "result_of",
    "results",
    "results_within",
    "runs_of",
    "runs_seen",
    "snapshot",
    "table_of",
    "told_of",
    "waiting",
    "why_none",
]
