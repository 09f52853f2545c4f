"""Nouns of the room: targets as dated data, who is counted, tallies that pages read, the recount that proves them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Target(models.Model):
    """How many of a group one Kanwil is to reach in one year, from a day on; a change is a new row, none is lost.

    A target for the nation is no row: it is the sum of what is set, and says of how many Kanwil nothing is.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    group = models.CharField(_("kelompok"), max_length=9)
    edition = models.PositiveSmallIntegerField(default=1)
    amount = models.PositiveIntegerField(_("jumlah"), null=True)  # nothing: a target that is no longer set
    basis = models.CharField(_("dasar"), max_length=300)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)  # of a change
    valid_from = models.DateField(_("berlaku sejak"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("target")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "kanwil", "group", "edition"], name="target_once"),
            models.CheckConstraint(condition=Q(edition=1) | ~Q(reason=""), name="target_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"T-{self.pk}"


class Measure(models.TextChoices):
    """What is counted: attendances each time, all others a person once a year; never mixed."""

    INVITED = "invited", _("Diundang (orang)")
    PERSONS = "persons", _("Hadir (orang)")
    ATTENDANCES = "attendances", _("Kehadiran (kali)")
    FINISHED = "finished", _("Selesai (orang)")
    PASSED = "passed", _("Lulus (orang)")
    CERTIFIED = "certified", _("Bersertifikat (orang)")


class Counted(models.Model):
    """That a person is counted for a measure in a year, and as what: once, which a constraint holds.

    Where, in which group and by which mode are those of the first thing, in the order of recording, that still stands.
    Zero is an office or a Kanwil that is not known.
    """

    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=11, choices=Measure)
    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    on = models.DateField()
    kanwil_id = models.BigIntegerField(default=0)
    office_id = models.BigIntegerField(default=0)
    group = models.CharField(max_length=9)
    mode = models.CharField(max_length=9, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "measure", "member"], name="counted_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["year", "measure", "kanwil_id", "member"], name="counted_kanwil"),
            models.Index(fields=["year", "measure", "office_id", "member"], name="counted_office"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.year} {self.measure} {self.member_id}"


class CountedEntity(models.Model):
    """That a community or a business is counted as present in a year, and as what: once, which a constraint holds.

    Beside `Counted`, which is of persons: month, Kanwil and mode are those of the first attendance that still stands.
    """

    year = models.PositiveSmallIntegerField()
    entity = models.ForeignKey("register.Entity", models.PROTECT, related_name="+")
    on = models.DateField()
    kanwil_id = models.BigIntegerField()
    group = models.CharField(max_length=9)
    mode = models.CharField(max_length=9)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "entity"], name="counted_entity_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["year", "group", "kanwil_id", "entity"], name="counted_entity_kanwil"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.year} {self.entity_id}"


class Tally(models.Model):
    """How many, in one cell of a table that pages read; always equal to a recount, which a nightly job says."""

    class Kind(models.TextChoices):
        """Which table: by month and mode, by week, or by office; `span` is the month or the week of the year."""

        MONTH = "month", _("Bulan")
        WEEK = "week", _("Minggu")
        OFFICE = "office", _("Kantor")

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    kanwil_id = models.BigIntegerField(default=0)
    measure = models.CharField(max_length=11, choices=Measure)
    group = models.CharField(max_length=9)
    mode = models.CharField(max_length=9, blank=True)
    span = models.PositiveSmallIntegerField(default=0)
    office_id = models.BigIntegerField(default=0)
    count = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["year", "kind", "kanwil_id", "measure", "group", "mode", "span", "office_id"], name="tally_once"
            )
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.year} {self.kind} {self.span} {self.kanwil_id} {self.measure}"


class Recount(models.Model):
    """What the nightly recount found."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    year = models.PositiveSmallIntegerField()
    rows = models.PositiveIntegerField()
    wrong = models.PositiveIntegerField()
    examples: "models.JSONField[Any]" = models.JSONField(default=list)  # in which table, how many; never whose

    class Meta:
        verbose_name = _("hitung ulang")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["year", "-id"], name="recount_year")]

    def __str__(self) -> str:
        """Show the day."""
        return f"{self.at:%Y-%m-%d}"
