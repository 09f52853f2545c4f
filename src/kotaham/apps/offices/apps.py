"""Tell Django about the room."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import UNSEEN, Group, Item, Noted


class OfficesConfig(AppConfig):
    """The room of offices."""

    name = "kotaham.apps.offices"
    label = "offices"
    verbose_name = pgettext_lazy("banyak", "Kantor")
    menu = (
        Item("offices:list", pgettext_lazy("banyak", "Kantor"), icon="building", order=40, group=Group.ORGANISATION),
    )
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
    history_names: ClassVar[dict[str, str]] = {
        "offices.office": "kotaham.apps.offices.queries.names",
        "offices.mandate": "kotaham.apps.offices.queries.mandate_names",
        "offices.contact": "kotaham.apps.offices.queries.contact_names",
    }
    history_codes: ClassVar[dict[str, str]] = {"offices.area": "kotaham.apps.places.queries.names_of_codes"}
    history_kinds: ClassVar[dict[str, Any]] = {"offices.area": _("wilayah kerja Kanwil")}
    history_words: ClassVar[dict[str, Noted]] = {
        "kind": Noted(_("Jenis"), choices="offices.office.kind"),
        "parent": Noted(_("Di bawah"), names="offices.office"),
        "proposed": Noted(_("Usulan")),
        "mandate": Noted(_("Isi"), names="offices.mandate"),
        "row": Noted(_("Jabatan"), names="offices.contact"),
        "offices.moved old": Noted(_("Dari"), names="offices.office"),
        "offices.moved new": Noted(_("Ke"), names="offices.office"),
        "offices": Noted(_("Kantor yang ikut pindah")),
        "first": Noted(_("Yang pertama"), names="offices.office"),
        "last": Noted(_("Yang terakhir"), names="offices.office"),
        "offices.area-set province": UNSEEN,  # it is the subject
        "offices.area-set old": Noted(_("Dari"), names="offices.office"),
        "offices.area-set new": Noted(_("Menjadi"), names="offices.office"),
        "areas": Noted(_("Wilayah kerja")),
        "moved": Noted(_("Dipindahkan")),
        "held": Noted(_("Akibatnya"), choices="kotaham.apps.offices.services.held_words"),
        "successor": Noted(_("Penerus"), names="offices.office"),
    }

    def ready(self) -> None:
        """Let offices follow the places below them."""
        places = import_module("kotaham.apps.places.services")
        places.followers.append(import_module("kotaham.apps.offices.services").follow_places)
