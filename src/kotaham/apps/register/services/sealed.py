"""The personal columns of a row: sealed under its `ref`, with their blind indexes and the tail that screens show."""

from typing import Any
from uuid import UUID

from kotaham.apps.register.models import Member
from kotaham.apps.register.services.keys import keyring
from kotaham.core.identity.number import SHOWN, clean
from kotaham.core.identity.sealing import Keyring

NUMBER, EMAIL, PHONE = "number", "email", "phone"
FIELDS = (NUMBER, EMAIL, PHONE)
LEAST = 4  # digits of the shortest number of a soldier or police officer


def columns(ref: UUID, number: str, email: str, phone: str) -> dict[str, Any]:
    """Return the columns of a row; texts are clean already, and empty ones are NULL."""
    ring, row = keyring(), ref.bytes
    return {
        "number_sealed": _sealed(ring, row, NUMBER, number),
        "number_index": ring.index(NUMBER, number) if number else None,
        "number_tail": number[-SHOWN:],
        "email_sealed": _sealed(ring, row, EMAIL, email),
        "email_index": ring.index(EMAIL, email) if email else None,
        "phone_sealed": _sealed(ring, row, PHONE, phone),
        "key": ring.newest,
    }


def _sealed(ring: Keyring, row: bytes, name: str, text: str) -> bytes | None:
    return ring.seal(row, name, text) if text else None


def opened(member: Member, name: str) -> str:
    """Open one field of a member; the caller has asked the policy and records the reading. "" where it is empty."""
    sealed = getattr(member, f"{name}_sealed")
    return keyring().open(member.key, member.ref.bytes, name, bytes(sealed)) if sealed is not None else ""


def indexes(number: str) -> list[bytes]:
    """Return the blind indexes by which a number is found, under every key."""
    return keyring().indexes(NUMBER, number)


def like_number(text: str) -> bool:
    """Tell whether a text may be a number or a good part of one, which belongs into no address."""
    return sum(sign.isdigit() for sign in text) >= LEAST


def number_of(text: str) -> list[bytes]:
    """Return the blind indexes of what reads as a whole number, as people type it; nothing for a name."""
    digits = clean(text)
    return indexes(digits) if digits.isascii() and digits.isdigit() and len(digits) >= LEAST else []
