"""The room `proposals`: which courses the score of a city proposes to the offices that own its weak indicators."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class ProposalsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.proposals"
    label = "proposals"
    verbose_name = _("Dari nilai ke pelatihan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("proposals:list", _("Dari nilai ke pelatihan"), icon="signpost-split", order=37, group=Group.TRAINING),
    )
    verbs: ClassVar[dict[str, Any]] = {
        "proposals.mapped": _("Pelatihan dipetakan ke indikator atau hak"),
        "proposals.unmapped": _("Pemetaan pelatihan diakhiri"),
        "proposals.counted": _("Pergerakan nilai bersama pelatihan dihitung"),
    }
    history_names: ClassVar[dict[str, str]] = {"proposals.mapping": "kotaham.apps.proposals.queries.mapping_names"}
    history_words: ClassVar[dict[str, Noted]] = {
        "code": Noted(_("Kode")),
        "course": Noted(_("Pelatihan")),
        "count": Noted(_("Banyaknya")),
    }
