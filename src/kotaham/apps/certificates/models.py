"""Nouns of the room: templates, jobs that issue, certificates as frozen records, and what happened to them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Template(models.Model):
    """One version of how a certificate looks and who signs; frozen when it was used (migration 0002)."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    name = models.CharField(_("nama"), max_length=120)
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("judul sertifikat"), max_length=120)
    text = models.CharField(_("kalimat"), max_length=600)  # with named places in braces, `rules.PLACES`
    numbering = models.CharField(_("pola nomor"), max_length=60)  # with {nomor}, which counts all certificates
    place = models.CharField(_("tempat penetapan"), max_length=120)
    signatory = models.CharField(_("nama penanda tangan"), max_length=160)
    signatory_title = models.CharField(_("jabatan penanda tangan"), max_length=200)
    used = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("templat sertifikat")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "name", "number"], name="certificate_template_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "-id"], name="template_office")]

    def __str__(self) -> str:
        """Show name and version."""
        return f"{self.name} v{self.number}"


class Sequence(models.Model):
    """Counts all certificates of the installation; whoever issues holds its row until the end of the transaction."""

    name = models.CharField(max_length=20, primary_key=True)
    next = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Show what it counts."""
        return self.name


class Issue(models.Model):
    """A job that issues for everybody who has earned it; may be killed and goes on without a double or a hole."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", pgettext_lazy("penerbitan", "Menunggu")
        RUNNING = "running", pgettext_lazy("penerbitan", "Berjalan")
        DONE = "done", pgettext_lazy("penerbitan", "Selesai")
        FAILED = "failed", pgettext_lazy("penerbitan", "Gagal")

    version = models.ForeignKey("courses.Version", models.PROTECT, related_name="+")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    day = models.DateField(_("tanggal penetapan"))
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    wanted = models.PositiveIntegerField(default=0)
    issued = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("penerbitan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "office"],
                condition=Q(state__in=["waiting", "running"]),
                name="issue_one_at_a_time",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "-id"], name="issue_office"),
            models.Index(fields=["version", "-id"], name="issue_version"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"TS-{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page that shows how far it is."""
        return reverse("certificates:issue", args=[self.pk])


class Certificate(models.Model):
    """What was issued, frozen at that moment: the printed fields, the template, the PDF's digest, the signature."""

    class State(models.TextChoices):
        """Whether it counts; the record itself never changes."""

        VALID = "valid", pgettext_lazy("sertifikat", "Berlaku")
        REVOKED = "revoked", pgettext_lazy("sertifikat", "Dicabut")
        REPLACED = "replaced", pgettext_lazy("sertifikat", "Digantikan")

    token = models.CharField(max_length=26, unique=True)  # 128 random bits in base32, in the QR code
    number = models.CharField(_("nomor sertifikat"), max_length=80, unique=True)
    enrolment = models.ForeignKey("courses.Enrolment", models.PROTECT, related_name="+")
    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    version = models.ForeignKey("courses.Version", models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="certificates")
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    fields: "models.JSONField[Any]" = models.JSONField()  # every printed word; the number of the person as its mask
    record_sha256 = models.CharField(max_length=64)  # of the canonical record that is signed
    pdf_sha256 = models.CharField(max_length=64, blank=True)  # known when the PDF was first made; then never another
    signature = models.CharField(max_length=103)  # Ed25519, base32
    key = models.CharField(max_length=16)  # which key signed
    status_index = models.PositiveIntegerField()  # in the list of statuses that others may load
    state = models.CharField(max_length=8, choices=State, default=State.VALID)
    day = models.DateField()  # of the certificate; the year in which its hours count
    issued_at = models.DateTimeField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)  # as printed; unknown where nobody set them
    # Where the person served on the day: a transfer moves no certificate.
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=9)
    expires_on = models.DateField(null=True)
    renews = models.OneToOneField("self", models.PROTECT, null=True, related_name="renewal")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("sertifikat")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # One that counts for each enrolment: what makes a killed job safe to run again.
            models.UniqueConstraint(fields=["enrolment"], condition=Q(state="valid"), name="certificate_once"),
            # And the job gives one only to whoever never had one: what was revoked does not come back by itself.
            models.UniqueConstraint(fields=["enrolment"], condition=Q(renews=None), name="certificate_first_once"),
            models.UniqueConstraint(fields=["status_index"], name="certificate_status_once"),
            models.CheckConstraint(
                condition=Q(state="valid", ended_at=None) | ~Q(state="valid") & Q(ended_at__isnull=False),
                name="certificate_ended",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "-id"], name="certificate_member"),
            models.Index(fields=["version", "-id"], name="certificate_version"),
            models.Index(fields=["issue", "id"], name="certificate_issue"),
            models.Index(fields=["kanwil", "-id"], name="certificate_kanwil"),
            models.Index(fields=["office", "-id"], name="certificate_office"),
            models.Index(fields=["status_index"], name="certificate_ended_status", condition=~Q(state="valid")),
        ]

    def __str__(self) -> str:
        """Show the number of the row."""
        return f"SR-{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the public page where it is checked."""
        return reverse("certificates:check", args=[self.token])
