"""The room `dashboard`: "Pekerjaan saya", the search, the demo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services.menu import Item

BOXES = "kotaham.apps.dashboard.queries.boxes"


class DashboardConfig(AppConfig):
    """Declare the room, its menu, and the boxes it makes for the rooms below."""

    name = "kotaham.apps.dashboard"
    label = "dashboard"
    verbose_name = _("Beranda")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("dashboard:home", _("Pekerjaan saya"), icon="house", order=0),)
    work_boxes = (f"{BOXES}.news", f"{BOXES}.dates", f"{BOXES}.expiring", f"{BOXES}.running")
