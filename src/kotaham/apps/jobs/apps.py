"""The room `jobs`: work in the background."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted

TITLES = "kotaham.apps.jobs.services.titles"


class JobsConfig(AppConfig):
    """Declare the room and its menu."""

    name = "kotaham.apps.jobs"
    label = "jobs"
    verbose_name = _("Pekerjaan latar")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("jobs:list", _("Pekerjaan latar"), icon="cpu", order=900, group=Group.SYSTEM),)

    verbs: ClassVar[dict[str, Any]] = {
        "jobs.cancelled": _("Pekerjaan latar dibatalkan"),
        "jobs.cancel-asked": _("Pembatalan pekerjaan latar diminta"),
        "jobs.retried": _("Pekerjaan latar diulang"),
    }
    history_names: ClassVar[dict[str, str]] = {"jobs.job": "kotaham.apps.jobs.queries.names"}
    history_words: ClassVar[dict[str, Noted]] = {"task": Noted(_("Nama pekerjaan"), choices=TITLES)}
    history_systems = TITLES
    health = "kotaham.apps.jobs.queries.health_told"

    def ready(self) -> None:
        """Let every room register its tasks and schedules."""
        for room in apps.get_app_configs():
            if room.name.startswith("kotaham.apps.") and module_has_submodule(room.module, "tasks"):
                import_module(f"{room.name}.tasks")
