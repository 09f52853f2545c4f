"""The form of many cities: a row per city, the columns of each indicator side by side under readable headings."""

from collections.abc import Sequence
from typing import Any

from kotaham.core.facts import Subject
from kotaham.core.instrument.kinds import Checklist, Direct, Ratio
from kotaham.core.instrument.model import Bonus, Indicator, Instrument
from kotaham.core.language import Lang, Say
from kotaham.workbook import fields
from kotaham.workbook import form_words as words
from kotaham.workbook.form_guide import notices
from kotaham.workbook.form_inputs import Input, inputs, message, unit_of
from kotaham.workbook.form_styles import Styles
from kotaham.workbook.layout import letter

IGNORED = "(terisi)"  # a heading in parentheses is not a column of the table
MAX_FORMULA = 8_000
FIRST = 4  # columns for code, name, province and the count come before


class WideForm:
    """Writes the wide table."""

    def __init__(self, sheet: Any, styles: Styles, instrument: Instrument, lang: Lang, choices: dict[str, str]) -> None:
        """Take the sheet and what to ask."""
        self.sheet, self.styles, self.instrument, self.lang, self.choices = sheet, styles, instrument, lang, choices
        self.allows_na = instrument.policies.not_applicable.rule != "refused"
        self.column = FIRST
        self.top = 3 + len(notices(instrument, lang))
        self.header = self.top + 3
        self.tests: list[str] = []
        self.filled: list[tuple[int, str]] = []

    def say(self, sentence: Say, **values: object) -> str:
        """Return a sentence in the form's language."""
        return sentence.text(self.lang, **values)

    def write(self, subjects: Sequence[Subject], period: str) -> None:
        """Write headings, one row per city, and the setup of the page."""
        self._titles(period)
        self._subject_columns()
        last = self.header + len(subjects)
        for group in self.instrument.groups:
            start = self.column
            for indicator in self.instrument.known_indicators:
                if indicator.group == group.code:
                    self._indicator(indicator, last)
            self._merged(self.top, start, self.column - 1, group.title, "group")
        self._bonus(last)
        for at, subject in enumerate(subjects, start=self.header + 1):
            self._city(at, subject)
        self._page_setup(last)

    def _titles(self, period: str) -> None:
        version = self.say(words.VERSION, instrument=self.instrument.id, version=self.instrument.version)
        period_ = f" · {self.say(words.PERIOD_LABEL)}: {period}" if period else ""
        self.sheet.set_row(0, 28)
        self.sheet.write_string(0, 0, f"{self.say(words.FORM_TITLE)}: {self.instrument.title}", self.styles["title"])
        self.sheet.write_string(1, 0, f"{version}{period_}", self.styles["subtitle"])
        for row, text in enumerate(notices(self.instrument, self.lang), start=2):
            self.sheet.write_string(row, 0, text, self.styles["warning"])
        self.sheet.set_row(self.top, 22)
        self.sheet.set_row(self.top + 1, 62)
        self.sheet.set_row(self.top + 2, 62)
        self.sheet.set_row(self.header, 18)

    def _subject_columns(self) -> None:
        city = self.instrument.subject == "city"
        titles = [words.CODE_LABEL if city else words.FREE_CODE_LABEL, words.NAME_LABEL, words.PROVINCE_LABEL]
        names = [fields.CODE, fields.NAME, fields.PROVINCE, IGNORED]
        for column, (title, name) in enumerate(zip([*titles, words.DONE_LABEL], names, strict=True)):
            self.sheet.merge_range(self.top, column, self.header - 1, column, "", self.styles["header"])
            self.sheet.write_string(self.top, column, self.say(title), self.styles["header"])
            self.sheet.write_string(self.header, column, name, self.styles["machine"])
        for column, width in enumerate((11, 28, 20, 12)):
            self.sheet.set_column(column, column, width)

    def _merged(self, row: int, first: int, last: int, text: str, style: str) -> None:
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", self.styles[style])
        if last >= first:
            self.sheet.write_string(row, first, text, self.styles[style])

    def _indicator(self, indicator: Indicator, last: int) -> None:
        start = self.column
        asked = inputs(indicator, self.lang, self.choices.get(indicator.code, ""))
        for each in asked:
            self._input_column(each, last)
        names = fields.annex_names(indicator)
        annex = [(fields.EVIDENCE, words.EVIDENCE), (fields.MISSING, words.MISSING)]
        annex += [(fields.NOT_APPLICABLE, words.NOT_APPLICABLE)] if self.allows_na else []
        for part, title in annex:
            self._head(self.say(title), names[part], "text", 16, {"level": 1})
        self._merged(self.top + 1, start, self.column - 1, indicator.title, "tilted")
        self.tests.append(self._answered(indicator, start, len(asked), len(annex)))

    def _input_column(self, asked: Input, last: int) -> None:
        label = asked.label or unit_of(asked.field.indicator) or self.say(words.ANSWER)
        column = self.column
        self._head(label, asked.field.name, asked.style, 16, {})
        self.sheet.data_validation(self.header + 1, column, last, column, asked.validation)

    def _head(self, label: str, name: str, style: str, width: int, options: dict[str, Any]) -> None:
        """Write the two lowest headings of a column and take the next one."""
        self.sheet.write_string(self.top + 2, self.column, label, self.styles["small"])
        self.sheet.write_string(self.header, self.column, name, self.styles["machine"])
        self.sheet.set_column(self.column, self.column, max(width, min(len(name) + 1, 30)), None, options)
        self.filled.append((self.column, style))
        self.column += 1

    def _bonus(self, last: int) -> None:
        if not isinstance(self.instrument.bonus, Bonus):
            return
        start, names = self.column, fields.bonus_names(self.instrument)
        for item in self.instrument.bonus.items:
            limits = {"criteria": "between", "minimum": 0, "maximum": float(item.max_points)}
            told = message(words.ASK_POINTS, [item.title], self.lang)
            rule = {"validate": "decimal", **limits, **told}
            self.sheet.data_validation(self.header + 1, self.column, last, self.column, rule)
            self.sheet.write_string(self.top + 1, self.column, item.title, self.styles["tilted"])
            self._head(f"0 – {item.max_points}", names[item.code], "number", 18, {})
        self._merged(self.top, start, self.column - 1, self.say(words.BONUS), "group")

    def _answered(self, indicator: Indicator, start: int, parts: int, annex: int) -> str:
        """Return the test that a city has answered an indicator, with {row} for its row."""
        cells = [f'{letter(start + at)}{{row}}<>""' for at in range(parts)]
        reasons = [f'{letter(start + parts + at)}{{row}}<>""' for at in range(1, annex)]
        value = cells[0]
        if isinstance(indicator.scoring, Ratio | Direct):
            value = f"AND({','.join(cells)})"
        elif isinstance(indicator.scoring, Checklist):
            value = f"COUNTBLANK({letter(start)}{{row}}:{letter(start + parts - 1)}{{row}})=0"
        return f"OR({','.join([value, *reasons])})"

    def _city(self, row: int, subject: Subject) -> None:
        for column, text in enumerate((subject.code, subject.name, subject.province)):
            self.sheet.write_string(row, column, text, self.styles["place"])
        for column, style in self.filled:
            self.sheet.write_blank(row, column, None, self.styles[style])
        total = len(self.tests)
        formula = "+".join(test.format(row=row + 1) for test in self.tests)
        shown = self.say(words.DONE, done=0, all=total)
        if self.tests and len(formula) < MAX_FORMULA:
            joined = f'=({formula})&"{self.say(words.DONE_JOIN)}{total}"'
            self.sheet.write_formula(row, FIRST - 1, joined, self.styles["status"], shown)
        else:
            self.sheet.write_blank(row, FIRST - 1, None, self.styles["locked"])

    def _page_setup(self, last: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes(self.header + 1, 2)
        sheet.repeat_rows(self.top, self.header)
        sheet.repeat_columns(0, 1)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer(f"&L&8{self.instrument.id} {self.instrument.version}&R&8&P / &N")
        sheet.print_area(0, 0, last, self.column - 1)
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
