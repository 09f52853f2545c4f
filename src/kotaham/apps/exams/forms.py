"""Shapes of input of the room: tests, more time, files; questions have a module of their own."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.exams.models import Exam, Question
from kotaham.core.exams.drawing import Want

ROWS = 5  # wishes of a draw; who needs more saves and finds two more
MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label: Any, **kwargs: Any) -> forms.DateTimeField:
    """Return a field for a moment, with the calendar of the browser."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[MOMENT], required=False, **kwargs)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class GrantForm(ReasonForm):
    """How many minutes more, and why."""

    minutes = forms.IntegerField(label=_("Tambahan waktu (menit)"), min_value=1, max_value=240)


class FileForm(forms.Form):
    """A file of questions."""

    topic = forms.CharField(
        label=_("Topik untuk soal yang tidak menyebutnya"), max_length=120, required=False,
    )  # fmt: skip
    file = forms.FileField(
        label=_("Berkas soal"),
        help_text=_("GIFT (.txt atau .gift), Moodle XML (.xml), atau .xlsx dari templat ini."),
        widget=forms.FileInput(attrs={"accept": ".txt,.gift,.xml,.xlsx"}),
    )


class BankFilter(forms.Form):
    """Which questions of the bank are shown."""

    kata = forms.CharField(label=_("Kode atau topik"), max_length=60, required=False)
    topik = forms.ChoiceField(label=_("Topik"), required=False)
    hak = forms.ChoiceField(label=_("Hak"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)

    def __init__(self, *args: Any, topics: Iterable[str], rights: Iterable[str], **kwargs: Any) -> None:
        """Offer what the bank has."""
        super().__init__(*args, **kwargs)
        offers: dict[str, list[Any]] = {
            "topik": [(one, one) for one in topics],
            "hak": [(one, one) for one in rights],
            "jenis": list(Question.Kind.choices),
            "keadaan": list(Question.State.choices),
        }
        for name, choices in offers.items():
            self.fields[name].choices = [("", _("Semua"))] + choices  # type: ignore[attr-defined]  # noqa: RUF005


class ExamForm(forms.Form):
    """What a test is to be."""

    title = forms.CharField(label=_("Judul tes"), max_length=200)
    version = forms.TypedChoiceField(label=_("Pelatihan"), coerce=int)
    stage = forms.ChoiceField(label=_("Tahap"), choices=Exam.Stage)
    minutes = forms.IntegerField(label=_("Lama (menit)"), min_value=1, max_value=600)
    attempts = forms.IntegerField(label=_("Banyaknya percobaan"), min_value=1, max_value=20, initial=1)
    papers = forms.IntegerField(
        label=_("Banyaknya paket soal"), min_value=1, max_value=20, initial=1,
        help_text=_("Paket yang setara: topik, hak, dan poinnya sama, kesukarannya sedekat mungkin."),
    )  # fmt: skip
    pass_percent = forms.DecimalField(
        label=_("Nilai lulus (persen)"), min_value=0, max_value=100, decimal_places=2, required=False,
        help_text=_("Kosongkan bila belum ditetapkan; maka tidak ada yang dinyatakan gagal."),
    )  # fmt: skip
    pass_basis = forms.CharField(
        label=_("Dasar nilai lulus"),
        max_length=300,
        required=False,
        help_text=_("Keputusan atau surat yang menetapkan."),
    )
    opens = moment_field(pgettext_lazy("waktu tes", "Dibuka"), help_text=_("Kosong: sejak tombol buka ditekan."))
    closes = moment_field(
        pgettext_lazy("waktu tes", "Ditutup"),
        help_text=_("Kosong: sampai ditutup dengan tombol. Kunci terlihat sesudahnya."),
    )
    at_once = forms.BooleanField(
        label=_("Nilai langsung terlihat sesudah diserahkan"), required=False,
        help_text=_("Bila tidak, nilai dan kelulusan diberitahukan kepada semua saat tes ditutup."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        versions: Iterable[Any],
        topics: Sequence[str],
        rights: Sequence[str],
        wishes: int = 0,
        **kwargs: Any,
    ) -> None:
        """Offer the versions of courses, and what the bank has to draw from; `wishes` are there already."""
        super().__init__(*args, **kwargs)
        self.numbers = range(1, max(ROWS, wishes + 2) + 1)
        told = [(one.pk, f"{one.course.title} v{one.number} ({one.get_state_display()})") for one in versions]
        self.fields["version"].choices = told  # type: ignore[attr-defined]
        for row in self.numbers:
            for name, label, offers in (("topic", _("Topik"), topics), ("right", _("Hak"), rights)):
                choices = [("", _("Apa pun")), *((one, one) for one in offers)]
                self.fields[f"{name}_{row}"] = forms.ChoiceField(label=label, choices=choices, required=False)
            self.fields[f"count_{row}"] = forms.IntegerField(
                label=_("Banyaknya soal"), min_value=0, max_value=200, required=False
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the wishes of the draw, row by row, as the page shows them."""
        return [
            {"number": row, **{name: self[f"{name}_{row}"] for name in ("topic", "right", "count")}}
            for row in self.numbers
        ]

    @property
    def plain(self) -> list[Any]:
        """Return the fields that are no wish of the draw."""
        return [field for field in self if not field.name[-1].isdigit() and not field.is_hidden]

    @property
    def wants(self) -> list[Want]:
        """Return the wishes that were given."""
        found = self.cleaned_data
        return [
            Want(found[f"topic_{row}"], found[f"right_{row}"], found[f"count_{row}"])
            for row in self.numbers
            if found[f"count_{row}"]
        ]
