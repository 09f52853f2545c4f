"""What is printed on a certificate, frozen at that moment: the person, the course, the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kotaham.apps.certificates.rules.places import filled
from kotaham.core.dates import day as told

LABELS = {"pns": "NIP", "pppk": "NI PPPK", "tni": "NRP", "polri": "NRP"}
LENGTHS = {"pns": 18, "pppk": 18}
HIDDEN = "\u2022"


@dataclass(frozen=True, slots=True)
class Holder:
    """The person as the register says today, and the days of the course."""

    name: str
    status: str
    tail: str
    post: str
    agency: str
    began: date | None
    ended: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """The version of a course."""

    title: str
    code: str
    number: int
    hours: Decimal | None
    months: int | None  # how long a certificate counts; None is for ever


@dataclass(frozen=True, slots=True)
class Look:
    """The version of a template, and who organises."""

    name: str
    title: str
    text: str
    place: str
    signatory: str
    signatory_title: str
    organiser: str


def fields_of(holder: Holder, course: Course, look: Look, *, number: str, on: date, renews: str = "") -> dict[str, str]:
    """Return every printed word by the name of its field."""
    expires = expiry(on, course.months)
    hours = "" if course.hours is None else f"{course.hours.normalize():f}"
    return {
        "number": number,
        "name": holder.name,
        "label": LABELS.get(holder.status, "") if holder.tail else "",
        "mask": mask(holder),
        "post": holder.post,
        "agency": holder.agency,
        "title": look.title,
        "text": filled(look.text, _values(holder, course, look, hours, on)),
        "course": course.title,
        "code": course.code,
        "version": str(course.number),
        "hours": hours,
        "began": _iso(holder.began),
        "ended": _iso(holder.ended),
        "day": on.isoformat(),
        "expires": _iso(expires),
        "place": look.place,
        "organiser": look.organiser,
        "signatory": look.signatory,
        "signatory_title": look.signatory_title,
        "template": look.name,
        "renews": renews,
    }


def mask(holder: Holder) -> str:
    """Return the number as it is printed: only its last digits."""
    hidden = LENGTHS.get(holder.status, len(holder.tail) + 5) - len(holder.tail)
    return HIDDEN * hidden + holder.tail if holder.tail else ""


def _values(holder: Holder, course: Course, look: Look, hours: str, on: date) -> Mapping[str, str]:
    return {
        "nama": holder.name,
        "jabatan": holder.post,
        "instansi": holder.agency,
        "pelatihan": course.title,
        "jp": hours.replace(".", ","),
        "mulai": told(holder.began, "id") if holder.began else "",
        "selesai": told(holder.ended, "id") if holder.ended else "",
        "tanggal": told(on, "id"),
        "penyelenggara": look.organiser,
    }


def expiry(on: date, months: int | None) -> date | None:
    """Return the last day on which a certificate counts; the last of the month where there is no such day.

    >>> expiry(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    if months is None:
        return None
    year, month = divmod(on.month - 1 + months, 12)
    for number in (on.day, 30, 29, 28):
        try:
            return date(on.year + year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""
