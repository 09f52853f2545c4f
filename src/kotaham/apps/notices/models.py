"""Nouns of the room: a notice, what a person prefers, quiet hours, a day's digest, a calendar feed, a reminder sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a person wants to hear of one kind of notice."""

    MAIL = "mail", _("Surel langsung")
    DIGEST = "digest", _("Ringkasan harian")
    APP = "app", _("Kotak masuk saja")
    OFF = "off", _("Tidak sama sekali")


class Notice(models.Model):
    """One thing that one person should know; its words are kept in both languages."""

    class Mail(models.TextChoices):
        """What e-mail does with it."""

        NONE = "none", _("tanpa surel")
        NOW = "now", _("surel langsung")
        DIGEST = "digest", _("ringkasan harian")

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    kind = models.CharField(_("jenis"), max_length=60)
    words = models.JSONField()  # {"id": ..., "en": ...} with {name} places
    values = models.JSONField(default=dict)  # what fills the places: text, number, {"date": ...} or {"id":, "en":}
    url = models.CharField(max_length=300, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    office = models.ForeignKey("offices.Office", models.SET_NULL, null=True, related_name="+")
    urgent = models.BooleanField(_("mendesak"), default=False)
    unread = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)  # what it asks for was done, by whomever
    mail = models.CharField(max_length=6, choices=Mail, default=Mail.NONE)
    mail_at = models.DateTimeField(null=True, editable=False)  # not before: quiet hours end then
    claimed_at = models.DateTimeField(null=True, editable=False)  # a worker began to send it
    mailed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-unread", "-id"], name="notice_inbox"),
            models.Index(fields=["person", "kind", "-id"], name="notice_kind"),
            models.Index(
                fields=["subject_kind", "subject_id"], name="notice_subject", condition=Q(settled_at=None, unread=True)
            ),
            models.Index(
                fields=["mail_at"], name="notice_outbox", condition=Q(mail="now", claimed_at=None, mailed_at=None)
            ),
            models.Index(
                fields=["person", "created_at"], name="notice_digest", condition=~Q(mail="none") & Q(mailed_at=None)
            ),
        ]

    def __str__(self) -> str:
        """Show number and kind, never the words."""
        return f"{self.pk} {self.kind}"


class Preference(models.Model):
    """How a person wants to hear of one kind; no row means the default of the kind."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=6, choices=Channel)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "kind"], name="preference_once"),
        ]

    def __str__(self) -> str:
        """Show kind and channel."""
        return f"{self.kind}: {self.channel}"


class QuietHours(models.Model):
    """When a person wants no e-mail; the hours are those of the zone, across midnight when they end earlier."""

    class Zone(models.TextChoices):
        """Time zones of Indonesia; empty follows the account."""

        ACCOUNT = "", _("Ikuti akun")
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="+")
    starts = models.TimeField(_("mulai pukul"))
    ends = models.TimeField(_("sampai pukul"))
    zone = models.CharField(_("zona waktu"), max_length=40, choices=Zone, default="", blank=True)

    def __str__(self) -> str:
        """Show the hours."""
        return f"{self.starts:%H:%M}-{self.ends:%H:%M}"


class Digest(models.Model):
    """The one summary a person gets on a day; the row is written before it is sent."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "day"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        """Show the day."""
        return f"{self.person_id} {self.day}"


class Feed(models.Model):
    """A secret calendar address of a person; only the hash of the secret is kept."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("alamat kalender")
        verbose_name_plural = _("alamat kalender")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], condition=Q(revoked_at=None), name="feed_one_open"),
        ]

    def __str__(self) -> str:
        """Show the number, never the secret."""
        return str(self.pk)


class Reminder(models.Model):
    """One step of the ladder that was sent for one due date of one thing; the row makes it happen once."""

    kind = models.CharField(max_length=60)
    subject = models.BigIntegerField()
    due = models.DateField()
    step = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "subject", "due", "step"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        """Show what was reminded of."""
        return f"{self.kind} {self.subject} {self.due} {self.step}"
