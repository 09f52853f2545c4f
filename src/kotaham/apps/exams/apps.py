"""The room `exams`."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import UNSEEN, Group, Item, Noted

SITTING = frozenset(f"exams:{name}" for name in ("attempt", "answer", "submit", "outcome"))
ASKING = frozenset(f"exams:{name}" for name in ("add", "import", "incoming", "question", "question-edit"))


class ExamsConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events, and join the lists of the rooms below."""

    name = "kotaham.apps.exams"
    label = "exams"
    verbose_name = _("Soal dan tes")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("exams:mine", _("Tes saya"), icon="card-checklist", order=29, group=Group.LEARNING, also=SITTING),
        Item("exams:list", pgettext_lazy("banyak", "Tes"), icon="stopwatch", order=33, group=Group.TRAINING),
        Item("exams:bank", _("Bank soal"), icon="question-circle", order=34, group=Group.TRAINING, also=ASKING),
    )
    work_boxes = ("kotaham.apps.exams.services.boxes.work_boxes",)
    verbs: ClassVar[dict[str, Any]] = {
        "exams.question-added": _("Soal ditambahkan"),
        "exams.question-edited": _("Soal diubah"),
        "exams.question-used": _("Soal mulai dipakai"),
        "exams.question-retired": _("Soal tidak dipakai lagi"),
        "exams.imported": _("Berkas soal dimasukkan"),
        "exams.exported": _("Soal dan kunci diekspor"),
        "exams.created": _("Tes disiapkan"),
        "exams.edited": _("Isi tes diubah"),
        "exams.opened": _("Tes dibuka"),
        "exams.closed": _("Tes ditutup"),
        "exams.started": _("Percobaan tes dimulai"),
        "exams.handed-in": _("Tes diserahkan"),
        "exams.expired": _("Waktu tes habis, jawaban tersimpan dinilai"),
        "exams.granted": _("Waktu tes ditambah"),
        "exams.moved": _("Percobaan tes dipindahkan ke peserta lain"),
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(_("Kolom"), fields=True),
        "kind": Noted(_("Jenis"), choices="exams.question.kind"),
        "state": Noted(_("Keadaan"), choices="exams.question.state"),
        "stage": Noted(_("Tahap"), choices="exams.exam.stage"),
        "number": Noted(_("Nomor")),
        "minutes": Noted(_("Menit")),
        "count": Noted(_("Banyaknya")),
        "created": Noted(_("Soal baru")),
        "unchanged": Noted(_("Tidak berubah")),
        "format": Noted(_("Bentuk berkas")),
        "exam": Noted(_("Tes"), names="exams.exam"),
        "version": Noted(_("Pelatihan"), names="courses.version"),
        "codes": UNSEEN,  # digests of the forms, for who checks the record itself
    }
    history_names: ClassVar[dict[str, str]] = {
        "exams.question": "kotaham.apps.exams.queries.names",
        "exams.exam": "kotaham.apps.exams.queries.exam_names",
        "exams.attempt": "kotaham.apps.exams.queries.attempt_names",
        "exams.import": "kotaham.apps.exams.queries.import_names",
    }

    def ready(self) -> None:
        """Join the courses below, whose enrolments a marked test settles."""
        if find_spec("kotaham.apps.courses.services.settling"):
            import_module(f"{self.name}.services.joining").join()
