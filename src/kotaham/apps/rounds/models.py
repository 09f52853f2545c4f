"""Nouns of the room: a round of assessment, its days, who takes part.

A city that was asked and does not take part has a row too, withdrawn, with its reason: taking part is voluntary.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def nothing() -> list[Any]:
    """Return an empty list; migrations name this."""
    return []


class Round(models.Model):
    """One assessment of many cities by one version of an instrument over one period."""

    class State(models.TextChoices):
        """Where it stands; the moves between are one table, `rules.LIFE`."""

        DRAFT = "draft", pgettext_lazy("putaran", "Disiapkan")
        OPEN = "open", pgettext_lazy("putaran", "Berjalan")
        DECIDED = "decided", pgettext_lazy("putaran", "Diputuskan")
        CANCELLED = "cancelled", pgettext_lazy("putaran", "Dibatalkan")

    title = models.CharField(_("nama putaran"), max_length=200)
    instrument = models.ForeignKey("instruments.Version", models.PROTECT, related_name="+", verbose_name=_("instrumen"))
    content_sha256 = models.CharField(max_length=64, blank=True)  # of the instrument, pinned when the round opens
    period = models.CharField(_("tahun data"), max_length=40)
    period_end = models.DateField(_("akhir masa data"))  # documents must be valid on this day
    basis = models.CharField(_("dasar hukum"), max_length=300, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.DRAFT)
    # A trial may be judged by a version that is not sealed; its results say so everywhere and are never decided.
    trial = models.BooleanField(_("uji coba"), default=False)
    demo = models.BooleanField(default=False)  # the answers are made up; every page of the round says so

    endorsements = models.JSONField(default=nothing, blank=True)  # of rules.ENDORSEMENTS, in their order
    bonus = models.JSONField(default=nothing, blank=True)  # codes of the bonus items that count in this round
    sample_percent = models.PositiveSmallIntegerField(_("contoh yang dibaca dua orang (persen)"), default=10)
    sample_seed = models.CharField(max_length=64, blank=True)  # drawn when the round opens; public, so all can redraw
    objection_days = models.PositiveSmallIntegerField(_("hari untuk menyanggah"), default=14)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    version = models.PositiveIntegerField(default=1)  # counts edits, so that two at once are seen
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True)
    opened_why = models.CharField(max_length=1000, blank=True)  # written when asked; a large round opens in a job
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=1000, blank=True)
    closed_basis = models.CharField(_("surat atau keputusan"), max_length=300, blank=True)  # of a cancellation

    class Meta:
        verbose_name = _("putaran penilaian")
        verbose_name_plural = _("putaran penilaian")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(sample_percent__lte=100), name="round_sample_share"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="cancelled") | ~Q(content_sha256=""), name="round_pins_instrument"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "-id"], name="round_state")]

    def __str__(self) -> str:
        """Give the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the round."""
        return reverse("rounds:detail", args=[self.pk])


class Step(models.Model):
    """The days of one step of a round: from the beginning of the first to the end of the last, where the city lies."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)  # of rules.STEPS
    opens = models.DateField(_("mulai"), null=True)
    closes = models.DateField(_("sampai"))

    class Meta:
        verbose_name = _("tahap")
        verbose_name_plural = _("tahap")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "step"], name="step_once"),
            models.CheckConstraint(condition=Q(opens=None) | Q(opens__lte=models.F("closes")), name="step_in_order"),
        ]

    def __str__(self) -> str:
        """Show the step and its last day."""
        return f"{self.step} {self.closes}"


class Extension(models.Model):
    """More days for a step, for one city or for all, with the reason; never edited, only followed by another."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="extensions")
    step = models.CharField(max_length=12)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")  # empty: for all
    closes = models.DateField(_("sampai"))
    reason = models.TextField(_("alasan"), max_length=1000)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("perpanjangan")
        verbose_name_plural = _("perpanjangan")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["round", "step", "office"], name="extension_of")]

    def __str__(self) -> str:
        """Show the step and its new last day."""
        return f"{self.step} {self.closes}"


class Participant(models.Model):
    """A city takes part in a round; name and codes are those of the day it joined."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="participants")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=13)
    name = models.CharField(max_length=200)
    province_code = models.CharField(max_length=2)
    province = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("peserta")
        verbose_name_plural = _("peserta")
        ordering = ("place_code",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "office"], name="participant_once"),
            models.UniqueConstraint(fields=["round", "place_code"], name="participant_place_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["round", "province_code", "place_code"], name="participant_province")
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name
