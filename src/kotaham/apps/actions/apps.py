"""The room `actions`: follow-ups of the whole platform."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import UNSEEN, Group, Item, Noted


class ActionsConfig(AppConfig):
    """Declare the room and its menu, and join the lists of the rooms below."""

    name = "kotaham.apps.actions"
    label = "actions"
    verbose_name = pgettext_lazy("banyak", "Tindak lanjut")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("actions:list", pgettext_lazy("banyak", "Tindak lanjut"), icon="list-check", order=30, group=Group.WORK),
    )

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
    history_names: ClassVar[dict[str, str]] = {"actions.action": "kotaham.apps.actions.queries.names"}
    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(
            _("Kolom"),
            fields=True,
            choices={
                "taken_as_id": _("pelaksana"),
                "asked_as_id": _("pemberi tugas"),
                "owner_id": _("kantor pelaksana"),
                "asker_id": _("kantor peminta"),
                "zone": _("zona waktu"),
            },
        ),
        "actions.handed-over old": Noted(_("Dari"), names="offices.office"),
        "actions.handed-over new": Noted(_("Kepada"), names="offices.office"),
        "evidence": Noted(_("Bukti"), names="evidence.evidence"),
        "needed": Noted(_("Menunggu tindak lanjut"), names="actions.action"),
        "giver": Noted(_("Dari"), names="accounts.appointment"),
        "taker": Noted(_("Kepada"), names="accounts.appointment"),
        "steps": Noted(
            _("Pengingat"),
            choices={
                "before": _("sebelum tenggat"),
                "after": _("sesudah tenggat"),
                "superior": _("kepada kantor di atasnya"),
            },
        ),
        "days": UNSEEN,  # the steps say it
        "above": Noted(_("Diteruskan kepada"), names="offices.office"),
    }

    def ready(self) -> None:
        """Tell the rooms below which notices, calendar days and open work come from here."""
        import_module(f"{self.name}.services.joining").join()
