"""The room `rounds`: which version judges which cities over which period, and by when."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted

STEPS = {
    "fill": _("Pengisian oleh perangkat daerah"),
    "submit": _("Pengiriman oleh kabupaten/kota"),
    "verify": _("Penelaahan Kanwil"),
    "repair": _("Perbaikan oleh kabupaten/kota"),
    "validate": _("Penilaian pusat"),
    "object": pgettext_lazy("banyak", "Sanggahan"),
    "decide": _("Keputusan"),
}


class RoundsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events, and join the lists of the rooms below."""

    name = "kotaham.apps.rounds"
    label = "rounds"
    verbose_name = _("Putaran penilaian")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item(
            "rounds:list", pgettext_lazy("banyak", "Putaran"), icon="calendar-event", order=25, group=Group.ASSESSMENT
        ),
    )

    verbs: ClassVar[dict[str, Any]] = {
        "rounds.created": _("Putaran disiapkan"),
        "rounds.edited": _("Isi putaran diubah"),
        "rounds.days-set": _("Hari setiap tahap ditetapkan"),
        "rounds.joined": _("Peserta ditambahkan"),
        "rounds.left": _("Peserta dihapus dari daftar"),
        "rounds.declined": _("Dicatat tidak ikut"),
        "rounds.withdrawn": _("Peserta tidak melanjutkan"),
        "rounds.opening-asked": _("Pembukaan putaran diminta"),
        "rounds.opened": _("Putaran dibuka"),
        "rounds.extended": _("Tenggat diperpanjang"),
        "rounds.reminded": _("Tenggat tahap diingatkan"),
        "rounds.cancelled": _("Putaran dibatalkan"),
        "rounds.decided": _("Putaran diputuskan"),
    }

    history_words: ClassVar[dict[str, Noted]] = {
        "step": Noted(_("Tahap"), choices=STEPS),
        "fields": Noted(_("Kolom"), fields=True),
        "old": Noted(_("Dari")),
        "new": Noted(_("Menjadi")),
        "due": Noted(_("Tenggat")),
        "count": Noted(_("Banyaknya")),
        "state": Noted(_("Keadaan")),
        "codes": Noted(_("Kabupaten/kota"), names="places.code"),
        "seed": Noted(_("Benih undian")),
        "instrument": Noted(_("Instrumen")),
        "trial": Noted(_("Uji coba")),
        "basis": Noted(_("Surat atau keputusan")),
        "above": Noted(_("Untuk atasan")),
        **{step: Noted(words) for step, words in STEPS.items()},
    }

    history_names: ClassVar[dict[str, str]] = {"rounds.round": "kotaham.apps.rounds.queries.names"}

    def ready(self) -> None:
        """Tell the rooms below which notices and calendar days come from here."""
        import_module(f"{self.name}.services.joining").join()
