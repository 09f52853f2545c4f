"""What a sheet of the annex form is made of: columns of a table, rows of a form, and the four columns of a claim."""

from dataclasses import dataclass
from enum import Enum

from kotaham.core.language import Lang, Say
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_words import Words


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"
    CODE = "code"
    CODES = "codes"
    WORD = "word"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one row of a form: its key in the model, its heading and its help.

    `unknown`: the cell may say `belum diketahui`. `names`: the sheet whose codes the cell names. `claim`: the row of
    a form has certainty, article, source and note beside it.
    """

    key: str
    title: Say
    help: Say
    holds: Holds = Holds.TEXT
    width: int = 18
    required: bool = False
    unknown: bool = False
    words: Words | None = None
    names: str | None = None
    claim: bool = False

    def heading(self, lang: Lang) -> str:
        """Return the heading as written, with a star when the cell is required."""
        return self.title.text(lang) + (" *" if self.required else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a table with one thing per row, or a form (`rows`) with one question per row."""

    key: str
    name: Say
    about: Say
    columns: tuple[Column, ...]
    rows: tuple[Column, ...] = ()
    prepared: int = 40
    frozen: int = 1
    optional: bool = False
    order: int = 0

    def column(self, key: str) -> Column:
        """Return a column, or a row of a form, by its key."""
        return next(column for column in (*self.columns, *self.rows) if column.key == key)


HEADER_ROW = 3
CLAIM = ("certainty", "article", "source", "note")
CLAIM_COLUMNS = (
    Column(
        "certainty",
        Say("Keyakinan", "Certainty"),
        Say("Seberapa yakin bunyinya demikian. Kosong = sesuai naskah.", "How sure we are. Empty = verbatim."),
        Holds.WORD,
        17,
        words=words.CERTAINTY,
    ),
    Column(
        "article",
        Say("Pasal", "Article"),
        Say("Tempatnya dalam peraturan: Pasal 5 ayat (2), Lampiran II.", "Where it stands: Article 5(2), Annex II."),
        width=20,
    ),
    Column(
        "source",
        Say("Sumber", "Source"),
        Say("Kode dari lembar Sumber; beberapa kode dipisah koma.", "Codes of the sheet Sources, parted by commas."),
        width=20,
        names="sources",
    ),
    Column("note", Say("Catatan", "Note"), Say("Catatan bebas.", "Anything worth knowing."), width=36),
)


def text_column(key: str, indonesian: str, english: str, help_: Say, width: int = 18, unknown: bool = False) -> Column:
    """Make a column of text."""
    return Column(key, Say(indonesian, english), help_, width=width, unknown=unknown)


def code_column(help_: Say, width: int = 14) -> Column:
    """Make the column of codes."""
    return Column("code", Say("Kode", "Code"), help_, Holds.CODE, width, required=True)


def title_column(help_: Say, width: int = 50) -> Column:
    """Make the column of titles."""
    return Column("title", Say("Judul", "Title"), help_, width=width, required=True)
