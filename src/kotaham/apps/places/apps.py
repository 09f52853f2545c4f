"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted


class PlacesConfig(AppConfig):
    """The room of places."""

    name = "kotaham.apps.places"
    label = "places"
    verbose_name = pgettext_lazy("banyak", "Wilayah")
    menu = (Item("places:list", pgettext_lazy("banyak", "Wilayah"), icon="map", order=50, group=Group.ORGANISATION),)
    verbs: ClassVar[dict[str, Any]] = {
        "places.loaded": _("Data wilayah dimuat"),
        "places.changed": _("Perubahan wilayah dicatat"),
        "places.bps-codes-loaded": _("Kode BPS dimuat"),
        "places.boundaries-loaded": _("Garis batas dimuat"),
    }
    history_names: ClassVar[dict[str, str]] = {"places.place": "kotaham.apps.places.queries.names"}
    history_codes: ClassVar[dict[str, str]] = {"places.code": "kotaham.apps.places.queries.names_of_codes"}
    history_kinds: ClassVar[dict[str, Any]] = {"places.table": _("tabel wilayah")}
    history_words: ClassVar[dict[str, Noted]] = {
        "what": Noted(_("Perubahan"), choices="places.placechange.what"),
        "basis": Noted(_("Dasar hukum")),
        "before": Noted(_("Wilayah sebelumnya"), names="places.code"),
        "after": Noted(_("Wilayah sesudahnya"), names="places.code"),
        "corrected": Noted(_("Nama yang dibetulkan"), names="places.code"),
        "old_name": Noted(_("Nama lama")),
        "new_name": Noted(_("Nama baru")),
    }
