"""Offices: who is who in the state, where, since when, on what legal basis.

A period runs from `valid_from` up to and without `valid_to`. An empty `valid_from` means that the first day is not
known, an empty `valid_to` that it goes on.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an office is; `RANKS` orders them from the top of the state down."""

    MINISTRY = "ministry", _("Kementerian")
    KANWIL = "kanwil", _("Kantor Wilayah")
    PROVINCE = "province", _("Pemerintah provinsi")
    CITY = "city", _("Pemerintah kabupaten/kota")
    UNIT = "unit", _("Perangkat daerah")
    SERVICE_UNIT = "service_unit", _("Unit pelayanan")
    PARTNER = "partner", _("Mitra")


RANKS = {kind.value: rank for rank, kind in enumerate(Kind)}


class Office(models.Model):
    """One office; the codes of its place are copied so that a right is one comparison."""

    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    name = models.CharField(_("nama"), max_length=200)
    # In capitals, kept by the database: PostgreSQL takes four times as long to fold the names while it searches.
    name_key = models.GeneratedField(expression=Upper("name"), output_field=models.TextField(), db_persist=True)
    short_name = models.CharField(_("nama singkat"), max_length=60, blank=True, default="")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, blank=True, related_name="+")
    place_code = models.CharField(max_length=13, blank=True, default="")
    province_code = models.CharField(max_length=2, blank=True, default="")
    city_code = models.CharField(max_length=5, blank=True, default="")
    rank = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, blank=True, default="")  # of reference rows: loading twice changes nothing
    proposed = models.BooleanField(_("usulan"), default=False)  # from the starter list, not yet confirmed by its city
    partner_kind = models.CharField(_("jenis mitra"), max_length=60, blank=True, default="")
    note = models.CharField(_("catatan"), max_length=500, blank=True, default="")
    version = models.PositiveIntegerField(default=1)  # counts every change, so that a second click is noticed
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku hingga"), null=True, blank=True)

    class Meta:
        """Order by rank and name; one government per place."""

        verbose_name = _("kantor")
        ordering = ("rank", "name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("key",), condition=~Q(key=""), name="office_key"),
            models.UniqueConstraint(
                fields=("kind", "place"),
                condition=Q(kind__in=("province", "city"), valid_to=None),
                name="office_one_government",
            ),
            models.UniqueConstraint(
                fields=("parent", "kind", "name"), condition=Q(valid_to=None), name="office_name_in_parent"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="office_period",
            ),
        )
        indexes = (
            models.Index(fields=("rank", "name", "id"), name="office_rank_name"),
            models.Index(fields=("kind", "name", "id"), name="office_kind_name"),
            models.Index(fields=("province_code", "rank"), name="office_province"),
            models.Index(fields=("city_code", "rank"), name="office_city"),
            models.Index(fields=("parent", "rank", "name"), name="office_parent"),
        )

    def __str__(self) -> str:
        """Give the full name."""
        return self.name


class Certainty(models.TextChoices):
    """How well a fact of the area table is known."""

    STATED = "stated", _("tertulis di sumber")
    REPORTED = "reported", _("diberitakan, sumber resmi belum dilihat")
    INFERRED = "inferred", _("disimpulkan, belum pasti")


class KanwilArea(models.Model):
    """A province lies in the area (wilayah kerja) of a Kanwil for a period."""

    kanwil = models.ForeignKey(Office, models.PROTECT, related_name="areas")
    province = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    province_code = models.CharField(max_length=2)
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku hingga"), null=True, blank=True)
    certainty = models.CharField(_("kepastian"), max_length=8, choices=Certainty)
    source = models.CharField(_("sumber"), max_length=300)

    class Meta:
        """A province has at most one Kanwil that goes on; overlaps in the past are refused by the service."""

        verbose_name = _("wilayah kerja Kanwil")
        ordering = ("province_code", F("valid_from").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(fields=("province_code",), condition=Q(valid_to=None), name="kanwil_area_open"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                name="kanwil_area_period",
            ),
        )

    def __str__(self) -> str:
        """Tell the row in short."""
        return f"{self.province_code} {self.kanwil_id}"


class Mandate(models.Model):
    """A task or function (tugas, fungsi) of an office, with the regulation that gives it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="mandates")
    text = models.TextField(_("tugas atau fungsi"), max_length=2000)
    basis = models.CharField(_("dasar hukum"), max_length=200)
    article = models.CharField(_("pasal"), max_length=60, blank=True, default="")
    url = models.URLField(_("alamat web"), max_length=300, blank=True, default="")
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku hingga"), null=True, blank=True)

    class Meta:
        """Oldest first."""

        verbose_name = _("tugas dan fungsi")
        ordering = ("office", F("valid_from").asc(nulls_first=True), "pk")

    def __str__(self) -> str:
        """Give the start of the text."""
        return self.text[:60]


class Contact(models.Model):
    """How to reach an office, by the jabatan that answers; never the number of a person."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="contacts")
    title = models.CharField(_("jabatan"), max_length=120)
    phone = models.CharField(_("telepon kantor"), max_length=40, blank=True, default="")
    email = models.EmailField(_("surel kantor"), max_length=120, blank=True, default="")
    note = models.CharField(_("catatan"), max_length=200, blank=True, default="")

    class Meta:
        """One line per jabatan."""

        verbose_name = _("kontak kantor")
        ordering = ("office", "title")
        constraints = (models.UniqueConstraint(fields=("office", "title"), name="contact_title"),)

    def __str__(self) -> str:
        """Give the jabatan."""
        return self.title
