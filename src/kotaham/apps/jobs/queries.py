"""Reads of the room: lists of work, its progress, the health of the queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.models import Job, Schedule, Worker
from kotaham.apps.jobs.rules import may_reach
from kotaham.core.policy import Reach


@dataclass(frozen=True, slots=True)
class Health:
    """How the queue is doing."""

    oldest: datetime | None  # when the work that waits longest was due
    waited: timedelta
    alive: int
    last_beat: datetime | None

    @property
    def stuck(self) -> bool:
        """Whether work is due and nobody works it off."""
        return self.waited > timedelta(minutes=1) and not self.alive


def lease() -> timedelta:
    """Return how long a worker may be silent before its work is given to another."""
    return timedelta(seconds=settings.JOBS_LEASE)


def alive(now: datetime) -> QuerySet[Worker]:
    """Return the workers that gave a sign of life lately and have not signed off."""
    return Worker.objects.filter(beat_at__gte=now - lease(), stopped_at=None)


def workers() -> QuerySet[Worker]:
    """Return the workers of the last two days, the latest sign of life first."""
    return Worker.objects.filter(beat_at__gte=timezone.now() - timedelta(days=2)).order_by("-beat_at")


def schedules() -> QuerySet[Schedule]:
    """Return what repeats, the next due first."""
    return Schedule.objects.order_by("next_at", "name")


def health(now: datetime | None = None) -> Health:
    """Tell how long the oldest due work waits, and whether somebody works."""
    moment = now or timezone.now()
    due = Job.objects.filter(state=Job.State.WAITING, next_at__lte=moment).order_by("next_at")
    oldest = due.values_list("next_at", flat=True).first()
    last = Worker.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    return Health(oldest, moment - oldest if oldest else timedelta(), alive(moment).count(), last)


def listed(actor: Actor, reach: Reach, *, state: str = "", name: str = "") -> QuerySet[Job]:
    """Return the work an actor may see, the newest first."""
    rows = Job.objects.filter(may_reach(actor, reach)).order_by("-id")
    if state:
        rows = rows.filter(state=state)
    return rows.filter(name=name) if name else rows


def unfinished(name: str, **ids: object) -> QuerySet[Job]:
    """Return the work of one kind and with these ids that is still to be done."""
    rows = Job.objects.filter(name=name, state__in=[Job.State.WAITING, Job.State.RUNNING])
    return rows.filter(ids=ids) if ids else rows


def last(name: str, **ids: object) -> Job | None:
    """Return the work of one kind and with these ids that was asked for last, however it stands."""
    return Job.objects.filter(name=name, ids=ids).order_by("-id").first()


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return numbers of work as people write them."""
    return {pk: _("pekerjaan nomor %(number)s") % {"number": pk} for pk in ids}


def health_told() -> dict[str, object]:
    """Tell whoever watches over the service whether work waits, and whether somebody works it off."""
    found = health()
    return {
        "queue": "stuck" if found.stuck else "ok",
        "queue_waits_seconds": int(found.waited.total_seconds()),
        "queue_workers": found.alive,
    }
