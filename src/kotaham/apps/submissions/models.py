"""Nouns of the room: what one city answers in one round, who of its units answers what, and what was sent.

Values are the plain objects of docs/reference/record-format.md (`kotaham.core.facts_json`): numbers are text, "no data"
is an object with a reason, and NULL means that nobody has answered yet.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Submission(models.Model):
    """The answers of one city to one round, and where they are on the river."""

    class State(models.TextChoices):
        """Where it stands; the moves between are one table, `rules.LIFE`."""

        FILLING = "filling", pgettext_lazy("laporan", "Diisi kabupaten/kota")
        ENDORSING = "endorsing", pgettext_lazy("laporan", "Menunggu pengesahan")
        SENT = "sent", pgettext_lazy("laporan", "Menunggu ditelaah Kanwil")
        VERIFYING = "verifying", pgettext_lazy("laporan", "Ditelaah Kanwil")
        REPAIR = "repair", pgettext_lazy("laporan", "Diperbaiki kabupaten/kota")
        VERIFIED = "verified", pgettext_lazy("laporan", "Menunggu penilaian pusat")
        VALIDATING = "validating", pgettext_lazy("laporan", "Dinilai pusat")
        VALIDATED = "validated", pgettext_lazy("laporan", "Masa sanggahan")
        FINAL = "final", pgettext_lazy("laporan", "Menunggu keputusan")
        DECIDED = "decided", pgettext_lazy("laporan", "Diputuskan")
        WITHDRAWN = "withdrawn", pgettext_lazy("laporan", "Tidak dilanjutkan")

    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="+")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=13)
    name = models.CharField(max_length=200)
    province_code = models.CharField(max_length=2)
    province = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=40)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.FILLING)
    since = models.DateTimeField(default=timezone.now)  # in this state
    version = models.PositiveIntegerField(default=1)

    # Kept true by the services in the transaction of each answer, so that a board of 514 cities is one short query.
    total = models.PositiveSmallIntegerField(default=0)
    given = models.PositiveSmallIntegerField(default=0)  # a value, or a reason for its absence
    ready = models.PositiveSmallIntegerField(default=0)  # and the unit has said that it is done

    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    validated_at = models.DateTimeField(null=True)
    objection_ends = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("laporan")
        verbose_name_plural = _("laporan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "office"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(state__in=["filling", "endorsing", "withdrawn"]) | Q(sent_at__isnull=False),
                name="submission_was_sent",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["round", "state", "place_code"], name="submission_state"),
            models.Index(fields=["round", "province_code", "place_code"], name="submission_province"),
            models.Index(fields=["office", "-round"], name="submission_office"),
        ]

    def __str__(self) -> str:
        """Show the city and the round by number."""
        return f"{self.place_code}/{self.round_id}"

    def get_absolute_url(self) -> str:
        """Return the page of the submission."""
        return reverse("submissions:detail", args=[self.pk])


class Answer(models.Model):
    """What the city says to one indicator; exists, empty, from the moment the round opens."""

    class State(models.TextChoices):
        """How far the unit is with it."""

        EMPTY = "empty", pgettext_lazy("jawaban", "Belum dijawab")
        DRAFT = "draft", pgettext_lazy("jawaban", "Sedang diisi")
        READY = "ready", pgettext_lazy("jawaban", "Siap")
        RETURNED = "returned", pgettext_lazy("jawaban", "Dikembalikan untuk diperbaiki")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=60)  # of the indicator
    position = models.PositiveSmallIntegerField()  # in the instrument
    unit = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")  # delegated to
    due = models.DateField(null=True)  # set by the coordinator for the unit, within the deadline of the round
    state = models.CharField(max_length=8, choices=State, default=State.EMPTY)
    value = models.JSONField(null=True)
    note = models.CharField(_("catatan"), max_length=2000, blank=True)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)  # counts saves, so that two people at once are seen
    # Sent back by the Kanwil: while the submission is in repair only these may be changed; cleared when it is resent.
    returned = models.BooleanField(default=False)
    # What the city says to the question with which it came back; emptied when it comes back again.
    reply = models.CharField(_("balasan kepada penelaah"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("jawaban")
        verbose_name_plural = _("jawaban")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "code"], name="answer_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["submission", "position"], name="answer_position"),
            models.Index(fields=["unit", "state", "submission"], name="answer_unit"),
        ]

    def __str__(self) -> str:
        """Show where it belongs, never the value."""
        return f"{self.submission_id}/{self.code}"

    def get_absolute_url(self) -> str:
        """Return the page where it is answered."""
        return reverse("submissions:answer", args=[self.submission_id, self.code])


class Nudge(models.Model):
    """A unit was reminded of what waits for it; the row makes it happen once a day."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    unit = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    day = models.DateField()  # where the city lies
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "unit", "day"], name="nudge_once"),
        ]

    def __str__(self) -> str:
        """Show whom and when."""
        return f"{self.submission_id} {self.unit_id} {self.day}"


