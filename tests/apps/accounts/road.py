"""What the tests of every verb look at."""

import re

from django.conf import settings
from django.core import mail

from kotaham.apps.events.models import Event
from kotaham.apps.jobs.services import work_off


def last_event(verb: str) -> Event:
    """Return the latest event of a verb."""
    return Event.objects.filter(verb=verb).latest("seq")


def count(verb: str) -> int:
    """Return how often something happened."""
    return Event.objects.filter(verb=verb).count()


def link_in_letter(to: str) -> str:
    """Let the queued letters leave, and return where the link in the latest one to an address leads."""
    work_off()
    letter = [one for one in mail.outbox if one.to == [to]][-1]
    found = re.search(re.escape(settings.SITE) + r"(/\S+)", str(letter.body))
    assert found
    return found[1]
