"""What was noted beside an event, in the words that the room of the event declares."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from kotaham.apps.events.models import Event
from kotaham.apps.events.queries.naming import Names, kind_words
from kotaham.apps.gate.services import Noted, language
from kotaham.core.language import Say
from kotaham.core.numbers import exact, show

NOTHING = "-"  # what rooms note where there was no value
_ORDER = ("fields", "old", "new")


def noted(event: Event) -> dict[str, Any]:
    """Return what was noted beside an event; what cannot be read as names and values stands under one name."""
    try:
        data = json.loads(event.data)
    except ValueError:
        data = event.data
    return data if isinstance(data, dict) else {"data": data}


def word_for(verb: str, name: str) -> Noted:
    """Return how a name in the data of an event reads: by this very verb, by its room, or everywhere."""
    said = _words_of(verb.partition(".")[0])
    return said.get(f"{verb} {name}") or said.get(name) or _words_of("events").get(name) or Noted(name)


def _words_of(room: str) -> Mapping[str, Noted]:
    if not apps.is_installed(f"kotaham.apps.{room}"):
        return {}
    return getattr(apps.get_app_config(room), "history_words", {})


def wanted(event: Event) -> Iterator[tuple[str, Any]]:
    """Return the kind and the number of everything that is named in the data of an event."""
    data = noted(event)
    for name, value in data.items():
        word = word_for(event.verb, name)
        kind = data.get(word.kind_in, "") if word.kind_in else word.names
        if kind and word.title is not None:
            yield from ((str(kind), one) for one in (value if isinstance(value, list) else [value]))


def details(event: Event, names: Names) -> Sequence[tuple[str, str]]:
    """Return what was noted beside an event as titles and values, both in words; what holds nothing is left out."""
    data = noted(event)
    if "old" in data and data["old"] == data.get("new"):
        data = {name: value for name, value in data.items() if name not in {"old", "new"}}
    found = []
    for name in sorted(data, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        word = word_for(event.verb, name)
        text = "" if word.title is None else _value(event, data, name, names)
        if text:
            found.append((str(word.title), text))
    return found


def _value(event: Event, data: Mapping[str, Any], name: str, names: Names) -> str:
    word, value = word_for(event.verb, name), data[name]
    if value == NOTHING and name in {"old", "new"}:
        return _("belum ada")
    if value is None and name in {"old", "new"}:
        return _("tidak diketahui")
    if value is None or value in ("", [], {}) or (value == 0 and value is not False):
        return ""
    if word.kind_in:
        kind = str(data.get(word.kind_in, ""))
        return f"{names.of(kind, value)} ({kind_words(kind)})"
    if isinstance(value, dict):
        pairs = ((_one(event, word, key, names), _one(event, Noted(), one, names)) for key, one in value.items())
        return ", ".join(f"{key}: {one}" for key, one in pairs)
    parts = [_one(event, word, one, names) for one in (value if isinstance(value, list) else [value])]
    return " → ".join(parts) if name == "due" else ", ".join(part for part in parts if part)


def _one(event: Event, word: Noted, value: Any, names: Names) -> str:
    """Return one value in words."""
    if word.names:
        return names.of(word.names, value)
    words = _choices(event, word).get(str(value))
    if words is not None:
        return _say(words)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if word.amount:
        return show(exact(str(value)), lang=language())
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    try:
        return date_format(date.fromisoformat(value), "j F Y")
    except ValueError:
        return value


def _choices(event: Event, word: Noted) -> Mapping[str, Any]:
    """Return the words for each value; the fields of a thing are called as its model calls them."""
    if isinstance(word.choices, str) and word.choices.startswith("kotaham."):
        words: Mapping[str, Any] = import_string(word.choices)()
        return words
    if isinstance(word.choices, str):
        label, _dot, field = word.choices.rpartition(".")
        return {str(key): words for key, words in apps.get_model(label)._meta.get_field(field).flatchoices}
    return {**word.choices, **_field_words(event.kind)} if word.fields else word.choices


def _field_words(kind: str) -> dict[str, Any]:
    try:
        fields = apps.get_model(kind)._meta.get_fields()
    except (LookupError, ValueError):
        return {}
    return {field.name: field.verbose_name for field in fields if _has_words(field)}


def _has_words(field: Any) -> bool:
    """Tell whether somebody gave the field words; what Django makes of its name is none."""
    words = getattr(field, "verbose_name", None)
    return words is not None and str(words) != field.name.replace("_", " ")


def _say(words: Any) -> str:
    if isinstance(words, Say):
        return words.text(language())
    return str(words)
