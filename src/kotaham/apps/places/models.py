"""Places of Indonesia under their codes, how they changed, and how they look on a map.

A row is one place under one Kemendagri code during one period. A new code makes a new row; a `PlaceChange` joins both.
An empty `valid_from` means that the first day is not known, an empty `valid_to` that the row is in force.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How deep a place lies; the number of parts in its code."""

    PROVINCE = "province", _("Provinsi")
    CITY = "city", _("Kabupaten/kota")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Kelurahan/desa")


class Kind(models.TextChoices):
    """What a place is called in law; Papua says distrik, Aceh gampong: the official name keeps their word."""

    PROVINSI = "provinsi", _("provinsi")
    KABUPATEN = "kabupaten", _("kabupaten")
    KOTA = "kota", _("kota")
    KECAMATAN = "kecamatan", _("kecamatan")
    KELURAHAN = "kelurahan", _("kelurahan")
    DESA = "desa", _("desa")


class Zone(models.TextChoices):
    """The three legal times of Indonesia, by the name computers use."""

    WIB = "Asia/Jakarta", _("WIB")
    WITA = "Asia/Makassar", _("WITA")
    WIT = "Asia/Jayapura", _("WIT")


class Place(models.Model):
    """One place under one Kemendagri code during one period."""

    code = models.CharField(_("kode Kemendagri"), max_length=13)
    level = models.CharField(_("tingkat"), max_length=8, choices=Level)
    kind = models.CharField(_("jenis"), max_length=9, choices=Kind)
    name = models.CharField(_("nama"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    bps_code = models.CharField(_("kode BPS"), max_length=10, blank=True, default="")
    zone = models.CharField(_("zona waktu"), max_length=13, choices=Zone)
    autonomous = models.BooleanField(_("daerah otonom"), default=True)
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku hingga"), null=True, blank=True)

    class Meta:
        """A code belongs to one place at a time."""

        verbose_name = _("wilayah")
        ordering = ("code", "pk")
        constraints = (
            models.UniqueConstraint(fields=("code",), condition=Q(valid_to=None), name="place_code_in_force"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")), name="place_period"
            ),
        )
        indexes = (
            models.Index(fields=("level", "code"), name="place_level_code"),
            models.Index(fields=("code",), name="place_code"),
            models.Index(fields=("bps_code",), name="place_bps_code"),
        )

    def __str__(self) -> str:
        """Give the official name."""
        return self.name

    @property
    def kind_words(self) -> str:
        """What it is called in law, in words: those of Jakarta are administrative, parts of the province."""
        if self.autonomous or self.level != Level.CITY:
            return str(Kind(self.kind).label)
        return str(_("kota administrasi") if self.kind == Kind.KOTA else _("kabupaten administrasi"))


class BpsCode(models.Model):
    """A code that BPS (Statistics Indonesia) gives or gave to a place; it looks alike and means another place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="bps_codes")
    code = models.CharField(_("kode BPS"), max_length=10)
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku hingga"), null=True, blank=True)

    class Meta:
        """One line per place and code."""

        verbose_name = _("kode BPS")
        ordering = ("place", "valid_from", "code")
        constraints = (models.UniqueConstraint(fields=("place", "code"), name="bps_code_once"),)

    def __str__(self) -> str:
        """Give the code."""
        return self.code


class PlaceChange(models.Model):
    """One step in the history of a place; a split into three is three rows of one date and one legal basis."""

    class What(models.TextChoices):
        """What happened to the place."""

        SPLIT = "split", _("pemekaran")
        MERGE = "merge", _("penggabungan")
        RENAME = "rename", _("ganti nama")
        RECODE = "recode", _("ganti kode")

    what = models.CharField(_("perubahan"), max_length=7, choices=What)
    before = models.ForeignKey(Place, models.PROTECT, related_name="changes_after")
    after = models.ForeignKey(Place, models.PROTECT, related_name="changes_before")
    old_name = models.CharField(_("nama lama"), max_length=120, blank=True, default="")
    new_name = models.CharField(_("nama baru"), max_length=120, blank=True, default="")
    on = models.DateField(_("tanggal berlaku"))
    basis = models.CharField(_("dasar hukum"), max_length=200)

    class Meta:
        """A step is told once."""

        verbose_name = _("perubahan wilayah")
        ordering = ("on", "pk")
        constraints = (models.UniqueConstraint(fields=("what", "before", "after", "on"), name="place_change_once"),)

    def __str__(self) -> str:
        """Tell the step in short."""
        return f"{self.what} {self.before_id}-{self.after_id} {self.on}"


class Boundary(models.Model):
    """The simplified outline of a place, for a sketch; not a legal boundary."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="boundary")
    rings = models.TextField()  # JSON: list of rings, each a list of [longitude, latitude]
    order = models.SmallIntegerField(default=0)  # a kota is drawn after the kabupaten around it
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(_("sumber"), max_length=200)

    class Meta:
        """Draw cities last."""

        verbose_name = _("garis batas")
        ordering = ("order", "place")

    def __str__(self) -> str:
        """Name the place by its number."""
        return str(self.place_id)
