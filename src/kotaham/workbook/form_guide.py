"""The first sheet of a form: who fills it in, how, and what its words mean."""

from typing import Any

from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang, Say
from kotaham.workbook import form_words as words
from kotaham.workbook.form_styles import Styles

WIDTH = 100  # characters of the text column


def lines_of(text: str, width: int) -> int:
    """Estimate how many lines a text takes in a column of `width` characters."""
    return sum(max(1, -(-len(line) // max(width, 1))) for line in text.split("\n"))


def write_guide(sheet: Any, styles: Styles, instrument: Instrument, lang: Lang) -> None:
    """Write the guide."""
    guide = _Guide(sheet, styles, lang)
    version = words.VERSION.text(lang, instrument=instrument.id, version=instrument.version)
    guide.line(f"{words.FORM_TITLE.text(lang)}: {instrument.title}", "title", 24, wrap=False)
    guide.line(version, "subtitle", 16, wrap=False)
    for text in notices(instrument, lang):
        guide.line(text, "notice", 0)
    if instrument.about:
        guide.line(instrument.about, "step", 0)
    for title, steps in words.GUIDE:
        guide.section(title, steps)
    refused = instrument.policies.not_applicable.rule == "refused"
    guide.step(words.GUIDE_NO_NOT_APPLICABLE if refused else words.GUIDE_NOT_APPLICABLE)
    guide.section(words.GUIDE_AFTER, words.GUIDE_AFTER_STEPS, instrument=f"{instrument.id}@{instrument.version}")
    guide.legend()
    _print_setup(sheet)


def notices(instrument: Instrument, lang: Lang) -> list[str]:
    """Return what must be said at the top of every sheet: that an example is an example, and its own notice."""
    example = [words.EXAMPLE_NOTICE.text(lang)] if instrument.nature == "example" else []
    return example + ([instrument.notice] if instrument.notice else [])


def _print_setup(sheet: Any) -> None:
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, WIDTH)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.6, 0.6, 0.7, 0.7)
    sheet.protect("", {"format_columns": True, "format_rows": True})


class _Guide:
    """Writes line after line."""

    def __init__(self, sheet: Any, styles: Styles, lang: Lang) -> None:
        self.sheet, self.styles, self.lang = sheet, styles, lang
        self.row = 0
        self.number = 0

    def line(self, text: str, style: str, height: int, *, wrap: bool = True) -> None:
        """Write one line across the page."""
        self.sheet.set_row(self.row, height or 15 * lines_of(text, WIDTH) + 6)
        if wrap:
            self.sheet.merge_range(self.row, 0, self.row, 1, "", self.styles[style])
        self.sheet.write_string(self.row, 0, text, self.styles[style])
        self.row += 1

    def section(self, title: Say, steps: tuple[Say, ...], **values: object) -> None:
        """Write a heading and its numbered steps."""
        self.sheet.set_row(self.row, 8)
        self.row += 1
        self.line(title.text(self.lang), "heading", 20)
        self.number = 0
        for step in steps:
            self.step(step, **values)

    def step(self, step: Say, **values: object) -> None:
        """Write one numbered step."""
        names = {
            "form": words.FORM_SHEET.text(self.lang),
            "evidence": words.EVIDENCE.text(self.lang),
            "missing": words.MISSING.text(self.lang),
            "not_applicable": words.NOT_APPLICABLE.text(self.lang),
        }
        text = step.text(self.lang, **names, **values)
        self.number += 1
        self.sheet.set_row(self.row, 15 * lines_of(text, WIDTH) + 4)
        self.sheet.write_string(self.row, 0, f"{self.number}.", self.styles["step"])
        self.sheet.write_string(self.row, 1, text, self.styles["step"])
        self.row += 1

    def legend(self) -> None:
        """Show the colours."""
        self.row += 1
        self.line(words.LEGEND.text(self.lang), "heading", 20)
        for style, text in (("swatch", words.LEGEND_INPUT), ("locked", words.LEGEND_LOCKED)):
            self.sheet.write_blank(self.row, 0, None, self.styles[style])
            self.sheet.write_string(self.row, 1, text.text(self.lang), self.styles["step"])
            self.row += 1
