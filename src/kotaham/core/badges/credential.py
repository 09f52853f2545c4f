"""A certificate as Open Badges 3.0 credential (VC-JWT, EdDSA), and the list that tells which ones count no longer.

The list is a Bitstring Status List (W3C): one bit for each certificate, packed, in lists of 131,072 bits, the least
that the standard allows, so that whoever loads one does not tell whose certificate they look at.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from kotaham.core.badges.keys import Keys, Signer
from kotaham.core.badges.record import Record

ALGORITHM = "EdDSA"
LIST_BITS = 131_072
CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


class _OnlyEdDSA(JWSRegistry):
    """Knows the one algorithm of badges; RFC 9864 names it anew, but the readers of badges know it by this name."""

    def get_alg(self, name: str) -> Any:
        """Return the algorithm, whatever a header asks for."""
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[name]


_REGISTRY = _OnlyEdDSA(algorithms=[ALGORITHM])


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses of the issuer: of itself, of a certificate, of a list of statuses."""

    issuer: str
    certificate: str
    status: str
    issuer_name: str


def credential(record: Record, issued: datetime, at: Places) -> dict[str, Any]:
    """Return the credential as data, without a signature."""
    said = record.fields
    found: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": at.certificate,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": said["title"],
        "issuer": {"id": at.issuer, "type": ["Profile"], "name": at.issuer_name},
        "validFrom": _moment(issued),
        "credentialSubject": _subject(record, at),
        "credentialStatus": {
            "id": f"{at.status}#{record.status % LIST_BITS}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(record.status % LIST_BITS),
            "statusListCredential": at.status,
        },
    }
    if said.get("expires"):
        found["validUntil"] = f"{said['expires']}T23:59:59Z"
    return found


def _subject(record: Record, at: Places) -> dict[str, Any]:
    said = record.fields
    told: dict[str, Any] = {
        "id": f"{at.certificate}#penerima",
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": said["name"], "identityType": "name"}
        ],
        "achievement": {
            "id": f"{at.issuer}#{said['code']}-v{said['version']}",
            "type": ["Achievement"],
            "achievementType": "Course",
            "name": said["course"],
            "description": said["text"],
            "criteria": {"narrative": said["text"]},
            "humanCode": said["code"],
        },
        "licenseNumber": said["number"],
    }
    dates = {"activityStartDate": said.get("began"), "activityEndDate": said.get("ended")}
    told |= {name: f"{day}T00:00:00Z" for name, day in dates.items() if day}
    return told | ({"creditsEarned": float(said["hours"])} if said.get("hours") else {})


def as_jwt(found: Mapping[str, Any], signer: Signer) -> str:
    """Sign a credential or a list as VC-JWT."""
    claims = dict(found) | {"iss": found["issuer"]["id"] if isinstance(found["issuer"], dict) else found["issuer"]}
    claims |= {"jti": found["id"], "nbf": _seconds(found["validFrom"])}
    if subject := found["credentialSubject"].get("id"):
        claims["sub"] = subject
    if until := found.get("validUntil"):
        claims["exp"] = _seconds(until)
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": signer.name}
    return jwt.encode(header, claims, OKPKey.import_key(signer.private), registry=_REGISTRY)


def read_jwt(text: str, keys: Keys) -> dict[str, Any] | None:
    """Return what a VC-JWT says, or None when no key fits; only EdDSA counts, whatever its header asks for."""
    try:
        kid = json.loads(_unpadded(text.partition(".")[0])).get("kid", "")
        key = keys.get(kid)
        if key is None:
            return None
        return dict(jwt.decode(text, _okp(key), registry=_REGISTRY).claims)
    except (JoseError, ValueError, AttributeError, TypeError):
        return None


def status_list(number: int, ended: Iterable[int], at: str, issuer: str, now: datetime) -> dict[str, Any]:
    """Return a list of statuses as data; `ended` are the places, over all lists, of what counts no longer."""
    return {
        "@context": [CONTEXT[0]],
        "id": at,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": _moment(now),
        "credentialSubject": {
            "id": f"{at}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(place - number * LIST_BITS for place in ended),
        },
    }


def encoded(places: Iterable[int]) -> str:
    """Pack a list of bits as the standard says: GZIP, then multibase base64url."""
    bits = bytearray(LIST_BITS // 8)
    for place in places:
        bits[place >> 3] |= 0x80 >> (place & 7)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode("ascii").rstrip("=")


def is_ended(packed: str, place: int) -> bool:
    """Tell whether the bit of a place is set in a packed list."""
    bits = gzip.decompress(_unpadded(packed.removeprefix("u")))
    return bool(bits[place >> 3] & (0x80 >> (place & 7)))


def _okp(key: Ed25519PublicKey) -> OKPKey:
    return OKPKey.import_key(key)


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
