"""What people decide: who is one person, who may register themselves, what is asked about personal data."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.register.models.people import Member


class Pair(models.Model):
    """Two rows that may be one person."""

    class State(models.TextChoices):
        """What was found."""

        OPEN = "open", pgettext_lazy("kembar", "Belum diperiksa")
        MERGED = "merged", pgettext_lazy("kembar", "Orang yang sama, digabung")
        DIFFERENT = "different", pgettext_lazy("kembar", "Orang yang berbeda")

    first = models.ForeignKey(Member, models.CASCADE, related_name="+")
    second = models.ForeignKey(Member, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)  # codes of what makes them alike
    score = models.PositiveSmallIntegerField()  # 0-100, how alike; the method is rules.likeness
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kemungkinan kembar")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "-score", "id"], name="pair_queue")]

    def __str__(self) -> str:
        """Show the two."""
        return f"{self.first_id}={self.second_id}"


class Merge(models.Model):
    """Two rows became one; `moved` tells what went where, so that it can be undone."""

    kept = models.ForeignKey(Member, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Member, models.PROTECT, related_name="+")
    moved: "models.JSONField[Any]" = models.JSONField(default=dict)  # room -> ids, filled by each room's own joiner
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        """Show the two."""
        return f"{self.gone_id}>{self.kept_id}"


class Link(models.Model):
    """A signed link by which people register themselves with one office; only the hash of its token is kept."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(_("keperluan"), max_length=200)
    expires_at = models.DateTimeField()
    most = models.PositiveIntegerField()  # registrations that it allows
    used = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tautan pendaftaran")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(used__lte=F("most")), name="link_not_overused")
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"{self.pk}"


class Joined(models.Model):
    """That somebody came into the register by a link; who was in it already is not written down."""

    link = models.ForeignKey(Link, models.PROTECT, related_name="joined", db_index=False)
    member = models.OneToOneField(Member, models.CASCADE, related_name="joined")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["link", "-id"], name="joined_by_link")]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.link_id} {self.member_id}"


class Wish(models.Model):
    """What a person asks about their own data (UU 27/2022 articles 30, 32, 40-45): answered within 3 x 24 hours."""

    class Kind(models.TextChoices):
        """What is asked."""

        ACCESS = "access", pgettext_lazy("permintaan data", "Melihat data saya dan jejak pemrosesannya")
        CORRECT = "correct", pgettext_lazy("permintaan data", "Memperbaiki data saya")
        ERASE = "erase", pgettext_lazy("permintaan data", "Mengakhiri pemrosesan dan menghapus data saya")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", pgettext_lazy("permintaan data", "Menunggu jawaban")
        GRANTED = "granted", pgettext_lazy("permintaan data", "Dipenuhi")
        REFUSED = "refused", pgettext_lazy("permintaan data", "Ditolak dengan alasan")

    member = models.ForeignKey(Member, models.PROTECT, related_name="wishes")
    kind = models.CharField(max_length=7, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    text = models.CharField(_("permintaan"), max_length=2000, blank=True)
    answer = models.CharField(_("jawaban"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("permintaan data pribadi")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "due_at"], name="wish_queue")]

    def __str__(self) -> str:
        """Show the number."""
        return f"PD-{self.pk}"