class BonusClaim(models.Model):
    """Points that the city claims for a bonus item of the instrument; proof hangs on it like on an answer."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="claims")
    item = models.CharField(max_length=60)
    points = models.CharField(max_length=40)  # an exact number as text
    note = models.CharField(max_length=2000, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("klaim nilai tambah")
        verbose_name_plural = _("klaim nilai tambah")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "item"], name="bonus_claim_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.submission_id}+{self.item}"

    def get_absolute_url(self) -> str:
        """Return the page where it is claimed."""
        return reverse("submissions:bonus", args=[self.submission_id]) + f"#{self.item}"


class Endorsement(models.Model):
    """Somebody stands for the answers, as they are on that day: by role on the screen, or by a signed paper."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="endorsements")
    kind = models.CharField(max_length=12)  # of rounds.rules.ENDORSEMENTS
    unit = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")  # of a unit head
    digest = models.CharField(max_length=64)  # of the answers that were endorsed
    signatory = models.CharField(_("nama dan jabatan penanda tangan"), max_length=200)
    evidence = models.BigIntegerField(null=True)  # the signed paper, a number of the room evidence
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    void_at = models.DateTimeField(null=True)  # the answers changed afterwards

    class Meta:
        verbose_name = _("pengesahan")
        verbose_name_plural = _("pengesahan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["submission", "kind", "unit"],
                condition=Q(void_at=None, unit__isnull=False),
                name="endorsement_unit_once",
            ),
            models.UniqueConstraint(
                fields=["submission", "kind"], condition=Q(void_at=None, unit=None), name="endorsement_once"
            ),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.submission_id} {self.kind}"


class Receipt(models.Model):
    """What was sent, frozen at the moment of the click; the database refuses to change it (migration 0002)."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="receipts")
    number = models.PositiveSmallIntegerField()  # 1 when first sent, one more each time it is sent again
    token = models.CharField(max_length=40, unique=True)  # in the QR code; anybody who has it may check the digest
    digest = models.CharField(max_length=64)  # SHA-256 of `facts`
    facts = models.TextField()  # kotaham-facts/1, canonical
    evidence = models.JSONField(default=list)  # [code, evidence number, revision, SHA-256] of every proof
    # What the paper says beside the facts, as it was on that day: names of round, instrument, people, endorsements.
    words: "models.JSONField[Any]" = models.JSONField(default=dict)
    answered = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    sent_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("tanda terima")
        verbose_name_plural = _("tanda terima")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "number"], name="receipt_once"),
        ]

    def __str__(self) -> str:
        """Show its number as people write it."""
        return f"LP-{self.submission_id:06}-{self.number}"


class Batch(models.Model):
    """A workbook that was taken in: what it changed, so that it can be undone as one."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="batches")
    unit = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")  # for one unit only
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    changes: "models.JSONField[Any]" = models.JSONField(
        default=list
    )  # [answer, version after, value before, state before]
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("berkas yang dimasukkan")
        verbose_name_plural = _("berkas yang dimasukkan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "sha256"], condition=Q(undone_at=None), name="batch_once"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"{self.submission_id}#{self.pk}"
