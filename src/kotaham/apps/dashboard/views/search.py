"""The search over all rooms."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from kotaham.apps.dashboard.queries.search import LEAST, Group, find
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, GatedRequest, reach_of
from kotaham.apps.register.services import like_number


def index(request: HttpRequest) -> HttpResponse:
    """Show what was found, by room; whose data were shown is recorded."""
    actor = cast(GatedRequest, request).actor
    text = _words(request.GET.get("q", ""))
    groups = find(actor, text)
    _record(actor, [group for group in groups if group.read])
    words = {
        "text": text,
        "groups": groups,
        "short": 0 < len(text) < LEAST,
        "least": LEAST,
        "number": like_number(text) and bool(reach_of(actor, "register.list")),
    }
    part = request.headers.get("HX-Target") == "hasil"
    return render(request, "dashboard/found.html" if part else "dashboard/search.html", words)


def _record(actor: Actor, shown: Sequence[Group]) -> None:
    """Record whose data were shown, people with an account and people of the register in one unit."""
    if not shown:
        return
    with events.work(actor):
        for group in shown:
            events.record_read(actor, group.kind, group.read, gettext_noop("pencarian"), fields=group.fields)


def _words(text: str) -> str:
    """Return the words in one line, without signs that no keyboard writes and PostgreSQL refuses."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:100]).split())
