"""The room `actions`: follow-ups of the whole platform."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services.menu import Item


class ActionsConfig(AppConfig):
    """Declare the room and its menu, and join the lists of the rooms below."""

    name = "kotaham.apps.actions"
    label = "actions"
    verbose_name = _("Tindak lanjut")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("actions:list", _("Tindak lanjut"), icon="list-check", order=30),)

    work_boxes = ("kotaham.apps.actions.services.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "actions.opened": _("Tindak lanjut diminta"),
        "actions.edited": _("Isi tindak lanjut diubah"),
        "actions.taken": _("Tindak lanjut diambil"),
        "actions.proved": _("Bukti tindak lanjut dilampirkan"),
        "actions.claimed": _("Tindak lanjut dilaporkan selesai"),
        "actions.accepted": _("Tindak lanjut diterima"),
        "actions.returned": _("Tindak lanjut dikembalikan"),
        "actions.reopened": _("Tindak lanjut dibuka kembali"),
        "actions.extended": _("Tenggat tindak lanjut diperpanjang"),
        "actions.cancelled": _("Tindak lanjut dibatalkan"),
        "actions.linked": _("Tindak lanjut dikaitkan"),
        "actions.unlinked": _("Kaitan tindak lanjut dilepas"),
        "actions.reminded": _("Tenggat tindak lanjut diingatkan"),
        "actions.handed-over": _("Tindak lanjut diserahterimakan"),
    }

    def ready(self) -> None:
        """Tell the rooms below which notices, calendar days and open work come from here."""
        import_module(f"{self.name}.services.joining").join()
