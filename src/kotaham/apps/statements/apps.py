"""The room `statements`: what happens in training, told to a learning record store (xAPI), when one is named."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class StatementsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.statements"
    label = "statements"
    verbose_name = _("Pernyataan belajar (xAPI)")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item(
            "statements:list", _("Pernyataan belajar (xAPI)"), icon="box-arrow-up-right", order=94, group=Group.SYSTEM
        ),
    )
    verbs: ClassVar[dict[str, Any]] = {
        "statements.sent": _("Pernyataan belajar dikirim ke luar"),
        "statements.again": _("Pernyataan belajar diminta dikirim ulang"),
    }
    history_kinds: ClassVar[dict[str, Any]] = {"statements.endpoint": _("Tujuan pernyataan belajar")}
    history_words: ClassVar[dict[str, Noted]] = {"count": Noted(_("Banyaknya"))}

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
