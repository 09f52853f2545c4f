"""The room `targets`: how many each Kanwil is to reach, and how many were."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted


class TargetsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.targets"
    label = "targets"
    verbose_name = _("Target dan capaian")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("targets:board", _("Target dan capaian"), icon="bar-chart-steps", order=36, group=Group.TRAINING),)
    verbs: ClassVar[dict[str, Any]] = {
        "targets.set": _("Target ditetapkan"),
        "targets.changed": _("Target diubah"),
        "targets.found-right": _("Hitungan capaian diperiksa: cocok"),
        "targets.found-wrong": _("Hitungan capaian diperiksa: tidak cocok"),
        "targets.rebuilt": _("Capaian dihitung ulang dari catatan"),
    }
    history_names: ClassVar[dict[str, str]] = {"targets.target": "kotaham.apps.targets.queries.target_names"}
    history_words: ClassVar[dict[str, Noted]] = {
        "year": Noted(_("Tahun")),
        "group": Noted(_("Kelompok"), choices="register.entity.kind"),
        "old": Noted(_("Sebelumnya")),
        "new": Noted(_("Menjadi")),
        "rows": Noted(pgettext_lazy("banyak", "Baris")),
        "wrong": Noted(_("Tidak cocok")),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
