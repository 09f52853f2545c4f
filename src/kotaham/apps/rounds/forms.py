"""Shapes of input of the room."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.queries import ENDORSEMENTS, STEPS
from kotaham.core.language import Say

Choices = Sequence[tuple[Any, Any]]


def in_words(title: Say) -> str:
    """Return a title in the language of the reader."""
    return title.en if (get_language() or "id").startswith("en") else title.id


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the calendar of the browser."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def reason_field(label: Any = None, **kwargs: Any) -> forms.CharField:
    """Return a field for a reason."""
    return forms.CharField(
        label=label or _("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
    )


class InstrumentForm(forms.Form):
    """By which version a new round judges; whether it is a trial decides which there are."""

    instrument = forms.TypedChoiceField(label=_("Instrumen"), coerce=int)

    def __init__(self, *args: Any, versions: Iterable[Any], **kwargs: Any) -> None:
        """Offer the versions that a round may take."""
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = version_choices(versions)  # type: ignore[attr-defined]


def version_choices(versions: Iterable[Any]) -> list[tuple[int, str]]:
    """Return versions as choices."""
    return [(one.pk, f"{one.title} ({one.ref})") for one in versions]


class WishForm(InstrumentForm):
    """What a round is to be."""

    field_order = ("title", "trial", "instrument", "period", "period_end", "basis", "endorsements", "bonus",
                   "sample_percent", "objection_days", "previous")  # fmt: skip
    title = forms.CharField(
        label=_("Nama putaran"), max_length=200, help_text=_("Misalnya: Penilaian Kabupaten/Kota Peduli HAM 2026.")
    )
    trial = forms.BooleanField(
        label=_("Ini uji coba"),
        required=False,
        help_text=_("Boleh memakai instrumen yang belum disegel; tidak menghasilkan predikat resmi."),
    )
    period = forms.CharField(
        label=_("Tahun data"), max_length=40, help_text=_("Misalnya: Januari sampai Desember 2025.")
    )
    period_end = day_field(_("Akhir masa data"), help_text=_("Dokumen harus berlaku pada hari ini."))
    basis = forms.CharField(
        label=_("Dasar hukum"), max_length=300, required=False, help_text=_("Peraturan atau surat yang menjadi dasar.")
    )
    endorsements = forms.MultipleChoiceField(
        label=_("Pengesahan sebelum dikirim"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Diminta menurut urutan ini. Tanpa tanda, tidak ada yang diminta."),
    )
    bonus = forms.MultipleChoiceField(
        label=_("Nilai tambah yang dihitung"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya yang disebut instrumennya."),
    )
    sample_percent = forms.IntegerField(
        label=_("Contoh yang dibaca dua orang (persen)"),
        min_value=0,
        max_value=100,
        help_text=_("Dari jawaban setiap kabupaten/kota, dibulatkan ke atas."),
    )
    objection_days = forms.IntegerField(label=_("Hari untuk menyanggah"), min_value=0, max_value=365)
    previous = forms.TypedChoiceField(
        label=_("Putaran sebelumnya"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Nilainya ditunjukkan sebagai pembanding."),
    )

    def __init__(self, *args: Any, items: Iterable[Any], earlier: Iterable[Round], **kwargs: Any) -> None:
        """Offer the bonus items of the instrument, and the rounds before."""
        super().__init__(*args, **kwargs)
        offered = [(item.code, f"{item.code} {item.title}") for item in items]
        self.fields["bonus"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["bonus"]
        marks = [(mark, in_words(title)) for mark, title in ENDORSEMENTS.items()]
        self.fields["endorsements"].choices = marks  # type: ignore[attr-defined]
        before: Choices = [("", _("tidak ada")), *((one.pk, one.title) for one in earlier)]
        self.fields["previous"].choices = before  # type: ignore[attr-defined]


class EditForm(WishForm):
    """The same of a round that stands already."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DaysForm(forms.Form):
    """The first and the last day of every step."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make two fields for each step."""
        super().__init__(*args, **kwargs)
        for step in STEPS:
            self.fields[f"{step}_opens"] = day_field(_("Mulai"), required=False)
            self.fields[f"{step}_closes"] = day_field(_("Sampai"), required=False)

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps with their two fields, for the page."""
        return [
            {"name": step, "title": in_words(title), "opens": self[f"{step}_opens"], "closes": self[f"{step}_closes"]}
            for step, title in STEPS.items()
        ]

    @property
    def days(self) -> dict[str, tuple[date | None, date | None]]:
        """The days that were given."""
        found = self.cleaned_data
        return {step: (found[f"{step}_opens"], found[f"{step}_closes"]) for step in STEPS}


class OpenForm(forms.Form):
    """The last word before a round opens."""

    reason = reason_field(_("Alasan atau surat yang menjadi dasar"), help_text=_("Tercatat dalam riwayat."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CancelForm(forms.Form):
    """By which letter, and why, a round is called off."""

    basis = forms.CharField(
        label=_("Surat atau keputusan"), max_length=300, help_text=_("Nomor dan tanggalnya, seperti tertulis di sana.")
    )
    reason = reason_field(help_text=_("Dibaca oleh semua peserta dan tercatat dalam riwayat."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ExtendForm(forms.Form):
    """A later last day of a step, for one city or for all, and why."""

    office = forms.TypedChoiceField(label=_("Untuk siapa"), coerce=int, empty_value=None, required=False)
    step = forms.ChoiceField(label=_("Tahap"))
    closes = day_field(_("Hari terakhir yang baru"))
    reason = reason_field(help_text=_("Dibaca oleh peserta dan tercatat dalam riwayat."))

    def __init__(
        self, *args: Any, people: Iterable[Participant], steps: Choices, everybody: bool, **kwargs: Any
    ) -> None:
        """Offer who and what the actor may extend."""
        super().__init__(*args, **kwargs)
        first: Choices = [("", _("Semua peserta"))] if everybody else []
        who: Choices = [*first, *((one.office_id, f"{one.name}, {one.province}") for one in people)]
        self.fields["office"].choices = who  # type: ignore[attr-defined]
        self.fields["office"].required = not everybody
        self.fields["step"].choices = list(steps)  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    """One city by its code."""

    code = forms.CharField(label=_("Kode Kemendagri"), max_length=13, help_text=_("Misalnya 31.71."))

    def clean_code(self) -> str:
        """Return the code without blanks around it."""
        return str(self.cleaned_data["code"]).strip()


class DeclineForm(CodeForm):
    """A city that does not take part, and why."""

    reason = reason_field()


class TableForm(forms.Form):
    """A table of codes."""

    table = forms.FileField(
        label=_("Tabel kode"),
        help_text=_("CSV atau XLSX dengan kolom “kode”: kode Kemendagri lima angka, misalnya 31.71."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
