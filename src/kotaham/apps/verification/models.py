"""Nouns of the room: the review of a submission by people who did not send it, answer by answer, stage by stage."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Which review it is. The values stand side by side for good: none replaces another."""

    VERIFIED = "verified", pgettext_lazy("tahap penelaahan", "Penelaahan Kanwil")
    VALIDATED = "validated", pgettext_lazy("tahap penelaahan", "Penilaian pusat")
    FINAL = "final", pgettext_lazy("tahap penelaahan", "Sesudah sanggahan")


class Case(models.Model):
    """One submission on the desk of a Kanwil and of the centre: who reads it, in which sample, how risky it looks."""

    submission = models.OneToOneField("submissions.Submission", models.PROTECT, related_name="+")
    # The Kanwil in whose area the city lay when the report came in; the record of the case is kept for it.
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    reader = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # of the Kanwil
    second = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # reads the sample blind
    assessor = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # of the centre
    sample = models.JSONField(default=list)  # indicator codes, drawn from the seed of the round
    # By indicator code what deserved a second look when the report came in: [rule, in Indonesian, in English].
    doubts = models.JSONField(default=dict)
    risk = models.PositiveSmallIntegerField(default=0)  # how many answers that are; orders the queue
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)  # counts who reads it and what was sent, so that two are seen

    class Meta:
        verbose_name = _("berkas penelaahan")
        verbose_name_plural = _("berkas penelaahan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(second=None) | Q(reader=None) | ~Q(second=models.F("reader")), name="case_two_readers"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "-id"], name="case_office")]

    def __str__(self) -> str:
        """Show the submission by number."""
        return f"PN-{self.submission_id:06}"

    def get_absolute_url(self) -> str:
        """Return the page of the case."""
        return reverse("verification:case", args=[self.submission_id])


class Check(models.Model):
    """What one reader says about one answer. The second reader of the sample cannot see the first one's before.

    There is one row for each place at the table (slot); saying it anew changes the row, and the history keeps both.
    """

    class Verdict(models.TextChoices):
        """What a reader can say."""

        ACCEPT = "accept", pgettext_lazy("penelaahan", "Diterima")
        CORRECT = "correct", pgettext_lazy("penelaahan", "Dikoreksi")
        RETURN = "return", pgettext_lazy("penelaahan", "Dikembalikan")
        ESCALATE = "escalate", pgettext_lazy("penelaahan", "Diteruskan ke kepala Kanwil")

    answer = models.ForeignKey("submissions.Answer", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    slot = models.PositiveSmallIntegerField(default=1)  # 1 the reader, 2 the second one, 3 the head who settles
    verdict = models.CharField(max_length=8, choices=Verdict)
    value = models.JSONField(null=True)  # of a correction, a plain object like that of the answer
    seen = models.PositiveIntegerField()  # the version of the answer that was read; 0 when it must be read again
    base = models.JSONField(null=True)  # the value that was read: of the city, or of the stage before
    due = models.DateField(null=True)  # until when the city shall repair it
    reason_code = models.CharField(max_length=40, blank=True)  # of rules.REASONS
    reason = models.TextField(max_length=2000, blank=True)
    bulk = models.BooleanField(default=False)  # accepted together with others, not read one by one
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edition = models.PositiveIntegerField(default=1)  # counts how often it was said, so that a second click is seen

    class Meta:
        verbose_name = _("hasil baca")
        verbose_name_plural = _("hasil baca")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["answer", "stage", "slot"], name="check_once"),
            models.CheckConstraint(condition=Q(slot__in=[1, 2, 3]), name="check_slot"),
            models.CheckConstraint(
                condition=~Q(verdict="correct") | (Q(value__isnull=False) & ~Q(reason_code="") & ~Q(reason="")),
                name="check_correction_is_reasoned",
            ),
            models.CheckConstraint(condition=Q(verdict="accept") | ~Q(reason=""), name="check_has_words"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.answer_id}/{self.stage}/{self.slot}"


class Reading(models.Model):
    """The value that counts at a stage where it is not the value of the stage before: who, when, why."""

    answer = models.ForeignKey("submissions.Answer", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    value = models.JSONField()
    before = models.JSONField(null=True)  # the value of the stage before, as it was then
    reason_code = models.CharField(max_length=40)
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("nilai hasil penelaahan")
        verbose_name_plural = _("nilai hasil penelaahan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["answer", "stage"], name="reading_once"),
            models.CheckConstraint(condition=~Q(reason_code=""), name="reading_has_reason"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.answer_id}/{self.stage}"


class BonusReading(models.Model):
    """The points of a bonus item that count at a stage; what was only claimed counts in the self score alone."""

    submission = models.ForeignKey("submissions.Submission", models.PROTECT, related_name="+")
    item = models.CharField(max_length=60)
    stage = models.CharField(max_length=10, choices=Stage)
    points = models.CharField(max_length=40)
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by_as = models.ForeignKey("accounts.Appointment", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("nilai tambah yang diakui")
        verbose_name_plural = _("nilai tambah yang diakui")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "item", "stage"], name="bonus_reading_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.submission_id}+{self.item}/{self.stage}"


class Question(models.Model):
    """What the city shall repair or explain, by a day; answered by changing the answer, or by a reply in words."""

    answer = models.ForeignKey("submissions.Answer", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.VERIFIED)
    text = models.TextField(_("pertanyaan"), max_length=2000)
    due = models.DateField(_("tenggat"))
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    reply = models.TextField(_("jawaban kabupaten/kota"), max_length=2000, blank=True)
    replied_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # What had changed when it was sent again: the values before and after as they are kept, and whether evidence did.
    changes: "models.JSONField[Any]" = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("pertanyaan penelaah")
        verbose_name_plural = _("pertanyaan penelaah")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["answer", "stage"], condition=Q(closed_at=None), name="question_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.answer_id}?{self.pk}"


class Minutes(models.Model):
    """The examination report (berita acara): made as PDF from the checks, signed on paper, taken back."""

    submission = models.ForeignKey("submissions.Submission", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.VERIFIED)
    edition = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(_("nomor surat"), max_length=120, blank=True)  # given by the office, never by us
    place = models.CharField(_("tempat"), max_length=120, blank=True)
    day = models.DateField(_("tanggal"), null=True)
    signatories = models.JSONField(default=list)  # [name, jabatan]
    told = models.JSONField()  # all that the PDF prints; the same data print the same bytes
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    signed = models.BigIntegerField(null=True)  # the signed paper, a number of the room evidence
    signed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("berita acara")
        verbose_name_plural = _("berita acara")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "stage", "edition"], name="minutes_once"),
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"BA-{self.submission_id:06}-{self.edition}"
