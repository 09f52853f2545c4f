"""What a reader may ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.places.models import Level


class SearchForm(forms.Form):
    """Words of a name, or the beginning of a code."""

    q = forms.CharField(label=_("Nama atau kode"), required=False, max_length=80)
    tingkat = forms.ChoiceField(
        label=_("Tingkat"), required=False, choices=[("", _("Provinsi dan kabupaten/kota")), *Level.choices]
    )
