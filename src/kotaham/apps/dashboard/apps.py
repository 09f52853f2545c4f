"""The room `dashboard`: "Pekerjaan saya", the search, the boards of the river, the demo."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services.menu import Group, Item

BOXES = "kotaham.apps.dashboard.queries.boxes"


class DashboardConfig(AppConfig):
    """Declare the room, its menu, and the boxes it makes for the rooms below."""

    name = "kotaham.apps.dashboard"
    label = "dashboard"
    verbose_name = _("Beranda")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("dashboard:home", _("Pekerjaan saya"), icon="house", order=0, group=Group.WORK),
        Item("dashboard:board", _("Papan"), icon="kanban", order=24, group=Group.ASSESSMENT),
    )
    work_boxes = (f"{BOXES}.news", f"{BOXES}.dates", f"{BOXES}.expiring", f"{BOXES}.running")
    # What the search names in its field, in order, each to whom the rule lets it find; what is longer fits no bar.
    search_finds = (
        ("accounts.people", pgettext_lazy("dicari", "orang")),
        ("register.list", pgettext_lazy("dicari", "peserta")),
        ("courses.see", pgettext_lazy("dicari", "pelatihan")),
        ("classes.see", pgettext_lazy("dicari", "sesi")),
        ("offices.see", pgettext_lazy("dicari", "kantor")),
        ("places.see", pgettext_lazy("dicari", "tempat")),
    )
    history_systems: ClassVar[dict[str, Any]] = {"dashboard.demo": _("penyusun contoh")}

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
