"""A record, its key and its signature, for the tests of certificates."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kotaham.core.badges.keys import Signer, public_keys
from kotaham.core.badges.record import FIELDS, Record, base32

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
KEYS = public_keys([SIGNER.pem])
TOKEN = base32(bytes(range(16)))
SITE = "https://kotaham.contoh.go.id"
SAID = {
    "number": "000041/PHAM/XI/2026",
    "name": "Dr. Andi Nurhaliza Rahmawati, S.H., M.H.",
    "label": "NIP",
    "mask": "\u2022" * 15 + "007",
    "post": "Analis Hukum",
    "agency": "Dinas Kesehatan Kota Damai",
    "title": "Sertifikat",
    "text": "telah mengikuti pelatihan Dasar Hak Asasi Manusia bagi Aparatur Sipil Negara.",
    "course": "Dasar Hak Asasi Manusia bagi Aparatur Sipil Negara",
    "code": "dasar-ham",
    "version": "1",
    "hours": "12.5",
    "began": "2026-11-01",
    "ended": "2026-11-20",
    "day": "2026-11-22",
    "expires": "2029-11-22",
    "place": "Damai",
    "organiser": "Kantor Wilayah Kementerian HAM Contoh",
    "signatory": "Intan Irawati",
    "signatory_title": "Kepala Kantor Wilayah",
    "template": "Umum v1",
    "renews": "",
}
assert set(SAID) == set(FIELDS)


def record(**changes: Any) -> Record:
    """Return a record, some of its fields changed."""
    return Record(TOKEN, 41, SIGNER.name, SAID | changes)
