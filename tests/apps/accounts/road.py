"""What the tests of every verb look at."""

from kotaham.apps.events.models import Event


def last_event(verb: str) -> Event:
    """Return the latest event of a verb."""
    return Event.objects.filter(verb=verb).latest("seq")


def count(verb: str) -> int:
    """Return how often something happened."""
    return Event.objects.filter(verb=verb).count()
