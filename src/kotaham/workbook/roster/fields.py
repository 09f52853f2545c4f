"""The columns of a list of people, the headings by which they are recognised, and the words of a status."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kotaham.core.identity.number import Status
from kotaham.core.language import Say

FIELDS: Final[Mapping[str, Say]] = {
    "name": Say("Nama", "Name"),
    "status": Say("Status kepegawaian", "Status of employment"),
    "number": Say("NIP atau NRP", "NIP or NRP"),
    "office": Say("Kantor atau perangkat daerah", "Office or unit"),
    "agency": Say("Instansi", "Agency"),
    "post": Say("Jabatan", "Position"),
    "email": Say("Surel", "E-mail"),
    "phone": Say("Nomor telepon", "Telephone"),
}
NEEDED: Final = ("name", "status", "number")
_HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "name": ("nama", "nama lengkap", "nama pegawai", "nama peserta", "name", "full name"),
    "status": (
        "status", "status kepegawaian", "status pegawai", "jenis pegawai", "jenis asn", "kedudukan", "kategori",
    ),
    "number": (
        "nip", "nip nrp", "nip ni pppk", "nip nippppk", "ni pppk", "nippppk", "nrp", "nomor induk pegawai", "nip baru",
        "nip atau nrp", "number",
    ),
    "office": (
        "kantor", "unit kerja", "unit", "perangkat daerah", "opd", "ukpd", "skpd", "satuan kerja",
        "kantor atau perangkat daerah", "office",
    ),
    "agency": ("instansi", "instansi kerja", "nama instansi", "kementerian lembaga", "agency"),
    "post": ("jabatan", "nama jabatan", "post", "position"),
    "email": ("surel", "email", "e mail", "alamat surel", "alamat email"),
    "phone": ("telepon", "no hp", "nomor hp", "hp", "no telepon", "nomor telepon", "whatsapp", "no wa", "phone"),
}  # fmt: skip
STATUS_WORDS: Final[Mapping[str, Status]] = {
    "pns": Status.PNS, "cpns": Status.PNS, "pegawai negeri sipil": Status.PNS,
    "pppk": Status.PPPK, "p3k": Status.PPPK, "pppk paruh waktu": Status.PPPK,
    "pegawai pemerintah dengan perjanjian kerja": Status.PPPK,
    "tni": Status.TNI, "tni ad": Status.TNI, "tni al": Status.TNI, "tni au": Status.TNI,
    "polri": Status.POLRI, "polisi": Status.POLRI,
    "bukan aparatur": Status.OTHER, "masyarakat": Status.OTHER, "umum": Status.OTHER, "lainnya": Status.OTHER,
    "non asn": Status.OTHER, "other": Status.OTHER,
}  # fmt: skip


def folded(text: str) -> str:
    """Fold a heading or a word: small letters, single spaces, no signs.

    >>> folded(" NIP/NRP* ")
    'nip nrp'
    """
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text.lower()).split())


def recognise(headings: Sequence[str]) -> dict[str, int]:
    """Find the fields among the headings: field -> position; the first heading that fits wins.

    >>> recognise(["No", "NAMA", "NIP", "Unit Kerja", "Status"])
    {'name': 1, 'status': 4, 'number': 2, 'office': 3}
    """
    words = [folded(heading) for heading in headings]
    found = {
        field: next((at for at, word in enumerate(words) if word in known), None) for field, known in _HEADINGS.items()
    }
    return {field: at for field, at in found.items() if at is not None}
