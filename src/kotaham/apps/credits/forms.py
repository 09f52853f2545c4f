"""Shapes of input of the room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the calendar of the browser."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ClaimForm(forms.Form):
    """A course elsewhere, as its certificate says it."""

    title = forms.CharField(label=_("Nama pelatihan"), max_length=200)
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=200)
    number = forms.CharField(label=_("Nomor sertifikat"), max_length=120)
    hours = forms.DecimalField(
        label=_("JP"), max_digits=5, decimal_places=1, min_value=0, help_text=_("Seperti tercetak pada sertifikatnya.")
    )
    began = day_field(_("Tanggal mulai"))
    ended = day_field(_("Tanggal selesai"), help_text=_("JP dihitung pada tahun tanggal ini."))
    proof = forms.TypedChoiceField(label=_("Bukti"), coerce=int, help_text=_("Sertifikatnya, dari ruang bukti."))

    def __init__(self, *args: Any, offered: Iterable[Any], **kwargs: Any) -> None:
        """Offer the evidence that the office can use."""
        super().__init__(*args, **kwargs)
        self.fields["proof"].choices = [(one.pk, one.title) for one in offered]  # type: ignore[attr-defined]


class DecideForm(ReasonForm):
    """Recognise or refuse, and why."""

    verb = forms.ChoiceField(
        label=_("Keputusan"), choices=[("accept", _("Akui")), ("refuse", _("Tolak"))], widget=forms.RadioSelect
    )
    field_order = ("verb", "reason")


class ExportForm(ReasonForm):
    """Which year, in which shape, and for what."""

    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2099)
    shape = forms.ChoiceField(label=_("Bentuk"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    full = forms.BooleanField(
        label=_("Sertakan nomor lengkap"),
        required=False,
        help_text=_(
            "Pada lembar Pencocokan berkas XLSX. Tiap orang dapat melihat bahwa nomornya Anda buka, dan untuk apa; "
            "simpan berkasnya di tempat yang hanya Anda buka, dan hapus sesudah diunggah."
        ),
    )
    field_order = ("year", "shape", "full", "reason")

    def __init__(self, *args: Any, may_reveal: bool, **kwargs: Any) -> None:
        """Offer full numbers to who may open them."""
        super().__init__(*args, **kwargs)
        if not may_reveal:
            del self.fields["full"]

    def clean(self) -> dict[str, Any]:
        """Give full numbers in the shape that has a sheet for them."""
        cleaned = super().clean() or {}
        if cleaned.get("full") and cleaned.get("shape") == "csv":
            self.add_error("full", _("CSV tidak menyebut orang. Pilih XLSX, atau kosongkan pilihan ini."))
        return cleaned


class AccessForm(forms.Form):
    """For which program, and until when."""

    name = forms.CharField(label=_("Nama program"), max_length=120)
    ends = day_field(_("Berlaku sampai"), help_text=_("Paling lama satu tahun."))
