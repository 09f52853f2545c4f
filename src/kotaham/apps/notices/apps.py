"""The room `notices`: what people are told, how, and when."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class NoticesConfig(AppConfig):
    """Declare the room and its menu."""

    name = "kotaham.apps.notices"
    label = "notices"
    verbose_name = _("Pemberitahuan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("notices:list", _("Kotak masuk"), icon="inbox", order=20, group=Group.WORK),)
    verbs: ClassVar[dict[str, Any]] = {
        "notices.read": _("Pemberitahuan dibaca"),
        "notices.preferred": _("Cara diberi tahu diatur"),
        "notices.feed-opened": _("Alamat kalender dibuat"),
        "notices.feed-revoked": _("Alamat kalender dicabut"),
    }
    history_names: ClassVar[dict[str, str]] = {
        "notices.notice": "kotaham.apps.notices.queries.names",
        "notices.feed": "kotaham.apps.notices.queries.feed_names",
    }
    history_systems: ClassVar[dict[str, Any]] = {"notices": _("pengiriman pemberitahuan")}
    history_words: ClassVar[dict[str, Noted]] = {
        "kinds": Noted(_("Jenis"), choices="kotaham.apps.notices.services.kind_titles")
    }

    def ready(self) -> None:
        """Hear of what the rooms below do and people should know."""
        import_module(f"{self.name}.services.handing").join()
