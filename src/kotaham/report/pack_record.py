"""The form of a record, checked before anything is shown from one that came from elsewhere."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kotaham.core.record import FORMAT

_MOST_FAULTS = 20
ExactText = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+|/[1-9]\d*)?\z")]
StateWord = Literal["scored", "missing", "not_applicable", "unscorable", "in_gap", "unknown_band"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Instrument(_Form):
    id: str
    version: str
    title: str
    nature: Literal["regulation", "example"]
    notice: str | None
    content_sha256: str
    file_sha256: str
    sealed: bool
    unknown: int


class _Source(_Form):
    name: str
    sha256: str
    rows: int | None


class _Rows(_Form):
    in_: int = Field(alias="in")
    scored: int
    refused: int


class _Refused(_Form):
    row: int
    code: str
    name: str
    reasons: list[str]


class _Gate(_Form):
    code: str
    short: list[Annotated[list[str | None], Field(min_length=2, max_length=2)]]


class _Verdict(_Form):
    predicate: str | None
    below: bool
    why_none: str
    withheld: list[str]
    gates: list[_Gate]


class _Branch(_Form):
    kind: Literal["group", "element", "node", "total"]
    code: str
    value: ExactText | None


class _Answer(_Form):
    indicator: str
    state: StateWord
    figure: ExactText | None
    step: int | None
    points: ExactText | None
    most: ExactText | None
    weight: ExactText
    marks: list[str]
    certainty: str


class _Result(_Form):
    code: str
    name: str
    province: str
    rank: int | None
    total: ExactText | None
    bonus_claimed: ExactText
    bonus: ExactText
    total_with_bonus: ExactText | None
    verdict: _Verdict
    branches: list[_Branch]
    answers: list[_Answer]


class RecordForm(_Form):
    """Every key of record.json and the type of its value."""

    format: Literal["kotaham-record/1"]
    engine: str
    instrument: _Instrument
    period: str
    period_end: str
    facts_sha256: str
    sources: list[_Source]
    rows: _Rows
    refused: list[_Refused]
    notes: list[str]
    results: list[_Result]


def record_faults(record: object) -> list[str]:
    """Return the places of a record that do not have the documented form (none when all do, at most twenty)."""
    try:
        RecordForm.model_validate(record)
    except ValidationError as error:
        return [_place(fault["loc"]) for fault in error.errors(include_url=False)[:_MOST_FAULTS]]
    return []


def _place(path: tuple[Any, ...]) -> str:
    return ".".join(str(part)[:60] for part in path) or FORMAT
