"""What one input cell asks for: its label, unit, format, and the list or limits that a spreadsheet program enforces."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kotaham.core.instrument.kinds import Bands, Checklist, Choice, Direct, Document, Ratio, YesNo
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.workbook import fields
from kotaham.workbook import form_words as words
from kotaham.workbook.fields import Field
from kotaham.workbook.values import limits_text

_LARGE = 10**15


@dataclass(frozen=True)
class Input:
    """One input cell: the label of its row (empty when the indicator's title says it), unit, style and validation."""

    field: Field
    label: str
    unit: str
    style: str
    validation: dict[str, Any]


def inputs(indicator: Indicator, lang: Lang, choices: str = "") -> list[Input]:
    """Return the input cells of an indicator; `choices` is the range that lists the options of a choice."""
    return [_Asker(indicator, field, lang, choices).input() for field in fields.value_fields(indicator)]


def unit_of(indicator: Indicator) -> str:
    """Return the unit, empty when it is not known or there is none."""
    return indicator.unit if indicator.unit and indicator.unit != "unknown" else ""


def message(title: Say, lines: list[str], lang: Lang) -> dict[str, str]:
    """Return an input message within the lengths that Excel allows."""
    return {"input_title": _cut(title.text(lang), 32), "input_message": _cut(" ".join(filter(None, lines)), 255)}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


class _Asker:
    def __init__(self, indicator: Indicator, field: Field, lang: Lang, choices: str) -> None:
        self.indicator, self.field, self.lang, self.choices = indicator, field, lang, choices
        self.scoring = indicator.scoring

    def say(self, sentence: Say, **values: object) -> str:
        return sentence.text(self.lang, **values)

    def input(self) -> Input:
        label, unit = self._label(), unit_of(self.indicator) if self._has_unit() else ""
        style, validation = self._asked()
        return Input(self.field, label, unit, style, validation)

    def _has_unit(self) -> bool:
        return isinstance(self.scoring, Bands) or self.scoring.kind == "unknown"

    def _label(self) -> str:
        part, scoring = self.field.part, self.scoring
        if isinstance(scoring, Checklist):
            item = next(item for item in scoring.items if item.code == self.field.item)
            return f"{item.title} {self.say(words.REQUIRED_ITEM)}" if item.required else item.title
        if isinstance(scoring, Ratio):
            top = part == fields.NUMERATOR
            name = self.say(words.NUMERATOR if top else words.DENOMINATOR)
            return f"{name}: {scoring.numerator if top else scoring.denominator}"
        labels = {fields.FROM: words.FROM, fields.UNTIL: words.UNTIL, fields.REASON: words.POINTS_REASON}
        return self.say(labels[part]) if part in labels else ""

    def _asked(self) -> tuple[str, dict[str, Any]]:
        """Return style and validation of the cell."""
        part, scoring = self.field.part, self.scoring
        if isinstance(scoring, Document):
            return self._document(part)
        if isinstance(scoring, Direct):
            return self._direct(scoring, part)
        if isinstance(scoring, YesNo | Checklist):
            yes_no = [self.say(words.YES), self.say(words.NO)]
            return "choice", self._list(yes_no, words.ASK_YES_NO, [self._empty()])
        if isinstance(scoring, Choice):
            return "choice", self._list(f"={self.choices}", words.ASK_OPTION, [self._empty()])
        if isinstance(scoring, Bands):
            low, high = (scoring.possible.from_, scoring.possible.to) if scoring.possible else (None, None)
            return "number", self._number(low, high, words.ASK_NUMBER)
        if isinstance(scoring, Ratio):
            return "number", self._ratio_part(part)
        return "free", {"validate": "any", **message(words.ASK_NUMBER, [self.say(words.NOT_KNOWN)], self.lang)}

    def _ratio_part(self, part: str) -> dict[str, Any]:
        """Limit a numerator to zero and more, a denominator to more than zero."""
        if part == fields.NUMERATOR:
            return self._number(Fraction(0), None, words.ASK_NUMBER)
        return {**self._asked_number("> 0", words.ASK_NUMBER), "criteria": ">", "value": 0}

    def _document(self, part: str) -> tuple[str, dict[str, Any]]:
        if part:
            return "date", {"validate": "any", **message(words.ASK_DATE, [self.say(words.DATE_HINT)], self.lang)}
        listed = [self.say(words.PRESENT), self.say(words.ABSENT)]
        return "choice", self._list(listed, words.ASK_DOCUMENT, [self.say(words.DOCUMENT_HINT), self._empty()])

    def _direct(self, scoring: Direct, part: str) -> tuple[str, dict[str, Any]]:
        if part:
            return "text", {"validate": "any", **message(words.ASK_TEXT, [scoring.criteria], self.lang)}
        return "number", self._number(scoring.from_, scoring.to, words.ASK_POINTS)

    def _empty(self) -> str:
        return self.say(words.WHEN_EMPTY, missing=self.say(words.MISSING))

    def _list(self, source: object, title: Say, lines: list[str]) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": source,
            **message(title, lines, self.lang),
            **self._wrong(words.WRONG_LIST),
        }

    def _number(self, low: Fraction | None, high: Fraction | None, title: Say) -> dict[str, Any]:
        limits = limits_text(low, high, self.lang) if low is not None or high is not None else ""
        return {
            **self._asked_number(limits, title),
            "criteria": "between",
            "minimum": float(low) if low is not None else -_LARGE,
            "maximum": float(high) if high is not None else _LARGE,
        }

    def _asked_number(self, possible: str, title: Say) -> dict[str, Any]:
        """Return what is said before a number is typed and after a wrong one; `possible` may be empty."""
        limits = self.say(words.POSSIBLE, limits=possible) if possible else ""
        unit = unit_of(self.indicator) if self._has_unit() else ""
        told = message(
            title, [f"{unit}." if unit else "", self.say(words.PLAIN_NUMBER), limits, self._empty()], self.lang
        )
        return {
            "validate": "decimal",
            **told,
            "error_title": self.say(words.WRONG_TITLE),
            "error_message": _cut(f"{self.say(words.PLAIN_NUMBER)} {limits} {self._empty()}", 255),
        }

    def _wrong(self, sentence: Say) -> dict[str, str]:
        return {"error_title": self.say(words.WRONG_TITLE), "error_message": _cut(self.say(sentence), 255)}
