"""The room `notices`: what people are told, how, and when."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services.menu import Item


class NoticesConfig(AppConfig):
    """Declare the room and its menu."""

    name = "kotaham.apps.notices"
    label = "notices"
    verbose_name = _("Pemberitahuan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("notices:list", _("Kotak masuk"), icon="inbox", order=20),)
    verbs: ClassVar[dict[str, Any]] = {
        "notices.read": _("Pemberitahuan dibaca"),
        "notices.preferred": _("Cara diberi tahu diatur"),
        "notices.feed-opened": _("Alamat kalender dibuat"),
        "notices.feed-revoked": _("Alamat kalender dicabut"),
    }
