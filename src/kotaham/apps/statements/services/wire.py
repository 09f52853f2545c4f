"""Speak to a learning record store over HTTP: one connection for each request, no redirects followed."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

TIMEOUT = 30
LONGEST = 2**20  # bytes of an answer that are read


class Unreachable(Exception):
    """No whole answer came."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to, and the key."""

    address: str
    key: str
    secret: str

    @property
    def host(self) -> str:
        """The name of the other side, for the record."""
        return urlsplit(self.address).netloc


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


def post(to: Endpoint, statements: Sequence[Mapping[str, Any]]) -> Answer:
    """Send statements together: the store takes all of them or none."""
    return _ask(to, "POST", "/statements", json.dumps(statements, ensure_ascii=False).encode())


def fetch(to: Endpoint, number: UUID) -> dict[str, Any] | None:
    """Return what the store has under a number, voided or not; None when that cannot be told."""
    for name in ("statementId", "voidedStatementId"):
        answer = _ask(to, "GET", f"/statements?{urlencode({name: str(number)})}")
        if answer.status == 200:
            return _json(answer.body)
    return None


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _ask(to: Endpoint, method: str, path: str, body: bytes | None = None) -> Answer:
    parts = urlsplit(to.address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    token = base64.b64encode(f"{to.key}:{to.secret}".encode()).decode("ascii")
    headers = {
        "Authorization": f"Basic {token}",
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    try:
        connection.request(method, parts.path + path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(LONGEST))
    except (OSError, HTTPException) as error:
        raise Unreachable from error
    finally:
        connection.close()
