"""The token of an invitation: made from the row and the secret of the house whenever a letter needs it, never kept."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import UTC

from django.utils.crypto import salted_hmac

from kotaham.apps.accounts.models import Invitation

_SALT = "kotaham.accounts.invitation"


def token_of(row: Invitation) -> str:
    """Return the token of an invitation; another date of expiry makes another token."""
    parts = (row.email, row.role, str(row.office_id), row.expires_at.astimezone(UTC).isoformat())
    made = salted_hmac(_SALT, "|".join(parts), algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode("ascii").rstrip("=")


def digest(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
