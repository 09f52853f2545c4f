"""The house itself, as an application of Django: its commands and checks."""

from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Declare the house."""

    name = "kotaham.config"
    label = "house"

    def ready(self) -> None:
        """Register the checks of an installation."""
        import_module(f"{self.name}.checks")
