"""Nouns of the room: how long a kind of data is kept, the list of what is due, and what stands on it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Term(models.Model):
    """For how many years a kind of data is kept, from a day on; a change is a new row, none is lost."""

    kind = models.CharField(max_length=40)  # of services.kinds
    edition = models.PositiveSmallIntegerField(default=1)
    years = models.PositiveSmallIntegerField(_("tahun"), null=True)  # nothing: no longer set, so nothing is erased
    basis = models.CharField(_("dasar"), max_length=300)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)  # of a change
    valid_from = models.DateField(_("berlaku sejak"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("masa simpan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "edition"], name="term_once"),
            models.CheckConstraint(condition=Q(edition=1) | ~Q(reason=""), name="term_change_has_a_reason"),
            models.CheckConstraint(condition=Q(years=None) | Q(years__gte=1), name="term_a_year_at_least"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"MS-{self.pk}"


class Sheet(models.Model):
    """A list of what is due: a job wrote it, one person checks it, another confirms it; only then something goes."""

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.LIFE`."""

        LISTED = "listed", pgettext_lazy("daftar hapus", "Menunggu diperiksa")
        CHECKED = "checked", pgettext_lazy("daftar hapus", "Menunggu persetujuan orang kedua")
        CONFIRMED = "confirmed", pgettext_lazy("daftar hapus", "Sedang dihapus")
        ERASED = "erased", pgettext_lazy("daftar hapus", "Selesai dihapus")
        DROPPED = "dropped", pgettext_lazy("daftar hapus", "Tidak dilaksanakan")

    kind = models.CharField(max_length=40)
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    before = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.LISTED)
    count = models.PositiveIntegerField()
    more = models.BooleanField(default=False)  # more was due than one list holds
    at = models.DateTimeField(default=timezone.now, editable=False)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)  # it was dropped
    erased = models.PositiveIntegerField(default=0)
    receipt = models.CharField(max_length=64, blank=True)  # digest of what went; services.erasing says of what

    class Meta:
        verbose_name = _("daftar yang jatuh tempo")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state__in=["listed", "checked", "confirmed"]), name="sheet_one_open"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("checked_by")), name="sheet_four_eyes"
            ),
            models.CheckConstraint(condition=~Q(state="erased") | ~Q(receipt=""), name="sheet_has_a_receipt"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"DH-{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of the list."""
        return reverse("retention:sheet", args=[self.pk])


class Entry(models.Model):
    """One row that is due, by number only; somebody may hold it back, with a reason."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="entries")
    number = models.BigIntegerField()
    mark = models.PositiveIntegerField(default=0)  # its version as it was found; who changed since is left
    since = models.DateField()
    held_why = models.CharField(max_length=300, blank=True)
    held_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)
    left = models.BooleanField(default=False)  # was no longer due when its turn came

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sheet", "number"], name="entry_once")
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.sheet_id}/{self.number}"
