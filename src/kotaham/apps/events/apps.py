"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Item


class EventsConfig(AppConfig):
    """The room of events; `verbs` gives the words for what happened, as every room does for its own verbs."""

    name = "kotaham.apps.events"
    label = "events"
    verbose_name = _("Riwayat")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("events:mine", _("Riwayat"), icon="clock-history", order=90),)
    verbs: ClassVar[dict[str, Any]] = {
        "events.exported": _("Seluruh riwayat diekspor"),
        "events.head-asked": _("Kepala riwayat diminta ditandatangani"),
        "events.restarted": _("Rangkaian kepala baru dimulai sesudah pemulihan"),
    }
