"""What a reader of the record may ask for."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.events.queries import Wanted, verb_words, verbs

_NUMBERS: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 2**63 - 1, "widget": forms.HiddenInput}


class Filter(forms.Form):
    """Filters of the list; all may be empty."""

    perbuatan = forms.ChoiceField(label=_("Perbuatan"), required=False)
    sejak = forms.DateField(
        label=_("Sejak tanggal"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    sampai = forms.DateField(
        label=_("Sampai tanggal"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    orang = forms.IntegerField(**_NUMBERS)
    kantor = forms.IntegerField(**_NUMBERS)
    sebelum = forms.IntegerField(**_NUMBERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the verbs that the rooms declare, by their words."""
        super().__init__(*args, **kwargs)
        known = sorted(((verb, verb_words(verb)) for verb in verbs()), key=lambda one: one[1].casefold())
        field = self.fields["perbuatan"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("Semua perbuatan")), *known]

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        found = super().clean() or {}
        since, until = found.get("sejak"), found.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", _("Tanggal ini sebelum tanggal mulai. Tukarlah keduanya."))
        return found

    @staticmethod
    def wanted(found: Mapping[str, Any]) -> Wanted:
        """Return what was asked for, of what could be read."""
        since, until = found.get("sejak"), found.get("sampai")
        return Wanted(
            verb=found.get("perbuatan") or "",
            person=found.get("orang"),
            office=found.get("kantor"),
            since=timezone.make_aware(datetime.combine(since, time.min)) if since else None,
            until=timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min)) if until else None,
        )

    @property
    def before(self) -> int | None:
        """The number below which the page begins."""
        return self.cleaned_data.get("sebelum")
