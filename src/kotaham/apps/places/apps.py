"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Item


class PlacesConfig(AppConfig):
    """The room of places."""

    name = "kotaham.apps.places"
    label = "places"
    verbose_name = _("Wilayah")
    menu = (Item("places:list", _("Wilayah"), icon="map", order=50),)
    verbs: ClassVar[dict[str, Any]] = {
        "places.loaded": _("Data wilayah dimuat"),
        "places.changed": _("Perubahan wilayah dicatat"),
        "places.bps-codes-loaded": _("Kode BPS dimuat"),
        "places.boundaries-loaded": _("Garis batas dimuat"),
    }
