"""The number of a civil servant (NIP), by the rules that it really follows.

A NIP has 18 digits. For a PNS: date of birth, year and month of the first appointment, sex, and a sequence that begins
at 001 (Perka BKN 22/2007 and 43/2007). For a PPPK the two digits after the year of the contract are a code and no
month, and the number changes with a contract at another institution. Soldiers and police officers have an NRP instead,
whose inner form differs by force; only its alphabet is looked at.

A number is personal data: it tells the birthday and the sex. It is not a key: keep it sealed, and show its mask.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.identity import letters

LENGTH = 18
SHOWN = 3  # of the end of a number, in its mask
_SPACE = " \t\r\n\u00a0"
BETWEEN = _SPACE + ".-\u2010\u2011\u2012\u2013'\u2019"
_NO_SPACE, _NOTHING_BETWEEN = str.maketrans("", "", _SPACE), str.maketrans("", "", BETWEEN)
_NRP = range(4, 21)


class Status(StrEnum):
    """What somebody in the register is; decides which number they have."""

    PNS = "pns"
    PPPK = "pppk"
    TNI = "tni"
    POLRI = "polri"
    OTHER = "other"


class Sex(StrEnum):
    """The fifteenth digit."""

    MALE = "1"
    FEMALE = "2"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read: its status, its digits, and what the digits tell where they tell something."""

    status: Status
    digits: str
    birth: date | None = None
    sex: Sex | None = None

    @property
    def mask(self) -> str:
        """What screens and papers show: the last three digits, which tell nothing about the person."""
        return mask(self.digits)

    @property
    def spaced(self) -> str:
        """The digits as letters print them, 8-6-1-3; others as they are."""
        found = self.digits
        return f"{found[:8]} {found[8:14]} {found[14]} {found[15:]}" if len(found) == LENGTH else found


def mask(digits: str) -> str:
    """Hide all but the last three digits.

    >>> mask("199003092015021007")
    '•••••••••••••••007'
    """
    return "\u2022" * (len(digits) - SHOWN) + digits[-SHOWN:] if len(digits) > SHOWN else "\u2022" * len(digits)


def clean(text: str) -> str:
    """Take out what people and spreadsheets put between digits.

    >>> clean("'19900309 201502 1 007")
    '199003092015021007'
    """
    return text.translate(_NOTHING_BETWEEN).upper()


def read(text: str, status: Status, *, today: date, where: Where | None = None) -> Number | Problem:
    """Read a number as one of its status; return the problem, which never repeats the number, when it is none."""
    place = where or Where()
    if (cut := _cut_by_spreadsheet(text)) is not None:
        return cut(place)
    digits = clean(text)
    if status in {Status.PNS, Status.PPPK}:
        return _civil(digits, status, today, place)
    if not digits.isascii() or not digits.isalnum() or len(digits) not in _NRP:
        return letters.NRP(place, found=len(digits))
    return Number(status, digits)


def _cut_by_spreadsheet(text: str) -> Kind | None:
    """A spreadsheet keeps 15 digits of a number; the rest is lost, and 1,99003E+17 is all that is left."""
    found = text.translate(_NO_SPACE).upper().replace(",", ".")
    mantissa, exponent, power = found.partition("E+")
    looks = exponent and power.isdigit() and mantissa.replace(".", "", 1).isdigit()
    return letters.CUT if looks and found.isascii() else None


def _civil(digits: str, status: Status, today: date, where: Where) -> Number | Problem:
    """Check the parts in the order in which they stand; the first that is wrong is told."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return letters.LENGTH(where, found=len(digits))
    birth = _day(digits[:8])
    if birth is None or birth > today:
        return letters.BIRTH(where)
    if (wrong := _appointed(digits[8:14], status, birth, today)) is not None:
        return wrong(where)
    if digits[14] not in tuple(Sex):
        return letters.SEX(where, found=digits[14])
    if digits[15:] == "000":
        return letters.SEQUENCE(where)
    return Number(status, digits, birth, Sex(digits[14]))


def _appointed(digits: str, status: Status, birth: date, today: date) -> Kind | None:
    year, rest = int(digits[:4]), int(digits[4:])
    if status is Status.PNS and not 1 <= rest <= 12:
        return letters.MONTH
    if not birth.year < year <= today.year:
        return letters.YEAR
    return letters.YEAR if status is Status.PNS and (year, rest) > (today.year, today.month) else None


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
