"""A list of people is read from whatever offices send: separators, encodings, titles above, rows that are empty."""

from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.workbook.roster import table
from kotaham.workbook.roster.table import Layout

HEAD = "Nama;NIP;Status"
WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cs")), max_size=12).map(str.strip)


def read(data: bytes, folder: Path, size: int = 100) -> tuple[Layout, list[pl.DataFrame]]:
    path = folder / "daftar.csv"
    table.recoded(BytesIO(data), path, "daftar.csv")
    layout = table.layout_of_csv(path, "daftar.csv")
    return layout, list(table.frames_of_csv(path, layout, size, "daftar.csv"))


def rows_of(frames: list[pl.DataFrame]) -> list[tuple[object, ...]]:
    return [row for frame in frames for row in frame.select("row", "name", "number", "status").rows()]


def test_titles_above_and_empty_rows_keep_the_numbers_of_a_spreadsheet(tmp_path: Path) -> None:
    text = f"Daftar pegawai\r\n\r\nNo;{HEAD};Lain\r\n1;Sari;1;PNS;x\r\n\r\n;;;;\r\n2;Budi;2;PNS\r\n"
    layout, frames = read(text.encode(), tmp_path)
    assert (layout.header, layout.separator, layout.aside) == (3, ";", ["No", "Lain"])
    assert rows_of(frames) == [(4, "Sari", "1", "PNS"), (7, "Budi", "2", "PNS")]
    assert Layout.from_json(layout.as_json()) == layout


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings(tmp_path: Path, mark: str, encoding: str) -> None:
    text = f"{HEAD}\nRené Süß;1;PNS\n".replace(";", mark)
    assert rows_of(read(text.encode(encoding), tmp_path)[1]) == [(2, "René Süß", "1", "PNS")]


def test_a_cell_may_hold_the_separator_a_quote_and_a_line_break(tmp_path: Path) -> None:
    text = f'{HEAD}\n"Sari, S.H.; ""M.H.""";1;PNS\n"Budi\nSantoso";2;PNS\nTiga;3;PNS\n'
    assert rows_of(read(text.encode(), tmp_path)[1]) == [
        (2, 'Sari, S.H.; "M.H."', "1", "PNS"),
        (3, "Budi\nSantoso", "2", "PNS"),
        (4, "Tiga", "3", "PNS"),
    ]


@given(names=st.lists(st.tuples(WORDS, WORDS), max_size=30), size=st.integers(1, 7))
def test_frames_of_any_size_hold_every_row_once(
    tmp_path_factory: pytest.TempPathFactory, names: list[tuple[str, str]], size: int
) -> None:
    quoted = [[cell.replace('"', '""') for cell in row] for row in names]
    text = "\n".join([HEAD, *(f'"{name}";"{number}";"PNS"' for name, number in quoted), ""])
    frames = read(text.encode(), tmp_path_factory.mktemp("frames"), size)[1]
    assert [row[1:3] for row in rows_of(frames)] == names
    assert [row[0] for row in rows_of(frames)] == list(range(2, 2 + len(names)))
    assert all(frame.height <= size for frame in frames)


HOSTILE = {
    "nothing to read": (b"\0\1\2", "bukan teks"),
    "UTF-16": ("Nama;NIP;Status\n".encode("utf-16"), "bukan teks"),
    "a line without end": (b"Nama;NIP;Status\n" + b"x" * 100_000, "panjangnya tidak wajar"),
    "no headings": (b"satu;dua;tiga\n1;2;3\n", "Judul kolom tidak dikenal"),
    "no number": (b"Nama;Status\nSari;PNS\n", "NIP atau NRP"),
    "open quotes": (b'Nama;NIP;Status\n"Sari;1;PNS\nBudi;2;PNS\n', "kutip"),
    "empty": (b"", "Judul kolom"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    data, words = HOSTILE[kind]
    with pytest.raises(Refused, match=words):
        read(data, tmp_path)
