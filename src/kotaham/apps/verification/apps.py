"""The room `verification`."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class VerificationConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.verification"
    label = "verification"
    verbose_name = _("Penelaahan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("verification:queue", _("Penelaahan"), icon="clipboard-check", order=26, group=Group.ASSESSMENT),)

    work_boxes = ("kotaham.apps.verification.services.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "verification.opened": _("Berkas penelaahan dibuka"),
        "verification.taken": _("Laporan mulai ditelaah"),
        "verification.second-read": _("Pembaca kedua contoh ditetapkan"),
        "verification.assigned": _("Pembaca laporan ditugaskan"),
        "verification.checked": _("Jawaban dibaca"),
        "verification.bulk-accepted": _("Jawaban yang tidak mencurigakan diterima sekaligus"),
        "verification.settled": _("Kepala Kanwil memutuskan satu jawaban"),
        "verification.returned": _("Laporan dikembalikan dengan pertanyaan"),
        "verification.corrected": _("Nilai dikoreksi"),
        "verification.uncorrected": _("Koreksi dicabut"),
        "verification.concluded": _("Penelaahan diselesaikan"),
        "verification.assessed": _("Laporan mulai dinilai pusat"),
        "verification.sent-back": _("Laporan dikembalikan ke Kanwil"),
        "verification.announced": _("Hasil penilaian disampaikan"),
        "verification.bonus-recognised": _("Nilai tambah dinilai"),
        "verification.minutes-made": _("Berita acara dibuat"),
        "verification.minutes-signed": _("Berita acara bertanda tangan diterima"),
    }

    history_names: ClassVar[dict[str, str]] = {"verification.case": "kotaham.apps.submissions.queries.names"}
    history_words: ClassVar[dict[str, Noted]] = {
        "code": Noted(_("Indikator")),
        "codes": Noted(_("Indikator")),
        "edition": Noted(_("Edisi")),
        "evidence": Noted(_("Naskah bertanda tangan"), names="evidence.evidence"),
        "item": Noted(_("Butir nilai tambah")),
        "points": Noted(_("Nilai")),
        "reader": Noted(_("Pembaca"), names="accounts.person"),
        "second": Noted(_("Pembaca kedua"), names="accounts.person"),
        "risk": Noted(_("Jawaban yang perlu diperiksa")),
        "slot": Noted(
            _("Dibaca sebagai"), choices={"1": _("pembaca"), "2": _("pembaca kedua"), "3": _("kepala Kanwil")}
        ),
        "stage": Noted(_("Tahap"), choices="verification.check.stage"),
        "until": Noted(_("Sampai")),
        "verdict": Noted(_("Hasil baca"), choices="verification.check.verdict"),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
