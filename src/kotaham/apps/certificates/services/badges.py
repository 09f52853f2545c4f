"""What programs read: the badge, the record, the list of statuses, who issues."""

import json
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kotaham.apps.certificates import queries
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.services.building import record_of
from kotaham.apps.certificates.services.keys import signer, verifying
from kotaham.apps.certificates.services.papers import url_of
from kotaham.apps.notices.services import site
from kotaham.core.badges.credential import LIST_BITS, Places, as_jwt, credential, status_list
from kotaham.core.badges.keys import pem_of

MOST_LISTS = 4096


def badge(row: Certificate) -> str:
    """Return a certificate as Open Badges 3.0 credential, signed (VC-JWT)."""
    said = row.fields
    places = Places(issuer_url(), url_of(row), status_url(row.status_index // LIST_BITS), said["organiser"])
    return as_jwt(credential(record_of(row), row.issued_at, places), signer())


def record_file(row: Certificate) -> bytes:
    """Return the record with its signature, for `kotaham certificate check`."""
    data = {"record": record_of(row).as_data, "sha256": row.record_sha256, "signature": row.signature}
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode()


def status_file(number: int) -> str | None:
    """Return a list of statuses, signed (VC-JWT); None for a list in which nothing can stand."""
    if not 0 <= number < MOST_LISTS:
        return None
    ended = queries.ended_between(number * LIST_BITS, (number + 1) * LIST_BITS)
    return as_jwt(status_list(number, ended, status_url(number), issuer_url(), timezone.now()), signer())


def issuer_profile() -> dict[str, Any]:
    """Return who issues, with the keys that verify (JWK)."""
    keys = [{"kid": name, "pem": pem} for name, pem in named_pems().items()]
    return {"id": issuer_url(), "type": ["Profile"], "name": "KotaHAM", "url": site(), "keys": keys}


def named_pems() -> dict[str, str]:
    """Return the public keys of all times as PEM by their names."""
    return {name: pem_of(key) for name, key in verifying().items()}


def issuer_url() -> str:
    """Return the address that stands for the issuer."""
    return site().rstrip("/") + reverse("certificates:issuer")


def status_url(number: int) -> str:
    """Return the address of a list of statuses."""
    return site().rstrip("/") + reverse("certificates:status-list", args=[number])
