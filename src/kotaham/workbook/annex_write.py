"""The annex form as an Excel file: empty for a jurist to type in, or filled from an instrument."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from kotaham.core.errors import Refused, Where
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.workbook import annex_guide as guide
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_cells import MOST_IN_CELL, as_shown
from kotaham.workbook.annex_codec import write_cell
from kotaham.workbook.annex_export import filled_rows
from kotaham.workbook.annex_layout import CLAIM, HEADER_ROW, Column, Holds, Sheet
from kotaham.workbook.annex_problems import BAD_ID, CELL_FULL
from kotaham.workbook.annex_sheets import GUIDE, SHEETS, sheet

_ID = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*")  # as the model of an instrument wants it
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_INK, _SOFT, _LINE = "#1F2A37", "#5B6673", "#C9D1D9"
_HEAD, _INPUT, _NEEDED, _CLOSED = "#12506B", "#FFFDF3", "#FFF2CC", "#EEF1F4"
_GREEN, _GREY, _BLUE = "#2E7D4F", "#9AA5B1", "#12506B"
_TEXT = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top"}
_BOXED = {**_TEXT, "text_wrap": True, "border": 1, "border_color": _LINE, "indent": 1, "align": "left"}
_FORMATS: dict[str, dict[str, object]] = {
    "title": {**_TEXT, "bold": True, "font_size": 16, "font_color": _HEAD},
    "about": {**_TEXT, "italic": True, "font_color": _SOFT},
    "head": {**_BOXED, "bold": True, "bg_color": _HEAD, "font_color": "#FFFFFF", "valign": "vcenter"},
    "label": {**_BOXED, "bold": True, "bg_color": _CLOSED},
    "help": {**_BOXED, "font_color": _SOFT, "bg_color": _CLOSED},
    "input": {**_BOXED, "bg_color": _INPUT, "num_format": "@"},
    "needed": {**_BOXED, "bg_color": _NEEDED, "num_format": "@"},
    "closed": {**_BOXED, "bg_color": _CLOSED},
    "column": {**_TEXT, "text_wrap": True, "num_format": "@"},
    "section": {**_TEXT, "bold": True, "font_size": 13, "font_color": _HEAD},
    "wrapped": {**_TEXT, "text_wrap": True},
}


def write_annex(
    path: Path | str,
    instrument: Instrument | None,
    *,
    id: str | None = None,  # noqa: A002 - the word that the instrument's file uses
    title: str | None = None,
    lang: Lang = "id",
) -> Path:
    """Write the annex form: empty when `instrument` is None, otherwise filled so that reading gives it back.

    `id` and `title` are written into the form in place of the instrument's own. Raises Refused for an id that no
    instrument can have, and for a text that does not fit in a cell.
    """
    if id is not None and not _ID.fullmatch(id):
        raise Refused(BAD_ID(value=as_shown(id)))
    empty: dict[str, list[dict[str, Any]]] = {"identity": [{"language": lang}]}
    rows = filled_rows(instrument, lang) if instrument else empty
    rows["identity"][0] |= {key: value for key, value in (("id", id), ("title", title)) if value is not None}
    target = Path(path)
    stream = BytesIO()
    form = _Form(stream, target.name, lang)
    form.write_guide()
    for one in SHEETS:
        form.write_sheet(one, rows.get(one.key, []))
    form.book.close()
    target.write_bytes(stream.getvalue())
    return target


class _Form:
    """A workbook being written: its formats, its language, and the sheets one after another."""

    def __init__(self, stream: BytesIO, source: str, lang: Lang) -> None:
        self.book = xlsxwriter.Workbook(stream, _OPTIONS)
        self.book.set_properties({"title": guide.TITLE.text(lang), "created": datetime(2000, 1, 1, tzinfo=UTC)})
        self.formats = {name: self.book.add_format(values) for name, values in _FORMATS.items()}
        self.source, self.lang = source, lang

    def write_sheet(self, one: Sheet, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write a table or a form with its headings, drop-downs and rows."""
        page = self.book.add_worksheet(one.name.text(self.lang))
        page.set_tab_color(_GREY if one.optional else _GREEN)
        page.write_string(0, 0, one.name.text(self.lang), self.formats["title"])
        page.write_string(1, 0, one.about.text(self.lang), self.formats["about"])
        page.set_row(0, 26)
        page.set_row(1, 20)
        page.set_row(HEADER_ROW - 1, 34)
        for place, column in enumerate(one.columns):
            page.set_column(place, place, column.width, self.formats["column"])
            page.write_string(HEADER_ROW - 1, place, column.heading(self.lang), self.formats["head"])
        page.freeze_panes(HEADER_ROW, one.frozen)
        _for_printing(page, pages=2 if len(one.columns) > 15 else 1)
        page.repeat_rows(0, HEADER_ROW - 1)
        if one.rows:
            self._write_form(page, one, rows[0] if rows else {})
        else:
            self._write_table(page, one, rows)

    def _write_table(self, page: Any, one: Sheet, rows: Sequence[Mapping[str, Any]]) -> None:
        prepared = max(one.prepared, len(rows) + 40)
        last = HEADER_ROW + prepared - 1
        for offset in range(prepared):
            self._write_row(page, one, HEADER_ROW + offset, rows[offset] if offset < len(rows) else {})
        for place, column in enumerate(one.columns):
            page.data_validation(HEADER_ROW, place, last, place, self._validation(column))
        page.ignore_errors({"number_stored_as_text": f"A1:AZ{last + 1}"})

    def _write_row(self, page: Any, one: Sheet, number: int, values: Mapping[str, Any]) -> None:
        texts = []
        for place, column in enumerate(one.columns):
            style = self.formats["needed" if column.required else "input"]
            texts.append(self._write(page, one, (number, place), column, values.get(column.key), style))
        if values:
            page.set_row(number, _height(zip(texts, (column.width for column in one.columns), strict=True)))

    def _write_form(self, page: Any, one: Sheet, values: Mapping[str, Any]) -> None:
        claims = {column.key: (place, column) for place, column in enumerate(one.columns) if column.key in CLAIM}
        for number, field in enumerate(one.rows, start=HEADER_ROW):
            page.write_string(number, 0, field.heading(self.lang), self.formats["label"])
            style = self.formats["needed" if field.required else "input"]
            texts = [(self._write(page, one, (number, 1), field, values.get(field.key), style), one.columns[1].width)]
            texts.append((field.help.text(self.lang), one.columns[2].width))
            page.write_string(number, 2, texts[-1][0], self.formats["help"])
            page.data_validation(number, 1, number, 1, self._validation(field))
            prefix = field.key.rpartition(".")[0]
            for key, (place, column) in claims.items():
                if field.claim:
                    given = values.get(f"{prefix}.{key}")
                    texts.append(
                        (self._write(page, one, (number, place), column, given, self.formats["input"]), column.width)
                    )
                    page.data_validation(number, place, number, place, self._validation(column))
                else:
                    page.write_blank(number, place, None, self.formats["closed"])
            page.set_row(number, _height(texts))
        page.ignore_errors({"number_stored_as_text": "A1:G60"})

    def _write(self, page: Any, one: Sheet, place: tuple[int, int], column: Column, value: Any, style: Any) -> str:
        """Write one input cell as text, never as a formula or a link; return the text."""
        text = write_cell(column, value, self.lang)
        if len(text) > MOST_IN_CELL:
            name, letter = one.name.text(self.lang), column.title.text(self.lang)
            where = Where(self.source, sheet=name, row=place[0] + 1, column=letter)
            raise Refused(CELL_FULL(where, length=len(text)))
        if text:
            page.write_string(*place, text, style)
        else:
            page.write_blank(*place, None, style)
        return text

    def _validation(self, column: Column) -> dict[str, Any]:
        """Return the drop-down and the message of a cell."""
        message = {
            "input_title": column.title.text(self.lang)[:32],
            "input_message": column.help.text(self.lang)[:255],
        }
        if column.words:
            choices = column.words.choices(self.lang)
            return {"validate": "list", "source": choices, **message, **self._refusal(choices)}
        if column.names and column.holds is Holds.CODE:
            return {"validate": "list", "source": self._codes(column.names), "error_type": "warning", **message}
        return {"validate": "any", **message}

    def _refusal(self, choices: Sequence[str]) -> dict[str, str]:
        title = {"id": "Bukan pilihan", "en": "Not a choice"}[self.lang]
        said = {"id": "Pilih salah satu: ", "en": "Choose one of: "}[self.lang]
        return {"error_title": title, "error_message": (said + "; ".join(choices))[:255]}

    def _codes(self, key: str) -> str:
        """Return the cells that hold the codes of a sheet, for a drop-down."""
        named = sheet(key)
        letter = chr(65 + [column.key for column in named.columns].index("code"))
        return f"='{named.name.text(self.lang)}'!${letter}${HEADER_ROW + 1}:${letter}${HEADER_ROW + 400}"

    def write_guide(self) -> None:
        """Write the first sheet: steps, tips, a worked row, and every way of writing points."""
        page = self.book.add_worksheet(GUIDE.text(self.lang))
        page.set_tab_color(_BLUE)
        page.hide_gridlines(2)
        for place, width in enumerate((30, 62, 52)):
            page.set_column(place, place, width)
        page.write_string(0, 0, guide.TITLE.text(self.lang), self.formats["title"])
        steps = [(f"{number}.", step) for number, step in enumerate(guide.STEPS, start=1)]
        row = 2
        for number, step in steps:
            page.merge_range(row, 0, row, 2, f"{number} {step.text(self.lang)}", self.formats["wrapped"])
            page.set_row(row, 20)
            row += 1
        row = self._guide_table(page, row + 1, None, [(tip, told) for tip, told in guide.TIPS])
        row = self._guide_table(page, row + 1, guide.EXAMPLE_TITLE.text(self.lang), self._example())
        self._guide_ways(page, row + 1)
        _for_printing(page)
        page.fit_to_pages(1, 1)

    def _example(self) -> list[tuple[Any, Any]]:
        indicators = sheet("indicators")
        return [(indicators.column(key).title, told) for key, told in guide.EXAMPLE]

    def _guide_table(self, page: Any, row: int, heading: str | None, lines: Sequence[tuple[Any, Any]]) -> int:
        if heading:
            page.write_string(row, 0, heading, self.formats["section"])
            page.set_row(row, 24)
            row += 1
        for name, told in lines:
            page.write_string(row, 0, name.text(self.lang), self.formats["label"])
            page.merge_range(row, 1, row, 2, "", self.formats["input"])
            page.write_string(row, 1, told.text(self.lang), self.formats["input"])
            page.set_row(row, _height([(told.text(self.lang), 114)]))
            row += 1
        return row

    def _guide_ways(self, page: Any, row: int) -> None:
        page.write_string(row, 0, guide.WAYS_TITLE.text(self.lang), self.formats["section"])
        page.set_row(row, 24)
        page.set_row(row + 1, 24)
        for place, heading in enumerate(guide.WAYS_HEADINGS):
            page.write_string(row + 1, place, heading.text(self.lang), self.formats["head"])
        for number, (kind, ladder, other) in enumerate(guide.WAYS, start=row + 2):
            page.write_string(number, 0, words.KIND.word(kind, self.lang), self.formats["label"])
            page.write_string(number, 1, ladder.text(self.lang), self.formats["input"])
            page.write_string(number, 2, other.text(self.lang), self.formats["input"])
            page.set_row(number, _height([(ladder.text(self.lang), 62), (other.text(self.lang), 52)]))


def _for_printing(page: Any, pages: int = 1) -> None:
    """Set up A4 landscape, one or two pages wide."""
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    page.fit_to_pages(pages, 0)


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Estimate a row's height in points from its texts and the widths of their columns."""
    lines = (sum(-(-len(line) // max(1, width - 4)) or 1 for line in text.split("\n")) for text, width in texts)
    return min(409.0, 5 + 15.0 * max(lines, default=1))
