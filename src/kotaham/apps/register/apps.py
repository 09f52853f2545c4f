"""The room `register`: the people whom the training reaches, and the communities and businesses beside them."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import UNSEEN, Group, Item, Noted

FIELDS = {
    "name": _("Nama"),
    "number": _("Nomor"),
    "number_tail": _("Akhir nomor"),
    "email": _("Surel"),
    "phone": _("Telepon"),
    "status": _("Status kepegawaian"),
    "office": _("Kantor"),
    "agency": _("Instansi"),
    "post": _("Jabatan"),
    "sex": _("Jenis kelamin"),
}


class RegisterConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.register"
    label = "register"
    verbose_name = pgettext_lazy("orang", "Peserta")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item(
            "register:list", pgettext_lazy("orang", "Peserta"), icon="person-lines-fill", order=37, group=Group.TRAINING
        ),
        Item("register:own", _("Data saya"), icon="person-vcard", order=95, group=Group.LEARNING),
    )
    work_boxes = ("kotaham.apps.register.services.boxes.work_boxes",)

    verbs: ClassVar[dict[str, Any]] = {
        "register.added": _("Orang ditambahkan ke daftar peserta"),
        "register.changed": _("Data peserta diubah"),
        "register.read": _("Data peserta dibaca"),
        "register.moved": _("Peserta pindah kantor"),
        "register.left": _("Peserta dinyatakan tidak aktif"),
        "register.returned": _("Peserta aktif kembali"),
        "register.import-begun": _("Daftar peserta diunggah"),
        "register.import-read": _("Daftar peserta selesai dibaca"),
        "register.import-failed": _("Daftar peserta tidak dapat dibaca"),
        "register.import-approved": _("Impor peserta disetujui"),
        "register.import-cancelled": _("Impor peserta dibatalkan"),
        "register.import-resumed": _("Impor peserta dilanjutkan"),
        "register.import-part-taken": _("Sebagian daftar dimasukkan"),
        "register.import-taken": _("Daftar peserta selesai dimasukkan"),
        "register.import-undo-asked": _("Pengembalian impor diminta"),
        "register.import-undone": _("Impor peserta dikembalikan"),
        "register.claimed": _("Akun dihubungkan dengan data peserta"),
        "register.link-made": _("Tautan pendaftaran dibuat"),
        "register.link-closed": _("Tautan pendaftaran ditutup"),
        "register.joined": _("Seseorang mendaftarkan diri dengan tautan"),
        "register.found-different": _("Dinyatakan dua orang yang berbeda"),
        "register.merged": _("Dua baris digabung"),
        "register.unmerged": _("Penggabungan diurungkan"),
        "register.wished": _("Permintaan data pribadi diajukan"),
        "register.wish-answered": _("Permintaan data pribadi dijawab"),
        "register.erased": _("Data pribadi dihapus"),
        "register.entity-added": _("Komunitas atau pelaku usaha dicatat"),
        "register.entity-retired": _("Komunitas atau pelaku usaha diakhiri"),
        "register.entity-returned": _("Komunitas atau pelaku usaha aktif kembali"),
        "register.entities-different": _("Dinyatakan dua yang berbeda"),
        "register.entity-merged": _("Dua catatan digabung"),
        "register.entity-unmerged": _("Penggabungan catatan diurungkan"),
    }

    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(_("Kolom"), choices=FIELDS, fields=True),
        "status": Noted(_("Status kepegawaian"), choices="register.member.status"),
        "old": Noted(_("Dari"), names="offices.office"),
        "new": Noted(_("Ke"), names="offices.office"),
        "register.entity-added kind": Noted(_("Jenis"), choices="register.entity.kind"),
        "register.wished kind": Noted(_("Permintaan"), choices="register.wish.kind"),
        "rows": Noted(pgettext_lazy("banyak", "Baris")),
        "upto": Noted(_("Sampai baris")),
        "created": Noted(_("Baru")),
        "updated": Noted(_("Diperbarui")),
        "unchanged": Noted(_("Tidak berubah")),
        "most": Noted(_("Paling banyak")),
        "known": Noted(_("Sudah terdaftar")),
        "pair": UNSEEN,
        "gone": Noted(_("Baris yang digabungkan"), names="register.member"),
        "register.merged kept": Noted(_("Baris yang dipertahankan"), names="register.member"),
        "register.unmerged kept": Noted(_("Baris yang dipertahankan"), names="register.member"),
        **{
            f"register.entity-{verb} {name}": Noted(words, names="register.entity")
            for verb in ("merged", "unmerged")
            for name, words in (("kept", _("Catatan yang dipertahankan")), ("gone", _("Catatan yang digabungkan")))
        },
        "register.entities-different other": Noted(_("Yang lain"), names="register.entity"),
        "granted": Noted(_("Dipenuhi")),
        "late": Noted(_("Terlambat")),
        "refused": Noted(_("Ditolak")),
        "kept": Noted(_("Tetap karena sudah berubah atau dipakai")),
        "codes": UNSEEN,
    }
    history_names: ClassVar[dict[str, str]] = {
        "register.member": "kotaham.apps.register.queries.numbers",
        "register.batch": "kotaham.apps.register.queries.names_of_batches",
        "register.entity": "kotaham.apps.register.queries.names_of_entities",
        "register.link": "kotaham.apps.register.queries.names_of_links",
        "register.pair": "kotaham.apps.register.queries.numbers_of_pairs",
        "register.wish": "kotaham.apps.register.queries.numbers_of_wishes",
    }

    def ready(self) -> None:
        """Tell the room of notices which kinds come from here."""
        import_module(f"{self.name}.services.telling").join()
