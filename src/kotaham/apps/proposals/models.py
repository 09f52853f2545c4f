"""Nouns of the room: which course addresses which indicator or right, and what moved where people took it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mapping(models.Model):
    """Somebody authorised says that a course addresses an indicator, or a whole right; until it is ended."""

    class Kind(models.TextChoices):
        """What the code names."""

        INDICATOR = "indicator", _("Indikator")
        RIGHT = "right", _("Hak")

    instrument = models.CharField(max_length=60)  # name of the instrument; all its versions share what is mapped
    kind = models.CharField(_("jenis"), max_length=9, choices=Kind)
    code = models.CharField(_("kode"), max_length=60)
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="+", verbose_name=_("pelatihan"))
    basis = models.CharField(_("alasan"), max_length=300)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("pemetaan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["instrument", "kind", "code", "course"], condition=Q(ended_at=None), name="mapping_once"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="mapping_has_a_basis"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"PT-{self.pk}"


class Movement(models.Model):
    """How an indicator moved since the round before, where people took a course and where nobody did.

    Counted by a job from two decided rounds. It is an association and nothing more: who trains may differ in much else.
    """

    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="+")
    with_count = models.PositiveIntegerField()
    with_mean = models.FloatField(null=True)  # in percent of the points of the indicator
    without_count = models.PositiveIntegerField()
    without_mean = models.FloatField(null=True)
    difference = models.FloatField(null=True)  # nothing where a group is too small
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pergerakan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "code", "course"], name="movement_once")
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.round_id} {self.code} {self.course_id}"
