"""Shapes of input of the room."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.notices.models import Channel, QuietHours
from kotaham.apps.notices.services import Hours, known
from kotaham.core.language import Lang

PREFIX = "jenis-"


class PreferenceForm(forms.Form):
    """One choice for each kind of notice, then the quiet hours."""

    quiet_starts = forms.TimeField(
        label=_("Jam tenang mulai pukul"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Selama jam tenang tidak ada surel; semuanya tetap masuk ke kotak masuk."),
    )
    quiet_ends = forms.TimeField(
        label=_("Jam tenang sampai pukul"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Boleh melewati tengah malam, misalnya 21.00 sampai 06.00."),
    )
    quiet_zone = forms.ChoiceField(label=_("Zona waktu jam tenang"), required=False, choices=QuietHours.Zone.choices)

    def __init__(self, *args: Any, lang: Lang, channels: Mapping[str, str], **kwargs: Any) -> None:
        """Take the language of the labels, and what was chosen before."""
        super().__init__(*args, **kwargs)
        for name, kind in known().items():
            choices = [choice for choice in Channel.choices if not (kind.firm and choice[0] == Channel.OFF)]
            self.fields[PREFIX + name] = forms.ChoiceField(
                label=kind.title.id if lang == "id" else kind.title.en,
                choices=choices,
                initial=channels.get(name, kind.channel),
            )
        self.order_fields([PREFIX + name for name in known()])

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the quiet hours, or none."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if (found.get("quiet_starts") is None) != (found.get("quiet_ends") is None):
            missing = "quiet_starts" if found.get("quiet_starts") is None else "quiet_ends"
            if missing not in self.errors:
                self.add_error(missing, _("Isi kedua jamnya, atau kosongkan keduanya."))
        return found

    def channels(self) -> dict[str, str]:
        """Return the channel chosen for each kind."""
        return {name: self.cleaned_data[PREFIX + name] for name in known()}

    def hours(self) -> Hours | None:
        """Return the quiet hours, or None."""
        starts, ends = self.cleaned_data["quiet_starts"], self.cleaned_data["quiet_ends"]
        return Hours(starts, ends, self.cleaned_data["quiet_zone"]) if starts is not None and ends is not None else None

    def kinds(self) -> Iterator[forms.BoundField]:
        """Yield the choices of the kinds, for the page."""
        return (field for field in self if field.name.startswith(PREFIX))

    def quiet(self) -> Iterator[forms.BoundField]:
        """Yield the fields of the quiet hours, for the page."""
        return (field for field in self if not field.name.startswith(PREFIX))
