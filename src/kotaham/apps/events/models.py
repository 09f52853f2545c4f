"""Nouns of the room: an event, and a signed head of the chain. Rows are only ever added.

No foreign keys: what happened stays known when the person or thing it happened to is gone.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kotaham.core.chain import START


class Event(models.Model):
    """Who did what to which subject, when, why and from where."""

    seq = models.BigIntegerField(_("nomor"), primary_key=True)  # 1, 2, 3 ... without gaps; the chain gives it
    at = models.DateTimeField(_("waktu"))
    person = models.BigIntegerField(null=True)
    role = models.CharField(_("peran"), max_length=32, blank=True)
    appointment = models.BigIntegerField(null=True)
    office = models.BigIntegerField(null=True)  # for which the person acted
    system = models.CharField(max_length=60, blank=True)  # the work in the background, when nobody acted
    verb = models.CharField(_("perbuatan"), max_length=80)
    kind = models.CharField(_("jenis"), max_length=60)
    subject = models.CharField(_("hal"), max_length=80)
    holder = models.BigIntegerField(null=True)  # the office that owns the subject: it may read this
    why = models.TextField(_("alasan"), blank=True)
    origin = models.CharField(_("asal"), max_length=64, blank=True)
    request = models.CharField(max_length=64, blank=True)
    data = models.TextField(default="{}")  # canonical JSON, sealed as text
    prev = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """Newest first; an index for each way the pages ask."""

        verbose_name = _("kejadian")
        ordering = ("-seq",)
        indexes = (
            models.Index(fields=("kind", "subject", "seq"), name="event_subject"),
            models.Index(fields=("holder", "seq"), name="event_holder"),
            models.Index(fields=("person", "seq"), name="event_person"),
            models.Index(fields=("office", "seq"), name="event_office"),
            models.Index(fields=("verb", "seq"), name="event_verb"),
            models.Index(fields=("verb", "holder", "seq"), name="event_verb_holder"),
            models.Index(fields=("at", "seq"), name="event_at"),
        )

    def __str__(self) -> str:
        """Tell it in short."""
        return f"{self.seq} {self.verb} {self.kind} {self.subject}"


class Head(models.Model):
    """What was said of the chain at a moment, signed."""

    at = models.DateTimeField(_("waktu"))
    count = models.BigIntegerField(_("banyaknya kejadian"))
    digest = models.CharField(max_length=64, default=START)
    key = models.CharField(_("kunci"), max_length=16)
    line = models.CharField(max_length=300)  # as it is kept outside

    class Meta:
        """Newest first."""

        verbose_name = _("kepala riwayat")
        ordering = ("-id",)

    def __str__(self) -> str:
        """Tell it in short."""
        return f"{self.count} {self.digest[:12]}"
