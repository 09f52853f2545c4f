"""The names of people, offices and other things, asked of the rooms that know them: all of one kind at once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

Lookup = Callable[[Iterable[Any]], Mapping[Any, str]]
PERSON, OFFICE = "accounts.person", "offices.office"


def declared(name: str) -> dict[str, Any]:
    """Return what all rooms declare under a name, together; a path is what it returns."""
    found: dict[str, Any] = {}
    for room in apps.get_app_configs():
        said = getattr(room, name, {})
        found |= import_string(said)() if isinstance(said, str) else said
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class Names:
    """The names that a page needs: first all are wished for, then each room is asked once."""

    def __init__(self) -> None:
        """Start with no wish."""
        self._wanted: dict[str, set[str]] = {}
        self._found: dict[str, dict[str, str]] = {}

    def want(self, kind: str, value: object) -> None:
        """Wish for the name of a thing; nothing has none."""
        if value is not None and value != "":
            self._wanted.setdefault(kind, set()).add(str(value))

    def look(self) -> "Names":
        """Ask the rooms for all that was wished for."""
        numbered, coded = declared("history_names"), declared("history_codes")
        for kind, keys in self._wanted.items():
            wanted: set[Any] = keys if kind in coded else {int(key) for key in keys if _is_number(key)}
            path = coded.get(kind) or numbered.get(kind)
            if path and wanted:
                look: Lookup = import_string(path)
                self._found[kind] = {str(key): str(name) for key, name in look(wanted).items()}
        return self

    def of(self, kind: str, value: object) -> str:
        """Return the name of a thing, or its number where it has no name (any more)."""
        if value is None or value == "":
            return ""
        name = self._found.get(kind, {}).get(str(value))
        return name or (_("nomor %(number)s") % {"number": value} if _is_number(str(value)) else str(value))


def name_of(kind: str, value: object) -> str:
    """Return the name of one thing, or its number where it has none."""
    names = Names()
    names.want(kind, value)
    return names.look().of(kind, value)


def kind_words(kind: str) -> str:
    """Return what things of a kind are called."""
    said = declared("history_kinds").get(kind)
    if said is not None:
        return capfirst(str(said))
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return kind
