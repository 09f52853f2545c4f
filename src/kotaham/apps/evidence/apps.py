"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Item


class EvidenceConfig(AppConfig):
    """The room of evidence."""

    name = "kotaham.apps.evidence"
    label = "evidence"
    verbose_name = _("Bukti")
    verbs: ClassVar[dict[str, Any]] = {
        "evidence.added": _("Bukti ditambahkan"),
        "evidence.received": _("Revisi bukti diterima"),
        "evidence.refused": _("Berkas bukti ditolak"),
        "evidence.inspected": _("Berkas bukti selesai diperiksa"),
        "evidence.amended": _("Keterangan bukti diubah"),
        "evidence.withdrawn": _("Bukti ditarik"),
        "evidence.used": _("Bukti dipakai"),
        "evidence.released": _("Pemakaian bukti dihentikan"),
        "evidence.read": _("Berkas bukti yang memuat data pribadi dibuka"),
        "evidence.warned": _("Masa berlaku bukti diingatkan"),
    }
    menu = (Item("evidence:list", _("Bukti"), icon="file-earmark-text", order=20),)
