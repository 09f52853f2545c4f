"""Nouns of the room: a programme, its courses, their versions and modules, and who takes them."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Programme(models.Model):
    """A line of courses that belong together."""

    title = models.CharField(_("judul"), max_length=200)
    summary = models.CharField(_("ringkasan"), max_length=1000, blank=True)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    retired = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("program")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "title"], name="programme_once")
        ]

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Course(models.Model):
    """What is taught; what exactly is in a version."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="courses", verbose_name=_("program"))
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")  # who keeps it
    code = models.SlugField(_("kode"), max_length=40, unique=True)
    title = models.CharField(_("judul"), max_length=200)
    summary = models.CharField(_("ringkasan"), max_length=1000, blank=True)
    rights = models.JSONField(
        _("hak yang dibahas"), default=list
    )  # codes of rights as instruments name them; ties a weak result to a course
    retired = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("pelatihan")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["programme", "title"], name="course_programme"),
            models.Index(fields=["office", "title"], name="course_office"),
        ]

    def __str__(self) -> str:
        """Show the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the course."""
        return reverse("courses:detail", args=[self.pk])


class Version(models.Model):
    """One version of a course: edited as a draft, frozen when it is published (migration 0002)."""

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.LIFE`."""

        DRAFT = "draft", pgettext_lazy("pelatihan", "Draf")
        PUBLISHED = "published", pgettext_lazy("pelatihan", "Diterbitkan")
        RETIRED = "retired", pgettext_lazy("pelatihan", "Tidak dipakai lagi")

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    goal = models.TextField(_("tujuan belajar"), max_length=4000, blank=True)
    audience = models.CharField(_("untuk siapa"), max_length=500, blank=True)
    # Learning hours (JP): no table of conversion is known, so an authorised user sets them, with the basis; or nobody.
    hours = models.DecimalField(
        _("jam pelajaran (JP)"), max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.1"))],
    )  # fmt: skip
    hours_basis = models.CharField(_("dasar penetapan JP"), max_length=300, blank=True)
    hours_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    # What it takes to finish; the rule is printed beside the progress. Keys: modules, attendance, pre, post.
    needs = models.JSONField(_("syarat selesai"), default=dict)
    valid_months = models.PositiveSmallIntegerField(_("masa berlaku sertifikat (bulan)"), null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the published content
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)  # counts edits of the draft

    class Meta:
        verbose_name = _("versi pelatihan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["course", "number"], name="course_version_once"),
            models.CheckConstraint(
                condition=Q(hours=None) | ~Q(hours_basis=""), name="course_version_hours_have_a_basis"
            ),
        ]

    def __str__(self) -> str:
        """Show course and number."""
        return f"{self.course_id} v{self.number}"


class Module(models.Model):
    """A piece of a version: text, a video with captions and transcript, slides, or a file."""

    class Kind(models.TextChoices):
        """What it is."""

        TEXT = "text", _("Bacaan")
        VIDEO = "video", _("Video")
        SLIDES = "slides", _("Salindia")
        FILE = "file", _("Berkas")

    version = models.ForeignKey(Version, models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("jenis"), max_length=6, choices=Kind)
    title = models.CharField(_("judul"), max_length=200)
    text = models.TextField(_("isi"), blank=True)  # Markdown; of a video its transcript
    minutes = models.PositiveSmallIntegerField(_("perkiraan menit"), default=10)
    file = models.BigIntegerField(_("berkas"), null=True)  # numbers of the room evidence
    captions = models.BigIntegerField(_("takarir video"), null=True)
    size = models.BigIntegerField(default=0)  # bytes of the pack that a phone loads, stated before it does
    required = models.BooleanField(_("wajib diselesaikan"), default=True)

    class Meta:
        verbose_name = _("modul")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "position"], name="module_position_once")
        ]

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Enrolment(models.Model):
    """A member takes a version; office, Kanwil and group are kept as of that day, so that a transfer moves nothing."""

    class State(models.TextChoices):
        """How far they are; the moves are `rules.ENROLMENT_LIFE`."""

        INVITED = "invited", pgettext_lazy("peserta", "Diundang")
        ENROLLED = "enrolled", pgettext_lazy("peserta", "Terdaftar")
        STARTED = "started", pgettext_lazy("peserta", "Belajar")
        FINISHED = "finished", pgettext_lazy("peserta", "Selesai")
        PASSED = "passed", pgettext_lazy("peserta", "Lulus")
        FAILED = "failed", pgettext_lazy("peserta", "Belum lulus")
        WAIVED = "waived", pgettext_lazy("peserta", "Diakui dari pembelajaran lain")
        WITHDRAWN = "withdrawn", pgettext_lazy("peserta", "Mengundurkan diri")

    class How(models.TextChoices):
        """How somebody came to it."""

        SELF = "self", pgettext_lazy("cara mendaftar", "Mendaftar sendiri")
        BULK = "bulk", pgettext_lazy("cara mendaftar", "Didaftarkan kantor")
        INVITED = "invited", pgettext_lazy("cara mendaftar", "Diundang")
        SESSION = "session", pgettext_lazy("cara mendaftar", "Lewat sesi")

    version = models.ForeignKey(Version, models.PROTECT, related_name="enrolments")
    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ENROLLED)
    how = models.CharField(max_length=8, choices=How, default="self")
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=9)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # of who was invited and said no; they are withdrawn, without a reason
    reason = models.CharField(_("alasan"), max_length=500, blank=True)  # of a waiver or a withdrawal
    proof = models.CharField(_("bukti"), max_length=300, blank=True)  # letter or certificate that a waiver rests on
    done = models.PositiveSmallIntegerField(default=0)  # modules finished, kept true by the service
    since = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("keikutsertaan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["member", "version"], condition=~Q(state="withdrawn"), name="enrolment_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["version", "state", "id"], name="enrolment_version"),
            models.Index(fields=["kanwil", "version", "state"], name="enrolment_kanwil"),
            models.Index(fields=["office", "version", "state"], name="enrolment_office"),
            models.Index(fields=["member", "-id"], name="enrolment_member"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.member_id} {self.version_id}"


class Progress(models.Model):
    """How far somebody is in one module; acknowledged one by one, and never goes back."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    module = models.ForeignKey(Module, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField(default=0)  # second of the video, or per mille of the text
    done_at = models.DateTimeField(null=True)
    answers: "models.JSONField[Any]" = models.JSONField(default=dict)  # of the small questions inside a module
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kemajuan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["enrolment", "module"], name="progress_once")
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.enrolment_id} {self.module_id}"
