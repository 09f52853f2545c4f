"""The room `scores`: runs of the engine over a round, and what they say of each city."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class ScoresConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events, and join the lists of the rooms below."""

    name = "kotaham.apps.scores"
    label = "scores"
    verbose_name = _("Nilai")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("scores:list", _("Nilai"), icon="bar-chart-steps", order=27, group=Group.ASSESSMENT),)

    verbs: ClassVar[dict[str, Any]] = {
        "scores.run-asked": _("Perhitungan nilai diminta"),
        "scores.run-made": _("Nilai dihitung dan dicatat"),
        "scores.run-failed": _("Perhitungan nilai gagal"),
        "scores.replay-asked": _("Hitung ulang diminta"),
        "scores.replayed": _("Perhitungan dihitung ulang dan dibandingkan"),
        "scores.package-asked": _("Paket laporan diminta"),
        "scores.package-made": _("Paket laporan disusun"),
    }
    history_names: ClassVar[dict[str, str]] = {"scores.run": "kotaham.apps.scores.queries.names"}
    history_words: ClassVar[dict[str, Noted]] = {
        "round": Noted(_("Putaran"), names="rounds.round"),
        "stage": Noted(_("Tahap"), choices="scores.run.stage"),
        "province": Noted(_("Provinsi"), names="places.code"),
        "subjects": Noted(_("Kabupaten/kota dihitung")),
        "refused": Noted(_("Kabupaten/kota ditolak")),
        "record_sha256": Noted(_("Sidik catatan")),
        "equal": Noted(_("Sama sampai digit terakhir")),
        "lang": Noted(_("Bahasa")),
        "sha256": Noted(_("Sidik berkas")),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
