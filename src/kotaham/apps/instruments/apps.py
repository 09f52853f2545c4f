"""The room `instruments`."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted


class InstrumentsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.instruments"
    label = "instruments"
    verbose_name = pgettext_lazy("banyak", "Instrumen")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item(
            "instruments:list",
            pgettext_lazy("banyak", "Instrumen"),
            icon="journal-text",
            order=50,
            group=Group.ASSESSMENT,
        ),
    )
    work_boxes = ("kotaham.apps.instruments.services.work_boxes",)
    history_words: ClassVar[dict[str, Noted]] = {
        "comment": Noted(_("Tanggapan nomor")),
        "place": Noted(_("Tempat")),
        "based_on": Noted(_("Dibuat dari versi nomor")),
        "base": Noted(_("Dibandingkan dengan versi nomor")),
        "try_out": Noted(_("Uji coba nomor")),
        "cities": Noted(_("Daerah")),
    }
    verbs: ClassVar[dict[str, Any]] = {
        "instruments.registered": _("Instrumen didaftarkan dari berkas program"),
        "instruments.drafted": _("Rancangan instrumen dibuat"),
        "instruments.edited": _("Rancangan instrumen diubah"),
        "instruments.translated": _("Terjemahan rancangan instrumen diubah"),
        "instruments.offered": _("Rancangan instrumen diajukan untuk diperiksa"),
        "instruments.sent-back": _("Rancangan instrumen dikembalikan"),
        "instruments.sealed": _("Instrumen disegel"),
        "instruments.dropped": _("Rancangan instrumen tidak dilanjutkan"),
        "instruments.locked": _("Isi rancangan dikunci oleh putaran uji coba"),
        "instruments.commented": _("Rancangan instrumen ditanggapi"),
        "instruments.settled": _("Tanggapan diselesaikan"),
        "instruments.tried": _("Rancangan instrumen dicoba pada data lama"),
    }

    history_names: ClassVar[dict[str, str]] = {
        "instruments.version": "kotaham.apps.instruments.queries.names",
    }

    def ready(self) -> None:
        """Tell the rooms below which notices come from here."""
        import_module(f"{self.name}.services.joining").join()
