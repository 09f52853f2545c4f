"""Read the record."""

from kotaham.apps.events.queries.chain import guards, last, last_head
from kotaham.apps.events.queries.history import (
    Page,
    Wanted,
    about,
    done_by,
    heads,
    history,
    listed,
    newest_of_owner,
)
from kotaham.apps.events.queries.words import OFFICE, PERSON, Told, kind_words, name_of, told, verb_words, verbs

__all__ = [
    "OFFICE",
    "PERSON",
    "Page",
    "Told",
    "Wanted",
    "about",
    "done_by",
    "guards",
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
