"""What anybody learns who holds the code of a certificate, with no sign-in: what is printed, and whether it counts."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.template.loader import render_to_string

from kotaham.apps.certificates import queries
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.rules import standing
from kotaham.apps.certificates.services.building import record_of
from kotaham.apps.certificates.services.hooks import is_kept
from kotaham.apps.certificates.services.keys import verifying
from kotaham.apps.certificates.services.papers import printed
from kotaham.apps.offices import queries as offices
from kotaham.core.badges.keys import raw
from kotaham.core.badges.payload import is_signed
from kotaham.core.badges.record import NotCanonical, unbase32

SCRIPT = Path(__file__).parent.parent / "static" / "certificates" / "check.js"
WHO = ("name", "mask", "label", "post", "agency", "text")  # of what is printed, what tells who it is
SCRIPT_PLACE = "/* check.js */"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public page shows: the certificate, what it is today, whether its record is whole, what replaced it."""

    certificate: Certificate
    standing: str  # valid, expired, revoked, replaced
    whole: bool
    newer: Certificate | None
    said: Mapping[str, str]  # what is printed, as far as it may be shown


def check(token: str) -> Shown | None:
    """Return what a code stands for; None when it stands for nothing."""
    row = queries.by_token(token)
    if row is None:
        return None
    newer = getattr(row, "renewal", None) if row.state == "replaced" else None
    return Shown(row, standing(row.state, row.expires_on, offices.today()), _whole(row), newer, shown_fields(row))


def shown_fields(row: Certificate) -> Mapping[str, str]:
    """Return what is printed; of somebody whose personal data were erased without the name, unless it is kept."""
    if row.member.state != "erased" or is_kept(row.day):
        return dict(row.fields)
    return dict(row.fields) | dict.fromkeys(WHO, "")


def _whole(row: Certificate) -> bool:
    """Tell whether the record is what was signed; the database may have been changed by somebody."""
    record = record_of(row)
    try:
        signature = unbase32(row.signature)
    except NotCanonical:
        return False
    said = row.fields.get("number") == row.number and row.fields.get("day") == row.day.isoformat()
    return said and record.sha256.hex() == row.record_sha256 and is_signed(record, signature, verifying())


def compare(row: Certificate, data: bytes) -> bool:
    """Tell whether a file is the PDF of a certificate: by the digest of its first print, or as it is printed now."""
    digest = sha256(data).hexdigest()
    if row.pdf_sha256 and digest == row.pdf_sha256:
        return True
    return data.startswith(b"%PDF") and digest == sha256(printed(row)).hexdigest()


def public_keys_json() -> str:
    """Return the public keys as the checker in the browser reads them: raw, base64, by their names."""
    keys = {name: base64.b64encode(raw(key)).decode("ascii") for name, key in verifying().items()}
    return json.dumps(keys, sort_keys=True)


def offline_page(words: str, lang: str) -> str:
    """Return the checker as one file that needs no network: keys, words (JSON) and script stand inside it."""
    page = render_to_string(
        "certificates/checker_file.html", {"keys": public_keys_json(), "words": words, "lang": lang}
    )
    return page.replace(SCRIPT_PLACE, SCRIPT.read_text("utf-8"))
