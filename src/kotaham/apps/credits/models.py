"""Nouns of the room: the ledger of learning hours (JP); lines are added, never edited (migration 0002)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Line(models.Model):
    """Hours credited to a person for one year, with the proof; a mistake is taken back by a line of its own."""

    class Kind(models.TextChoices):
        """What the line does."""

        EARNED = "earned", _("Diperoleh dari sertifikat")
        RECOGNISED = "recognised", _("Diakui dari tempat lain")
        REVERSED = "reversed", _("Ditarik kembali")

    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)  # negative when reversed
    kind = models.CharField(max_length=10, choices=Kind)
    course = models.ForeignKey("courses.Course", models.PROTECT, null=True, related_name="+")
    certificate = models.ForeignKey("certificates.Certificate", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=120, blank=True)  # of the certificate
    organiser = models.CharField(max_length=200, blank=True)
    began = models.DateField(null=True)
    ended = models.DateField(null=True)
    claim = models.OneToOneField("credits.Claim", models.PROTECT, null=True, related_name="line")  # of elsewhere
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("baris JP")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["certificate"], condition=Q(kind="earned"), name="line_certificate_once"),
            models.CheckConstraint(
                condition=Q(kind="reversed", hours__lt=0, reverses__isnull=False)
                | Q(hours__gt=0, reverses=None) & ~Q(kind="reversed"),
                name="line_sign",
            ),
            models.CheckConstraint(
                condition=~Q(kind="earned") | Q(certificate__isnull=False), name="line_earned_by_a_certificate"
            ),
            models.CheckConstraint(
                condition=~Q(kind="recognised") | Q(claim__isnull=False), name="line_recognised_by_a_claim"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "year", "id"], name="line_member"),
            models.Index(fields=["member", "course", "year"], name="line_course"),
            models.Index(fields=["year", "id"], name="line_year"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.member_id} {self.year} {self.pk}"


class Claim(models.Model):
    """Hours earned elsewhere that somebody asks to have recognised, with a proof; another person decides."""

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.LIFE`."""

        WAITING = "waiting", pgettext_lazy("pengakuan", "Menunggu keputusan")
        ACCEPTED = "accepted", pgettext_lazy("pengakuan", "Diakui")
        REFUSED = "refused", pgettext_lazy("pengakuan", "Tidak diakui")

    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")  # who asks
    title = models.CharField(_("nama pelatihan"), max_length=200)
    organiser = models.CharField(_("penyelenggara"), max_length=200)
    number = models.CharField(_("nomor sertifikat"), max_length=120)
    hours = models.DecimalField(_("JP"), max_digits=5, decimal_places=1)
    began = models.DateField(_("tanggal mulai"))
    ended = models.DateField(_("tanggal selesai"))
    proof = models.BigIntegerField()  # number of the room evidence
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("pengakuan JP")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="claim_hours"),
            models.CheckConstraint(condition=Q(ended__gte=models.F("began")), name="claim_days"),
            models.UniqueConstraint(
                fields=["member", "organiser", "number"], condition=~Q(state="refused"), name="claim_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-id"], name="claim_state"),
            models.Index(fields=["office", "-id"], name="claim_office"),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"PJ-{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of the claim."""
        return reverse("credits:claim", args=[self.pk])


class Access(models.Model):
    """A token by which an office's program reads the hours of its people; only its digest is kept."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    name = models.CharField(_("nama program"), max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    tail = models.CharField(max_length=4)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    ends = models.DateField(_("berlaku sampai"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("akses program")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "-id"], name="access_office")]

    def __str__(self) -> str:
        """Show the number."""
        return f"AP-{self.pk}"
