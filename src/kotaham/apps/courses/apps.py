"""The room `courses`: what is taught, who takes it, and how far they are."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted

HOW = "courses.enrolment.how"
LEARNING = frozenset(f"courses:{name}" for name in ("learn", "catalogue", "module", "give-up"))


class CoursesConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.courses"
    label = "courses"
    verbose_name = pgettext_lazy("banyak", "Pelatihan")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("courses:list", pgettext_lazy("banyak", "Pelatihan"), icon="book", order=31, group=Group.TRAINING),
        Item("courses:mine", _("Pelatihan saya"), icon="mortarboard", order=29, group=Group.LEARNING, also=LEARNING),
    )
    work_boxes = ("kotaham.apps.courses.services.boxes.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "courses.programme-added": _("Program pelatihan dibuat"),
        "courses.programme-changed": _("Program pelatihan diubah"),
        "courses.programme-retired": _("Program pelatihan dihentikan"),
        "courses.added": _("Pelatihan dibuat"),
        "courses.changed": _("Keterangan pelatihan diubah"),
        "courses.retired": _("Pelatihan dihentikan"),
        "courses.version-begun": _("Versi baru disiapkan"),
        "courses.version-changed": _("Isi versi diubah"),
        "courses.version-retired": _("Versi tidak dipakai lagi"),
        "courses.module-added": _("Modul ditambahkan"),
        "courses.module-changed": _("Modul diubah"),
        "courses.module-moved": _("Urutan modul diubah"),
        "courses.module-removed": _("Modul dihapus dari draf"),
        "courses.hours-set": _("Jam pelajaran (JP) ditetapkan"),
        "courses.published": _("Versi diterbitkan"),
        "courses.invited": _("Diundang mengikuti pelatihan"),
        "courses.enrolled": _("Didaftarkan ke pelatihan"),
        "courses.accepted": _("Undangan pelatihan diterima"),
        "courses.refused": _("Undangan pelatihan ditolak"),
        "courses.started": _("Mulai belajar"),
        "courses.module-done": _("Modul diselesaikan"),
        "courses.finished": _("Pelatihan selesai dikerjakan"),
        "courses.passed": _("Lulus pelatihan"),
        "courses.failed": _("Belum lulus pelatihan"),
        "courses.reopened": _("Syarat belum lengkap lagi"),
        "courses.withdrawn": _("Keluar dari pelatihan"),
        "courses.waived": _("Pembelajaran lain diakui"),
        "courses.member-merged": _("Dipindahkan karena dua baris peserta digabung"),
        "courses.member-unmerged": _("Dikembalikan karena penggabungan diurungkan"),
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(_("Kolom"), fields=True),
        "number": Noted(_("Versi")),
        "version": Noted(_("Versi"), names="courses.version"),
        "position": Noted(_("Modul nomor")),
        "title": Noted(_("Judul")),
        "digest": Noted(_("Sidik SHA-256")),
        "basis": Noted(_("Dasar penetapan")),
        "how": Noted(_("Cara"), choices=HOW),
        "old": Noted(_("Dari")),
        "new": Noted(_("Menjadi")),
        "courses.hours-set old": Noted(_("Dari"), amount=True),
        "courses.hours-set new": Noted(_("Menjadi"), amount=True),
        **{
            f"{verb} {end}": Noted(title, choices="courses.enrolment.state")
            for verb in ("courses.finished", "courses.passed", "courses.failed", "courses.reopened", "courses.accepted",
                         "courses.started", "courses.withdrawn", "courses.waived", "courses.refused")
            for end, title in (("old", _("Dari")), ("new", _("Menjadi")))
        },
    }  # fmt: skip
    history_names: ClassVar[dict[str, str]] = {
        "courses.version": "kotaham.apps.courses.queries.version_names",
        "courses.enrolment": "kotaham.apps.courses.queries.enrolment_names",
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
