"""The examples of the documentation are read as it says."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kotaham.core.errors import Refused
from kotaham.core.facts import Paper, Quotient
from kotaham.workbook import limits, words
from kotaham.workbook.cells import HEADER_WITHIN
from kotaham.workbook.mapping import load_mapping
from kotaham.workbook.read import read_facts
from tests.workbook.small import instrument, told

DOCS = Path(__file__).parents[2] / "docs"
FORMAT = (DOCS / "reference" / "table-format.md").read_text(encoding="utf-8")
MAPPING = (DOCS / "how-to" / "map-an-open-data-table.md").read_text(encoding="utf-8")
TABLES = re.findall(r"<!-- table: (.*?) -->\n```text\n(.*?)```", FORMAT, re.DOTALL)


def test_the_wide_example_is_read_as_it_looks(tmp_path: Path) -> None:
    codes, text = TABLES[0]
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    reading = read_facts(tmp_path / "t.csv", instrument(*codes.split()), period_end="2025-12-31")
    assert not reading.problems, told(reading.problems)
    assert not reading.notes, told(reading.notes)
    first = {code: column[0] for code, column in reading.table.columns.items()}
    assert [answer and answer.value for answer in first.values()] == [
        Decimal("12.5"),
        Quotient(3, 1200),
        True,
        Paper(True, "2024-01-01", "2026-12-31"),
    ]
    second = reading.table.columns["ANGKA"][1]
    assert second is not None
    assert (second.value, second.reason) == (None, "survei belum terbit")


def test_the_form_example_is_read_as_it_looks(tmp_path: Path) -> None:
    codes, text = TABLES[1]
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    reading = read_facts(tmp_path / "t.csv", instrument(*codes.split()))
    assert not reading.problems, told(reading.problems)
    (angka,) = reading.table.columns["ANGKA"]
    assert angka is not None
    assert (angka.value, angka.evidence) == (Decimal("12.5"), "Laporan 2026")
    assert reading.table.subjects[0].name == "Jakarta Pusat"


def test_the_mapping_example_reads_its_table(tmp_path: Path) -> None:
    table, rules = (re.findall(rf"```{kind}\n(.*?)```", MAPPING, re.DOTALL)[0] for kind in ("text", "yaml"))
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    (tmp_path / "peta.yaml").write_text(rules, encoding="utf-8")
    law = instrument("ANGKA", "BEBAS", "RASIO", "YATIDAK", "PILIH")
    reading = read_facts(tmp_path / "t.csv", law, mapping=tmp_path / "peta.yaml")
    assert not reading.problems, told(reading.problems)
    values = {code: [answer and answer.value for answer in column] for code, column in reading.table.columns.items()}
    assert values["ANGKA"] == [Fraction("0.9"), Fraction(1)]
    assert values["BEBAS"] == [Decimal("4.94"), None]
    assert values["RASIO"] == [Quotient(3, 11842), None]


def test_the_crosswalk_example_belongs_into_a_mapping(tmp_path: Path) -> None:
    whole, part = re.findall(r"```yaml\n(.*?)```", MAPPING, re.DOTALL)
    text = re.sub(r"subject: .*\n", part, whole)
    (tmp_path / "peta.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "padanan.csv").write_text("bps,kemendagri\n3171,31.74\n", encoding="utf-8")
    law = instrument("ANGKA", "BEBAS", "RASIO", "YATIDAK", "PILIH")
    assert load_mapping(tmp_path / "peta.yaml", law).crosswalk == {"3171": "31.74"}
    with pytest.raises(Refused):
        load_mapping(tmp_path / "peta.yaml", instrument("ANGKA"))


def test_the_limits_named_are_the_limits() -> None:
    for text in (
        f"{limits.MAX_FILE_BYTES // 2**20} MB; {limits.MAX_ROWS:,} rows; {limits.MAX_COLUMNS:,} columns",
        f"{limits.MAX_CELLS:,} cells; {limits.MAX_TOTAL_BYTES // 2**20} MB unpacked",
        f"within the first {HEADER_WITHIN} rows",
        f"Files above {limits.ISOLATE_FROM_BYTES // 2**20} MB are parsed in a process of their own",
    ):
        assert text in FORMAT, text


@pytest.mark.parametrize("word", ["-", "–", ".", "tidak ada data", "no data", "n/a", "na", "null"])
def test_the_words_for_no_data_are_those_listed(word: str) -> None:
    assert word in words.NO_DATA
    assert f"`{word}`" in FORMAT
