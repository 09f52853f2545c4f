"""What reports are made from: a run as the house of reports wants it, of one city or of all."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.scores.models import Result, Run
from kotaham.apps.scores.rules import unpacked
from kotaham.apps.scores.rules.kept import opened
from kotaham.core.facts import FactTable, Subject
from kotaham.core.facts_json import facts_from_json
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.report.run import Run as Report


def table_of(result: Result) -> FactTable:
    """Return the facts of one city as they were judged."""
    return facts_from_json(opened(result.facts))


def report_run(run: Run, lang: Lang) -> Report:
    """Return a whole run for its reports: only the cities that were scored."""
    version = run.round.instrument
    record = json.loads(unpacked(run.record))
    return Report(
        instruments.instrument_of(version),
        told_in(run.round, lang),
        record,
        _scored(facts_from_json(json.loads(unpacked(run.facts))), record),
        version.content,
    )


def report_city(run: Run, result: Result, lang: Lang) -> tuple[Report, int]:
    """Return a run for the report of one city, with the answers of that city alone, and its place in the record."""
    record = json.loads(unpacked(run.record))
    codes = [one["code"] for one in record["results"]]
    at = codes.index(result.place_code)
    own = table_of(result)
    columns = {code: [None] * at + [column[0]] + [None] * (len(codes) - at - 1) for code, column in own.columns.items()}
    subjects = [Subject(one["code"], one["name"], one["province"]) for one in record["results"]]
    table = FactTable(subjects, columns, own.period, own.period_end)
    instrument = instruments.instrument_of(run.round.instrument)
    return Report(instrument, told_in(run.round, lang), record, table, ""), at


def told_in(round_: Any, lang: Lang) -> Instrument:
    """Return the instrument in a language; above its own notice stands what kind of round it is."""
    instrument = instruments.instrument_of(round_.instrument, lang)
    with override(lang):
        marks = [_("Data rekaan untuk peragaan.")] if round_.demo else []
        marks += [_("Uji coba, tidak menghasilkan predikat resmi.")] if round_.trial else []
    notice = " ".join([*marks, *([instrument.notice] if instrument.notice else [])])
    return instrument.model_copy(update={"notice": notice}) if marks else instrument


def _scored(table: FactTable, record: Any) -> FactTable:
    """Leave out the cities that were refused, which have no result."""
    codes = {one["code"] for one in record["results"]}
    rows = [at for at, subject in enumerate(table.subjects) if subject.code in codes]
    if len(rows) == len(table.subjects):
        return table
    return FactTable(
        [table.subjects[at] for at in rows],
        {code: [column[at] for at in rows] for code, column in table.columns.items()},
        table.period,
        table.period_end,
        {item: [column[at] for at in rows] for item, column in table.bonus.items()},
    )
