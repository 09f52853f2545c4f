"""Nouns of the room: objections of cities, and the decision list that ends a round."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Objection(models.Model):
    """A city says that the value of one answer is wrong; somebody else than who set it decides."""

    class State(models.TextChoices):
        """Where it stands; the moves between are one table, `rules.LIFE`."""

        DRAFT = "draft", pgettext_lazy("sanggahan", "Disusun")
        FILED = "filed", pgettext_lazy("sanggahan", "Menunggu putusan")
        GRANTED = "granted", pgettext_lazy("sanggahan", "Dikabulkan")
        PARTLY = "partly", pgettext_lazy("sanggahan", "Dikabulkan sebagian")
        DISMISSED = "dismissed", pgettext_lazy("sanggahan", "Ditolak")
        WITHDRAWN = "withdrawn", pgettext_lazy("sanggahan", "Dicabut")

    submission = models.ForeignKey("submissions.Submission", models.PROTECT, related_name="+")
    answer = models.ForeignKey("submissions.Answer", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    grounds = models.TextField(_("alasan sanggahan"), max_length=4000)
    wanted: "models.JSONField[Any]" = models.JSONField(null=True)  # what the city holds to be right
    against: "models.JSONField[Any]" = models.JSONField(null=True)  # the value objected to, as it was when filed
    granted: "models.JSONField[Any]" = models.JSONField(null=True)  # what counts since then; empty where dismissed
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    filed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(_("pertimbangan putusan"), max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("sanggahan")
        verbose_name_plural = _("sanggahan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["answer"], condition=~Q(state="withdrawn"), name="objection_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "filed", "withdrawn"]) | ~Q(decision=""), name="objection_is_reasoned"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "partly"]) | Q(granted__isnull=False), name="objection_has_value"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["submission", "state"], name="objection_submission"),
            models.Index(fields=["state", "filed_at"], name="objection_queue"),
        ]

    def __str__(self) -> str:
        """Show its number as people write it."""
        return f"SG-{self.pk:06}"

    def get_absolute_url(self) -> str:
        """Return the page of the objection."""
        return reverse("publication:objection", args=[self.pk])


class Decision(models.Model):
    """The list that the Minister signs: drafted from a run, frozen with the number and date the decree was given."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", pgettext_lazy("keputusan", "Disusun")
        FROZEN = "frozen", pgettext_lazy("keputusan", "Ditetapkan")

    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="+")
    run = models.ForeignKey("scores.Run", models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    title = models.CharField(_("tentang"), max_length=300)
    number = models.CharField(_("nomor keputusan"), max_length=120, blank=True)  # as the ministry gives it
    day = models.DateField(_("tanggal keputusan"), null=True)
    signatory = models.CharField(_("penanda tangan"), max_length=200, blank=True)
    why = models.TextField(_("alasan perubahan"), max_length=2000, blank=True)  # of a correction
    digest = models.CharField(max_length=64, blank=True)  # of what is decided, when frozen; `rules.told_of`
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    frozen_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="frozen") | (~Q(number="") & Q(day__isnull=False) & ~Q(digest="")),
                name="decision_is_numbered",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(corrects=None, state="frozen"), name="decision_first_once"
            ),
            models.UniqueConstraint(fields=["round"], condition=Q(state="draft"), name="decision_drafted_once"),
            models.UniqueConstraint(fields=["corrects"], condition=Q(state="frozen"), name="decision_corrected_once"),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(why=""), name="decision_correction_has_reason"),
        ]

    def __str__(self) -> str:
        """Show its number on the platform."""
        return f"KP-{self.pk:06}"

    def get_absolute_url(self) -> str:
        """Return the page of the decision."""
        return reverse("publication:decision", args=[self.pk])


class Row(models.Model):
    """One city in a decision, as it was when the list was drawn up; the database refuses to change a frozen one."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="rows")
    # Empty where the city was asked and never took part.
    submission = models.ForeignKey("submissions.Submission", models.PROTECT, null=True, related_name="+")
    place_code = models.CharField(max_length=13)
    name = models.CharField(max_length=200)
    province = models.CharField(max_length=200, blank=True)
    total = models.CharField(max_length=80, blank=True)  # exact, as text
    total_with_bonus = models.CharField(max_length=80, blank=True)
    predicate = models.CharField(max_length=60, blank=True)
    below = models.BooleanField(default=False)  # under the lowest predicate, where the instrument names that
    why_none = models.CharField(max_length=60, blank=True)  # of rules.WHY_NOT_HERE, or as the engine says it
    without = models.PositiveSmallIntegerField(default=0)  # answers that have no points of their own
    words = models.CharField(max_length=1000, blank=True)  # why the city does not take part, as it said
    # Bonus: [item, points that count, points claimed, where the city says the proof is, why it was recognised].
    bonus: "models.JSONField[Any]" = models.JSONField(default=list)
    rank = models.PositiveIntegerField(null=True)
    place = models.PositiveSmallIntegerField()  # in the list: by rank, then by code of the place
    # Total and predicate in the decision that this one corrects, where they differ.
    before: "models.JSONField[Any]" = models.JSONField(null=True)

    class Meta:
        verbose_name = _("baris keputusan")
        verbose_name_plural = _("baris keputusan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "place_code"], name="decision_row_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["decision", "place"], name="decision_row")]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.decision_id}/{self.place_code}"


class Amendment(models.Model):
    """A value that a correction changes after the decision: what stood before comes back when the draft is dropped."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="amendments")
    answer = models.ForeignKey("submissions.Answer", models.PROTECT, related_name="+")
    # Of the final stage, value with its reason as it stood when the draft first touched it; empty: there was none.
    earlier: "models.JSONField[Any]" = models.JSONField(null=True)
    before: "models.JSONField[Any]" = models.JSONField(null=True)  # the value that counted until now
    value: "models.JSONField[Any]" = models.JSONField()
    reason_code = models.CharField(max_length=40)
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("perubahan nilai")
        verbose_name_plural = _("perubahan nilai")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "answer"], name="amendment_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.decision_id}:{self.answer_id}"
