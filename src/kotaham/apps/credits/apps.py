"""The room `credits`: the ledger of learning hours (JP)."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class CreditsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.credits"
    label = "credits"
    verbose_name = _("Jam pelajaran (JP)")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("credits:mine", _("JP saya"), icon="clock-history", order=29, group=Group.LEARNING),
        Item("credits:list", _("Jam pelajaran (JP)"), icon="clock-history", order=36, group=Group.TRAINING),
    )
    verbs: ClassVar[dict[str, Any]] = {
        "credits.earned": _("JP dicatat dari sertifikat"),
        "credits.reversed": _("JP ditarik kembali"),
        "credits.claimed": _("Pengakuan JP diajukan"),
        "credits.claim-accepted": _("JP dari tempat lain diakui"),
        "credits.claim-refused": _("JP dari tempat lain tidak diakui"),
        "credits.access-made": _("Akses program dibuat"),
        "credits.access-revoked": _("Akses program dicabut"),
    }
    history_names: ClassVar[dict[str, str]] = {
        "credits.claim": "kotaham.apps.credits.queries.claim_names",
        "credits.access": "kotaham.apps.credits.queries.access_names",
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "count": Noted(_("Banyaknya")),
        "year": Noted(_("Tahun")),
        "line": Noted(_("Baris JP")),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
