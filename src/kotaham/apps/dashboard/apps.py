"""The room `dashboard`: "Pekerjaan saya", the search, the boards of the river, the demo."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

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
    history_systems: ClassVar[dict[str, Any]] = {"dashboard.demo": _("penyusun contoh")}

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
