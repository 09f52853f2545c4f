"""The total of a report that is being filled in, if it were sent now, by the same engine; never kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.scores.queries.reports import told_in
from kotaham.apps.scores.services.finding import city
from kotaham.apps.submissions import queries as submissions
from kotaham.core.errors import Refused
from kotaham.core.facts import Answer, FactTable
from kotaham.core.language import Lang
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import Plan
from kotaham.report.city import make_city
from kotaham.report.overview import make_overview
from kotaham.report.rapor import most_to_gain, to_gain
from kotaham.report.reading import Reading
from kotaham.report.run import Run as Report
from kotaham.report.view import CityPage, IndicatorRow

BONUS = ""  # where an answer has its code
MOST = 5  # answers named as lifting the total most


@dataclass(frozen=True, slots=True)
class Lift:
    """An answer that can still add to the total, and how much at most."""

    row: IndicatorRow
    gain: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it would be judged now; answers that cannot be one were left out."""

    submission: Any
    page: CityPage
    lifts: Sequence[Lift]
    impossible: Mapping[str, Sequence[str]]


def draft_of(pk: int, *, actor: Actor, lang: Lang) -> Draft:
    """Judge a report as it stands; the total is that of a run over the same answers."""
    submission = city(pk, "scores.preview", actor=actor)
    version = submission.round.instrument
    plan = instruments.plan_of(version)
    table, impossible = submissions.facts([pk]), dict[str, list[str]]()
    try:
        scores = score(plan, table)
    except Refused:
        table, impossible = possible(plan, table, lang)
        scores = score(plan, table)
    record = make_record(scores)
    reading = Reading(Report(plan.instrument, told_in(submission.round, lang), record, table, ""), lang)
    page = make_city(reading, 0, make_overview(reading))
    lifts = [Lift(row, reading.score(to_gain(row)).text) for row in most_to_gain(page, MOST)]
    return Draft(submission, page, lifts, impossible)


def possible(plan: Plan, table: FactTable, lang: Lang) -> tuple[FactTable, dict[str, list[str]]]:
    """Leave out what the engine cannot take as an answer, and tell what and why."""
    columns: dict[str, list[Answer | None]] = {}
    wrong: dict[str, list[str]] = {}
    for code, (answer,) in table.columns.items():
        columns[code] = [answer]
        try:
            submissions.judge_answer(plan, code, answer, table.period_end)
        except Refused as refused:
            columns[code] = [None]
            wrong[code] = [one.part("what", lang) for one in refused.problems]
    kept = FactTable(table.subjects, columns, table.period, table.period_end, table.bonus)
    try:
        score(plan, kept)
    except Refused as refused:  # only the bonus is left that can be wrong
        wrong |= {BONUS: [one.part("what", lang) for one in refused.problems]}
        kept = FactTable(table.subjects, columns, table.period, table.period_end)
    return kept, wrong
