"""The hidden sheet of a form: which instrument version it asks for, in which language and layout."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.instrument.canonical import content_sha256
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang, Say
from kotaham.workbook.cells import Cell, Grid
from kotaham.workbook.faults import shown
from kotaham.workbook.fields import shape_sha256
from kotaham.workbook.words import as_text

SHEET = "_kotaham"
SCHEMA = "1"

OTHER_INSTRUMENT = Kind(
    "form.other-instrument",
    Say(
        "Formulir ini dibuat untuk {made_for}, bukan {wanted}.",
        "This form was made for {made_for}, not for {wanted}.",
    ),
    Say(
        "Nilai dengan instrumen {made_for}, atau pindahkan jawabannya ke formulir {wanted} yang baru.",
        "Score it with instrument {made_for}, or move the answers to a new form of {wanted}.",
    ),
    why=Say(
        "Pertanyaan dan cara penilaiannya dapat berbeda.",
        "The questions and the way they are scored may differ.",
    ),
)
OTHER_CONTENT = Kind(
    "form.other-content",
    Say(
        "Isi instrumen {wanted} sudah berubah sejak formulir ini dibuat, walaupun pertanyaannya sama.",
        "The content of instrument {wanted} has changed since this form was made, though it asks the same.",
    ),
    Say("Periksa apakah perubahannya disengaja.", "Check whether that was intended."),
)


@dataclass(frozen=True, slots=True)
class FormMeta:
    """What a form knows of itself."""

    schema: str
    instrument: str
    version: str
    shape: str
    content: str
    language: str
    layout: str
    period: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """Return the content of the hidden sheet."""
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


def meta_of(instrument: Instrument, language: Lang, layout: str, period: str) -> FormMeta:
    """Return what a new form has to know of itself."""
    content, shape = content_sha256(instrument), shape_sha256(instrument)
    return FormMeta(SCHEMA, instrument.id, instrument.version, shape, content, language, layout, period)


def read_meta(grids: Sequence[Grid]) -> FormMeta | None:
    """Return what the file's hidden sheet says; None for a table that is not our form."""
    sheet = next((grid for grid in grids if grid.sheet == SHEET), None)
    if sheet is None:
        return None
    told = {as_text(row[0]): _text(row[1]) for row in sheet.rows if len(row) > 1}
    return FormMeta(**{field.name: told.get(field.name, "") for field in fields(FormMeta)})


def _text(cell: Cell) -> str:
    return as_text(cell)[:100]


def check_meta(meta: FormMeta, instrument: Instrument, source: str) -> tuple[list[Problem], list[Problem]]:
    """Compare a form with the instrument that is to score it; return (problems, notes)."""
    where = Where(source, sheet=SHEET)
    wanted = f"{instrument.id}@{instrument.version}"
    made_for = shown(f"{meta.instrument}@{meta.version}")
    same = (meta.instrument, meta.version) == (instrument.id, instrument.version)
    if not same or meta.shape != shape_sha256(instrument):
        told = made_for if not same else f"{made_for} ({meta.shape[:8]})"
        return [OTHER_INSTRUMENT(where, made_for=told, wanted=wanted)], []
    if meta.language == instrument.language and meta.content != content_sha256(instrument):
        return [], [OTHER_CONTENT(where, wanted=wanted)]
    return [], []
