"""The words of answers: yes and no, present and absent, no data, not applicable, dates; Indonesian and English."""

import datetime as dt
import re

from kotaham.core.errors import Kind
from kotaham.core.language import Say
from kotaham.core.numbers import plain_both
from kotaham.workbook import faults
from kotaham.workbook.faults import Blank, Fault, shown
from kotaham.workbook.marks import Marked
from kotaham.workbook.numbers import fault_of, number_of

MAX_TEXT = 2_000

NO_DATA = frozenset(
    {"-", "–", "—", ".", "tidak ada data", "tak ada data", "data tidak ada", "no data", "n/a", "na", "null"}
)
NO_DATA_NUMBER = NO_DATA | {"tidak ada"}  # beside a number; of a document it is an answer
NOT_APPLICABLE = frozenset({"tidak berlaku", "not applicable"})
# Few words on purpose: `sudah`, `ada`, `belum`, `1` or `0` would have to be guessed.
YES, NO = frozenset({"ya", "yes"}), frozenset({"tidak", "no"})
PRESENT, ABSENT = YES | {"ada", "present"}, NO | {"tidak ada", "absent"}

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_SPOKEN = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", re.ASCII)


def folded(text: str) -> str:
    """Return text for comparing words: lower case, single spaces, no spaces at the ends."""
    return " ".join(text.split()).casefold()


def is_not_applicable(cell: object) -> bool:
    """Tell whether a cell says "not applicable"."""
    return isinstance(cell, str) and folded(cell) in NOT_APPLICABLE


def as_text(cell: object) -> str:
    """Return a cell as the text a person sees; 12.0 is `12`, a date is ISO."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.strip() if isinstance(cell, str) else str(cell)


def quoted(cell: object) -> str | Say:
    """Return a cell for a message: text as it is written, a number cell with the decimal mark of each language."""
    number = number_of(cell) if isinstance(cell, float) else None
    return shown(as_text(cell)) if number is None or isinstance(number, Fault) else plain_both(number)


def read_words(cell: object) -> str | Fault:
    """Read a cell as free text (a name, evidence, a reason); text that looks like a formula stays text."""
    if isinstance(cell, Marked) and cell.what != "percent":
        return fault_of(cell)
    text = as_text(cell)
    return text if len(text) <= MAX_TEXT else Fault(faults.NOT_TEXT, {"limit": MAX_TEXT})


def read_yes_no(cell: object) -> bool | Blank | Fault:
    """Read a cell as yes or no: ya, tidak, yes, no, or a logical cell of Excel."""
    return _either(cell, YES, NO, faults.NOT_YES_NO)


def read_presence(cell: object) -> bool | Blank | Fault:
    """Read a cell as "the document is there" or "it is not": ada, tidak ada, or an answer to yes or no."""
    return _either(cell, PRESENT, ABSENT, faults.NOT_PRESENT_ABSENT)


def _either(cell: object, yes: frozenset[str], no: frozenset[str], kind: Kind) -> bool | Blank | Fault:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, Marked):
        return fault_of(cell)
    text = as_text(cell)
    word = folded(text)
    answer = word.removesuffix(".").rstrip()
    if answer in yes or answer in no:
        return answer in yes
    return Blank(text) if not word or word in NO_DATA else Fault(kind, {"value": quoted(cell)})


def read_day(cell: object) -> str | Blank | Fault:
    """Read a cell as a date; return it in ISO form. `03/04/2026` is always the third of April."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, Marked):
        return fault_of(cell)
    text = as_text(cell)
    word = folded(text)
    if not word or word in NO_DATA_NUMBER:
        return Blank(text)
    return _day(word) or Fault(faults.NOT_A_DATE, {"value": shown(text)})


def _day(word: str) -> str | None:
    if found := _ISO.fullmatch(word):
        year, month, day = map(int, found.groups())
    elif found := _SLASHED.fullmatch(word):
        day, month, year = map(int, found.groups())
    elif (found := _SPOKEN.fullmatch(word)) and found.group(2) in _MONTH:
        day, month, year = int(found.group(1)), _MONTH[found.group(2)], int(found.group(3))
    else:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
