"""Shapes of input of the room."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.verification.models import Check
from kotaham.apps.verification.rules import REASONS


def words_field(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Return a field for several lines of words."""
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the calendar of the browser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class WordsForm(forms.Form):
    """What a reader says of one answer; the value of a correction is read beside it, by kind of indicator."""

    verdict = forms.ChoiceField(label=_("Putusan"), choices=Check.Verdict.choices)
    reason_code = forms.ChoiceField(label=_("Jenis alasan"), required=False)
    reason = words_field(
        _("Alasan atau pertanyaan"),
        required=False,
        help_text=_(
            "Wajib kecuali bila diterima. Kabupaten/kota membaca pertanyaan; berita acara memuat alasan koreksi."
        ),
    )
    due = day_field(
        _("Diperbaiki paling lambat"), required=False, help_text=_("Kosong berarti hari terakhir tahap perbaikan.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, lang: str = "id", offered: Sequence[str] = (), **kwargs: Any) -> None:
        """Take the language of the reasons, and the verdicts that the stage offers."""
        super().__init__(*args, **kwargs)
        told = [(code, title.en if lang == "en" else title.id) for code, title in REASONS.items()]
        cast(forms.ChoiceField, self.fields["reason_code"]).choices = [("", _("Pilih jenis alasan")), *told]
        names = dict(Check.Verdict.choices)
        cast(forms.ChoiceField, self.fields["verdict"]).choices = [(code, names[code]) for code in offered]


class AssignForm(forms.Form):
    """Who reads, and who reads the sample a second time."""

    reader = forms.TypedChoiceField(label=_("Pembaca"), coerce=int, empty_value=None, required=False)
    second = forms.TypedChoiceField(label=_("Pembaca kedua contoh"), coerce=int, empty_value=None, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        """Take who may read."""
        super().__init__(*args, **kwargs)
        for name in ("reader", "second"):
            field = cast(forms.TypedChoiceField, self.fields[name])
            field.choices = [("", _("Belum ditugaskan")), *((one.pk, one.name) for one in people)]


class ReasonForm(forms.Form):
    """A verb that wants its reason."""

    reason = words_field(_("Alasan"), help_text=_("Dibaca oleh penerima dan tercatat dalam riwayat."))


class BonusForm(forms.Form):
    """How many of the claimed bonus points count, and why."""

    points = forms.CharField(label=_("Poin yang diakui"), max_length=40)
    reason = words_field(_("Alasan"), rows=2)


class PaperForm(forms.Form):
    """What the office adds to the examination report."""

    number = forms.CharField(
        label=_("Nomor surat"), max_length=120, required=False, help_text=_("Sebagaimana diberikan kantor Anda.")
    )
    place = forms.CharField(label=_("Tempat penandatanganan"), max_length=120, required=False)
    day = day_field(_("Tanggal"), required=False)
    signatories = forms.CharField(
        label=_("Penanda tangan"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu orang per baris: nama; jabatan. Paling banyak enam."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def people(self) -> list[tuple[str, str]]:
        """Return names and jabatan, one of each line."""
        lines = [line.partition(";") for line in self.cleaned_data["signatories"].splitlines() if line.strip()]
        return [(name.strip(), post.strip()) for name, _mark, post in lines]


class SignedForm(forms.Form):
    """Which piece of evidence holds the signed paper."""

    evidence = forms.TypedChoiceField(label=_("Bukti milik kantor Anda"), coerce=int)

    def __init__(self, *args: Any, pieces: Sequence[Any], **kwargs: Any) -> None:
        """Take the pieces to choose from."""
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["evidence"])
        field.choices = [(piece.pk, str(piece.title)) for piece in pieces]
