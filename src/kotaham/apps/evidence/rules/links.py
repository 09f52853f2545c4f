"""Judge an address that is given as evidence; the server itself never opens it."""

import unicodedata
from urllib.parse import urlsplit

from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

LINK = Kind(
    "evidence.link",
    Say("Alamat ini tidak dapat dijadikan bukti: {detail}.", "This address cannot be evidence: {detail}."),
    Say(
        "Salin alamat lengkap dari peramban, diawali https:// atau http://.",
        "Copy the whole address from the browser; it begins with https:// or http://.",
    ),
)
LONGEST = 500


def checked_link(text: str) -> str:
    """Return the address, trimmed; raises Refused when it is no plain web address."""
    address = text.strip()
    fault = _fault(address)
    if fault:
        raise Refused(LINK(detail=fault))
    return address


def _fault(address: str) -> Say | None:
    if len(address) > LONGEST:
        return Say("lebih dari 500 karakter", "it has more than 500 characters")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} for letter in address):
        return Say("memuat spasi atau tanda yang tidak terlihat", "it holds spaces or marks that are not seen")
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return Say("tidak tertulis seperti alamat web", "it is not written like a web address")
    if parts.scheme not in {"http", "https"}:
        return Say("tidak diawali https:// atau http://", "it does not begin with https:// or http://")
    if parts.username is not None or parts.password is not None:
        return Say("memuat nama pengguna atau kata sandi", "it holds a user name or a password")
    if "." not in host.strip("."):
        return Say("tidak menyebut nama situs", "it names no site")
    return None
