"""Nouns of the room: a follow-up, and what it waits for."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Action(models.Model):
    """One thing an office has to do by a day, asked for by another, closed by proof and acceptance."""

    class State(models.TextChoices):
        """Where it stands; the moves between are one table, `rules.LIFE`."""

        OPEN = "open", pgettext_lazy("tindak lanjut", "Belum diambil")
        IN_PROGRESS = "in_progress", pgettext_lazy("tindak lanjut", "Dikerjakan")
        CLAIMED = "claimed", pgettext_lazy("tindak lanjut", "Menunggu penerimaan")
        ACCEPTED = "accepted", pgettext_lazy("tindak lanjut", "Diterima")
        CANCELLED = "cancelled", pgettext_lazy("tindak lanjut", "Dibatalkan")

    title = models.CharField(_("judul"), max_length=200)
    # In capitals, kept by the database: PostgreSQL takes four times as long to fold the titles while it searches.
    title_key = models.GeneratedField(expression=Upper("title"), output_field=models.TextField(), db_persist=True)
    task = models.TextField(_("yang harus dikerjakan"), max_length=4000)
    owner = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name=_("kantor pelaksana"))
    zone = models.CharField(max_length=40)  # of the owner's place: its calendar says when a day is over
    due = models.DateField(_("tenggat"))
    proof_wanted = models.CharField(_("bukti yang diminta"), max_length=500, blank=True)
    state = models.CharField(_("keadaan"), max_length=12, choices=State, default=State.OPEN)

    # Kept by the database from the state, so that a list is one range of an index (1 or 0:
    # SQLite finds no index for a bare truth value).
    waiting = models.GeneratedField(
        expression=Case(When(state__in=["open", "in_progress"], then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    live = models.GeneratedField(
        expression=Case(When(state__in=["accepted", "cancelled"], then=Value(0)), default=Value(1)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    # Who asked: an office, and the person and role at that time; a job of the platform has none of them.
    asker = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    asked_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")

    # What it follows from: a kind and a number that some room knows, and words that stay when that is gone.
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    source_words = models.CharField(_("asal"), max_length=300, blank=True)

    taken_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    claimed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    claim_note = models.TextField(max_length=4000, blank=True)
    closed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)  # counts edits, so that two at once are seen

    needs: "models.ManyToManyField[Action, Need]" = models.ManyToManyField(
        "self", through="Need", through_fields=("action", "needed"), symmetrical=False, related_name="needed_by"
    )

    class Meta:
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "waiting", "due", "id"], name="action_owner"),
            models.Index(fields=["asker", "live", "due", "id"], name="action_asker"),
            models.Index(fields=["asker", "state", "due", "id"], name="action_asker_state"),
            models.Index(fields=["waiting", "due", "id"], name="action_waiting"),
            models.Index(fields=["state", "due", "id"], name="action_state"),
            models.Index(fields=["escalated_to", "waiting", "due", "id"], name="action_escalated"),
            models.Index(fields=["taken_as"], name="action_taken"),
            models.Index(fields=["source_kind", "source_id"], name="action_source"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "accepted"]) | Q(claimed_at__isnull=False),
                name="action_claimed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Show the number, never the title: logs are read by others."""
        return self.number

    @property
    def number(self) -> str:
        """The number on the whole platform, as people write it."""
        return f"TL-{self.pk:06}"

    def get_absolute_url(self) -> str:
        """Return the page of the follow-up."""
        return reverse("actions:detail", args=[self.pk])


class Need(models.Model):
    """One follow-up cannot be finished before another."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="need_rows")
    needed = models.ForeignKey(Action, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "needed"], name="need_once"),
            models.CheckConstraint(condition=~Q(action=F("needed")), name="need_not_itself"),
        ]

    def __str__(self) -> str:
        """Show both numbers."""
        return f"{self.action_id} > {self.needed_id}"
