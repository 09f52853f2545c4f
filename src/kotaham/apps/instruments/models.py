"""Nouns of the room: a version of an instrument, what people say about its draft, and what a try-out of it showed.

The file form of a version (YAML) is what counts and what is kept, byte for byte; the columns beside it only help to
find it. A sealed version never changes: the database itself refuses it (migration 0002).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Version(models.Model):
    """One version of one instrument, from its first draft to its seal."""

    class State(models.TextChoices):
        """Where it stands; the moves between are one table, `rules.LIFE`."""

        DRAFT = "draft", pgettext_lazy("instrumen", "Rancangan")
        REVIEW = "review", pgettext_lazy("instrumen", "Diperiksa orang kedua")
        SEALED = "sealed", pgettext_lazy("instrumen", "Disegel")
        DROPPED = "dropped", pgettext_lazy("instrumen", "Tidak dilanjutkan")

    slug = models.CharField(_("kode instrumen"), max_length=60)  # `id` in the file
    label = models.CharField(_("versi"), max_length=20)  # `version` in the file
    title = models.CharField(_("judul"), max_length=300)
    nature = models.CharField(_("sifat"), max_length=12)  # regulation | example
    subject = models.CharField(max_length=12)  # city | service | draft
    language = models.CharField(max_length=2, default="id")
    state = models.CharField(_("keadaan"), max_length=8, choices=State, default=State.DRAFT)
    # A version that is not sealed but that a trial round judges by: its content stays as it was when the round began.
    locked = models.BooleanField(default=False)
    shipped = models.BooleanField(default=False)  # came with the program, as a file; its draft is edited as a copy

    content = models.TextField()
    translation = models.TextField(blank=True)
    file_sha256 = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    indicators = models.PositiveIntegerField(default=0)
    unknowns = models.PositiveIntegerField(default=0)  # how much the text leaves unknown; above 0 nothing is sealed
    mistakes = models.PositiveIntegerField(default=0)  # what makes scoring wrong; above 0 nothing is scored with it

    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)  # counts edits, so that two at once are seen
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    offered_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    sealed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("versi instrumen")
        verbose_name_plural = _("versi instrumen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["slug", "label"], name="instrument_version_once"),
            models.CheckConstraint(
                condition=~Q(state="sealed") | Q(sealed_at__isnull=False), name="instrument_sealed_at"
            ),
            models.CheckConstraint(
                condition=~Q(state="sealed") | Q(unknowns=0, mistakes=0), name="instrument_sealed_is_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "slug", "label"], name="instrument_state")
        ]

    def __str__(self) -> str:
        """Show what papers call it."""
        return self.ref

    @property
    def ref(self) -> str:
        """The name on papers and in commands: `id@version`."""
        return f"{self.slug}@{self.label}"

    @property
    def fixed(self) -> bool:
        """Whether the content can no longer change."""
        return self.locked or self.state == self.State.SEALED

    def get_absolute_url(self) -> str:
        """Return the page of the version."""
        return reverse("instruments:detail", args=[self.pk])


class TryOut(models.Model):
    """What a draft would have made of past figures, beside the version it comes from; never a score of anybody."""

    class State(models.TextChoices):
        """Whether the comparison is made."""

        WAITING = "waiting", pgettext_lazy("uji coba instrumen", "Menunggu dihitung")
        DONE = "done", pgettext_lazy("uji coba instrumen", "Selesai")
        REFUSED = "refused", pgettext_lazy("uji coba instrumen", "Tidak dapat dihitung")

    version = models.ForeignKey(Version, models.CASCADE, related_name="try_outs")
    base = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    content_sha256 = models.CharField(max_length=64)  # of the draft as it was when asked
    content = models.TextField()
    source = models.CharField(_("sumber data"), max_length=200)  # a file's name, or a round's
    period = models.CharField(max_length=40, blank=True)
    facts = models.JSONField()
    notes = models.JSONField(default=list)  # what was told when the figures were read, in both languages
    cities = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    result = models.JSONField(null=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("uji coba instrumen")
        verbose_name_plural = _("uji coba instrumen")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["version", "-id"], name="instrument_try_out")]

    def __str__(self) -> str:
        """Show the number."""
        return f"{self.version_id}~{self.pk}"


class Comment(models.Model):
    """What somebody says about a place in a draft, until it is settled."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    place = models.CharField(_("tempat"), max_length=120, blank=True)  # an indicator code or a path; empty: the whole
    text = models.TextField(_("tanggapan"), max_length=4000)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("tanggapan")
        verbose_name_plural = _("tanggapan")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["version", "settled_at", "id"], name="instrument_comment")
        ]

    def __str__(self) -> str:
        """Show the number, never the words: logs are read by others."""
        return f"{self.version_id}#{self.pk}"
