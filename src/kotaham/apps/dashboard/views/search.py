"""The search over all rooms."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kotaham.apps.dashboard.queries.search import LEAST, find
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import GatedRequest


def index(request: HttpRequest) -> HttpResponse:
    """Show what was found, by room; whose data were shown is recorded."""
    actor = cast(GatedRequest, request).actor
    text = _words(request.GET.get("q", ""))
    groups = find(actor, text)
    for group in groups:
        events.record_read(actor, "accounts.person", group.read, "pencarian", fields=("name",))
    words = {"text": text, "groups": groups, "short": 0 < len(text) < LEAST, "least": LEAST}
    part = request.headers.get("HX-Target") == "hasil"
    return render(request, "dashboard/found.html" if part else "dashboard/search.html", words)


def _words(text: str) -> str:
    """Return the words in one line, without signs that no keyboard writes and PostgreSQL refuses."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:100]).split())
