"""Shapes of input of the room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MappingForm(forms.Form):
    """Which course addresses what, and why."""

    what = forms.ChoiceField(label=_("Indikator atau hak"))
    course = forms.TypedChoiceField(label=_("Pelatihan"), coerce=int)
    basis = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bagian pelatihan mana yang menjawab indikator atau hak ini."),
    )

    def __init__(self, *args: Any, whats: Iterable[Any], courses: Iterable[Any], **kwargs: Any) -> None:
        """Offer what the instrument names, and the courses."""
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(whats)  # type: ignore[attr-defined]
        self.fields["course"].choices = list(courses)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a mapping ends."""

    reason = forms.CharField(label=_("Alasan"), max_length=300)
