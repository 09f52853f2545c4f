"""A list of people that is brought in: its rows as they were read, what was refused, what it changed."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import BytewiseText
from kotaham.apps.register.models.people import Member


class Batch(models.Model):
    """A list that is taken in: previewed, taken in steps that can be resumed, undone as one."""

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.BATCH_LIFE`."""

        READING = "reading", pgettext_lazy("impor", "Dibaca")
        PREVIEW = "preview", pgettext_lazy("impor", "Menunggu persetujuan")
        TAKING = "taking", pgettext_lazy("impor", "Dimasukkan")
        DONE = "done", pgettext_lazy("impor", "Selesai")
        FAILED = "failed", pgettext_lazy("impor", "Gagal")
        CANCELLED = "cancelled", pgettext_lazy("impor", "Dibatalkan")
        UNDOING = "undoing", pgettext_lazy("impor", "Sedang dikembalikan")
        UNDONE = "undone", pgettext_lazy("impor", "Dikembalikan")

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")  # whose people these are
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    mapping = models.JSONField(default=dict)  # how the file was read: field -> heading, headings left aside, letters
    file = models.CharField(max_length=80, blank=True)  # in the folder of imports, until its rows are staged
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)  # the last row that is done: where a restart goes on
    kept = models.PositiveIntegerField(default=0)  # people whom undoing left as they are, since they changed later
    basis = models.CharField(_("dasar pemrosesan"), max_length=300)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("impor peserta")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(rows=F("created") + F("updated") + F("unchanged") + F("refused")),
                name="batch_adds_up",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "-id"], name="batch_office")]

    def __str__(self) -> str:
        """Show the number."""
        return f"IP-{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of the import."""
        return reverse("register:batch", args=[self.pk])


# In the tables below, the key of the batch has no index of its own: another begins with it.


class Staged(models.Model):
    """A row of a list that was read and checked; sealed like a member, thrown away when the batch is done."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="staged", db_index=False)
    row = models.PositiveIntegerField()
    ref = models.UUIDField(default=uuid.uuid4)
    status = models.CharField(max_length=5)
    name = models.CharField(max_length=160)
    name_key = BytewiseText(max_length=320)
    sex = models.CharField(max_length=1, blank=True)
    number_sealed = models.BinaryField(null=True)
    number_index = models.BinaryField(max_length=16, null=True)
    number_tail = models.CharField(max_length=3, blank=True)
    email_sealed = models.BinaryField(null=True)
    email_index = models.BinaryField(max_length=16, null=True)
    phone_sealed = models.BinaryField(null=True)
    key = models.PositiveSmallIntegerField(default=1)
    office_id = models.BigIntegerField(null=True)
    kanwil_id = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=200, blank=True)
    member_id = models.BigIntegerField(null=True)  # the person it is, when known
    member_version = models.PositiveIntegerField(null=True)  # as compared; who has changed since is not overwritten
    change = models.CharField(max_length=9, blank=True)  # created, updated, unchanged, stranger

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["batch", "row"], name="staged_row")]

    def __str__(self) -> str:
        """Show where it came from."""
        return f"{self.batch_id}:{self.row}"


class Refusal(models.Model):
    """A row that was not taken in, and why; the text never repeats personal data."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="refusals", db_index=False)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=60)
    values: "models.JSONField[Any]" = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["batch", "row"], name="refusal_row")]

    def __str__(self) -> str:
        """Show where and what."""
        return f"{self.batch_id}:{self.row} {self.code}"


class Before(models.Model):
    """What a batch changed in a person who was there already: sealed columns as they were, to undo."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="befores", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()  # after the batch; a later change blocks the undo of this row, and says so
    was: "models.JSONField[Any]" = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "member"], name="before_once")
        ]

    def __str__(self) -> str:
        """Show whose."""
        return f"{self.batch_id} {self.member_id}"
