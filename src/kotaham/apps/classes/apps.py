"""The room `classes`: sessions, who has a seat, and who was there."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted


class ClassesConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.classes"
    label = "classes"
    verbose_name = pgettext_lazy("banyak", "Sesi")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("classes:list", pgettext_lazy("banyak", "Sesi"), icon="calendar-event", order=32, group=Group.TRAINING),
        Item(
            "classes:mine",
            _("Sesi saya"),
            icon="calendar-check",
            order=29,
            group=Group.LEARNING,
            also=frozenset({"classes:ask-release"}),
        ),
    )
    work_boxes = ("kotaham.apps.classes.services.boxes.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "classes.planned": _("Sesi disiapkan"),
        "classes.changed": _("Isi sesi diubah"),
        "classes.opened": _("Pendaftaran sesi dibuka"),
        "classes.closed": _("Pendaftaran sesi ditutup"),
        "classes.held": _("Sesi dinyatakan telah dilaksanakan"),
        "classes.cancelled": _("Sesi dibatalkan"),
        "classes.reminded": _("Peserta sesi diingatkan"),
        "classes.invited": _("Diundang ke sesi"),
        "classes.withdrawn": _("Undangan ditarik"),
        "classes.seated": _("Mendapat kursi"),
        "classes.queued": _("Masuk daftar tunggu"),
        "classes.moved-up": _("Naik dari daftar tunggu"),
        "classes.given-up": _("Batal hadir"),
        "classes.attended": _("Hadir"),
        "classes.voided": _("Kehadiran dinyatakan tidak sah"),
        "classes.entity-attended": _("Komunitas atau pelaku usaha hadir"),
        "classes.entity-corrected": _("Banyaknya orang yang ikut datang dikoreksi"),
        "classes.entity-voided": _("Kehadiran komunitas atau pelaku usaha dinyatakan tidak sah"),
        "classes.roll-read": _("Daftar hadir dibaca"),
        "classes.roll-taken": _("Daftar hadir dimasukkan"),
        "classes.roll-undone": _("Daftar hadir dikembalikan"),
        "classes.roll-dropped": _("Daftar hadir dibuang"),
        "classes.release-asked": _("Izin atasan diminta"),
        "classes.release-given": _("Atasan mengizinkan"),
        "classes.release-refused": _("Atasan tidak mengizinkan"),
        "classes.member-merged": _("Dipindahkan karena dua baris peserta digabung"),
        "classes.entity-merged": _("Dihitung untuk komunitas atau pelaku usaha yang dipertahankan"),
        "classes.entity-unmerged": _("Kembali kepada komunitas atau pelaku usaha yang digabung"),
        "classes.member-unmerged": _("Dikembalikan karena penggabungan diurungkan"),
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "mode": Noted(_("Cara"), choices="classes.session.mode"),
        "how": Noted(_("Dicatat dengan"), choices="classes.attendance.method"),
        "way": Noted(_("Dijawab lewat"), choices="classes.seat.answer_way"),
        "session": Noted(_("Sesi"), names="classes.session"),
        "entity": Noted(_("Komunitas atau pelaku usaha"), names="register.entity"),
        "came": Noted(_("Orang yang ikut datang")),
        "old": Noted(_("Jumlah lama")),
        "new": Noted(_("Jumlah baru")),
        "fields": Noted(_("Kolom"), fields=True),
        "rows": Noted(pgettext_lazy("banyak", "Baris")),
        "count": Noted(_("Banyaknya")),
    }
    history_names: ClassVar[dict[str, str]] = {"classes.session": "kotaham.apps.classes.queries.names"}

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
