"""Nouns of the room: a person, a role held for a period, an invitation, a hand-over, a password once used."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.queries import Prepared

# The first migration, which is never edited, looks for these kinds of fields here.
from kotaham.apps.gate.services import BytewiseEmail as BytewiseEmail  # noqa: PLC0414 - told to others
from kotaham.apps.gate.services import BytewiseText as BytewiseText  # noqa: PLC0414 - told to others
from kotaham.apps.gate.services import search_key
from kotaham.core.policy import ROLES

ROLE_CHOICES = [(role, words.id) for role, words in ROLES.items()]


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an address is kept in small letters, so that one mailbox is one person."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person who may sign in; without a password nobody can until one is set."""
        name = " ".join(str(fields.pop("name", "")).split())
        person = self.model(email=email.strip().lower(), name=name, name_key=search_key(name), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get(self, *args: Any, **kwargs: Any) -> "Person":
        """Find one; by number, as every request of somebody signed in asks, with words that are found once."""
        number = kwargs.get("pk") if len(kwargs) == 1 and not args else None
        if type(self) is not PersonManager or self._db or not isinstance(number, int):
            return super().get(*args, **kwargs)  # people of something, or in another database
        for found in _numbered(number):
            return found
        raise Person.DoesNotExist(f"{number}")

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by address, whatever its capitals."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. What a person may do comes from appointments, never from this row."""

    class Language(models.TextChoices):
        """Languages of the screens."""

        ID = "id", "Bahasa Indonesia"
        EN = "en", "English"

    class Zone(models.TextChoices):
        """Time zones of Indonesia; empty follows the office."""

        OFFICE = "", _("Ikuti kantor")
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    email = BytewiseEmail(_("surel"), max_length=254, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    name_key = BytewiseText(max_length=320, editable=False)
    language = models.CharField(_("bahasa"), max_length=2, choices=Language, default=Language.ID)
    zone = models.CharField(_("zona waktu"), max_length=40, choices=Zone, default="", blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    password_at = models.DateTimeField(default=timezone.now, editable=False)
    deactivated_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("orang")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name_key", "id"], name="person_name"),
            models.Index(fields=["demo"], name="person_demo", condition=Q(demo=True)),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name

    def get_full_name(self) -> str:
        """Return the name; letters of Django and allauth ask for it."""
        return self.name


_numbered: Prepared[Person] = Prepared(lambda pk: Person._base_manager.filter(pk=pk), 987_654_321)


class Appointment(models.Model):
    """A role of an office, held by a person for a period: from `starts`, up to but without `ends`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("peran"), max_length=32, choices=ROLE_CHOICES)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField(_("mulai"))
    ends = models.DateField(_("sampai"), null=True, blank=True)
    basis = models.CharField(_("dasar penugasan"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    appointed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)
    handed_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="received_from")

    class Meta:
        verbose_name = _("penugasan")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "role", "ends"], name="appointment_seat"),
            models.Index(fields=["person", "ends"], name="appointment_person"),
            models.Index(fields=["role", "ends"], name="appointment_role"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="appointment_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="appointment_role_known"),
        ]

    def __str__(self) -> str:
        """Show number and role; names are for pages that record who read them."""
        return f"{self.pk} {self.role}"


class Invitation(models.Model):
    """A letter that lets one mailbox take up one role of one office; only the hash of its token is kept."""

    email = BytewiseEmail(_("surel"), max_length=254, db_index=True)
    name = models.CharField(_("nama"), max_length=160)
    role = models.CharField(_("peran"), max_length=32, choices=ROLE_CHOICES)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField(_("mulai"))
    ends = models.DateField(_("sampai"), null=True, blank=True)
    basis = models.CharField(_("dasar penugasan"), max_length=300)
    language = models.CharField(_("bahasa"), max_length=2, choices=Person.Language, default=Person.Language.ID)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    invited_as = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, editable=False)
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("undangan")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "-id"], name="invitation_office"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_one_end"
            ),
            models.UniqueConstraint(
                fields=["email", "role", "office"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        """Show number and role, never the address."""
        return f"{self.pk} {self.role}"


class HandOver(models.Model):
    """Work passed from one holder to the next, with the note of the one who leaves; happens once for each giver."""

    giver = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="given")
    taker = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="taken")
    note = models.TextField(_("catatan serah terima"), max_length=4000)
    moved = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        """Show the two appointments."""
        return f"{self.giver_id} > {self.taker_id}"


class PasswordUsed(models.Model):
    """The hash of a password that a person once had; kept only under the profile that asks for history."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passwords_used")
    hash = models.CharField(max_length=128)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "-id"], name="password_person")]

    def __str__(self) -> str:
        """Show the number."""
        return str(self.pk)


class Letter(models.Model):
    """A letter about signing in, or of an invitation, that waits to be sent; the row is gone once it was."""

    class Kind(models.TextChoices):
        """What the letter is about."""

        RESET = "reset", _("kata sandi baru")
        CONFIRM = "confirm", _("memastikan alamat")
        CHANGED = "changed", _("cara masuk berubah")
        INVITED = "invited", _("undangan")

    kind = models.CharField(max_length=10, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, null=True, related_name="+")
    to = models.EmailField(max_length=254)
    changes = models.JSONField(default=list)
    origin = models.CharField(max_length=64, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        """Show number and kind, never the address."""
        return f"{self.pk} {self.kind}"
