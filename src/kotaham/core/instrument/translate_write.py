"""Write the other language of an instrument as its file, and keep of an earlier one what still fits."""

from collections.abc import Mapping
from typing import Any

from kotaham.core.errors import Refused
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Path
from kotaham.core.instrument.translate import Text, parse_translation, texts_of
from kotaham.core.instrument.write import entry


def other_language(instrument: Instrument) -> str:
    """Return the language into which an instrument is translated."""
    return "id" if instrument.language == "en" else "en"


def translation_yaml(instrument: Instrument, texts: Mapping[Path, Text]) -> str:
    """Write texts by path, in the order of the instrument; nothing where there are none."""
    tree: dict[str, Any] = {}
    for path in texts_of(instrument):
        if text := texts.get(path):
            inner = tree
            for key in path[:-1]:
                inner = inner.setdefault(str(key), {})
            inner[str(path[-1])] = text
    if not tree:
        return ""
    head = {"schema": 1, "id": instrument.id, "version": instrument.version, "language": other_language(instrument)}
    lines = (line for key, value in (head | tree).items() for line in entry(key, value, ""))
    return "\n".join(lines) + "\n"


def fitting(text: str, instrument: Instrument) -> dict[Path, Text]:
    """Return the texts of a translation that have a place in an instrument, whatever else it was made for."""
    try:
        found = parse_translation(text) if text else None
    except Refused:
        return {}
    if found is None or found.language != other_language(instrument):
        return {}
    known = texts_of(instrument)
    return {path: one for path, one in found.texts.items() if path in known and _alike(one, known[path])}


def _alike(one: Text, other: Text) -> bool:
    """Tell whether both are single texts, or lists of one length."""
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str)
    return len(one) == len(other)


def refitted(text: str, instrument: Instrument) -> str:
    """Write a translation anew for an instrument that has changed: what has no place in it any more is left out."""
    return translation_yaml(instrument, fitting(text, instrument))
