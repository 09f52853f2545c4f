"""The form of one city: a row per answer, grouped by right and element, with its reasons and evidence beside it."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kotaham.core.facts import Subject
from kotaham.core.instrument.kinds import Checklist, Direct, Document, Ratio
from kotaham.core.instrument.model import Bonus, BonusItem, Group, Indicator, Instrument
from kotaham.core.language import Lang, Say
from kotaham.workbook import fields
from kotaham.workbook import form_words as words
from kotaham.workbook.form_filled import NOTHING, Filled, FormCell, filled_cells
from kotaham.workbook.form_guide import lines_of, notices
from kotaham.workbook.form_inputs import Input, inputs, message, unit_of
from kotaham.workbook.form_styles import Styles


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column of the page stands; the rows of a city's name use `title` and `explanation`."""

    code: int = 0
    title: int = 1
    explanation: int = 2
    unit: int = 3
    answer: int = 4
    evidence: int = 5
    missing: int = 6
    not_applicable: int = 7
    status: int = 8


AT = _Columns()
WIDTHS = {
    AT.code: 11,
    AT.title: 38,
    AT.explanation: 56,
    AT.unit: 15,
    AT.answer: 20,
    AT.evidence: 24,
    AT.missing: 22,
    AT.not_applicable: 22,
    AT.status: 9,
}


