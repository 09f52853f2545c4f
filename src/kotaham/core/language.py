"""Two languages of every sentence the platform says: Indonesian (the source) and English."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence in both languages, with `{name}` places to fill in."""

    id: str
    en: str

    def text(self, lang: Lang = "id", /, **values: object) -> str:
        """Return the sentence in `lang`, its places filled in with `values` (a `Say` among them in `lang` too)."""
        words = {name: value.text(lang) if isinstance(value, Say) else value for name, value in values.items()}
        return (self.id if lang == "id" else self.en).format(**words)
