"""Shapes of input of the room."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.courses.models import Enrolment, Module
from kotaham.apps.courses.rules.needs import MOST_SESSIONS

Choices = Sequence[tuple[Any, Any]]


class ProgrammeForm(forms.Form):
    """A programme."""

    title = forms.CharField(label=_("Judul program"), max_length=200)
    summary = forms.CharField(
        label=_("Ringkasan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CourseForm(forms.Form):
    """What is said of a course."""

    programme = forms.TypedChoiceField(label=_("Program"), coerce=int)
    title = forms.CharField(label=_("Judul pelatihan"), max_length=200)
    code = forms.SlugField(
        label=_("Kode"),
        max_length=40,
        help_text=_("Huruf kecil, angka, dan tanda hubung; misalnya dasar-ham."),
        error_messages={"invalid": _("Tulis kode tanpa spasi: huruf, angka, dan tanda hubung; misalnya loket-ham.")},
    )
    summary = forms.CharField(
        label=_("Ringkasan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    rights = forms.CharField(
        label=_("Hak yang dibahas"),
        max_length=400,
        required=False,
        help_text=_("Kode hak seperti pada instrumen, dipisah koma. Boleh kosong."),
    )

    def __init__(self, *args: Any, programmes: Iterable[Any], **kwargs: Any) -> None:
        """Offer the programmes that are in use."""
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [(one.pk, one.title) for one in programmes]  # type: ignore[attr-defined]

    def clean_rights(self) -> list[str]:
        """Return the codes one by one."""
        return [code.strip() for code in str(self.cleaned_data["rights"]).split(",") if code.strip()]


class VersionForm(forms.Form):
    """What a draft says, and what it takes to finish."""

    goal = forms.CharField(
        label=_("Tujuan belajar"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Apa yang dapat dilakukan peserta sesudah selesai."),
    )
    audience = forms.CharField(label=_("Untuk siapa"), max_length=500, required=False)
    modules = forms.BooleanField(label=_("Menyelesaikan semua modul wajib"), required=False)
    attendance = forms.IntegerField(
        label=_("Hadir pada berapa sesi"), min_value=0, max_value=MOST_SESSIONS, required=False,
        help_text=_("0 atau kosong: kehadiran tidak disyaratkan."),
    )  # fmt: skip
    pre = forms.BooleanField(label=_("Mengerjakan tes awal"), required=False)
    post = forms.ChoiceField(
        label=_("Tes akhir"),
        required=False,
        choices=[("", _("tidak disyaratkan")), ("taken", _("dikerjakan")), ("passed", _("lulus"))],
    )
    valid_months = forms.IntegerField(
        label=_("Masa berlaku sertifikat (bulan)"), min_value=1, max_value=600, required=False,
        help_text=_("Kosong: belum ditetapkan; sertifikat tidak berakhir."),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def needs(self) -> dict[str, Any]:
        """What it takes to finish, as a version keeps it."""
        said: Mapping[str, Any] = self.cleaned_data
        return {name: said[name] for name in ("modules", "attendance", "pre", "post") if said[name]}


class HoursForm(forms.Form):
    """Learning hours and their basis."""

    hours = forms.DecimalField(label=_("Jam pelajaran (JP)"), max_digits=5, decimal_places=1, localize=True)
    basis = forms.CharField(
        label=_("Dasar penetapan"), max_length=300, help_text=_("Nomor dan tanggal keputusan, atau pasal peraturannya.")
    )


class ModuleForm(forms.Form):
    """A module."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Module.Kind.choices)
    title = forms.CharField(label=_("Judul modul"), max_length=200)
    text = forms.CharField(
        label=_("Isi atau transkrip"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Ditulis dengan Markdown: # judul, * butir, **tebal**. Untuk video: transkripnya."),
    )
    file = forms.TypedChoiceField(
        label=_("Berkas"), coerce=int, empty_value=None, required=False, help_text=_("Dari bukti kantor Anda.")
    )
    captions = forms.TypedChoiceField(label=_("Takarir video"), coerce=int, empty_value=None, required=False)
    minutes = forms.IntegerField(label=_("Perkiraan menit"), min_value=1, max_value=600, initial=10)
    required = forms.BooleanField(label=_("Wajib diselesaikan"), required=False, initial=True)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, files: Iterable[Any], **kwargs: Any) -> None:
        """Offer files of the office."""
        super().__init__(*args, **kwargs)
        offered: Choices = [("", _("tanpa berkas")), *((one.pk, one.title) for one in files)]
        for name in ("file", "captions"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]


class EditionForm(forms.Form):
    """The last word before a version is published."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class WaiveForm(ReasonForm):
    """Why and by which proof other learning is recognised."""

    proof = forms.CharField(
        label=_("Bukti"), max_length=300, help_text=_("Nomor sertifikat atau surat, dan siapa yang menerbitkan.")
    )


class HowForm(forms.Form):
    """Whether people are enrolled, or asked whether they want to be."""

    how = forms.ChoiceField(
        label=_("Cara"),
        choices=[
            (Enrolment.How.BULK.value, _("Langsung didaftarkan")),
            (Enrolment.How.INVITED.value, _("Diundang; peserta menerima atau menolak sendiri")),
        ],
        initial=Enrolment.How.BULK.value,
        widget=forms.RadioSelect,
        help_text=_("Undangan dijawab di akun peserta, tanpa tenggat. Yang belum punya akun sebaiknya didaftarkan."),
    )


class NumbersForm(HowForm):
    """A list of numbers."""

    field_order = ("numbers", "how")
    numbers = forms.CharField(
        label=_("NIP atau NRP, satu di setiap baris"),
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Tempel dari lembar kerja; spasi dan tanda petik tidak mengganggu. Paling banyak 10.000."),
    )