class FormPage:
    """Writes the page."""

    def __init__(self, sheet: Any, styles: Styles, instrument: Instrument, lang: Lang, choices: dict[str, str]) -> None:
        """Take the sheet and what to ask."""
        self.sheet, self.styles, self.instrument, self.lang, self.choices = sheet, styles, instrument, lang, choices
        self.allows_na = instrument.policies.not_applicable.rule != "refused"
        self.row = 0
        self.filled: Filled = NOTHING
        self.cells: dict[str, FormCell] = {}
        self.conditions: list[tuple[int, str]] = []
        self.asked: list[str] = []

    def say(self, sentence: Say, **values: object) -> str:
        """Return a sentence in the form's language."""
        return sentence.text(self.lang, **values)

    def write(self, subject: Subject | None, period: str, filled: Filled = NOTHING) -> None:
        """Write the whole page, with what is known already."""
        self.filled, self.cells = filled, filled_cells(self.instrument, filled, self.lang)
        for column, width in WIDTHS.items():
            self.sheet.set_column(column, column, width)
        if not self.allows_na:
            self.sheet.set_column(AT.not_applicable, AT.not_applicable, None, None, {"hidden": True})
        self._top()
        done_at = self._subject(subject, period)
        header = self.row
        self._header()
        self._groups()
        self._bonus()
        self._done(done_at, header)
        self._page_setup(header)

    def _top(self) -> None:
        title = f"{self.say(words.FORM_TITLE)}: {self.instrument.title}"
        version = self.say(words.VERSION, instrument=self.instrument.id, version=self.instrument.version)
        self._wide(title, "title", 28)
        self._wide(version, "subtitle", 16)
        for text in notices(self.instrument, self.lang):
            self._wide(text, "notice", 15 * lines_of(text, 190) + 6)
        self.row += 1

    def _wide(self, text: str, style: str, height: int) -> None:
        self.sheet.set_row(self.row, height)
        self.sheet.merge_range(self.row, 0, self.row, AT.status, "", self.styles[style])
        self.sheet.write_string(self.row, 0, text, self.styles[style])
        self.row += 1

    def _subject(self, subject: Subject | None, period: str) -> int:
        """Write who the form is about; return the row for the count of answers."""
        city = self.instrument.subject == "city"
        told = [
            (words.CODE_LABEL if city else words.FREE_CODE_LABEL, subject.code if subject else ""),
            (words.NAME_LABEL, subject.name if subject else ""),
            (words.PROVINCE_LABEL, subject.province if subject else ""),
            (words.PERIOD_LABEL, period),
        ]
        start = self.row
        for label, value in told:
            self.sheet.set_row(self.row, 18)
            self.sheet.write_string(self.row, AT.title, self.say(label), self.styles["label"])
            self._input(self.row, AT.explanation, value, "text")
            self.row += 1
        self.row += 1
        return start

    def _input(self, row: int, column: int, value: FormCell, style: str) -> None:
        if value == "":
            self.sheet.write_blank(row, column, None, self.styles[style])
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, self.styles[style])
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, column, value, self.styles[style])
        else:
            self.sheet.write_number(row, column, value, self.styles[style])

    def _header(self) -> None:
        titles = {
            AT.code: words.CODE,
            AT.title: words.INDICATOR,
            AT.explanation: words.EXPLANATION,
            AT.unit: words.UNIT,
            AT.answer: words.ANSWER,
            AT.evidence: words.EVIDENCE,
            AT.missing: words.MISSING,
            AT.not_applicable: words.NOT_APPLICABLE,
            AT.status: words.STATUS,
        }
        self.sheet.set_row(self.row, 32)
        for column, title in titles.items():
            self.sheet.write_string(self.row, column, self.say(title), self.styles["header"])
        self.row += 1

    def _groups(self) -> None:
        if not self.instrument.known_indicators:
            self._band(self.say(words.NO_INDICATORS), "hole")
        for group in self.instrument.groups:
            members = [i for i in self.instrument.known_indicators if i.group == group.code]
            asked = [one for one in members if self.filled.asks(one.code)]
            if asked or not members:
                self._group(group, asked)

    def _group(self, group: Group, indicators: list[Indicator]) -> None:
        self._band(group.title, "group")
        if group.hole:
            self._band(self.say(words.HOLE, hole=group.hole), "hole")
        titles = {element.code: element.title for element in self.instrument.elements}
        order = {code: at for at, code in enumerate(titles)}
        ordered = sorted(indicators, key=lambda each: order.get(each.element or "", -1))
        for element, members in groupby(ordered, key=lambda each: each.element):
            if element in titles:
                self._band(titles[element], "element")
            for indicator in members:
                self._indicator(indicator)

    def _band(self, text: str, style: str) -> None:
        self.sheet.set_row(self.row, {"group": 22}.get(style, 15 * lines_of(text, 190) + 3))
        for column in range(AT.status + 1):
            self.sheet.write_blank(self.row, column, None, self.styles[style])
        self.sheet.merge_range(self.row, AT.title, self.row, AT.status, "", self.styles[style])
        self.sheet.write_string(self.row, AT.title, text, self.styles[style])
        self.row += 1

    def _indicator(self, indicator: Indicator) -> None:
        """Write an indicator: one row when its value is one cell, else a title row and a row per part."""
        asked = inputs(indicator, self.lang, self.choices.get(indicator.code, ""))
        self.asked.append(indicator.code)
        top, own = self.row, not asked[0].label
        parts = asked[1:] if own else asked
        text = explanation(indicator, self.lang)
        least = -(-lines_of(text, 74) // (len(parts) + 1)) if text else 1
        title = (fields.base_name(indicator), indicator.title, "indicator", unit_of(indicator))
        self._cells(*title, asked[0] if own else None, least)
        for part in parts:
            self._cells(part.field.name, part.label, "part", part.unit, part, least)
        self._beside(top, indicator, text)
        rows = list(range(top if own else top + 1, self.row))
        self._status(top, _answered(indicator, rows), indicator.code in self.filled.answers)

    def _cells(self, code: str, title: str, style: str, unit: str, asked: Input | None, least: int) -> None:
        """Write code, title, unit and answer of one row at least `least` lines high."""
        self.sheet.write_string(self.row, AT.code, code, self.styles["code"])
        self.sheet.write_string(self.row, AT.title, title, self.styles[style])
        self.sheet.write_string(self.row, AT.unit, unit, self.styles["unit"])
        lines = max(lines_of(title, 36), lines_of(unit, 14), lines_of(code, 12), least)
        self.sheet.set_row(self.row, min(12.5 * lines + 5, 400))
        self._input(self.row, AT.answer, self.cells.get(code, "") if asked else "", asked.style if asked else "locked")
        if asked:
            self.sheet.data_validation(self.row, AT.answer, self.row, AT.answer, asked.validation)
        self.row += 1

    def _beside(self, top: int, indicator: Indicator, text: str) -> None:
        """Write what stands once beside all rows of an indicator: explanation, evidence and reasons."""
        annex = {part: self.cells.get(name, "") for part, name in fields.annex_names(indicator).items()}
        self._tall(top, AT.explanation, text, "explain")
        self._tall(top, AT.evidence, annex[fields.EVIDENCE], "text")
        self._tall(top, AT.missing, annex[fields.MISSING], "text")
        self._tall(top, AT.not_applicable, annex[fields.NOT_APPLICABLE], "text" if self.allows_na else "locked")

    def _tall(self, top: int, column: int, text: FormCell, style: str) -> None:
        if self.row - top > 1:
            self.sheet.merge_range(top, column, self.row - 1, column, "", self.styles[style])
        self._input(top, column, text, style)

    def _status(self, row: int, answered: str, done: bool) -> None:
        number = row + 1
        test = f'OR({answered},G{number}<>"",H{number}<>"")'
        formula = f'=IF({test},"{self.say(words.YES_DONE)}","{self.say(words.NOT_DONE)}")'
        if self.row - row > 1:
            self.sheet.merge_range(row, AT.status, self.row - 1, AT.status, "", self.styles["status"])
        shown = self.say(words.YES_DONE if done else words.NOT_DONE)
        self.sheet.write_formula(row, AT.status, formula, self.styles["status"], shown)
        self.conditions.append((row, test))

    def _bonus(self) -> None:
        if not isinstance(self.instrument.bonus, Bonus) or self.filled.only is not None:
            return
        self._band(self.say(words.BONUS), "group")
        names = fields.bonus_names(self.instrument)
        for item in self.instrument.bonus.items:
            self._bonus_item(item, names[item.code])

    def _bonus_item(self, item: BonusItem, name: str) -> None:
        self.sheet.write_string(self.row, AT.code, name, self.styles["code"])
        self.sheet.write_string(self.row, AT.title, item.title, self.styles["indicator"])
        self.sheet.write_string(self.row, AT.unit, f"0 – {item.max_points}", self.styles["unit"])
        self._input(self.row, AT.answer, self.cells.get(name, ""), "number")
        limits = {"criteria": "between", "minimum": 0, "maximum": float(item.max_points)}
        told = message(words.ASK_POINTS, [self.say(words.POSSIBLE, limits=f"0 – {item.max_points}")], self.lang)
        self.sheet.data_validation(self.row, AT.answer, self.row, AT.answer, {"validate": "decimal", **limits, **told})
        for column in range(AT.evidence, AT.status + 1):
            self.sheet.write_blank(self.row, column, None, self.styles["locked"])
        name_lines = lines_of(item.title, 36)
        proof = self.say(words.PROOF, evidence="; ".join(item.evidence)) if item.evidence else ""
        self.sheet.write_string(self.row, AT.explanation, proof, self.styles["explain"])
        self.sheet.set_row(self.row, 12.5 * max(name_lines, lines_of(proof, 74)) + 5)
        self.row += 1

    def _done(self, row: int, header: int) -> None:
        """Write the live count of answered indicators beside the city's name."""
        total = len(self.conditions)
        status = f"I{header + 2}:I{max(self.row, header + 2)}"
        formula = f'=COUNTIF({status},"{self.say(words.YES_DONE)}")&"{self.say(words.DONE_JOIN)}{total}"'
        self.sheet.write_string(row, AT.unit, self.say(words.DONE_LABEL), self.styles["label"])
        done = sum(code in self.filled.answers for code in self.asked)
        shown = self.say(words.DONE, done=done, all=total)
        self.sheet.write_formula(row, AT.answer, formula, self.styles["done"], shown)
        rule = {"type": "cell", "criteria": "==", "value": f'"{self.say(words.YES_DONE)}"'}
        self.sheet.conditional_format(status, {**rule, "format": self.styles["good"]})

    def _page_setup(self, header: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes(header + 1, AT.explanation)
        sheet.repeat_rows(header)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        name = f"{self.instrument.id} {self.instrument.version}"
        sheet.set_footer(f"&L&8{name}&R&8&P / &N")
        sheet.print_area(0, 0, max(self.row - 1, header), AT.status)
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


def explanation(indicator: Indicator, lang: Lang) -> str:
    """Return help, period, responsible offices, proof and example of an indicator, as far as they are known."""
    parts = []
    scoring = indicator.scoring
    if indicator.help and indicator.help != "unknown":
        parts.append(indicator.help)
    if isinstance(scoring, Direct):
        parts.append(scoring.criteria)
    if scoring.kind == "unknown":
        parts.append(words.NOT_KNOWN.text(lang))
    if indicator.period and indicator.period != "unknown":
        parts.append(words.OF_PERIOD.text(lang, period=indicator.period))
    if indicator.owners and indicator.owners != "unknown":
        parts.append(words.OWNER.text(lang, owners="; ".join(indicator.owners)))
    if indicator.evidence and indicator.evidence != "unknown":
        parts.append(words.PROOF.text(lang, evidence="; ".join(indicator.evidence)))
    if indicator.example:
        parts.append(words.EXAMPLE.text(lang, example=indicator.example))
    return "\n".join(parts)


def _answered(indicator: Indicator, rows: list[int], column: str = "E") -> str:
    """Return the spreadsheet test that an indicator is answered in full."""
    cells = [f'{column}{row + 1}<>""' for row in rows]
    if isinstance(indicator.scoring, Document):
        return cells[0]
    if isinstance(indicator.scoring, Ratio | Direct):
        return f"AND({','.join(cells)})"
    if isinstance(indicator.scoring, Checklist):
        return f"COUNTBLANK({column}{rows[0] + 1}:{column}{rows[-1] + 1})=0"
    return cells[0]
