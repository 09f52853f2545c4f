"""Evidence: what an office shows to prove a fact, its revisions, and where each is used.

A revision never changes: a new file or address is a new revision, and what was shown earlier can be opened again.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class Evidence(models.Model):
    """One piece of evidence of an office; `latest` is the number of the revision that counts now, 0 for none yet."""

    class Kind(models.TextChoices):
        """What it is made of."""

        FILE = "file", _("berkas")
        LINK = "link", _("tautan")

    class State(models.TextChoices):
        """Whether it may be used."""

        ACTIVE = "active", _("berlaku")
        WITHDRAWN = "withdrawn", _("ditarik")

    holder = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(_("judul"), max_length=200)
    # In capitals, kept by the database: PostgreSQL takes four times as long to fold 200,000 titles while it searches.
    title_key = models.GeneratedField(expression=Upper("title"), output_field=models.TextField(), db_persist=True)
    note = models.CharField(_("keterangan"), max_length=500, blank=True, default="")
    kind = models.CharField(max_length=4, choices=Kind)
    media = models.CharField(max_length=8, blank=True, default="")  # of the latest revision, for lists and chips
    personal = models.BooleanField(_("memuat data pribadi"), default=False)
    # Marked by a province: its cities and their units may use it as their own (they follow the rules of the province).
    shared = models.BooleanField(_("boleh dipakai kabupaten/kota"), default=False)
    effective_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    expires = models.DateField(_("berlaku sampai"), null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    withdrawn_why = models.CharField(max_length=500, blank=True, default="")
    latest = models.PositiveIntegerField(default=0)
    uses = models.PositiveIntegerField(default=0)  # live uses, counted along so that "unused" is one comparison
    version = models.PositiveIntegerField(default=1)  # counts every change, so that a second click is noticed
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        """Newest first; an index for every filter of the list, by office and over all."""

        verbose_name = _("bukti")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires=None) | Q(effective_from=None) | Q(expires__gte=F("effective_from")),
                name="evidence_period",
            ),
        )
        indexes = (
            models.Index(fields=("holder", "-id"), name="evidence_holder"),
            models.Index(fields=("holder", "kind", "-id"), name="evidence_holder_kind"),
            models.Index(fields=("media", "-id"), name="evidence_media"),
            models.Index(fields=("-id",), condition=Q(uses=0, state="active"), name="evidence_unused"),
            models.Index(fields=("-id",), condition=Q(state="withdrawn"), name="evidence_withdrawn"),
            models.Index(fields=("holder", "-id"), condition=Q(shared=True), name="evidence_shared"),
            models.Index(fields=("expires", "id"), condition=Q(state="active"), name="evidence_expires"),
        )

    def __str__(self) -> str:
        """Give the title."""
        return self.title


class Revision(models.Model):
    """One state of a piece of evidence: a file with its hash, or an address."""

    class State(models.TextChoices):
        """How far a file has come; an address is ready at once."""

        INSPECTING = "inspecting", _("sedang diperiksa")
        READY = "ready", _("siap")
        REFUSED = "refused", _("ditolak")

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State)
    letter = models.JSONField(default=list, blank=True)  # why it was refused: code, and the words in both languages
    ticket = models.UUIDField(default=uuid.uuid4, unique=True)  # of the form or upload: a second click finds it taken
    name = models.CharField(max_length=150, blank=True, default="")  # of the file, as given
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    media = models.CharField(max_length=8, blank=True, default="")
    pages = models.PositiveIntegerField(default=0)  # that can be shown
    key = models.CharField(max_length=120, blank=True, default="")  # in the store
    url = models.CharField(max_length=500, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")  # what is new
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("evidence", "number"), name="revision_number"),
            models.CheckConstraint(condition=Q(url="") | Q(key=""), name="revision_file_or_link"),
        )
        indexes = (
            models.Index(fields=("sha256",), condition=~Q(sha256=""), name="revision_sha256"),
            models.Index(fields=("id",), condition=Q(state="inspecting"), name="revision_inspecting"),
        )

    def __str__(self) -> str:
        """Give the number."""
        return f"{self.evidence_id}/{self.number}"


class Upload(models.Model):
    """A file that arrives in parts and may be interrupted; `received` bytes are safe on disk."""

    class State(models.TextChoices):
        """Whether parts are still taken."""

        RECEIVING = "receiving", _("sedang diterima")
        FINISHED = "finished", _("selesai")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State, default=State.RECEIVING)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        """No more is received than was announced."""

        constraints = (models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_over"),)

    def __str__(self) -> str:
        """Give the id."""
        return str(self.pk)


class Use(models.Model):
    """A revision proves something of another room, at a place in it: page, paragraph, quoted line."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+", db_index=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    holder = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")  # whose subject it is
    title = models.CharField(max_length=200)  # of the subject, when it was used
    url = models.CharField(max_length=200, blank=True, default="")
    page = models.PositiveIntegerField(_("halaman"), default=0)  # 0: none named, so that the constraint compares it
    paragraph = models.CharField(_("paragraf, pasal, atau sel"), max_length=80, blank=True, default="")
    quote = models.CharField(_("kutipan"), max_length=500, blank=True, default="")
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A revision proves a subject once at each place."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject", "revision", "page", "paragraph", "quote"),
                condition=Q(ended_at=None),
                name="use_once",
            ),
        )
        indexes = (
            models.Index(fields=("evidence", "-id"), name="use_evidence"),
            models.Index(fields=("kind", "subject"), name="use_subject"),
        )

    def __str__(self) -> str:
        """Name the subject."""
        return f"{self.kind} {self.subject}"
