"""The scores as tables: one CSV file for programs, one workbook for people.

The CSV is UTF-8 with a byte order mark, because without it Excel reads UTF-8 as the old national code page; readers
that know no mark take `utf-8-sig`. It has commas between cells, points in numbers, and CRLF (RFC 4180). The exact
total stands beside the rounded one as numerator and denominator: a cell such as 25/3 would become the 25th of March.
"""

import csv
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact, plain, round_half_up
from kotaham.report.overview import make_overview
from kotaham.report.reading import Reading
from kotaham.report.run import Run
from kotaham.report.score_rows import state_counts, why_no_predicate
from kotaham.report.workbook_sheets import write_workbook

# What makes a spreadsheet run a cell as a formula, plain or in the full width of East Asian fonts.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
SKIPPED = " \u00a0\ufeff\u200b\x00"  # what a spreadsheet may drop before it looks at the first character

HEADERS = (
    Say("peringkat", "rank"),
    Say("kode", "code"),
    Say("nama", "name"),
    Say("provinsi", "province"),
    Say("nilai", "score"),
    Say("nilai_pembilang", "score_numerator"),
    Say("nilai_penyebut", "score_denominator"),
    Say("nilai_tambah", "bonus"),
    Say("nilai_dengan_nilai_tambah", "score_with_bonus"),
    Say("nilai_dengan_nilai_tambah_pembilang", "score_with_bonus_numerator"),
    Say("nilai_dengan_nilai_tambah_penyebut", "score_with_bonus_denominator"),
    Say("predikat", "predicate"),
    Say("alasan_tanpa_predikat", "why_no_predicate"),
)
RIGHT = Say("hak_{code}", "right_{code}")
TAIL = (
    Say("indikator_dinilai", "indicators_scored"),
    Say("indikator_tanpa_data", "indicators_without_data"),
    Say("indikator_tidak_berlaku", "indicators_not_applicable"),
    Say("indikator_tidak_dapat_dinilai", "indicators_not_scorable"),
    Say("instrumen", "instrument"),
    Say("sha256_instrumen", "instrument_sha256"),
    Say("pemberitahuan", "notice"),
)


def write_scores_csv(path: Path, run: Run, lang: Lang = "id") -> None:
    """Write one row per subject, in the order of the record."""
    reading = Reading(run, lang)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_headers(reading))
        writer.writerows(_rows(reading))


def write_scores_xlsx(path: Path, run: Run, lang: Lang = "id") -> None:
    """Write the workbook: summary, scores by city, points by indicator, and the method; the same bytes every time."""
    write_workbook(path, run, lang)


def safe_text(text: str) -> str:
    """Return text that no spreadsheet runs: with an apostrophe before it when it would begin a formula."""
    return f"'{text}" if text.lstrip(SKIPPED).startswith(RUNS) else text


def _headers(reading: Reading) -> list[str]:
    lang = reading.lang
    rights = [RIGHT.text(lang, code=group.code) for group in reading.instrument.groups]
    return [*(one.text(lang) for one in HEADERS), *rights, *(one.text(lang) for one in TAIL)]


def _rows(reading: Reading) -> Iterator[list[str]]:
    about, overview = reading.run.record["instrument"], make_overview(reading)
    said = [overview.notice, overview.partial, *overview.cautions]
    notice = safe_text(" ".join(one for one in said if one))
    tail = [f"{about['id']}@{about['version']}", about["content_sha256"], notice]
    for result in reading.results:
        rights = [_rounded(reading, reading.right(result, group.code)) for group in reading.instrument.groups]
        yield [*_head(reading, result), *rights, *map(str, state_counts(result)), *tail]


def _head(reading: Reading, result: Mapping[str, Any]) -> list[str]:
    texts = (result["code"], result["name"], reading.province(result)[1])
    return [
        "" if result["rank"] is None else str(result["rank"]),
        *map(safe_text, texts),
        *_rounded_and_exact(reading, result["total"]),
        _rounded(reading, exact(result["bonus"])),
        *_rounded_and_exact(reading, result["total_with_bonus"]),
        safe_text(reading.outcome(result)),
        safe_text(why_no_predicate(reading, result)),
    ]


def _rounded_and_exact(reading: Reading, value: str | None) -> list[str]:
    if value is None:
        return ["", "", ""]
    number = exact(value)
    return [_rounded(reading, number), str(number.numerator), str(number.denominator)]


def _rounded(reading: Reading, number: Fraction | None) -> str:
    """Round half up and write with a point; these cells are for programs."""
    return "" if number is None else plain(round_half_up(number, reading.instrument.rounding.decimals))
