"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted
from kotaham.core.policy import ROLES


class EventsConfig(AppConfig):
    """The room of events; `verbs` gives the words for what happened, as every room does for its own verbs."""

    name = "kotaham.apps.events"
    label = "events"
    verbose_name = _("Riwayat")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("events:mine", _("Riwayat"), icon="clock-history", order=90, group=Group.WORK),)
    verbs: ClassVar[dict[str, Any]] = {
        "events.exported": _("Seluruh riwayat diekspor"),
        "events.head-asked": _("Kepala riwayat diminta ditandatangani"),
        "events.restarted": _("Rangkaian kepala baru dimulai sesudah pemulihan"),
    }
    history_codes: ClassVar[dict[str, str]] = {
        "events.event": "kotaham.apps.events.queries.event_names",
        "events.head": "kotaham.apps.events.queries.head_names",
    }
    history_systems: ClassVar[dict[str, Any]] = {"events.export": _("ekspor riwayat")}
    # What many rooms note by the same name reads as told here, unless a room tells otherwise.
    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(_("Kolom"), fields=True),
        "old": Noted(_("Dari")),
        "new": Noted(_("Menjadi")),
        "count": Noted(_("Banyaknya")),
        "created": Noted(_("Baru")),
        "updated": Noted(_("Diperbarui")),
        "due": Noted(_("Tenggat")),
        "ends": Noted(_("Berakhir")),
        "on": Noted(_("Tanggal")),
        "role": Noted(_("Peran"), choices=dict(ROLES)),
        "revision": Noted(_("Revisi")),
        "size": Noted(_("Ukuran (bita)")),
        "sha256": Noted(_("Sidik SHA-256")),
        "key": Noted(_("Kunci")),
    }
