"""Check whatever somebody holds of a certificate: the text of its code, its signed record, its badge."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kotaham.core.badges import payload
from kotaham.core.badges.credential import read_jwt
from kotaham.core.badges.keys import Keys
from kotaham.core.badges.payload import FORGED, UNKNOWN_KEY, UNREADABLE
from kotaham.core.badges.record import record_of, unbase32
from kotaham.core.errors import Problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a certificate says, once its signature fits; whether it was revoked only its issuer knows."""

    number: str
    name: str
    tail: str
    course: str
    hours: Decimal | None
    day: date | None
    expires: date | None
    signatory: str

    def is_over(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.expires is not None and self.expires < today


def check(text: str, keys: Keys) -> Verdict | Problem:
    """Check a text, whatever of the three it is, with public keys alone."""
    stripped = text.strip()
    if stripped.startswith("{"):
        return _record(stripped, keys)
    if stripped.startswith("ey") and stripped.count(".") == 2:
        return _badge(stripped, keys)
    told = payload.check(stripped, keys)
    if isinstance(told, Problem):
        return told
    return Verdict(told.number, told.name, told.tail, told.course, told.hours, told.day, told.expires, told.signatory)


def _record(text: str, keys: Keys) -> Verdict | Problem:
    try:
        data = json.loads(text)
        record, signature = record_of(data["record"]), unbase32(data["signature"])
        hours = Decimal(record.fields["hours"]) if record.fields.get("hours") else None
        said = record.fields
        days = record.day("day"), record.day("expires")
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return UNREADABLE()
    if record.key not in keys:
        return UNKNOWN_KEY(key=record.key[:16])
    if not payload.is_signed(record, signature, keys):
        return FORGED()
    tail = said.get("mask", "").lstrip(payload.HIDDEN)
    return Verdict(
        said.get("number", ""), said.get("name", ""), tail, said.get("course", ""), hours, *days,
        said.get("signatory", ""),
    )  # fmt: skip


def _badge(text: str, keys: Keys) -> Verdict | Problem:
    said = read_jwt(text, keys)
    if said is None:
        return FORGED()
    try:
        subject, until = said["credentialSubject"], str(said.get("validUntil", ""))[:10]
        hours = Decimal(str(subject["creditsEarned"])) if "creditsEarned" in subject else None
        day = date.fromisoformat(str(said["validFrom"])[:10])
        expires = date.fromisoformat(until) if until else None
        return Verdict(
            _text(subject["licenseNumber"]), _text(subject["identifier"][0]["identityHash"]), "",
            _text(subject["achievement"]["name"]), hours, day, expires, _text(said["issuer"]["name"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, ArithmeticError, IndexError):
        return UNREADABLE()


def _text(value: Any) -> str:
    return str(value)
