"""Who a row is about: code, name and province; a code that occurs twice refuses every row that has it."""

from collections.abc import Callable

from kotaham.core.errors import Kind
from kotaham.core.facts import Subject
from kotaham.core.language import Say
from kotaham.workbook import fields
from kotaham.workbook.codes import TAKEN_AS_CODE
from kotaham.workbook.faults import Fault, shown
from kotaham.workbook.layout import Column, Source
from kotaham.workbook.words import as_text, read_words

CodeReader = Callable[[object], str | Fault]

CODE_TWICE = Kind(
    "table.code-twice",
    Say("Kode {code} ada di beberapa baris: {rows}.", "Code {code} occurs in several rows: {rows}."),
    Say(
        "Sisakan satu baris untuk tiap daerah; semua baris berkode ini tidak dipakai.",
        "Keep one row for each city; none of the rows with this code is used.",
    ),
)
NO_CODE_COLUMN = Kind(
    "table.no-code-column",
    Say("Tabel ini tidak memiliki kolom kode.", "This table has no column of codes."),
    Say("Tambahkan kolom 'kode' berisi kode Kemendagri.", "Add a column 'kode' with Kemendagri codes."),
)


def read_subjects(source: Source, read_code: CodeReader) -> list[Subject]:
    """Return the subject of every row; what is wrong is kept with the row."""
    column = source.columns[fields.CODE]
    codes = [_code(source, column, index, read_code) for index in range(len(source.rows))]
    names, provinces = _texts(source, fields.NAME), _texts(source, fields.PROVINCE)
    _refuse_twice(source, column, codes)
    _note_numbers(source, column, codes)
    return [Subject(*told) for told in zip(codes, names, provinces, strict=True)]


def _code(source: Source, column: Column, index: int, read_code: CodeReader) -> str:
    code = read_code(column.cells[index])
    if isinstance(code, Fault):
        source.refuse(index, code.at(source.where(column, index)))
        return ""
    return code


def _texts(source: Source, name: str) -> list[str]:
    column = source.columns.get(name)
    if column is None:
        return [""] * len(source.rows)
    texts = []
    for index, cell in enumerate(column.cells):
        text = read_words(cell)
        if isinstance(text, Fault):
            source.refuse(index, text.at(source.where(column, index)))
        texts.append("" if isinstance(text, Fault) else text)
    return texts


def _refuse_twice(source: Source, column: Column, codes: list[str]) -> None:
    rows: dict[str, list[int]] = {}
    for index, code in enumerate(codes):
        if code:
            rows.setdefault(code, []).append(index)
    for code, indexes in rows.items():
        if len(indexes) > 1:
            told = ", ".join(str(source.rows[index]) for index in indexes[:20])
            for index in indexes:
                source.refuse(index, CODE_TWICE(source.where(column, index), code=code, rows=told))


def _note_numbers(source: Source, column: Column, codes: list[str]) -> None:
    """Say once that codes were stored as numbers, with the first one that lost its last zero."""
    for index, (cell, code) in enumerate(zip(column.cells, codes, strict=True)):
        if isinstance(cell, float) and code and as_text(cell) != code:
            where = source.where(column, index)
            source.notes.append(TAKEN_AS_CODE(where, value=shown(as_text(cell)), code=code))
            return
