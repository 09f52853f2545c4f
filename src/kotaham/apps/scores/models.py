"""Nouns of the room: a run of the engine over a round, the result of each city in it, and what was made from it.

A run that is done and its results never change: the database itself refuses it (migration 0002).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Which values were judged."""

    SELF = "self", pgettext_lazy("tahap nilai", "Nilai mandiri")
    VERIFIED = "verified", pgettext_lazy("tahap nilai", "Hasil penelaahan Kanwil")
    VALIDATED = "validated", pgettext_lazy("tahap nilai", "Hasil penilaian pusat")
    FINAL = "final", pgettext_lazy("tahap nilai", "Sesudah sanggahan")


class Run(models.Model):
    """One run: its record is the canonical JSON of `kotaham.core.record`, so that it replays equal to the file form."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", pgettext_lazy("perhitungan", "Menunggu")
        DONE = "done", pgettext_lazy("perhitungan", "Selesai")
        FAILED = "failed", pgettext_lazy("perhitungan", "Gagal")

    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    province_code = models.CharField(max_length=2, blank=True)  # empty: the whole round
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    why = models.JSONField(default=list)  # the problems of a run that failed: [in Indonesian, in English]
    job = models.BigIntegerField(null=True)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    made_at = models.DateTimeField(null=True)
    engine = models.CharField(max_length=40, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)  # of the instrument
    facts = models.BinaryField(null=True)  # gzip of kotaham-facts/1, canonical
    record = models.BinaryField(null=True)  # gzip of the record, canonical
    facts_sha256 = models.CharField(max_length=64, blank=True)
    record_sha256 = models.CharField(max_length=64, blank=True)
    subjects = models.PositiveIntegerField(default=0)  # cities that were scored
    refused = models.PositiveIntegerField(default=0)  # cities with an answer that cannot be one; the record says why

    class Meta:
        verbose_name = _("perhitungan")
        verbose_name_plural = _("perhitungan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(state="done") | ~Q(record_sha256=""), name="run_has_record"),
            models.UniqueConstraint(
                fields=["round", "stage", "province_code"], condition=Q(state="waiting"), name="run_waits_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["round", "stage", "-id"], name="run_latest")]

    def __str__(self) -> str:
        """Show its number as people write it."""
        return f"HN-{self.pk:06}"

    def get_absolute_url(self) -> str:
        """Return the page of the run."""
        return reverse("scores:run", args=[self.pk])


class Result(models.Model):
    """What a run says about one city, taken from its record so that lists need not open it."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="results")
    submission = models.ForeignKey("submissions.Submission", models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=13)
    total = models.CharField(max_length=80, blank=True)  # the exact number as text; empty: no total
    order = models.FloatField(null=True)  # of the total, for sorting only; verdicts never look at it
    total_with_bonus = models.CharField(max_length=80, blank=True)
    predicate = models.CharField(max_length=60, blank=True)
    below = models.BooleanField(default=False)  # under the lowest predicate, where the instrument names that
    why_none = models.CharField(max_length=60, blank=True)
    rank = models.PositiveIntegerField(null=True)
    without = models.PositiveSmallIntegerField(default=0)  # applicable answers that have no points of their own
    groups = models.JSONField(default=dict)  # code of the right -> exact number as text, or null
    facts = models.BinaryField()  # gzip of the city's own kotaham-facts/1, canonical
    told = models.BinaryField()  # gzip of the city's part of the record, canonical

    class Meta:
        verbose_name = _("hasil")
        verbose_name_plural = _("hasil")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "submission"], name="result_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "rank", "place_code"], name="result_rank"),
            models.Index(fields=["submission", "run"], name="result_submission"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.run_id}/{self.place_code}"


class Replay(models.Model):
    """Somebody had a run recomputed from its own facts: equal to the last digit, or where it differs."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", pgettext_lazy("hitung ulang", "Sedang dihitung ulang")
        EQUAL = "equal", pgettext_lazy("hitung ulang", "Sama sampai digit terakhir")
        DIFFERS = "differs", pgettext_lazy("hitung ulang", "Berbeda")

    run = models.ForeignKey(Run, models.PROTECT, related_name="replays")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    paths = models.JSONField(default=list)  # places of the record that differ, at most a hundred
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    made_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hitung ulang")
        verbose_name_plural = _("hitung ulang")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run"], condition=Q(state="waiting"), name="replay_waits_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.run_id}={self.pk}"


class Package(models.Model):
    """The reports of a run as one ZIP, made once for each language; the file can always be made again from the run."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="packages")
    lang = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64, blank=True)  # empty: not made yet
    size = models.PositiveBigIntegerField(default=0)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("paket laporan")
        verbose_name_plural = _("paket laporan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "lang"], name="package_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.run_id}.{self.lang}"
