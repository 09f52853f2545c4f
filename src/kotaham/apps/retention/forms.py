"""Shapes of input of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.Form):
    """How long, on what basis, from when."""

    years = forms.IntegerField(
        label=_("Disimpan berapa tahun"), min_value=1, max_value=100, required=False,
        help_text=_("Kosongkan bila masa simpan ini tidak berlaku lagi."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Dasar"), max_length=300, help_text=_("Peraturan atau jadwal retensi arsip yang menetapkannya.")
    )
    valid_from = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Alasan perubahan"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, changes: bool = False, **kwargs: Any) -> None:
        """Ask for the reason of a change; what is set for the first time has none."""
        super().__init__(*args, **kwargs)
        if changes:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class HoldForm(forms.Form):
    """Which row is held back, and why."""

    number = forms.IntegerField(label=_("Baris"), min_value=0)
    reason = forms.CharField(label=_("Alasan menahan"), max_length=300)


class ReasonForm(forms.Form):
    """Why a list is dropped."""

    reason = forms.CharField(label=_("Alasan membatalkan"), max_length=300)
