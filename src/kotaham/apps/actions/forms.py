"""Shapes of input of the room."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.actions.models import Action

NUMBER = re.compile(r"(?:TL-?)?0*([0-9]{1,15})", re.IGNORECASE)


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the calendar of the browser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


def words_field(label: Any, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """Return a field for several lines of words."""
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class WishForm(forms.Form):
    """What is asked of an office; the office stands in the address."""

    title = forms.CharField(
        label=_("Judul"),
        max_length=200,
        help_text=_("Satu kalimat pendek, misalnya: Lengkapi data layanan kesehatan ibu 2025."),
    )
    task = words_field(_("Yang harus dikerjakan"), help_text=_("Tulis sehingga orang lain dapat mengerjakannya."))
    due = day_field(_("Tenggat"), help_text=_("Hari terakhir, menurut kalender tempat kantor pelaksana."))
    proof_wanted = forms.CharField(
        label=_("Bukti yang diminta"),
        max_length=500,
        required=False,
        help_text=_("Apa yang menunjukkan bahwa pekerjaan ini selesai."),
    )


class EditForm(forms.Form):
    """The words of what was asked; the due date is extended, not edited."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    task = words_field(_("Yang harus dikerjakan"))
    proof_wanted = forms.CharField(label=_("Bukti yang diminta"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlainForm(forms.Form):
    """A verb that needs no words."""


class ReasonForm(forms.Form):
    """A verb that wants its reason."""

    reason = words_field(_("Alasan"), rows=3, help_text=_("Dibaca oleh kantor pelaksana dan tercatat dalam riwayat."))


class ExtendForm(ReasonForm):
    """A later day, and why."""

    due = day_field(_("Tenggat baru"))
    field_order = ("due", "reason")


class ClaimForm(forms.Form):
    """The report that it is done."""

    note = words_field(
        _("Catatan hasil"),
        rows=3,
        required=False,
        help_text=_("Bila tidak ada bukti yang dilampirkan, tulis di sini mengapa."),
    )


class ProofForm(forms.Form):
    """One piece of evidence, and where in it to look."""

    evidence = forms.TypedChoiceField(label=_("Bukti milik kantor Anda"), coerce=int)
    page = forms.IntegerField(label=_("Halaman"), min_value=1, max_value=100000, required=False)
    paragraph = forms.CharField(label=_("Pasal, paragraf, atau sel"), max_length=60, required=False)
    quote = forms.CharField(label=_("Kutipan barisnya"), max_length=500, required=False)

    def __init__(self, *args: Any, pieces: Sequence[Any], **kwargs: Any) -> None:
        """Take the pieces to choose from."""
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["evidence"])
        field.choices = [(piece.pk, str(piece.title)) for piece in pieces]


class NeedForm(forms.Form):
    """The number of another follow-up."""

    number = forms.CharField(
        label=_("Nomor tindak lanjut yang ditunggu"), max_length=20, help_text=_("Misalnya TL-000123.")
    )

    def clean_number(self) -> int:
        """Return the number as a number."""
        found = NUMBER.fullmatch(str(self.cleaned_data["number"]).strip())
        if found is None:
            raise forms.ValidationError(_("Tulis nomor seperti TL-000123."))
        return int(found[1])


class FilterForm(forms.Form):
    """What somebody looks for in the list."""

    q = forms.CharField(label=_("Judul atau nomor"), max_length=100, required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua keadaan")), *Action.State.choices]
    )
    sebelum = day_field(_("Tenggat sampai"), required=False)
