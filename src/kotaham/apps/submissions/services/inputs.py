"""Read what somebody typed or ticked for one indicator, and show it again: one set of inputs for every way to answer.

The room verification shows the same inputs (`templates/submissions/parts/inputs.html`) and reads them the same way.
Nothing is guessed: a number that can be read in two ways is refused with both readings.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kotaham.apps.submissions.rules import answer_of, stored
from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.facts import Answer, Chosen, Number, Paper, Quotient, Ticked, Value
from kotaham.core.instrument.kinds import Bands, Checklist, Choice, Direct, Document, NotKnown, Ratio, YesNo
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import plain_both
from kotaham.core.scoring.encode import is_number
from kotaham.workbook import faults
from kotaham.workbook.faults import Blank, Fault, shown
from kotaham.workbook.numbers import EXCEL_DIGITS, read_number
from kotaham.workbook.parts import DATES_SWAPPED, DATES_WITHOUT_DOCUMENT
from kotaham.workbook.values import NotApplicable, read_single
from kotaham.workbook.words import read_day

VALUE, MISSING, NOT_APPLICABLE = "value", "missing", "not_applicable"
NUMBER, TOP, BOTTOM, YES, CHOICE, ITEM, NONE = "angka", "pembilang", "penyebut", "ya", "pilihan", "butir", "nihil"
PRESENT, FROM, UNTIL, REASON, HOW = "ada", "mulai", "sampai", "alasan", "cara"
LONGEST = 2000
_EXPONENT = re.compile(r"[+-]?[\d.,]+\s*[eE]\s*[+-]?\d+", re.ASCII)

AMBIGUOUS = Kind(
    "submissions.ambiguous-number",
    Say(
        "'{value}' dapat dibaca dua cara: {indonesian} atau {english}.",
        "'{value}' can be read in two ways: {indonesian} or {english}.",
    ),
    Say(
        "Bilangan bulat ditulis tanpa titik (1234); pada pecahan tambahkan satu nol di belakangnya (1,2340).",
        "Write a whole number without marks (1234); to a fraction add a zero at its end (1.2340).",
    ),
)
NOT_A_NUMBER = Kind(
    "submissions.not-a-number",
    Say("'{value}' bukan angka.", "'{value}' is not a number."),
    Say(
        "Isi angka saja, misalnya 12,5; satuan dan tanda persen tidak ditulis.",
        "Give a bare number, such as 12.5, without unit or percent sign.",
    ),
)
EXPONENT = Kind(
    "submissions.number-with-exponent",
    Say(
        "'{value}' ditulis dengan pangkat (huruf e).",
        "'{value}' is written with an exponent (the letter e).",
    ),
    Say("Tulis angkanya utuh, misalnya 12000 atau 0,5.", "Write the whole number, such as 12000 or 0.5."),
)
TOO_LARGE = Kind(
    "submissions.number-too-large",
    Say("Angka ini terlalu besar: {value}.", "This number is too large: {value}."),
    Say(
        "Periksa salah ketik; bagian bulatnya paling banyak {most} angka.",
        "Check for slips of typing; at most {most} digits before the comma.",
    ),
    Say(
        "Formulir Excel menyimpan paling banyak {most} angka; lebih dari itu nilainya berubah tanpa terlihat.",
        "The Excel form keeps at most {most} digits; a longer number would change unseen.",
    ),
)
PART_MISSING = Kind(
    "submissions.part-missing",
    Say("{part} belum diisi.", "{part} is not filled in yet."),
    Say("Lengkapi, atau kosongkan semuanya.", "Complete it, or empty all of it."),
)
NONE_AND_SOME = Kind(
    "submissions.none-and-some",
    Say(
        "Ada butir yang dicentang bersama \u201ctidak satu pun\u201d.",
        "Items are ticked together with \u201cnone\u201d.",
    ),
    Say("Hapus salah satunya.", "Remove one of them."),
)
PART_WORDS = {
    TOP: Say("Pembilang", "The numerator"),
    BOTTOM: Say("Penyebut", "The denominator"),
    PRESENT: Say("Ada tidaknya dokumen", "Whether the document exists"),
}
NOTHING = Say("", "")
# Faults of the workbook whose advice speaks of cells or of the command line; here they get words of their own.
OWN_WORDS = {
    faults.AMBIGUOUS_NUMBER.code: AMBIGUOUS,
    faults.OTHER_STYLE.code: NOT_A_NUMBER,
    faults.NOT_A_NUMBER.code: NOT_A_NUMBER,
    faults.PERCENT_SIGN.code: NOT_A_NUMBER,
}


class Posted(Protocol):
    """What a browser sends."""

    def get(self, key: str, default: Any = None, /) -> Any:
        """Return the last value of a field."""

    def getlist(self, key: str, /) -> list[Any]:
        """Return all values of a field."""


@dataclass
class Read:
    """What was read: a stored value (None where nothing was given), and what is wrong with which field."""

    value: dict[str, Any] | None = None
    faults: dict[str, list[Problem]] = field(default_factory=dict)

    @property
    def problems(self) -> Sequence[Problem]:
        """Everything that is wrong, in the order of the fields."""
        return [problem for held in self.faults.values() for problem in held]

    def wrong(self, name: str, problem: Problem) -> None:
        """Note what is wrong with a field."""
        self.faults.setdefault(name, []).append(problem)


def read_inputs(indicator: Indicator, data: Posted) -> Read:
    """Read the inputs of one indicator."""
    read = Read()
    how = data.get(HOW, VALUE)
    if how in {MISSING, NOT_APPLICABLE}:
        reason = str(data.get(REASON) or "").strip()[:LONGEST]
        read.value = {how: reason}
        return read
    value = _READERS[indicator.scoring.kind](indicator, data, read)
    if value is not None and not read.faults:
        read.value = stored(Answer(value))
    return read


def _bands(_indicator: Indicator, data: Posted, read: Read) -> Value | None:
    return _figure(data, NUMBER, read)


def _ratio(_indicator: Indicator, data: Posted, read: Read) -> Value | None:
    parts = {name: _figure(data, name, read) for name in (TOP, BOTTOM)}
    given = {name: number for name, number in parts.items() if number is not None}
    if read.faults or not given:
        return None
    for name in parts.keys() - given.keys():
        read.wrong(name, PART_MISSING(part=PART_WORDS[name]))
    return Quotient(given[TOP], given[BOTTOM]) if len(given) == 2 else None


def _yes_no(_indicator: Indicator, data: Posted, _read: Read) -> Value | None:
    return {"ya": True, "tidak": False}.get(str(data.get(YES) or ""))


def _choice(indicator: Indicator, data: Posted, read: Read) -> Value | None:
    code, scoring = str(data.get(CHOICE) or ""), indicator.scoring
    if not code or not isinstance(scoring, Choice):
        return None
    if code not in {option.code for option in scoring.options}:
        options = "; ".join(option.title for option in scoring.options)
        read.wrong(CHOICE, faults.NOT_AN_OPTION(Where(), value=shown(code), options=options, beside=NOTHING))
    return Chosen(code)


def _checklist(_indicator: Indicator, data: Posted, read: Read) -> Value | None:
    ticked, none = frozenset(map(str, data.getlist(ITEM))), bool(data.get(NONE))
    if ticked and none:
        read.wrong(NONE, NONE_AND_SOME())
    return Ticked(ticked) if ticked or none else None


def _document(_indicator: Indicator, data: Posted, read: Read) -> Value | None:
    there = {"ya": True, "tidak": False}.get(str(data.get(PRESENT) or ""))
    days = {name: _day(data, name, read) for name in (FROM, UNTIL)}
    if read.faults:
        return None
    if there is not True and any(days.values()):
        problem = PART_MISSING(part=PART_WORDS[PRESENT]) if there is None else DATES_WITHOUT_DOCUMENT(Where())
        read.wrong(PRESENT, problem)
    if all(days.values()) and days[FROM] > days[UNTIL]:
        read.wrong(UNTIL, DATES_SWAPPED(Where(), start=days[FROM], end=days[UNTIL]))
    return None if there is None else Paper(there, days[FROM], days[UNTIL])


def _direct(_indicator: Indicator, _data: Posted, _read: Read) -> Value | None:
    return None


def _simple(indicator: Indicator, data: Posted, read: Read) -> Value | None:
    found = read_single(indicator, str(data.get(NUMBER) or ""), None)
    if isinstance(found, Fault):
        read.wrong(NUMBER, _problem(found))
        return None
    return None if isinstance(found, Blank | Fault | NotApplicable) else found


_READERS = {
    "bands": _bands,
    "ratio": _ratio,
    "yes_no": _yes_no,
    "choice": _choice,
    "checklist": _checklist,
    "document": _document,
    "direct": _direct,
    "unknown": _simple,
}


def _figure(data: Posted, name: str, read: Read) -> Number | None:
    text = str(data.get(name) or "").strip()
    number = read_number(text)
    if isinstance(number, Fault):
        read.wrong(name, EXPONENT(value=shown(text)) if _EXPONENT.fullmatch(text) else _problem(number))
        return None
    if isinstance(number, Blank):
        return None
    if abs(number) >= 10**EXCEL_DIGITS:
        read.wrong(name, TOO_LARGE(value=shown(text), most=EXCEL_DIGITS))
    return number


def _day(data: Posted, name: str, read: Read) -> str:
    day = read_day(str(data.get(name) or ""))
    if isinstance(day, Fault):
        read.wrong(name, _problem(day))
    return day if isinstance(day, str) else ""


def _problem(fault: Fault) -> Problem:
    kind = OWN_WORDS.get(fault.kind.code, fault.kind)
    return kind(Where(), **{"beside": NOTHING, **fault.values})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose or tick."""

    code: str
    title: str
    chosen: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the page shows: the kind of inputs, the text in each field, the options, what is wrong with which field."""

    kind: str
    how: str
    texts: Mapping[str, str]
    labels: Mapping[str, str]
    options: Sequence[Option]
    reason: str
    errors: Mapping[str, Sequence[str]]
    may_be_not_applicable: bool
    prefix: str = ""

    @property
    def none_ticked(self) -> bool:
        """Whether "none of these holds" is ticked."""
        return bool(self.texts.get(NONE))

    @property
    def aside(self) -> bool:
        """Whether there is a reason in place of a value."""
        return self.how in {MISSING, NOT_APPLICABLE}


def inputs_of(
    indicator: Indicator,
    value: Mapping[str, Any] | None,
    *,
    lang: Lang,
    typed: Posted | None = None,
    wrong: Mapping[str, Sequence[Problem]] | None = None,
    refuses_not_applicable: bool = False,
) -> Inputs:
    """Return the inputs with a stored value in them, or with what was typed when that could not be kept."""
    texts = _typed(typed) if typed is not None else _texts(value, lang)
    how = str((typed.get(HOW) if typed is not None else None) or _how(value))
    reason = str(typed.get(REASON) or "") if typed is not None else _reason(value)
    chosen = set(texts.get(ITEM, "").split("\n")) if texts.get(ITEM) else {texts.get(CHOICE, "")}
    errors = {
        name: [f"{problem.part('what', lang)} {problem.part('next', lang)}".strip() for problem in held]
        for name, held in (wrong or {}).items()
    }
    return Inputs(
        indicator.scoring.kind,
        how if how in {MISSING, NOT_APPLICABLE} else VALUE,
        texts,
        _labels(indicator),
        _options(indicator, chosen, lang),
        reason,
        errors,
        not refuses_not_applicable,
    )


def _how(value: Mapping[str, Any] | None) -> str:
    return next((how for how in (MISSING, NOT_APPLICABLE) if value and how in value), VALUE)


def _reason(value: Mapping[str, Any] | None) -> str:
    how = _how(value)
    return str(value[how]) if value and how != VALUE else ""


def _typed(typed: Posted) -> dict[str, str]:
    texts = {
        name: str(typed.get(name) or "") for name in (NUMBER, TOP, BOTTOM, YES, CHOICE, NONE, PRESENT, FROM, UNTIL)
    }
    return texts | {ITEM: "\n".join(map(str, typed.getlist(ITEM)))}


def _texts(value: Mapping[str, Any] | None, lang: Lang) -> dict[str, str]:
    """Return what the fields show of a stored value."""
    answer = answer_of(value)
    match answer.value if answer else None:
        case None:
            return {}
        case bool() as yes:
            word = "ya" if yes else "tidak"
            return {YES: word, NUMBER: word}
        case Quotient(numerator=top, denominator=bottom):
            return {TOP: shown_number(top, lang), BOTTOM: shown_number(bottom, lang)}
        case Chosen(option=code):
            return {CHOICE: code}
        case Ticked(items=items):
            return {ITEM: "\n".join(sorted(items))} if items else {NONE: "ya"}
        case Paper() as paper:
            return {PRESENT: "ya" if paper.present else "tidak", FROM: paper.valid_from, UNTIL: paper.valid_until}
        case other:
            return {NUMBER: shown_number(other, lang)} if is_number(other) else {}


def shown_number(number: Number, lang: Lang) -> str:
    """Write a number so that it is read as the same number: `1,234` could be two, so `1,2340` is shown."""
    text = plain_both(number).text(lang)
    return text if not isinstance(read_number(text), Fault) or "/" in text else f"{text}0"


def _labels(indicator: Indicator) -> dict[str, str]:
    scoring = indicator.scoring
    if isinstance(scoring, Ratio):
        return {TOP: scoring.numerator, BOTTOM: scoring.denominator}
    return {"kriteria": scoring.criteria} if isinstance(scoring, Direct) else {}


def _options(indicator: Indicator, chosen: set[str], lang: Lang) -> list[Option]:
    match indicator.scoring:
        case Choice(options=options):
            return [Option(one.code, one.title, one.code in chosen) for one in options]
        case Checklist(items=items):
            must = Say("wajib", "required").text(lang)
            return [Option(one.code, one.title, one.code in chosen, must if one.required else "") for one in items]
        case Bands() | Ratio() | YesNo() | Document() | Direct() | NotKnown():
            return []
