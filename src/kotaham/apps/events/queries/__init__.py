"""Read the record."""

from kotaham.apps.events.queries.chain import guards, last, last_head
from kotaham.apps.events.queries.history import (
    Page,
    Wanted,
    about,
    done_by,
    event_names,
    head_names,
    heads,
    history,
    listed,
    newest_of_owner,
)
from kotaham.apps.events.queries.naming import OFFICE, PERSON, kind_words, name_of
from kotaham.apps.events.queries.words import Told, told, verb_words, verbs

__all__ = [
    "OFFICE",
    "PERSON",
    "Page",
    "Told",
    "Wanted",
    "about",
    "done_by",
    "event_names",
    "guards",
    "head_names",
    "heads",
    "history",
    "kind_words",
    "last",
    "last_head",
    "listed",
    "name_of",
    "newest_of_owner",
    "told",
    "verb_words",
    "verbs",
]
