"""How to read somebody else's table: a YAML file that says which column, or which formula, answers which indicator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.instrument.kinds import Bands, Code, Exact, Line, Ratio, Strict
from kotaham.core.instrument.load import read_text
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.instrument.places import Places, in_file_order
from kotaham.core.instrument.shape import NOT_MAPPING, shape_problems
from kotaham.core.instrument.yaml_tree import read_yaml
from kotaham.core.language import Say
from kotaham.workbook.codes import KEMENDAGRI, read_crosswalk
from kotaham.workbook.expressions import BadExpression, Expression, parse_expression
from kotaham.workbook.numbers import Style

BAD_EXPRESSION = Kind(
    "mapping.bad-expression",
    Say("Rumus '{text}' tidak dapat dibaca: {reason}.", "The formula '{text}' cannot be read: {reason}."),
    Say(
        "Pakai nama kolom, angka, + - * / dan kurung; nama kolom yang berspasi ditulis di antara tanda `.",
        "Use column names, numbers, + - * / and parentheses; put a column name with spaces between backticks.",
    ),
)
ONE_RULE = Kind(
    "mapping.one-rule",
    Say("{code}: {detail}.", "{code}: {detail}."),
    Say(
        "Tulis satu saja: value, atau numerator dan denominator, atau not_applicable, atau missing.",
        "Write one only: value, or numerator and denominator, or not_applicable, or missing.",
    ),
)
UNKNOWN_CODE = Kind(
    "mapping.unknown-indicator",
    Say("Indikator {code} tidak ada dalam {instrument}.", "There is no indicator {code} in {instrument}."),
    Say("Periksa kodenya.", "Check its code."),
)
OTHER_INSTRUMENT = Kind(
    "mapping.other-instrument",
    Say("Pemetaan ini untuk instrumen {made_for}, bukan {wanted}.", "This mapping is for {made_for}, not {wanted}."),
    Say("Pilih pemetaan untuk {wanted}.", "Choose a mapping for {wanted}."),
)
NEEDS_CROSSWALK = Kind(
    "mapping.needs-crosswalk",
    Say(
        "Tabel memakai kode BPS, tetapi pemetaan ini tidak menyebut tabel padanan kodenya.",
        "The table has BPS codes, but this mapping names no crosswalk of codes.",
    ),
    Say(
        "Tambahkan `crosswalk: {{file: ..., from: kolom BPS, to: kolom Kemendagri}}` di bawah `subject`.",
        "Add `crosswalk: {{file: ..., from: BPS column, to: Kemendagri column}}` under `subject`.",
    ),
    why=Say(
        "Kode BPS dan Kemendagri mirip tetapi menunjuk daerah yang berbeda.",
        "BPS and Kemendagri codes look alike and mean different places.",
    ),
)
CROSSWALK_OUTSIDE = Kind(
    "mapping.crosswalk-outside",
    Say("Tabel padanan '{file}' di luar folder pemetaan.", "The crosswalk '{file}' lies outside the mapping's folder."),
    Say("Letakkan berkasnya di samping pemetaan.", "Put the file beside the mapping."),
)
BAD_EXCEPTION = Kind(
    "mapping.bad-code",
    Say("'{code}' bukan kode Kemendagri seperti 31.71.", "'{code}' is not a Kemendagri code such as 31.71."),
    Say('Tulis kodenya dalam tanda kutip: "31.70".', 'Write the code in quotes: "31.70".'),
)


class CrosswalkFile(Strict):
    """A CSV of code pairs beside the mapping."""

    file: Line
    from_: Line = Field(alias="from")
    to: Line


class SubjectColumns(Strict):
    """The columns that say which city a row is about, and whose codes they are."""

    code: Line
    system: Literal["kemendagri", "bps"]
    name: Line | None = None
    province: Line | None = None
    crosswalk: CrosswalkFile | None = None


class MissingWhen(Strict):
    """Cells that stand for "no data" in this table, such as 0 or -999."""

    equals: Annotated[tuple[Exact | Line, ...], Field(min_length=1)]


class Rule(Strict):
    """How one indicator is answered."""

    value: Line | int | None = None
    numerator: Line | int | None = None
    denominator: Line | int | None = None
    not_applicable: Line | None = None
    missing: Line | None = None
    missing_when: MissingWhen | None = None
    missing_reason: Line | None = None


class Excepted(Strict):
    """One cell of the table that is known to be no data."""

    code: Line
    indicator: Code
    missing: Line


class MappingFile(Strict):
    """A mapping as its file tells it."""

    schema_: Literal[1] = Field(alias="schema")
    instrument: Line
    title: Line
    period: Line
    period_end: Line | None = None
    numbers: Literal["id", "en"] | None = None
    source: Line
    subject: SubjectColumns
    columns: dict[Code, Rule]
    except_: tuple[Excepted, ...] = Field(default=(), alias="except")


@dataclass(frozen=True)
class TableMapping:
    """A checked mapping: for every indicator its rule and its formulas."""

    file: MappingFile
    name: str
    formulas: Mapping[str, Mapping[str, Expression]]
    crosswalk: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbers(self) -> Style | None:
        """How the table writes numbers, when the mapping says so."""
        return self.file.numbers

    @property
    def exceptions(self) -> dict[tuple[str, str], str]:
        """The reason for no data by city code and indicator."""
        return {(each.code, each.indicator): each.missing for each in self.file.except_}

    def columns(self) -> tuple[str, ...]:
        """Return every column of the table that is used, subject columns first."""
        subject = self.file.subject
        names = [subject.code, *filter(None, (subject.name, subject.province))]
        names += [column for parts in self.formulas.values() for each in parts.values() for column in each.columns]
        return tuple(dict.fromkeys(names))


def load_mapping(path: Path, instrument: Instrument) -> TableMapping:
    """Read a mapping for an instrument; raises Refused with all its problems and their lines."""
    text, _ = read_text(path)
    tree = read_yaml(text, path.name)
    if not isinstance(tree.value, dict):
        raise Refused(NOT_MAPPING(tree.places.at(), given=Say("bukan pemetaan", "no mapping"), unknown=""))
    try:
        file = MappingFile.model_validate(tree.value, by_alias=True, by_name=False)
    except ValidationError as error:
        raise Refused(shape_problems(error, tree.value, tree.places, MappingFile)) from None
    checker = _Checker(file, instrument, tree.places)
    problems = [*checker.head(), *checker.rules(), *checker.exceptions()]
    if problems:
        raise Refused(in_file_order(problems))
    return TableMapping(file, path.name, checker.formulas, _crosswalk(file, path))


def _crosswalk(file: MappingFile, path: Path) -> dict[str, str]:
    walk = file.subject.crosswalk
    return read_crosswalk(path.parent / walk.file, walk.from_, walk.to) if walk else {}


class _Checker:
    """Finds what the shape alone does not show."""

    def __init__(self, file: MappingFile, instrument: Instrument, places: Places) -> None:
        self.file, self.instrument, self.places = file, instrument, places
        self.indicators = {indicator.code: indicator for indicator in instrument.known_indicators}
        self.formulas: dict[str, dict[str, Expression]] = {}

    def head(self) -> Iterator[Problem]:
        """Check the instrument and the subject columns."""
        wanted = self.instrument.id
        if self.file.instrument not in {wanted, f"{wanted}@{self.instrument.version}"}:
            yield OTHER_INSTRUMENT(self.places.at("instrument"), made_for=self.file.instrument, wanted=wanted)
        subject = self.file.subject
        if subject.system == "bps" and subject.crosswalk is None:
            yield NEEDS_CROSSWALK(self.places.at("subject"))
        walk = Path(subject.crosswalk.file) if subject.crosswalk else Path()
        if walk.is_absolute() or ".." in walk.parts:
            yield CROSSWALK_OUTSIDE(self.places.at("subject", "crosswalk", "file"), file=str(walk)[:80])

    def rules(self) -> Iterator[Problem]:
        """Check every rule and read its formulas."""
        for code, rule in self.file.columns.items():
            indicator = self.indicators.get(code)
            if indicator is None:
                yield UNKNOWN_CODE(self.places.at("columns", code), code=code, instrument=self.instrument.id)
                continue
            detail = _wrong_rule(rule, indicator, self.instrument)
            if detail:
                yield ONE_RULE(self.places.at("columns", code), code=code, detail=detail)
            yield from self._formulas(code, rule, indicator)

    def _formulas(self, code: str, rule: Rule, indicator: Indicator) -> Iterator[Problem]:
        parts = {part: getattr(rule, part) for part in ("value", "numerator", "denominator")}
        for part, text in parts.items():
            if text is None:
                continue
            place = self.places.at("columns", code, part)
            try:
                expression = parse_expression(str(text))
            except BadExpression as error:
                yield BAD_EXPRESSION(place, text=str(text)[:80], reason=error.reason)
                continue
            if expression.bare is None and not isinstance(indicator.scoring, Bands | Ratio):
                yield BAD_EXPRESSION(place, text=str(text)[:80], reason=ONLY_A_COLUMN)
            self.formulas.setdefault(code, {})[part] = expression

    def exceptions(self) -> Iterator[Problem]:
        """Check that every exception names a city and an indicator."""
        for at, each in enumerate(self.file.except_):
            if each.indicator not in self.indicators:
                place = self.places.at("except", at, "indicator")
                yield UNKNOWN_CODE(place, code=each.indicator, instrument=self.instrument.id)
            if self.instrument.subject == "city" and not KEMENDAGRI.fullmatch(each.code):
                yield BAD_EXCEPTION(self.places.at("except", at, "code"), code=each.code[:40])


ONLY_A_COLUMN = Say(
    "indikator ini bukan angka, jadi hanya dapat memakai satu kolom",
    "this indicator is no number, so it can only take one column",
)


def _wrong_rule(rule: Rule, indicator: Indicator, instrument: Instrument) -> Say | None:
    """Return what is wrong with the choice of rule, or None."""
    pair = [rule.numerator is not None, rule.denominator is not None]
    given = [rule.value is not None, any(pair), rule.not_applicable is not None, rule.missing is not None]
    if sum(given) != 1:
        return Say("lebih dari satu cara, atau tidak satu pun", "more than one way, or none")
    if any(pair) and not all(pair):
        return Say("pembilang dan penyebut harus keduanya", "numerator and denominator must both be given")
    if any(pair) != isinstance(indicator.scoring, Ratio) and (any(pair) or rule.value is not None):
        return Say(
            "numerator dan denominator hanya dan selalu untuk indikator berjenis rasio",
            "numerator and denominator belong only and always to indicators of kind ratio",
        )
    if rule.not_applicable is not None and instrument.policies.not_applicable.rule == "refused":
        return Say("instrumen ini tidak mengenal 'tidak berlaku'", "this instrument knows no 'not applicable'")
    if (rule.missing_when is None) != (rule.missing_reason is None):
        return Say("missing_when dan missing_reason harus keduanya", "missing_when and missing_reason go together")
    return None


def stands_for_missing(rule: Rule, cell: object, number: object) -> bool:
    """Tell whether a cell is one of the values that mean "no data" in this table."""
    if rule.missing_when is None:
        return False
    return any(
        (isinstance(number, int | Decimal | Fraction) and number == each)
        if isinstance(each, Fraction)
        else str(cell).strip().casefold() == each.strip().casefold()
        for each in rule.missing_when.equals
    )


def is_mapped_header(mapping: TableMapping, row: Sequence[object]) -> bool:
    """Tell whether a row is the header of the table: it has the column of codes and one more."""
    texts = {cell.strip() for cell in row if isinstance(cell, str)}
    return mapping.file.subject.code in texts and len(texts - {""}) > 1
