"""The rows of the score tables, ready for a sheet: texts in the language of the report, numbers exact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from kotaham.core.facts import Answer
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact
from kotaham.core.scoring.telling import tell_answer, tell_step
from kotaham.core.scoring.words import MARKS, STATES, WHY_NONE
from kotaham.report.reading import Reading

Cell = str | int | Fraction | None
POINTS, SCORE = "#,##0.##", "#,##0.00"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its header, its width in characters, and the number format (empty = text)."""

    title: str
    width: int
    number: str = ""


def why_no_predicate(reading: Reading, result: Mapping[str, Any]) -> str:
    """Tell why there is no predicate; nothing when there is one."""
    why = result["verdict"]["why_none"]
    because = reading.instrument.predicates.none_because if why == "no_predicates" else None
    return f"{WHY_NONE[why].text(reading.lang)} {because or ''}".strip() if why else ""


def about_predicate(reading: Reading, result: Mapping[str, Any]) -> str:
    """Tell which higher predicate was withheld, or why there is none; nothing where the predicate says it all."""
    withheld = result["verdict"]["withheld"]
    if withheld and result["verdict"]["predicate"]:
        return reading.word("withheld", predicate=", ".join(reading.titles[code] for code in withheld))
    return why_no_predicate(reading, result)


def state_counts(result: Mapping[str, Any]) -> list[int]:
    """Count the answers: scored, without data, not applicable, and the rest, which could not be scored."""
    states = [answer["state"] for answer in result["answers"]]
    known = [states.count(state) for state in ("scored", "missing", "not_applicable")]
    return [*known, len(states) - sum(known)]


def _columns(lang: Lang, told: Sequence[tuple[str, str, int, str]]) -> list[Column]:
    return [Column(Say(indonesian, english).text(lang), width, number) for indonesian, english, width, number in told]


def city_columns(reading: Reading) -> list[Column]:
    """Return the columns of the sheet of cities."""
    places = reading.instrument.rounding.decimals
    score = "#,##0" + (f".{'0' * places}" if places else "")
    first = [
        ("Peringkat", "Rank", 10, "0"),
        ("Kode", "Code", 9, ""),
        ("Nama", "Name", 30, ""),
        ("Provinsi", "Province", 24, ""),
        ("Nilai", "Score", 10, score),
        ("Nilai pasti", "Exact score", 14, ""),
    ]
    bonus = [
        ("Nilai tambah", "Bonus", 10, POINTS),
        ("Nilai dengan nilai tambah", "Score with bonus", 13, score),
        ("Nilai pasti dengan nilai tambah", "Exact score with bonus", 14, ""),
    ]
    outcome = [
        ("Predikat", "Predicate", 22, ""),
        ("Keterangan predikat", "About the predicate", 30, ""),
    ]
    counts = [
        ("Dinilai", "Scored", 10, "0"),
        ("Tanpa data", "No data", 10, "0"),
        ("Tidak berlaku", "Not applicable", 10, "0"),
        ("Tidak dapat dinilai", "Not scorable", 10, "0"),
    ]
    head = _columns(reading.lang, [*first, *(bonus if reading.bonus else []), *outcome])
    rights = [Column(group.title, 14, score) for group in reading.instrument.groups]
    return [*head, *rights, *_columns(reading.lang, counts)]


def city_rows(reading: Reading) -> Iterator[list[Cell]]:
    """Give one row per city, in the order of the record."""
    for result in reading.results:
        total, with_bonus = result["total"], result["total_with_bonus"]
        bonus = [exact(result["bonus"]), _number(with_bonus), with_bonus] if reading.bonus else []
        yield [
            result["rank"],
            result["code"],
            result["name"],
            reading.province(result)[1],
            _number(total),
            total,
            *bonus,
            reading.outcome(result),
            about_predicate(reading, result),
            *(reading.right(result, group.code) for group in reading.instrument.groups),
            *state_counts(result),
        ]


def indicator_columns(lang: Lang) -> list[Column]:
    """Return the columns of the sheet of indicators, one row for each city and indicator."""
    return _columns(
        lang,
        [
            ("Kode", "Code", 9, ""),
            ("Nama", "Name", 28, ""),
            ("Hak", "Right", 20, ""),
            ("Indikator", "Indicator", 16, ""),
            ("Nama indikator", "Indicator name", 44, ""),
            ("Jawaban", "Answer", 22, ""),
            ("Angka yang dinilai", "Figure judged", 13, "#,##0.####"),
            ("Keadaan", "State", 16, ""),
            ("Rentang atau pilihan", "Band or option", 26, ""),
            ("Poin", "Points", 9, POINTS),
            ("Poin maksimum", "Maximum points", 11, POINTS),
            ("Bobot pada nilai", "Weight in the score", 11, SCORE),
            ("Tingkat keyakinan", "Certainty", 16, ""),
            ("Tanda", "Marks", 26, ""),
        ],
    )


def indicator_rows(reading: Reading) -> Iterator[list[Cell]]:
    """Give one row for each city and indicator; words and numbers that come again are made once."""
    lang, indicators, columns = reading.lang, reading.indicators, reading.run.table.columns
    step = cache(lambda code, at: tell_step(indicators[code], at, lang))
    marks = cache(lambda words: "; ".join(MARKS[word].text(lang) for word in words))
    number = cache(_number)
    for row, result in enumerate(reading.results):
        for judged in result["answers"]:
            code = judged["indicator"]
            indicator = indicators[code]
            yield [
                result["code"],
                result["name"],
                reading.titles[indicator.group],
                code,
                indicator.title,
                _answer_words(indicator, columns.get(code, ()), row, lang),
                number(judged["figure"]),
                STATES[judged["state"]].text(lang),
                "" if judged["step"] is None else step(code, judged["step"]),
                number(judged["points"]),
                number(judged["most"]),
                number(judged["weight"]),
                reading.sure_of(judged["certainty"]),
                marks(tuple(judged["marks"])),
            ]


def _answer_words(indicator: Indicator, column: Sequence[Answer | None], row: int, lang: Lang) -> str:
    """Tell what was answered; the reason where there is no value."""
    answer = column[row] if column else None
    return "" if answer is None else tell_answer(indicator, answer, lang)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)
