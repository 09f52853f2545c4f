"""The course record of the national personnel system: its field names exactly, and nothing invented.

Identifiers that only that system gives out (of the person, the institution, the kind of course, the place) are not
known here; they stay empty, and `EMPTY` says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kotaham.core.language import Say

FIELDS = (
    *("instansiId", "institusiPenyelenggara", "jenisDiklatId", "jenisKursus", "jenisKursusSertipikat", "jumlahJam"),
    *("lokasiId", "namaKursus", "nomorSertipikat", "pnsOrangId", "tahunKursus", "tanggalKursus"),
    "tanggalSelesaiKursus",
)
EMPTY: Mapping[str, Say] = {
    "instansiId": Say("nomor instansi dari BKN, tidak diketahui di sini", "given by BKN, not known here"),
    "jenisDiklatId": Say("kode jenis diklat dari BKN, tidak diketahui di sini", "a code of BKN, not known here"),
    "jenisKursus": Say("kode jenis kursus dari BKN, tidak diketahui di sini", "a code of BKN, not known here"),
    "jenisKursusSertipikat": Say("kode jenis sertipikat dari BKN, tidak diketahui di sini", "a code of BKN, not known"),
    "lokasiId": Say("kode lokasi dari BKN, tidak diketahui di sini", "a code of BKN, not known here"),
    "pnsOrangId": Say("nomor orang dari BKN, tidak diketahui di sini", "the person's id at BKN, not known here"),
}


@dataclass(frozen=True, slots=True)
class Course:
    """A line of the ledger as the record wants it."""

    organiser: str
    hours: Decimal
    title: str
    number: str
    year: int
    began: date | None
    ended: date | None


def record_of(course: Course) -> dict[str, str | int]:
    """Return the record of a course; whole hours are a number, others are text as they are, never rounded.

    >>> record_of(Course("Kanwil", Decimal("4.0"), "HAM", "1/A", 2026, None, date(2026, 11, 2)))["jumlahJam"]
    4
    """
    known: dict[str, str | int] = {
        "institusiPenyelenggara": course.organiser,
        "jumlahJam": int(course.hours) if course.hours == course.hours.to_integral_value() else f"{course.hours:f}",
        "namaKursus": course.title,
        "nomorSertipikat": course.number,
        "tahunKursus": course.year,
        "tanggalKursus": _told(course.began or course.ended),
        "tanggalSelesaiKursus": _told(course.ended),
    }
    return {name: known.get(name, "") for name in FIELDS}


def _told(value: date | None) -> str:
    return value.strftime("%d-%m-%Y") if value else ""
