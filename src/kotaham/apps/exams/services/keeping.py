"""What of the tests may be due to go when its time is over, and how it goes; who decides stands above."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from kotaham.apps.exams.models import Attempt, Response
from kotaham.apps.register.services import Due


def due_answers(before: datetime, most: int) -> list[Due]:
    """Return attempts that ended before a moment and still have their answers."""
    there = Response.objects.filter(attempt=OuterRef("pk"))
    rows = Attempt.objects.filter(Exists(there), ended_at__lt=before).order_by("ended_at", "pk")
    zone = timezone.get_default_timezone()
    return [Due(pk, timezone.localdate(at, zone)) for pk, at in rows.values_list("pk", "ended_at")[:most] if at]


def erase_answers(attempts: Collection[int], before: datetime) -> set[int]:
    """Erase what was answered one by one; points and passing stay. Return the attempts whose answers went."""
    done = set(Attempt.objects.filter(pk__in=attempts, ended_at__lt=before).values_list("pk", flat=True))
    Response.objects.filter(attempt__in=done).delete()
    return done
