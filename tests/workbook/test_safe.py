"""Text that no spreadsheet takes for a formula."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.workbook.safe import RISKY, safe_cell


@pytest.mark.parametrize("start", RISKY)
def test_every_dangerous_beginning_gets_an_apostrophe(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["-5", "-12.5", "-12,5", "Kota Bogor", "", "12", "a=b"])
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(max_size=20))
def test_no_cell_of_an_export_begins_like_a_formula_unless_it_is_a_negative_number(text: str) -> None:
    out = StringIO()
    csv.writer(out).writerow([safe_cell(text), "x"])
    cell = next(csv.reader(StringIO(out.getvalue(), newline="")))[0]
    if cell.startswith(RISKY):
        assert float(cell.replace(",", ".")) <= 0
