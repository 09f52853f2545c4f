"""What a reader may ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.places.models import Level, PlaceChange
from kotaham.apps.places.rules import CODE

_CODE = rf"\A{CODE.pattern}\Z"


class SearchForm(forms.Form):
    """Words of a name, or the beginning of a code."""

    q = forms.CharField(label=_("Nama atau kode"), required=False, max_length=80)
    tingkat = forms.ChoiceField(
        label=_("Tingkat"), required=False, choices=[("", _("Provinsi dan kabupaten/kota")), *Level.choices]
    )


class ChangeForm(forms.Form):
    """One change of a place: what happened, to which codes, when, by which regulation, and why it is recorded."""

    what = forms.ChoiceField(
        label=_("Apa yang terjadi"),
        widget=forms.RadioSelect,
        choices=[
            (PlaceChange.What.RENAME.value, _("Ganti nama: kode tetap, namanya berubah")),
            (PlaceChange.What.RECODE.value, _("Ganti kode: wilayahnya sama, kodenya berubah")),
            (PlaceChange.What.SPLIT.value, _("Pemekaran: wilayah baru dibentuk dari wilayah yang ada")),
            (PlaceChange.What.MERGE.value, _("Penggabungan: wilayah lama melebur ke wilayah lain")),
        ],
    )
    before = forms.RegexField(
        _CODE, label=_("Kode wilayah yang berubah"), max_length=13, help_text=_("Kode Kemendagri, misalnya 31.71.")
    )
    after = forms.RegexField(
        _CODE,
        label=_("Kode sesudahnya"),
        max_length=13,
        required=False,
        help_text=_("Kode baru, wilayah hasil pemekaran, atau wilayah tujuan penggabungan. Kosong untuk ganti nama."),
    )
    new_name = forms.CharField(
        label=_("Nama baru"),
        max_length=120,
        required=False,
        help_text=_("Untuk ganti nama dan pemekaran, lengkap dengan jenisnya: Kabupaten Contoh."),
    )
    on = forms.DateField(label=_("Berlaku sejak"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    basis = forms.CharField(label=_("Dasar hukum"), max_length=200, help_text=_("Misalnya UU 14/2022."))
    reason = forms.CharField(
        label=_("Alasan pencatatan"), max_length=300, help_text=_("Misalnya nomor surat. Tercatat dalam riwayat.")
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind of change needs."""
        said = super().clean() or {}
        what = said.get("what")
        if what == PlaceChange.What.RENAME and not said.get("new_name"):
            self.add_error("new_name", _("Isi nama barunya."))
        if what and what != PlaceChange.What.RENAME and not said.get("after") and "after" not in self.errors:
            self.add_error("after", _("Isi kode sesudahnya."))
        return said
