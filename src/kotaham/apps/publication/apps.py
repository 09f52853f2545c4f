"""The room `publication`."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services.menu import Group, Item
from kotaham.apps.gate.services.noted import Noted

UNDER_DECISIONS = (
    *("decision", "round", "settle", "draft", "row", "redraw", "drop", "freeze", "sign"),
    *("annex-pdf", "annex-xlsx", "list-json", "correct", "answers", "amend"),
)


class PublicationConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.publication"
    label = "publication"
    verbose_name = pgettext_lazy("banyak", "Keputusan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item(
            "publication:objections",
            pgettext_lazy("banyak", "Sanggahan"),
            icon="megaphone",
            order=27,
            group=Group.ASSESSMENT,
        ),
        Item(
            "publication:decisions",
            pgettext_lazy("menu", "Keputusan"),
            icon="award",
            order=28,
            group=Group.ASSESSMENT,
            also=frozenset(f"publication:{name}" for name in UNDER_DECISIONS),
        ),
    )
    work_boxes = ("kotaham.apps.publication.services.boxes.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "publication.begun": _("Sanggahan mulai disusun"),
        "publication.edited": _("Isi sanggahan diubah"),
        "publication.filed": _("Sanggahan diajukan"),
        "publication.withdrawn": _("Sanggahan dicabut"),
        "publication.granted": _("Sanggahan dikabulkan"),
        "publication.partly": _("Sanggahan dikabulkan sebagian"),
        "publication.dismissed": _("Sanggahan ditolak"),
        "publication.drafted": _("Keputusan disusun"),
        "publication.redrawn": _("Keputusan disusun ulang dari perhitungan terbaru"),
        "publication.dropped": _("Rancangan keputusan dihapus"),
        "publication.amended": _("Nilai diubah oleh keputusan perubahan"),
        "publication.frozen": _("Keputusan ditetapkan"),
    }
    history_names: ClassVar[dict[str, str]] = {
        "publication.objection": "kotaham.apps.publication.queries.objection_names",
        "publication.decision": "kotaham.apps.publication.queries.decision_names",
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "code": Noted(_("Indikator")),
        "old": Noted(_("Semula")),
        "new": Noted(_("Menjadi")),
        "place": Noted(_("Kabupaten/kota"), names="places.code"),
        "round": Noted(_("Putaran"), names="rounds.round"),
        "run": Noted(_("Perhitungan"), names="scores.run"),
        "corrects": Noted(_("Mengubah"), names="publication.decision"),
        "number": Noted(_("Nomor")),
        "digest": Noted(_("Sidik daftar (SHA-256)")),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
