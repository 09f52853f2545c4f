"""The code on a certificate: an address for whoever has a network, and behind its `#` what is checked without one.

    HTTPS://<host>/S/<token>#<base32>

All signs but the `#` belong to the dense mode of a QR code. The part behind the `#` never reaches a server, so no name
gets into a log. It holds the most important printed words, 128 bits of the digest of the whole record, and one Ed25519
signature over all of this and the token. The same signature therefore holds for the record in full.

Layout of the bytes, numbers big-endian: version (1), first bytes of the key's name (4), day and end of validity as
days since 2000-01-01 (2 + 2; 0 is none), tenths of learning hours (2; 0 is not set), digest (16), then the texts, each
behind its length (1): name, shown end of the number, course, number of the certificate, signatory. Then the signature
(64).
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cryptography.exceptions import InvalidSignature

from kotaham.core.badges.keys import Keys, Signer
from kotaham.core.badges.record import TOKEN_BYTES, NotCanonical, Record, base32, unbase32
from kotaham.core.errors import Kind, Problem
from kotaham.core.language import Say

VERSION = 1
HIDDEN = "\u2022"  # of a masked number the code holds only what the mask shows
ROUTE = "S"
SIGNATURE_BYTES, DIGEST_BYTES, KEY_BYTES = 64, 16, 4
MOST_TEXT = 3000  # signs; more than the largest QR code holds is no code of ours
_HEAD = struct.Struct(f">B{KEY_BYTES}sHHH{DIGEST_BYTES}s")
_IN_PDF = re.compile(rb"HTTPS?://[0-9A-Z.:-]{1,255}/S/[A-Z2-7]{26}#[A-Z2-7]{1,2000}")
_DOMAIN = b"kotaham certificate 1\0"
_EPOCH = date(2000, 1, 1)
_LAST_DAY = 0xFFFF
# Texts and the bytes each may take; a longer one ends in an ellipsis, and the digest still covers it whole.
_TEXTS = (("name", 60), ("mask", 9), ("course", 90), ("number", 48), ("signatory", 48))

UNREADABLE = Kind(
    "badges.unreadable",
    Say("Ini bukan kode sertifikat KotaHAM yang utuh.", "This is no whole code of a KotaHAM certificate."),
    Say(
        "Pindai ulang kodenya; salin seluruh teksnya, dari HTTPS sampai akhir.",
        "Scan the code again; copy all of its text, from HTTPS to its end.",
    ),
)
NEWER = Kind(
    "badges.newer",
    Say("Kode ini dibuat oleh KotaHAM yang lebih baru.", "This code was made by a newer KotaHAM."),
    Say("Perbarui pemeriksanya, atau periksa lewat internet.", "Update the checker, or check over the internet."),
)
UNKNOWN_KEY = Kind(
    "badges.unknown-key",
    Say("Kunci {key} tidak ada di antara kunci yang diberikan.", "Key {key} is not among the keys that were given."),
    Say(
        "Ambil kunci publik dari situs resmi penerbit, lalu periksa lagi.",
        "Get the public key from the issuer's official site and check again.",
    ),
    Say("Tanpa kunci itu tanda tangannya tidak dapat diperiksa.", "Without it the signature cannot be checked."),
)
FORGED = Kind(
    "badges.forged",
    Say(
        "Tanda tangannya tidak cocok: isinya bukan yang diterbitkan.",
        "The signature does not fit: this is not what was issued.",
    ),
    Say("Jangan dipercaya. Tanyakan kepada penerbitnya.", "Do not trust it. Ask the issuer."),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a code says once its signature fits."""

    token: str
    key: str  # the first signs of its name
    day: date | None
    expires: date | None
    hours: Decimal | None
    digest: bytes  # the first bytes of the record's
    name: str
    tail: str  # of the person's number
    course: str
    number: str
    signatory: str


def sign(record: Record, signer: Signer) -> bytes:
    """Sign a record."""
    return signer.private.sign(message(record.token, body(record)))


def is_signed(record: Record, signature: bytes, keys: Keys) -> bool:
    """Tell whether a signature is of this record, by the key that it names."""
    key = keys.get(record.key)
    if key is None:
        return False
    try:
        key.verify(signature, message(record.token, body(record)))
    except (InvalidSignature, ValueError):
        return False
    return True


def text_of(record: Record, signature: bytes, site: str) -> str:
    """Return the text of the code; `site` is the address of the installation."""
    return f"{site.rstrip('/').upper()}/{ROUTE}/{record.token}#{base32(body(record) + signature)}"


def body(record: Record) -> bytes:
    """Return the bytes that stand before the signature."""
    said = record.fields
    head = _HEAD.pack(
        VERSION,
        bytes.fromhex(record.key)[:KEY_BYTES],
        _days(record.day("day")),
        _days(record.day("expires")),
        int(Decimal(said["hours"]) * 10) if said.get("hours") else 0,
        record.sha256[:DIGEST_BYTES],
    )
    texts = (_cut(said.get(name, "").lstrip(HIDDEN), most) for name, most in _TEXTS)
    return head + b"".join(bytes([len(text)]) + text for text in texts)


def message(token: str, content: bytes) -> bytes:
    """Return the bytes that are signed."""
    return _DOMAIN + unbase32(token, TOKEN_BYTES) + content


def in_pdf(data: bytes) -> str:
    """Return the text of the code that a PDF of a certificate holds among its keywords; "" where there is none."""
    found = _IN_PDF.search(data)
    return found[0].decode("ascii") if found else ""


def check(text: str, keys: Keys) -> Told | Problem:
    """Check the text of a code with public keys alone."""
    address, _hash, packed = text.strip().rpartition("#")
    token = address.rpartition("/")[2]
    try:
        data = unbase32(packed) if len(text) <= MOST_TEXT else b""
        told, content = _read(token, data)
    except (NotCanonical, ValueError, struct.error, OverflowError):
        return UNREADABLE()
    if content[0] != VERSION:
        return NEWER()
    fitting = [key for name, key in keys.items() if name.startswith(told.key)]
    if not fitting:
        return UNKNOWN_KEY(key=told.key)
    signed = message(token, content)
    return told if any(_verifies(key.verify, data[-SIGNATURE_BYTES:], signed) for key in fitting) else FORGED()


def _read(token: str, data: bytes) -> tuple[Told, bytes]:
    unbase32(token, TOKEN_BYTES)
    content = data[:-SIGNATURE_BYTES]
    _version, key, day, expires, hours, digest = _HEAD.unpack_from(content)
    texts, at = [], _HEAD.size
    for _name, _most in _TEXTS:
        end = at + 1 + content[at] if at < len(content) else len(content) + 1
        if end > len(content):
            raise ValueError("cut short")
        texts.append(content[at + 1 : end].decode("utf-8"))
        at = end
    if at != len(content):
        raise ValueError("something follows")
    tenths = Decimal(hours) / 10 if hours else None
    return Told(token, key.hex(), _day(day), _day(expires), tenths, digest, *texts), content


def _verifies(verify: Callable[[bytes, bytes], None], signature: bytes, signed: bytes) -> bool:
    try:
        verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _cut(text: str, most: int) -> bytes:
    whole = text.encode("utf-8")
    if len(whole) <= most:
        return whole
    return whole[: most - 3].decode("utf-8", "ignore").encode("utf-8") + "\u2026".encode()


def _days(value: date | None) -> int:
    return min(max((value - _EPOCH).days, 1), _LAST_DAY) if value else 0


def _day(days: int) -> date | None:
    return _EPOCH + timedelta(days=days) if days else None
