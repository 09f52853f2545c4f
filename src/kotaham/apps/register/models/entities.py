"""What people decide about communities and businesses: which of them are one, written down twice."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.register.models.people import Entity


class EntityPair(models.Model):
    """Two names that may be one community or business; decided once, it is not asked about again."""

    class State(models.TextChoices):
        """What was found."""

        OPEN = "open", pgettext_lazy("komunitas", "Belum diperiksa")
        MERGED = "merged", pgettext_lazy("komunitas", "Satu, digabung")
        DIFFERENT = "different", pgettext_lazy("komunitas", "Dua yang berbeda")

    first = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    second = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kemungkinan tercatat dua kali")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="entity_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="entity_pair_in_order"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["first"], name="entity_pair_open", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        """Show the two."""
        return f"{self.first_id}={self.second_id}"


class EntityMerge(models.Model):
    """Two became one; `moved` tells what every room gave over, and what was noted since under the name that went."""

    kept = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    moved: "models.JSONField[Any]" = models.JSONField(default=dict)  # room -> ids, filled by each room's own joiner
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("penggabungan komunitas atau pelaku usaha")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="entity_merge_stands_once"),
        ]

    def __str__(self) -> str:
        """Show the two."""
        return f"{self.gone_id}>{self.kept_id}"
