"""The cell of a column turned into the model's value, and back."""

from typing import Any

from kotaham.core.language import Lang
from kotaham.workbook import annex_cells as cells
from kotaham.workbook.annex_cells import Raw
from kotaham.workbook.annex_layout import Column, Holds
from kotaham.workbook.annex_problems import CHOICE, Slip
from kotaham.workbook.annex_words import UNKNOWN, means_unknown


def read_cell(column: Column, raw: Raw, lang: Lang) -> Any:
    """Return the value of a cell that is not empty; raises Slip when it cannot be understood."""
    if column.unknown and isinstance(raw, str) and means_unknown(raw):
        return "unknown"
    match column.holds:
        case Holds.TEXT:
            return cells.read_text(raw)
        case Holds.LINES:
            return cells.read_lines(raw)
        case Holds.WORD:
            return _word(column, raw, lang)
        case Holds.DATE:
            return cells.read_date(raw)
        case Holds.CODE:
            return cells.read_label(raw)
        case Holds.CODES:
            return cells.read_labels(raw)
        case Holds.NUMBER | Holds.COUNT:
            return (cells.read_number if column.holds is Holds.NUMBER else cells.read_count)(raw, lang)
        case Holds.RAW:
            return _raw(raw, lang)


def _word(column: Column, raw: Raw, lang: Lang) -> str:
    assert column.words is not None, column.key  # noqa: S101 - the layout gives every such column its words
    value = column.words.value(cells.typed_text(raw))
    if value is None:
        raise Slip(CHOICE, value=cells.as_shown(raw), choices=", ".join(column.words.choices(lang)))
    return value


def _raw(raw: Raw, lang: Lang) -> str:
    """Return text as typed; a number that Excel stored is written with the decimal mark of the form."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return cells.write_number(cells.stored_number(raw), lang)
    return cells.typed_text(raw)


def write_cell(column: Column, value: Any, lang: Lang) -> str:
    """Return the text of a cell, so that reading it gives the value back; nothing is an empty text."""
    if value is None:
        return ""
    if column.unknown and value == "unknown" and column.words is None:
        return UNKNOWN.text(lang)
    match column.holds:
        case Holds.TEXT:
            return cells.write_text(value, lang, column.unknown)
        case Holds.LINES:
            return cells.write_lines(value, lang, column.unknown)
        case Holds.WORD:
            assert column.words is not None, column.key  # noqa: S101 - the layout gives every such column its words
            return column.words.word(value, lang)
        case Holds.DATE:
            return str(value.isoformat())
        case Holds.CODES:
            return "\n".join(value)
        case Holds.NUMBER:
            return cells.write_number(value, lang)
        case Holds.CODE | Holds.COUNT | Holds.RAW:
            return str(value)
