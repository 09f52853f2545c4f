"""Hostile and broken files: refused fast, in little memory, and with words; odd but harmless ones are read."""

import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.workbook import limits
from kotaham.workbook.cells import open_book
from kotaham.workbook.read import read_facts
from kotaham.workbook.sheet_scan import SheetScan, TooMuch
from tests.workbook import hostile
from tests.workbook.small import answer, instrument

MEGABYTES = 200


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Read the whole corpus in one process of its own, whose time and memory are measured."""
    folder = tmp_path_factory.mktemp("hostile")
    files = hostile.corpus(folder) | hostile.harmless(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.workbook.hostile"],
        input=json.dumps({name: str(path) for name, path in files.items()}),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    found["bad"] = {name: found["results"][name] for name in files if found["results"][name][2] != "read"}
    return found


def test_every_hostile_file_is_refused_and_every_harmless_one_is_read(outcome: dict[str, Any], tmp_path: Path) -> None:
    odd = set(hostile.harmless(tmp_path))
    assert set(outcome["results"]) - set(outcome["bad"]) == odd
    assert len(outcome["bad"]) >= 60


def test_every_hostile_file_is_refused_within_two_seconds(outcome: dict[str, Any]) -> None:
    assert {name: told[0] for name, told in outcome["bad"].items() if told[0] > hostile.SECONDS} == {}


def test_no_hostile_file_takes_more_than_two_hundred_megabytes(outcome: dict[str, Any]) -> None:
    assert max(told[1] for told in outcome["results"].values()) < MEGABYTES
    assert outcome["children"] < MEGABYTES


def test_every_refusal_says_what_is_wrong_and_what_to_do_in_both_languages(outcome: dict[str, Any]) -> None:
    for name, (_, _, code, indonesian, english) in outcome["bad"].items():
        assert f"[{code}]" in indonesian, name
        assert "{" not in indonesian + english, name
        assert indonesian != english
        assert len(indonesian) > 60, name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("million-rows-csv", "banyaknya baris tabel melebihi 20.000"),
        ("million-rows-xlsx", "baris tabel (termasuk baris kosong yang berformat) melebihi 20.000"),
        ("million-columns-csv", "banyaknya kolom tabel melebihi 2.730"),
        ("zip-bomb-300-mb", "isinya setelah dibuka melebihi 100 MB"),
        ("zip-bomb-that-lies", "ukuran bagian arsip palsu"),
        ("billion-laughs", "XML dengan DOCTYPE atau entitas"),
        ("quadratic-blow-up", "XML dengan DOCTYPE atau entitas"),
        ("macros", "buku kerja dengan makro (.xlsm)"),
        ("old-excel-xls", "Excel lama (.xls)"),
        ("ods", "OpenDocument (.ods)"),
        ("encrypted", "arsip berkata sandi"),
        ("path-traversal", "nama bagian menunjuk ke luar arsip"),
        ("cut-at-half", "rusak atau terpotong"),
        ("string-count-lies", "jumlah yang dinyatakan tidak masuk akal"),
        ("no-rows", "tidak memuat satu baris data pun"),
        ("folder", "Ini bukan berkas, melainkan folder"),
        ("empty", "Berkas ini kosong (0 bita)"),
        ("utf16-csv", "mungkin UTF-16"),
    ],
)
def test_the_reason_named_is_the_reason(outcome: dict[str, Any], name: str, words: str) -> None:
    assert words in outcome["results"][name][3]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="DAA1"/></row>',
        '<row r="1"><c r="ABCD1"/></row>',
        '<row r="20001"><c r="A20001"/></row>',
        '<row r="1"><c r="A99999999999"/></row>',
        "<row r='1'><c r='DAA1'/></row>",
        '<row r="1"><c\nr="DAA1"/></row>',
        '<row r="1"><c s="1" r="DAA1"/></row>',
        '<row r="1">' + "<c/>" * 2731 + "</row>",
        "<row/>" * 20_001,
        '<row r="19999"><c r="A19999"/></row><row r="1"><c r="CZZ1"/></row>',
    ],
)
def test_a_sheet_beyond_the_limits_is_found_in_any_spelling(rows: str) -> None:
    for size in (997, 10**6):
        scan = SheetScan()
        text = hostile.sheet(rows).encode()
        with pytest.raises(TooMuch):
            _feed(scan, text, size)


@pytest.mark.parametrize("size", [1, 13, 10**6])
def test_a_sheet_is_measured_the_same_in_pieces_of_any_size(size: int) -> None:
    scan = SheetScan()
    rows = '<row r="3"><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="AA3"/></row><row r="7"/>'
    _feed(scan, hostile.sheet(rows).encode(), size)
    assert (scan.rows, scan.width, scan.has_formulas, scan.has_errors) == (3, 27, True, True)


def _feed(scan: SheetScan, text: bytes, size: int) -> None:
    for at in range(0, len(text), size):
        scan.feed(text[at : at + size])
    scan.close()


def test_a_book_of_ten_thousand_rows_is_read(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{11 + n // 99}.{n % 99 + 1:02d}</t></is></c>'
        f'<c r="B{n}"><v>{n % 100}</v></c></row>'
        for n in range(2, 8001)
    )
    head = ROW_ONE + rows
    path = hostile.book(tmp_path / "besar.xlsx", {hostile.SHEET: hostile.sheet(head)})
    assert read_facts(path, instrument("ANGKA")).rows_in == 7999


ROW_ONE = hostile.ROWS.split("</row>")[0] + "</row>"


@pytest.mark.parametrize("name", ["good", "prefixed", "single-quotes"])
def test_a_file_read_in_a_child_process_gives_the_same(tmp_path: Path, name: str) -> None:
    path = hostile.harmless(tmp_path)[name]
    inside, apart = (open_book(path, isolated=isolated) for isolated in (False, True))
    assert [grid.rows for grid in inside.grids] == [grid.rows for grid in apart.grids]
    assert answer(read_facts(path, instrument("ANGKA"), isolated=True), "ANGKA").value == 5


def test_dates_and_truth_survive_the_child_process(tmp_path: Path) -> None:
    import datetime as dt  # noqa: PLC0415

    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["kode", dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 3, 4), True, 0.1])  # noqa: DTZ001
    book.save(tmp_path / "t.xlsx")
    inside, apart = (open_book(tmp_path / "t.xlsx", isolated=isolated) for isolated in (False, True))
    assert inside.grids[0].rows == apart.grids[0].rows
    assert [type(cell) for cell in inside.grids[0].rows[0]] == [type(cell) for cell in apart.grids[0].rows[0]]


def test_a_child_process_that_hits_its_limits_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hostile.book(tmp_path / "a.xlsx")
    monkeypatch.setattr(limits, "CHILD_MEMORY_BYTES", 10 * 2**20)
    with pytest.raises(Refused, match="Berkas ini"):
        open_book(path, isolated=True)


def test_large_files_are_parsed_in_a_child_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hostile.book(tmp_path / "a.xlsx")
    monkeypatch.setattr(limits, "CHILD_MEMORY_BYTES", 10 * 2**20)
    assert open_book(path).grids, "small files are parsed here"
    monkeypatch.setattr(limits, "ISOLATE_FROM_BYTES", 10)
    with pytest.raises(Refused):
        open_book(path)


@given(st.randoms(use_true_random=False), st.integers(1, 8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks_the_program(
    tmp_path: Path, chance: random.Random, changes: int
) -> None:
    good = hostile.book(tmp_path / "good.xlsx").read_bytes()
    data = bytearray(good)
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    _read_or_refuse(tmp_path, bytes(data))


@given(st.randoms(use_true_random=False), st.integers(1, 8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_xml_is_read_or_refused_and_never_breaks_the_program(
    tmp_path: Path, chance: random.Random, changes: int
) -> None:
    parts = {
        name: bytearray(text.encode())
        for name, text in {**hostile.PARTS, hostile.SHEET: hostile.sheet(hostile.ROWS)}.items()
    }
    for _ in range(changes):
        part = parts[chance.choice(sorted(parts))]
        part[chance.randrange(len(part))] = chance.choice(b"<>\"'=/&;0123456789 abcrt")
    path = tmp_path / "xml.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))
    _read_or_refuse(tmp_path, path.read_bytes())


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_as_csv_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    _read_or_refuse(tmp_path, b"kode,ANGKA\n" + data, "t.csv")


def _read_or_refuse(folder: Path, data: bytes, name: str = "t.xlsx") -> None:
    path = folder / name
    path.write_bytes(data)
    try:
        reading = read_facts(path, instrument("ANGKA"))
    except Refused:
        return
    assert reading.rows_in == len(reading.table.subjects) + len(reading.refused)
