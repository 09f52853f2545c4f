"""Nouns of the room: questions, tests drawn from them, forms, attempts and what was answered.

No key ever leaves the server before the test has closed: pages get `Question.body` only.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Question(models.Model):
    """One version of a question; an edit of one that was used makes the next version."""

    class Kind(models.TextChoices):
        """How it is answered."""

        SINGLE = "single", _("Pilihan tunggal")
        MULTIPLE = "multiple", _("Pilihan lebih dari satu")
        TRUE_FALSE = "truefalse", _("Benar atau salah")
        MATCHING = "matching", _("Menjodohkan")
        SHORT = "short", _("Jawaban singkat")
        CASE = "case", _("Studi kasus")

    class State(models.TextChoices):
        """Whether it may be drawn."""

        DRAFT = "draft", pgettext_lazy("soal", "Draf")
        ACTIVE = "active", pgettext_lazy("soal", "Dipakai")
        RETIRED = "retired", pgettext_lazy("soal", "Tidak dipakai lagi")

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    code = models.CharField(_("kode"), max_length=60)
    number = models.PositiveSmallIntegerField(default=1)  # of the version
    kind = models.CharField(_("jenis"), max_length=9, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    topic = models.CharField(_("topik"), max_length=120)
    right = models.CharField(_("hak"), max_length=60, blank=True)  # code of a right as instruments name it
    body: "models.JSONField[Any]" = models.JSONField()  # text, options with ids, parts of a case
    key: "models.JSONField[Any]" = models.JSONField()
    feedback: "models.JSONField[Any]" = models.JSONField(default=dict)
    points = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    used = models.BooleanField(default=False)  # was on a form: never edited again (migration 0002)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("soal")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "code", "number"], name="exam_question_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "topic", "state"], name="exam_question_topic"),
            models.Index(fields=["right", "state"], name="exam_question_right"),
        ]

    def __str__(self) -> str:
        """Show code and version."""
        return f"{self.code} v{self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the question."""
        return reverse("exams:question", args=[self.pk])


