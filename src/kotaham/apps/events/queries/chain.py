"""The end of the chain, and the lock under which it grows."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from kotaham.apps.events.models import Event, Head
from kotaham.core.chain import START, event_bytes, instant, read_head
from kotaham.core.chain import Head as SaidHead

_LOCK = 0x4B6F7461_48414D01  # one number for this chain among the advisory locks of the database
_CHUNK = 5_000
_LOWEST = -(2**63)  # a number below 1 can only be forged, and must be seen


def lock() -> None:
    """Wait until nobody else appends, and keep others waiting until this transaction ends.

    SQLite does so by itself: its transactions begin IMMEDIATE, so there is one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def last() -> tuple[int, str]:
    """Return number and digest of the last event; 0 and zeros before the first."""
    return Event.objects.order_by("-seq").values_list("seq", "digest").first() or (0, START)


def fields_of(event: Event) -> dict[str, Any]:
    """Return the fields of an event that its digest covers."""
    return {
        "appointment": event.appointment,
        "at": instant(event.at),
        "data": event.data,
        "holder": event.holder,
        "kind": event.kind,
        "office": event.office,
        "origin": event.origin,
        "person": event.person,
        "request": event.request,
        "role": event.role,
        "seq": event.seq,
        "subject": event.subject,
        "system": event.system,
        "verb": event.verb,
        "why": event.why,
    }


def bytes_of(event: Event) -> bytes:
    """Return the bytes of an event that its digest covers."""
    return event_bytes(fields_of(event))


def in_order(after: int = _LOWEST, until: int | None = None) -> Iterator[Event]:
    """Go through events in order, in pieces, so that a million need no long transaction and little memory."""
    while True:
        rows = Event.objects.filter(seq__gt=after).order_by("seq")
        piece = list((rows if until is None else rows.filter(seq__lte=until))[:_CHUNK])
        yield from piece
        if len(piece) < _CHUNK:
            return
        after = piece[-1].seq


def digest_of(seq: int) -> str | None:
    """Return the digest of one event, None when there is none; before the first stand zeros."""
    if seq == 0:
        return START
    return Event.objects.filter(seq=seq).values_list("digest", flat=True).first()


def last_head() -> SaidHead | None:
    """Return the latest signed head."""
    row = Head.objects.order_by("-id").first()
    return read_head(row.line) if row else None


_COUNT_TRIGGERS = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'"
    " AND tbl_name IN ('events_event', 'events_head')",
    "postgresql": "SELECT COUNT(*) FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal"
    " AND tgrelid IN ('events_event'::regclass, 'events_head'::regclass)",
}
_TRIGGERS = {"sqlite": 6, "postgresql": 7}


def guards() -> bool:
    """Tell whether the triggers that let the record only grow stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_TRIGGERS[connection.vendor])
        return bool(cursor.fetchone()[0] >= _TRIGGERS[connection.vendor])
