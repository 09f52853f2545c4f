"""Nouns of the room: a statement that waits to go out, went out, or was refused out there."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Statement(models.Model):
    """One happening to be told outside; queued by number, written out when it is first sent, then never another.

    What was sent keeps no words here: its number alone tells that it went out, and lets it be voided.
    """

    class What(models.TextChoices):
        """What happened."""

        REGISTERED = "registered", _("Terdaftar di pelatihan")
        ATTENDED = "attended", _("Hadir di sesi")
        COMPLETED = "completed", pgettext_lazy("pernyataan", "Modul selesai")
        RESULT = "result", _("Hasil tes")
        EARNED = "earned", _("Sertifikat diperoleh")
        VOIDED = "voided", _("Pernyataan ditarik kembali")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", pgettext_lazy("pernyataan", "Menunggu")
        SENT = "sent", pgettext_lazy("pernyataan", "Terkirim")
        REFUSED = "refused", pgettext_lazy("pernyataan", "Ditolak")
        DROPPED = "dropped", pgettext_lazy("pernyataan", "Tidak jadi dikirim")

    statement = models.UUIDField(unique=True, editable=False)  # made from the happening: a resend is the same one
    what = models.CharField(max_length=10, choices=What)
    about = models.CharField(max_length=40)  # number of the row that it happened to, of a module also its place
    voids = models.UUIDField(null=True)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    body: "models.JSONField[Any]" = models.JSONField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=40, blank=True)  # a code of rules.WHY
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pernyataan belajar")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="statement_sent_when"),
            models.CheckConstraint(condition=~Q(what="voided") | Q(voids__isnull=False), name="statement_voids_one"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_at", "id"], name="statement_queue", condition=Q(state="waiting")),
            models.Index(fields=["state", "-id"], name="statement_open", condition=Q(state__in=["waiting", "refused"])),
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"PB-{self.pk}"
