"""The room `submissions`."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import UNSEEN, Group, Item, Noted

ENDORSERS = {
    "unit_head": _("Kepala perangkat daerah"),
    "sekda": _("Sekretaris Daerah kabupaten/kota"),
    "province": _("Sekretaris Daerah provinsi"),
}


class SubmissionsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.submissions"
    label = "submissions"
    verbose_name = pgettext_lazy("banyak", "Laporan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("submissions:mine", _("Indikator saya"), icon="list-task", order=11, group=Group.ASSESSMENT),
        Item(
            "submissions:list",
            pgettext_lazy("banyak", "Laporan"),
            icon="clipboard-data",
            order=12,
            group=Group.ASSESSMENT,
        ),
    )
    work_boxes = ("kotaham.apps.submissions.services.boxes.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "submissions.started": _("Laporan kabupaten/kota disiapkan"),
        "submissions.saved": _("Jawaban disimpan"),
        "submissions.marked-ready": _("Jawaban dinyatakan siap"),
        "submissions.reopened": _("Jawaban dibuka kembali"),
        "submissions.answer-returned": _("Jawaban dikembalikan untuk diperbaiki"),
        "submissions.delegated": _("Indikator dibagikan kepada perangkat daerah"),
        "submissions.taken-back": _("Indikator ditarik kembali dari perangkat daerah"),
        "submissions.nudged": _("Perangkat daerah diingatkan"),
        "submissions.claimed": _("Nilai tambah diajukan"),
        # The river.
        "submissions.proposed": _("Pengesahan laporan diminta"),
        "submissions.unlocked": _("Laporan dibuka kembali untuk diubah"),
        "submissions.sent": _("Laporan dikirim ke Kanwil"),
        "submissions.called-back": _("Laporan ditarik kembali"),
        "submissions.taken": _("Penelaahan laporan dimulai"),
        "submissions.returned": _("Laporan dikembalikan untuk diperbaiki"),
        "submissions.resent": _("Perbaikan laporan dikirim"),
        "submissions.concluded": _("Penelaahan laporan selesai"),
        "submissions.assessed": _("Penilaian pusat dimulai"),
        "submissions.sent-back": _("Laporan dikembalikan ke Kanwil"),
        "submissions.validated": _("Hasil penilaian disampaikan"),
        "submissions.settled": _("Masa sanggahan ditutup"),
        "submissions.decided": _("Laporan diputuskan"),
        "submissions.withdrawn": _("Kabupaten/kota tidak melanjutkan"),
        # The send side.
        "submissions.explained": _("Penjelasan jawaban ditulis"),
        "submissions.endorsed": _("Laporan disahkan"),
        "submissions.endorsement-voided": _("Pengesahan tidak berlaku lagi: jawaban berubah"),
        "submissions.receipted": _("Tanda terima dibuat"),
        "submissions.taken-in": _("Berkas isian dimasukkan"),
        "submissions.loaded": _("Angka data terbuka dimuat"),
        "submissions.undone": _("Berkas isian diurungkan"),
    }

    history_names: ClassVar[dict[str, str]] = {
        "submissions.answer": "kotaham.apps.submissions.queries.answer_names",
        "submissions.submission": "kotaham.apps.submissions.queries.names",
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "old": Noted(_("Dari")),
        "new": Noted(_("Menjadi")),
        "count": Noted(_("Banyaknya")),
        "due": Noted(_("Tenggat")),
        "answered": Noted(_("Terjawab")),
        "answers": Noted(_("Jawaban")),
        "back": Noted(_("Dikembalikan seperti semula")),
        "batch": Noted(_("Berkas isian nomor")),
        "by": Noted(_("Dibuka oleh"), names="accounts.person"),
        "code": Noted(_("Indikator")),
        "digest": Noted(_("Sidik SHA-256")),
        "endorsement": UNSEEN,
        "indicators": Noted(_("Indikator")),
        "item": Noted(_("Butir nilai tambah")),
        "kept": Noted(_("Tetap karena sudah diubah lagi")),
        "kind": Noted(_("Pengesahan oleh"), choices=ENDORSERS),
        "number": Noted(_("Nomor kirim")),
        "paper": Noted(_("Naskah bertanda tangan"), names="evidence.evidence"),
        "submissions": Noted(pgettext_lazy("banyak", "Laporan")),
        "unit": Noted(_("Perangkat daerah"), names="offices.office"),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
