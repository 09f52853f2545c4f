"""What of the sessions may be due to go when its time is over, and how it goes; who decides stands above."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from kotaham.apps.classes.models import Seat
from kotaham.apps.register.services import Due


def due_supervisors(before: datetime, most: int) -> list[Due]:
    """Return seats of sessions that ended before a moment and still name a supervisor."""
    rows = Seat.objects.filter(session__ends__lt=before).exclude(supervisor="").order_by("session__ends", "pk")
    zone = timezone.get_default_timezone()
    return [Due(pk, timezone.localdate(at, zone)) for pk, at in rows.values_list("pk", "session__ends")[:most]]


def empty_supervisors(seats: Collection[int], before: datetime) -> set[int]:
    """Empty the names of supervisors; whether the person was freed from duty stays. Return the seats."""
    rows = Seat.objects.filter(pk__in=seats, session__ends__lt=before)
    done = set(rows.values_list("pk", flat=True))
    Seat.objects.filter(pk__in=done).update(supervisor="", release_hash="")
    return done
