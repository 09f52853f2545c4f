"""What every test of a verb asks: who is turned away how, and what the record says."""

from typing import Any

from kotaham.apps.events.models import Event
from kotaham.apps.offices.models import Office


def last_event() -> Event:
    """Return the newest event."""
    event = Event.objects.order_by("seq").last()
    assert event is not None
    return event


def fresh(office: Office) -> Office:
    """Return an office as the database has it now."""
    return Office.objects.get(pk=office.pk)


def text(answer: Any) -> str:
    """Return the page of an answer."""
    return str(answer.content.decode())
