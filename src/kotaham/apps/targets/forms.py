"""Shapes of input of the room."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TargetForm(forms.Form):
    """A target that is set for the first time."""

    amount = forms.IntegerField(label=_("Jumlah yang hendak dijangkau"), min_value=0, max_value=10_000_000)
    basis = forms.CharField(
        label=_("Dasar"),
        max_length=300,
        help_text=_("Surat atau dokumen yang menetapkannya, dengan nomor dan tanggal."),
    )
    valid_from = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ChangeForm(TargetForm):
    """A target that changes: why; an empty number takes it back."""

    field_order = ("amount", "basis", "valid_from", "reason", "edition")
    amount = forms.IntegerField(
        label=_("Jumlah yang hendak dijangkau"), min_value=0, max_value=10_000_000, required=False,
        help_text=_("Kosongkan bila target ini tidak berlaku lagi."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
