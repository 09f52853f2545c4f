"""The sentence of a template and the pattern of its numbers: words with a few named places in braces."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from kotaham.core.language import Say

PLACES: Mapping[str, Say] = {
    "nama": Say("nama peserta", "name of the person"),
    "jabatan": Say("jabatan", "position"),
    "instansi": Say("instansi", "institution"),
    "pelatihan": Say("judul pelatihan", "title of the course"),
    "jp": Say("jam pelajaran", "learning hours"),
    "mulai": Say("tanggal mulai", "first day"),
    "selesai": Say("tanggal selesai", "last day"),
    "tanggal": Say("tanggal penetapan", "day of the certificate"),
    "penyelenggara": Say("penyelenggara", "organiser"),
}
IN_NUMBER: Mapping[str, Say] = {
    "nomor": Say("nomor urut", "running number"),
    "tahun": Say("tahun", "year"),
    "bulan": Say("bulan dalam angka Romawi", "month in Roman numerals"),
    "kode": Say("kode pelatihan", "code of the course"),
}
SAMPLE = "telah mengikuti dan menyelesaikan pelatihan {pelatihan} yang diselenggarakan oleh {penyelenggara}."
LEAST_DIGITS = 6
_ALONE = re.compile(r"(?<![0-9])\{nomor\}(?![0-9])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a sentence or a pattern: a place that there is not, braces that do not close, no number."""

    fault: str  # place, braces, number
    found: str = ""


def wrong_text(text: str) -> list[Wrong]:
    """Return what is wrong with the sentence of a template."""
    return list(_wrong(text, PLACES))


def wrong_number(pattern: str) -> list[Wrong]:
    """Return what is wrong with a pattern of numbers: the running number must stand in it, away from other digits."""
    found = list(_wrong(pattern, IN_NUMBER))
    return found if found or len(_ALONE.findall(pattern)) == 1 else [Wrong("number")]


def _wrong(text: str, places: Mapping[str, Say]) -> Iterator[Wrong]:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield Wrong("braces")
        return
    for _words, name, spec, conversion in parts:
        if name is not None and (name not in places or spec or conversion):
            yield Wrong("place", name[:40])


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill a sentence that has nothing wrong with it; what is put in is never read as a place."""
    return " ".join(text.format_map(values).split())


def names_hours(text: str) -> bool:
    """Tell whether a sentence names the learning hours, which must then have been set."""
    return any(name == "jp" for _words, name, _spec, _conversion in Formatter().parse(text))


def numbered(pattern: str, number: int, year: int, month: int, code: str) -> str:
    """Return the number of a certificate.

    >>> numbered("{nomor}/PHAM/{bulan}/{tahun}", 41, 2026, 11, "dasar")
    '000041/PHAM/XI/2026'
    """
    return pattern.format(nomor=f"{number:0{LEAST_DIGITS}d}", tahun=year, bulan=_ROMAN[month - 1], kode=code)
