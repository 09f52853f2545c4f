"""Events in words: the names of people, offices and subjects looked up for a whole page at once."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kotaham.apps.events.models import Event
from kotaham.core.policy import ROLES

Names = Mapping[int, str]
Lookup = Callable[[Iterable[int]], Names]
PERSON, OFFICE = "accounts.person", "offices.office"
_ORDER = ("fields", "old", "new")


@dataclass(frozen=True)
class Told:
    """One event, ready for a page."""

    event: Event
    what: str
    who: str
    office: str
    kind: str
    subject: str
    holder: str

    @property
    def why(self) -> str:
        """The reason that was given."""
        return self.event.why

    @cached_property
    def details(self) -> Sequence[tuple[str, str]]:
        """What was noted beside, as pairs of name and value."""
        try:
            data = json.loads(self.event.data)
        except ValueError:
            data = {"data": self.event.data}
        if not isinstance(data, dict):
            return []
        names = sorted(data, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
        return [
            (_label(name), _field_names(self.event.kind, data[name]))
            if name == "fields"
            else (_label(name), _worded(name, data[name]))
            for name in names
        ]

    @property
    def has_page(self) -> bool:
        """Whether the subject can have a history of its own."""
        return "." in self.event.kind and "/" not in self.event.subject


def told(rows: Sequence[Event]) -> list[Told]:
    """Tell events in words; at most one look-up for each kind of subject that has names."""
    names = _names(rows)
    people, offices = names.get(PERSON, {}), names.get(OFFICE, {})
    return [
        Told(
            event,
            what=verb_words(event.verb),
            who=_who(event, people),
            office=_named(offices, event.office),
            kind=kind_words(event.kind),
            subject=_subject(event, names),
            holder="" if _is_its_own_holder(event) else _named(offices, event.holder),
        )
        for event in rows
    ]


def verb_words(verb: str) -> str:
    """Return the words of a verb; a verb that no room declares is shown as it is."""
    words = verbs().get(verb)
    return capfirst(str(words)) if words else verb


def verbs() -> dict[str, Any]:
    """Return the words of all verbs that the rooms declare."""
    return {verb: words for room in apps.get_app_configs() for verb, words in getattr(room, "verbs", {}).items()}


def kind_words(kind: str) -> str:
    """Return what things of a kind are called."""
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return kind


def name_of(kind: str, number: int) -> str:
    """Return the name of one person or office, or its number where it has none."""
    lookups = _lookups()
    return _named(lookups[kind]([number]) if kind in lookups else {}, number)


def _lookups() -> dict[str, Lookup]:
    return {kind: import_string(path) for kind, path in settings.EVENTS_NAMES.items()}


def _names(rows: Sequence[Event]) -> dict[str, Names]:
    wanted: dict[str, set[int]] = {PERSON: set(), OFFICE: set()}
    for event in rows:
        wanted[PERSON].update(filter(None, [event.person]))
        wanted[OFFICE].update(filter(None, [event.office, event.holder]))
        if event.subject.isascii() and event.subject.isdigit() and len(event.subject) < 19:
            wanted.setdefault(event.kind, set()).add(int(event.subject))
    return {kind: look(wanted[kind]) for kind, look in _lookups().items() if wanted.get(kind)}


def _named(names: Names, number: int | None) -> str:
    return "" if number is None else names.get(number) or _("nomor %(number)s") % {"number": number}


def _who(event: Event, people: Names) -> str:
    if event.person is not None:
        return _named(people, event.person)
    return _("sistem (%(name)s)") % {"name": event.system} if event.system else _("tanpa masuk")


def _subject(event: Event, names: Mapping[str, Names]) -> str:
    known = names.get(event.kind, {})
    return known.get(int(event.subject), event.subject) if known and event.subject.isdigit() else event.subject


def _flat(value: object) -> str:
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _worded(name: str, value: object) -> str:
    """Return a value in words: a role by its name, a day as people write it, anything else as it is."""
    if name == "role" and value in ROLES:
        return ROLES[str(value)].text("en" if (get_language() or "id").startswith("en") else "id")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    try:
        return date_format(date.fromisoformat(value), "j F Y") if isinstance(value, str) else _flat(value)
    except ValueError:
        return _flat(value)


def _is_its_own_holder(event: Event) -> bool:
    return event.kind == OFFICE and event.subject == str(event.holder)


def _label(name: str) -> str:
    """Return the words of what rooms note beside an event most often; any other name as it is."""
    known = {
        "fields": _("Kolom"),
        "old": _("Dari"),
        "new": _("Menjadi"),
        "count": _("Banyaknya"),
        "state": _("Keadaan"),
        "due": _("Tenggat"),
        "ends": _("Berakhir"),
        "on": _("Tanggal"),
        "kind": _("Jenis"),
        "role": _("Peran"),
        "revision": _("Revisi"),
        "parent": _("Induk nomor"),
        "person": _("Orang nomor"),
        "evidence": _("Bukti nomor"),
        "needed": _("Menunggu nomor"),
        "proposed": _("Usulan"),
        "media": _("Jenis berkas"),
        "size": _("Ukuran (bita)"),
        "sha256": _("Sidik SHA-256"),
    }
    return known.get(name, name)


def _field_names(kind: str, names: object) -> str:
    """Return fields by the words of their model, where it still has them."""
    if not isinstance(names, list):
        return _flat(names)
    try:
        fields = {field.name: field for field in apps.get_model(kind)._meta.get_fields()}
    except (LookupError, ValueError):
        fields = {}
    return ", ".join(str(getattr(fields.get(str(name)), "verbose_name", name)) for name in names)
