"""The checks of columns say of every cell what the rules of the core say of it."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kotaham.core.errors import Kind, Problem
from kotaham.core.identity.number import Status, clean, read
from kotaham.workbook.roster.checks import check, doubled
from kotaham.workbook.roster.fields import NEEDED, STATUS_WORDS, recognise

TODAY = date(2026, 11, 22)
PNS = "199003092015021007"


def frame(*rows: Mapping[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [{"row": at + 2, "name": "A", "status": "PNS", "number": PNS} | dict(row) for at, row in enumerate(rows)]
    )


def codes(*rows: Mapping[str, str | None]) -> list[tuple[int, str, str]]:
    return check(frame(*rows), TODAY).refused.select("row", "column", "code").rows()


almost = st.builds(
    lambda birth, year, rest, end: f"{birth}{year}{rest}{end}",
    st.dates(date(1940, 1, 1), date(2027, 12, 31)).map("{:%Y%m%d}".format) | st.from_regex(r"[0-9]{8}", fullmatch=True),
    st.integers(1900, 2028).map(str),
    st.integers(0, 99).map("{:02}".format),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
)
texts = (
    almost
    | st.text(alphabet="0123456789AE+.,- '\u2019\u0663", min_size=1, max_size=22)
    | st.text(min_size=1, max_size=22)
)


@settings(max_examples=60)
@given(st.lists(st.tuples(texts, st.sampled_from(Status)), min_size=1, max_size=20))
@example([("1,99003E+17", Status.PNS), ("E+17", Status.TNI), (".E+1", Status.TNI), ("000003092015021007", Status.PNS)])
@example([("\u00df" * 3, Status.TNI), ("\u0130" * 4, Status.POLRI), ("\x1f12345", Status.TNI)])
def test_a_column_and_a_cell_are_judged_alike(cells: list[tuple[str, Status]]) -> None:
    cells = [(text, status) for text, status in cells if clean(text)]
    if not cells:
        return
    told = {
        row: code
        for row, _column, code in codes(
            *(
                {"number": text, "status": status.value if status is not Status.OTHER else "umum"}
                for text, status in cells
            )
        )
    }
    for at, (text, status) in enumerate(cells):
        found = read(text, status, today=TODAY)
        assert told.get(at + 2, "") == (found.code if isinstance(found, Problem) else ""), (text, status)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"name": " \u00a0 "}, (2, "name", "roster.no-name")),
        ({"name": None}, (2, "name", "roster.no-name")),
        ({"name": "x" * 161}, (2, "name", "roster.long")),
        ({"status": "honorer"}, (2, "status", "roster.status")),
        ({"number": ""}, (2, "number", "roster.no-number")),
        ({"post": "x" * 201}, (2, "post", "roster.long")),
        ({"email": "a.b"}, (2, "email", "roster.email")),
        ({"phone": "12-34"}, (2, "phone", "roster.phone")),
    ],
)
def test_a_row_is_refused_for_the_first_wrong_column(
    row: Mapping[str, str | None], wrong: tuple[int, str, str]
) -> None:
    assert codes(row) == [wrong]


def test_good_rows_come_tidied_and_refused_rows_do_not_stop_them() -> None:
    found = check(
        frame(
            {"name": "  Siti \t Aminah ", "status": "P3K", "number": "19900913 202524 2 014", "email": " A@B.ID ",
             "phone": "+62 812-3456-789"},
            {"number": "1"},
            {"status": "umum", "number": ""},
        ),
        TODAY,
    )  # fmt: skip
    first, other = found.good.rows(named=True)
    assert (first["name"], first["status"], first["number"], first["sex"]) == (
        "Siti Aminah",
        "pppk",
        "199009132025242014",
        "2",
    )
    assert (first["email"], first["phone"]) == ("a@b.id", "628123456789")
    assert (other["status"], other["number"], other["sex"]) == ("other", "", "")
    assert found.refused["row"].to_list() == [3]


def test_rows_in_are_rows_good_and_refused() -> None:
    rows = [{"number": PNS if n % 3 else "x"} for n in range(30)]
    found = check(frame(*rows), TODAY)
    assert len(found.good) + len(found.refused) == 30


def test_a_number_that_stands_twice_is_told_with_its_first_row() -> None:
    rows = pl.DataFrame({"row": [2, 3, 4, 5, 6], "number": ["a", "b", "a", None, "a"]})
    assert doubled(rows).rows() == [(4, 2), (6, 2)]


def test_headings_are_recognised_as_offices_write_them() -> None:
    found = recognise(
        ["No.", "NAMA LENGKAP", "NIP/NRP", "Jenis Pegawai", "Unit Kerja", "E-mail", "No. HP", "Jabatan", "Instansi"]
    )
    assert found == {"name": 1, "number": 2, "status": 3, "office": 4, "email": 5, "phone": 6, "post": 7, "agency": 8}
    assert set(NEEDED) <= set(found)


def test_every_code_of_a_refusal_is_a_letter() -> None:
    known = set(Kind.all)
    for row in ({"name": ""}, {"status": ""}, {"number": "1"}, {"email": "x"}, {"phone": "x"}):
        assert {code for _row, _column, code in codes(row)} <= known


def test_every_status_has_a_word() -> None:
    assert set(STATUS_WORDS.values()) == set(Status)
