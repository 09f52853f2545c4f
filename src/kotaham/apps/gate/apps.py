"""The room `gate`: actors, the policy table, the menu, the letters of refusal."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    """Declare the room."""

    name = "kotaham.apps.gate"
    label = "gate"
    verbose_name = _("Pintu")

    def ready(self) -> None:
        """Register the checks of the policy table."""
        import_module(f"{self.name}.checks")
