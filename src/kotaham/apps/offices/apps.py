"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Item


class OfficesConfig(AppConfig):
    """The room of offices."""

    name = "kotaham.apps.offices"
    label = "offices"
    verbose_name = _("Kantor")
    menu = (Item("offices:list", _("Kantor"), icon="building", order=40),)
    verbs: ClassVar[dict[str, Any]] = {
        "offices.created": _("Kantor dibuka"),
        "offices.renamed": _("Keterangan kantor diperbaiki"),
        "offices.confirmed": _("Kantor dikonfirmasi"),
        "offices.moved": _("Kantor dipindahkan"),
        "offices.closed": _("Kantor ditutup"),
        "offices.mandate-added": _("Tugas dan fungsi dicatat"),
        "offices.mandate-ended": _("Tugas dan fungsi diakhiri"),
        "offices.contact-set": _("Kontak kantor diatur"),
        "offices.contact-dropped": _("Kontak kantor dihapus"),
        "offices.units-imported": _("Perangkat daerah dimasukkan dari tabel"),
        "offices.area-set": _("Wilayah kerja Kanwil diatur"),
        "offices.loaded": _("Data kantor dimuat"),
    }
