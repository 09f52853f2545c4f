"""Two languages of every sentence the platform says: Indonesian (the source) and English."""

from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal

Lang = Literal["id", "en"]


class _Counting(Formatter):
    """Fills in places; `{n:day|days}` becomes the first word where `n` is one, and else the second."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a value as its place asks for it."""
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_COUNTING = _Counting()


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence in both languages, with `{name}` places to fill in; English counts with `{n} {n:day|days}`."""

    id: str
    en: str

    def text(self, lang: Lang = "id", /, **values: object) -> str:
        """Return the sentence in `lang`, its places filled in with `values` (a `Say` among them in `lang` too)."""
        words = {name: value.text(lang) if isinstance(value, Say) else value for name, value in values.items()}
        sentence = self.id if lang == "id" else self.en
        return _COUNTING.vformat(sentence, (), words) if "|" in sentence else sentence.format(**words)
