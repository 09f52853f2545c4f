"""Nouns of the room: a piece of work, a schedule, a worker process."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Job(models.Model):
    """One piece of work. Beside it, the queue of django-tasks holds one row for each turn of it."""

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting", pgettext_lazy("jobs", "Menunggu")
        RUNNING = "running", pgettext_lazy("jobs", "Berjalan")
        DONE = "done", pgettext_lazy("jobs", "Selesai")
        FAILED = "failed", pgettext_lazy("jobs", "Gagal")
        CANCELLED = "cancelled", pgettext_lazy("jobs", "Dibatalkan")

    name = models.CharField(_("pekerjaan"), max_length=80)
    ids = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, editable=False)
    url = models.CharField(max_length=300, blank=True)  # the page that shows what the work made
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)

    # A turn is one entry in the queue: only the holder of the present turn may write to this row.
    turn = models.PositiveIntegerField(default=1)
    attempt = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)  # how often a worker died in the middle
    next_at = models.DateTimeField(default=timezone.now)
    worker = models.CharField(max_length=64, blank=True)
    cancel_asked_at = models.DateTimeField(null=True)

    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    words = models.JSONField(default=dict)  # {"id": ..., "en": ...}
    letter = models.JSONField(default=list)  # the problems of the last failure, in both languages
    trace = models.TextField(blank=True)  # class of the exception and lines of code; never its message

    # Who asked for it, to be made an actor again when the work runs. Plain ids: the queue outlives nobody's row.
    person = models.BigIntegerField(null=True)
    appointment = models.BigIntegerField(null=True)
    role = models.CharField(max_length=32, blank=True)
    office = models.BigIntegerField(null=True)
    system = models.CharField(max_length=80, blank=True)
    lang = models.CharField(max_length=2, default="id")
    request = models.CharField(max_length=64, blank=True)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pekerjaan latar")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-id"], name="job_state"),
            models.Index(fields=["name", "-id"], name="job_name"),
            models.Index(fields=["person", "-id"], name="job_person"),
            models.Index(fields=["next_at"], name="job_due", condition=Q(state="waiting")),
            models.Index(fields=["ended_at"], name="job_ended"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["name", "key"], name="job_key_once"),
        ]

    def __str__(self) -> str:
        """Show number and name."""
        return f"{self.pk} {self.name}"


class Schedule(models.Model):
    """When a piece of work that repeats is due next; what repeats is declared in code."""

    name = models.CharField(max_length=80, unique=True)
    cron = models.CharField(max_length=80)
    zone = models.CharField(max_length=40)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)  # the due time that was last given to the queue

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Worker(models.Model):
    """A process that works off the queue, and when it last gave a sign of life."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["beat_at"], name="worker_beat")]

    def __str__(self) -> str:
        """Show the name."""
        return self.name
