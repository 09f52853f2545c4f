"""The period of a table: what the caller, the mapping and the form say must agree; none of them is overruled."""

import datetime as dt
import re
from dataclasses import dataclass

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.facts import FactTable, Paper
from kotaham.core.instrument.kinds import Document
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Say
from kotaham.workbook.faults import shown
from kotaham.workbook.form_meta import FormMeta
from kotaham.workbook.layout import Source
from kotaham.workbook.mapping import TableMapping

TWO_PERIODS = Kind(
    "table.two-periods",
    Say(
        "Periode yang diminta {asked}, sedangkan {place} menyatakan {told}.",
        "Period {asked} was asked for, but {place} says {told}.",
    ),
    Say("Pakai berkas periode yang benar, atau samakan keduanya.", "Use the file of that period, or make both agree."),
)
BAD_PERIOD_END = Kind(
    "table.bad-period-end",
    Say("'{value}' bukan tanggal akhir periode.", "'{value}' is not the date of a period's end."),
    Say("Tulis sebagai tahun-bulan-hari, misalnya 2026-12-31.", "Write year-month-day, such as 2026-12-31."),
)
NO_PERIOD_END = Kind(
    "table.no-period-end",
    Say(
        "Hari terakhir periode tidak disebutkan, jadi {count} dokumen yang bertanggal dinilai di luar masa berlaku.",
        "The last day of the period is not stated, so {count} {count:document|documents} with dates "
        "{count:counts|count} as not valid.",
    ),
    Say(
        "Sebutkan harinya, misalnya --period-end 2025-12-31, lalu nilai lagi.",
        "State the day, such as --period-end 2025-12-31, and score again.",
    ),
)
_YEAR = re.compile(r"[12][0-9]{3}")
MAPPING = Say("pemetaannya", "its mapping")
FORM = Say("formulirnya", "the form")


@dataclass(frozen=True, slots=True)
class Period:
    """The name of a period (a data year) and the ISO date of its last day; empty when nobody said."""

    name: str = ""
    end: str = ""


def agreed_period(
    asked: Period, mapping: TableMapping | None, meta: FormMeta | None, source: Source, file: str
) -> Period:
    """Return the period that all who name one agree on; a year ends on its 31 December unless somebody says otherwise.

    Raises Refused when they do not agree, or a date is no date.
    """
    told = [(source.period or (meta.period if meta else ""), FORM)]
    ends = []
    if mapping:
        told.append((mapping.file.period, MAPPING))
        ends.append((mapping.file.period_end or "", MAPPING))
    problems: list[Problem] = []
    name = _agreed(asked.name, told, file, problems)
    end = _agreed(asked.end, ends, file, problems)
    if end and not _is_day(end):
        problems.append(BAD_PERIOD_END(Where(file), value=shown(end)))
    if problems:
        raise Refused(problems)
    return Period(name, end or _last_day(name))


def _last_day(name: str) -> str:
    """Return the last day of a period that is a calendar year, such as `2025`; no other name tells its end."""
    return f"{name}-12-31" if _YEAR.fullmatch(name) else ""


def without_end(table: FactTable, instrument: Instrument, file: str) -> list[Problem]:
    """Note how many documents cannot count as valid because nobody said on which day they must be."""
    codes = [one.code for one in instrument.known_indicators if isinstance(one.scoring, Document)]
    if table.period_end:
        return []
    papers = [answer.value for code in codes for answer in table.columns.get(code, ()) if answer is not None]
    count = sum(isinstance(one, Paper) and one.present and bool(one.valid_from or one.valid_until) for one in papers)
    return [NO_PERIOD_END(Where(file), count=count)] if count else []


def _agreed(asked: str, told: list[tuple[str, Say]], file: str, problems: list[Problem]) -> str:
    value = asked
    for other, place in told:
        if value and other and other != value:
            problems.append(TWO_PERIODS(Where(file), asked=shown(value), place=place, told=shown(other)))
        value = value or other
    return value


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
