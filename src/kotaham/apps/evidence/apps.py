"""Tell Django about the room."""

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import UNSEEN, Group, Item, Noted

CAUSES = {  # why a file was refused, in short; the letter itself told the details to whoever sent it
    "evidence.empty": _("berkas kosong"),
    "evidence.too-large": _("terlalu besar"),
    "evidence.file-name": _("nama berkas"),
    "evidence.file-type": _("jenis berkas"),
    "evidence.name-and-content": _("nama dan isi tidak cocok"),
    "evidence.damaged": _("rusak atau terpotong"),
    "evidence.runs-something": _("dapat berjalan sendiri"),
    "evidence.carries-files": _("membawa berkas lain"),
    "evidence.points-outside": _("menunjuk ke luar"),
    "evidence.locked": _("terkunci"),
    "evidence.swells": _("mengembang tidak wajar"),
    "evidence.two-faced": _("berwajah dua"),
    "evidence.encoding": _("bukan teks UTF-8"),
    "evidence.too-hard": _("terlalu rumit untuk diperiksa"),
}


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
        "evidence.shared": _("Bukti dibagikan kepada kabupaten/kota"),
        "evidence.unshared": _("Bukti tidak lagi dibagikan"),
        "evidence.read": _("Berkas bukti yang memuat data pribadi dibuka"),
        "evidence.warned": _("Masa berlaku bukti diingatkan"),
    }
    history_names: ClassVar[dict[str, str]] = {"evidence.evidence": "kotaham.apps.evidence.queries.names"}
    history_codes: ClassVar[dict[str, str]] = {"evidence.upload": "kotaham.apps.evidence.queries.upload_names"}
    history_kinds: ClassVar[dict[str, Any]] = {"evidence.upload": _("unggahan")}
    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(_("Kolom"), fields=True, choices={"file": _("berkas")}),
        "kind": Noted(_("Jenis"), choices="evidence.evidence.kind"),
        "evidence.used kind": UNSEEN,
        "evidence.used subject": Noted(_("Untuk"), kind_in="kind"),
        "evidence.released kind": UNSEEN,
        "evidence.released subject": Noted(_("Tidak lagi untuk"), kind_in="kind"),
        "media": Noted(_("Jenis berkas"), choices="kotaham.apps.evidence.services.media_words"),
        "notices": Noted(_("Orang yang diberi tahu")),
        "codes": Noted(_("Sebab"), choices=CAUSES),
    }
    menu = (Item("evidence:list", _("Bukti"), icon="file-earmark-text", order=20, group=Group.ASSESSMENT),)
