"""The texts of one part of a draft beside their translation: one field for each, a line for each item of a list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kotaham.core.instrument.places import Path
from kotaham.core.instrument.translate import Text

MOST = 4000


class TranslationForm(forms.Form):
    """The other language of some texts."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, texts: Sequence[tuple[Path, str, Text]], held: Mapping[Path, Text], edition: int, data: Any = None
    ) -> None:
        """Take the texts with what each is called, and what is translated already."""
        super().__init__(data, initial={"edition": edition})
        self.texts = {f"t{number}": (path, text) for number, (path, _title, text) in enumerate(texts)}
        for number, (path, title, text) in enumerate(texts):
            lines = 1 if isinstance(text, str) and len(text) < 90 else 3
            field = forms.CharField(label=title, help_text=_told(text), required=False, max_length=MOST)
            field.widget = forms.Textarea(attrs={"rows": lines, "maxlength": MOST})
            field.initial = _typed(held.get(path, ""))
            self.fields[f"t{number}"] = field

    def clean(self) -> dict[str, Any]:
        """Refuse a list that has not as many lines as its original."""
        found = super().clean() or {}
        for name, (_path, text) in self.texts.items():
            lines = _lines(found.get(name, ""))
            if not isinstance(text, str) and lines and len(lines) != len(text):
                self.add_error(name, _("Tulis %(wanted)d baris, satu untuk setiap butir.") % {"wanted": len(text)})
        return found

    @property
    def given(self) -> dict[Path, Text]:
        """What was typed, by the path of the text."""
        typed = {name: str(self.cleaned_data.get(name, "")) for name in self.texts}
        return {
            path: " ".join(typed[name].split()) if isinstance(text, str) else tuple(_lines(typed[name]))
            for name, (path, text) in self.texts.items()
        }


def _told(text: Text) -> str:
    return text if isinstance(text, str) else _("Satu baris untuk setiap butir: ") + "; ".join(text)


def _typed(text: Text) -> str:
    return text if isinstance(text, str) else "\n".join(text)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