class Exam(models.Model):
    """A test of a course version."""

    class Stage(models.TextChoices):
        """When it is taken."""

        PRE = "pre", _("Tes awal")
        POST = "post", _("Tes akhir")

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.LIFE`."""

        DRAFT = "draft", pgettext_lazy("tes", "Draf")
        OPEN = "open", pgettext_lazy("tes", "Dibuka")
        CLOSED = "closed", pgettext_lazy("tes", "Ditutup")

    version = models.ForeignKey("courses.Version", models.PROTECT, related_name="+", verbose_name=_("pelatihan"))
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    stage = models.CharField(_("tahap"), max_length=4, choices=Stage)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    title = models.CharField(_("judul"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("lama (menit)"))
    attempts = models.PositiveSmallIntegerField(_("banyaknya percobaan"), default=1)
    # No passing grade is known: it is set by the office, or there is none and nobody fails.
    pass_percent = models.DecimalField(_("nilai lulus (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    pass_basis = models.CharField(_("dasar nilai lulus"), max_length=300, blank=True)
    draw: "models.JSONField[Any]" = models.JSONField(
        _("soal setiap paket"), default=list
    )  # [{topic, right, count}], equal for every form
    forms = models.PositiveSmallIntegerField(_("banyaknya paket soal"), default=1)
    opens = models.DateTimeField(_("dibuka"), null=True)
    closes = models.DateTimeField(_("ditutup"), null=True)
    # Whether points and passing are told at handing in, or to all when the test closes; keys always wait for its close.
    at_once = models.BooleanField(_("nilai langsung terlihat"), default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    since = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("tes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(attempts__gte=1), name="exam_one_attempt_at_least"),
            models.CheckConstraint(
                condition=Q(pass_percent=None) | ~Q(pass_basis=""), name="exam_pass_mark_has_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(closes=None) | Q(opens=None) | Q(closes__gt=F("opens")), name="exam_closes_after_opening"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["version", "stage"], name="exam_version")]

    def __str__(self) -> str:
        """Show the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the test."""
        return reverse("exams:detail", args=[self.pk])


class Form(models.Model):
    """One drawn set of questions; forms of a test have the same topics, rights and points. Frozen when it is made."""

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    questions: "models.JSONField[Any]" = models.JSONField()  # ids of Question rows in order
    seed = models.CharField(max_length=64)
    points = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("paket soal")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exam", "number"], name="form_once")
        ]

    def __str__(self) -> str:
        """Show where it belongs."""
        return f"{self.exam_id}/{self.number}"


class Attempt(models.Model):
    """A member sits a test; the server's clock runs, and what it says at the end is frozen."""

    class State(models.TextChoices):
        """Where it stands."""

        RUNNING = "running", pgettext_lazy("tes", "Sedang dikerjakan")
        HANDED_IN = "handed-in", pgettext_lazy("tes", "Diserahkan")
        EXPIRED = "expired", pgettext_lazy("tes", "Waktu habis, jawaban yang tersimpan dinilai")

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    extra = models.PositiveSmallIntegerField(default=0)  # minutes granted for a stated need
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    most = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)  # unknown without a passing grade
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("percobaan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exam", "member", "number"], name="attempt_once"),
            models.UniqueConstraint(
                fields=["exam", "member"], condition=Q(state="running"), name="attempt_one_running"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["exam", "state", "id"], name="attempt_exam"),
            models.Index(fields=["exam", "kanwil"], name="attempt_kanwil"),
            models.Index(fields=["member", "-id"], name="attempt_member"),
            models.Index(fields=["ends_at"], name="attempt_running", condition=Q(state="running")),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.exam_id} {self.member_id} {self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the attempt."""
        return reverse("exams:attempt", args=[self.pk])


class Response(models.Model):
    """What was answered to one question of an attempt; saved one by one, the newest counts."""

    # No index of its own: the constraint below begins with it, and there are twenty million rows.
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", db_index=False)
    position = models.PositiveSmallIntegerField()  # in the form
    value: "models.JSONField[Any]" = models.JSONField(null=True)
    # Thousandths of a second since the attempt began, as the browser counted; a late older one does not overwrite.
    sequence = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    points = models.DecimalField(max_digits=8, decimal_places=4, null=True)  # when marked

    class Meta:
        verbose_name = _("jawaban")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attempt", "position"], name="response_once")
        ]

    def __str__(self) -> str:
        """Show where it belongs, never the value."""
        return f"{self.attempt_id}/{self.position}"


class ItemFigures(models.Model):
    """Statistics of one question in one test, counted by a job; never by a page."""

    exam = models.ForeignKey(Exam, models.CASCADE, related_name="figures")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    answered = models.PositiveIntegerField()
    difficulty = models.FloatField(null=True)  # share of the points, 0-1
    discrimination = models.FloatField(null=True)  # corrected item-total correlation
    upper_lower = models.FloatField(null=True)  # upper less lower 27 percent
    options: "models.JSONField[Any]" = models.JSONField(default=dict)  # how often each was chosen, by thirds
    watch: "models.JSONField[Any]" = models.JSONField(default=list)  # sudden jumps of one office
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exam", "question"], name="figures_once")
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.exam_id} {self.question_id}"


class ExamFigures(models.Model):
    """Statistics of a whole test, counted by a job: how far its forms agree, and what people learned."""

    exam = models.OneToOneField(Exam, models.CASCADE, related_name="counted")
    people = models.PositiveIntegerField()
    forms: "models.JSONField[Any]" = models.JSONField(default=list)  # of each form: people, mean, alpha
    gain: "models.JSONField[Any]" = models.JSONField(default=dict)  # all, and by Kanwil; of a final test
    counted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Show the number."""
        return f"{self.exam_id}"


class Import(models.Model):
    """A file of questions that was read and waits to be taken in, or was."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    questions: "models.JSONField[Any]" = models.JSONField(default=list)
    notes: "models.JSONField[Any]" = models.JSONField(default=list)  # [{id, en}]: what was not taken over
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("impor soal")

    def __str__(self) -> str:
        """Show the number."""
        return f"IS-{self.pk}"
