"""A person, the number they have, where they serve; communities and businesses beside them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import BytewiseText


class Group(models.TextChoices):
    """Whom a target counts; the first two are persons, the others entities."""

    APPARATUS = "apparatus", _("Aparatur")
    PUBLIC = "public", _("Masyarakat")
    COMMUNITY = "community", _("Komunitas")
    BUSINESS = "business", _("Pelaku usaha")


class Member(models.Model):
    """A person in the register; not an account, though one may be joined to it."""

    class Status(models.TextChoices):
        """What the person is; decides the number and the group."""

        PNS = "pns", _("PNS")
        PPPK = "pppk", _("PPPK")
        TNI = "tni", _("TNI")
        POLRI = "polri", _("Polri")
        OTHER = "other", _("Bukan aparatur")

    class State(models.TextChoices):
        """Where the row stands; the moves are `rules.LIFE`."""

        ACTIVE = "active", pgettext_lazy("peserta", "Aktif")
        LEFT = "left", pgettext_lazy("peserta", "Tidak aktif")
        MERGED = "merged", pgettext_lazy("peserta", "Digabung")
        ERASED = "erased", pgettext_lazy("peserta", "Dihapus")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(_("status kepegawaian"), max_length=5, choices=Status)
    state = models.CharField(_("keadaan"), max_length=6, choices=State, default=State.ACTIVE)
    name = models.CharField(_("nama"), max_length=160)
    name_key = BytewiseText(max_length=320, editable=False)
    sex = models.CharField(_("jenis kelamin"), max_length=1, blank=True)  # "1", "2" as in the NIP, or unknown

    number_sealed = models.BinaryField(null=True)
    number_index = models.BinaryField(max_length=16, null=True)
    number_tail = models.CharField(max_length=3, blank=True)
    email_sealed = models.BinaryField(null=True)
    email_index = models.BinaryField(max_length=16, null=True)
    phone_sealed = models.BinaryField(null=True)
    key = models.PositiveSmallIntegerField(default=1)  # number of the key that sealed this row

    # No indexes of their own: those below begin with them, and there are a million rows.
    office = models.ForeignKey(  # where they serve
        "offices.Office", models.PROTECT, null=True, related_name="+", db_index=False
    )
    kanwil = models.ForeignKey(  # whose area that is
        "offices.Office", models.PROTECT, null=True, related_name="+", db_index=False
    )
    agency = models.CharField(_("instansi"), max_length=200, blank=True)  # in words, as the list gave it
    post = models.CharField(_("jabatan"), max_length=200, blank=True)
    account = models.OneToOneField("accounts.Person", models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    batch = models.ForeignKey("register.Batch", models.PROTECT, null=True, related_name="members")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = pgettext_lazy("orang", "peserta")
        verbose_name_plural = pgettext_lazy("orang", "peserta")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["number_index"], condition=Q(state__in=["active", "left"]), name="member_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged"), name="member_merged_into"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="member_not_into_itself"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kanwil", "name_key", "id"], name="member_kanwil_name"),
            models.Index(fields=["office", "name_key", "id"], name="member_office_name"),
            models.Index(fields=["name_key", "id"], name="member_name"),
            models.Index(fields=["email_index"], name="member_email", condition=Q(email_index__isnull=False)),
            models.Index(fields=["merged_into"], name="member_gone_into", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        """Show the row by number; names are for pages that record who read them."""
        return f"P-{self.pk}"

    @property
    def group(self) -> Group:
        """The group that a target counts this person in."""
        return Group.PUBLIC if self.status == self.Status.OTHER else Group.APPARATUS

    def get_absolute_url(self) -> str:
        """Return the page of the person."""
        return reverse("register:detail", args=[self.ref])


class NameWord(models.Model):
    """One word of a name, so that a person is found by any part of it on both databases."""

    word = BytewiseText(max_length=80)
    # Made from the name and written with it, three for each person: the database does not look at each of them again.
    member = models.ForeignKey(Member, models.CASCADE, related_name="words", db_constraint=False)
    kanwil_id = models.BigIntegerField(null=True)
    office_id = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["word", "member"], name="nameword_word"),
            models.Index(fields=["kanwil_id", "word", "member"], name="nameword_kanwil"),
            models.Index(fields=["office_id", "word", "member"], name="nameword_office"),
        ]

    def __str__(self) -> str:
        """Show the row."""
        return f"{self.member_id}"


class OldNumber(models.Model):
    """A number that a person had before; it still finds them."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="old_numbers")
    sealed = models.BinaryField()
    index = models.BinaryField(max_length=16)
    tail = models.CharField(max_length=3)
    key = models.PositiveSmallIntegerField(default=1)
    until = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["index"], name="oldnumber_index")]

    def __str__(self) -> str:
        """Show whose it was."""
        return f"{self.member_id}"


class Posting(models.Model):
    """Where a person served, from `starts` up to but without `ends`; counts of a day follow the posting of that day."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="postings")
    # No indexes: postings are looked for by their member alone.
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+", db_index=False)
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+", db_index=False)
    agency = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("penempatan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member"], condition=Q(ends=None), name="posting_one_now"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="posting_ends_after_start"),
        ]

    def __str__(self) -> str:
        """Show whose and where."""
        return f"{self.member_id} {self.office_id}"


class Entity(models.Model):
    """A community or a business: counted as one, however many people it has."""

    class Kind(models.TextChoices):
        """The two groups of entities."""

        COMMUNITY = "community", _("Komunitas")
        BUSINESS = "business", _("Pelaku usaha")

    kind = models.CharField(_("jenis"), max_length=9, choices=Kind)
    name = models.CharField(_("nama"), max_length=200)
    name_key = BytewiseText(max_length=400, editable=False)
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=13, blank=True)
    note = models.CharField(_("keterangan"), max_length=500, blank=True)
    active = models.BooleanField(default=True)
    # The one that it was written down as once more; its name goes on leading there.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("komunitas atau pelaku usaha")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "kanwil", "name_key", "place_code"], name="entity_once"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="entity_not_into_itself"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["merged_into"], name="entity_gone_into", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("register:entity", args=[self.pk])
