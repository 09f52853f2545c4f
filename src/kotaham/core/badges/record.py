"""The record of a certificate: every printed word, in one canonical form (RFC 8785), and its digest.

Whatever is printed stands in `fields`. The number of a person appears there as its mask and nowhere else.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

import rfc8785

FORMAT = "kotaham-certificate/1"
TOKEN_BYTES = 16
# What every record says; a template may print more, and all of it is signed.
FIELDS = (
    *("number", "name", "label", "mask", "post", "agency", "title", "text", "course", "code", "version", "hours"),
    *("began", "ended", "day", "expires", "place", "organiser", "signatory", "signatory_title", "template", "renews"),
)
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class NotCanonical(ValueError):
    """A text in base32 that is none, or that is written in another way than the one there is."""


@dataclass(frozen=True)
class Record:
    """What is signed. `status` is the place in the list of statuses, `key` the short name of the key that signs."""

    token: str
    status: int
    key: str
    fields: Mapping[str, str]

    @property
    def as_data(self) -> dict[str, Any]:
        """The record as plain data, as it is given away."""
        return {
            "format": FORMAT,
            "token": self.token,
            "status": self.status,
            "key": self.key,
            "fields": dict(self.fields),
        }

    @property
    def canonical(self) -> bytes:
        """The one way to write it.

        Plain texts under plain names, as every record of ours has them, are written so by the library of Python, too,
        and that one is ten times as fast.
        """
        if "".join(self.fields).isascii() and all(type(text) is str for text in self.fields.values()):
            with suppress(UnicodeEncodeError):
                return _PLAIN.encode(self.as_data).encode("utf-8")
        return rfc8785.dumps(self.as_data)

    @cached_property
    def sha256(self) -> bytes:
        """The digest of the canonical form."""
        return sha256(self.canonical).digest()

    def day(self, name: str) -> date | None:
        """Return a field that is a day, or None where it is empty."""
        text = self.fields.get(name, "")
        return date.fromisoformat(text) if text else None


def record_of(data: object) -> Record:
    """Read a record from plain data; raise ValueError when it is none."""
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ValueError("no record of a certificate")
    if set(data) != {"format", "token", "status", "key", "fields"}:
        raise ValueError("a record of a certificate has other parts")
    token, status, key, fields = data["token"], data["status"], data["key"], data["fields"]
    well = isinstance(token, str) and isinstance(key, str) and type(status) is int and isinstance(fields, Mapping)
    if not well or not all(isinstance(text, str) for text in fields.values()):
        raise ValueError("a part of the record is of another kind")
    unbase32(token, TOKEN_BYTES)
    return Record(token, status, key, dict(fields))


def base32(data: bytes) -> str:
    """Write bytes in base32 (RFC 4648) without padding.

    >>> base32(b"HAM")
    'JBAU2'
    """
    return base64.b32encode(data).decode("ascii").rstrip("=")


def unbase32(text: str, length: int | None = None) -> bytes:
    """Read base32 without padding; any second way to write the same bytes is refused."""
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError) as error:
        raise NotCanonical("not base32") from error
    if base32(data) != text or (length is not None and len(data) != length):
        raise NotCanonical("not written in the one way there is")
    return data
