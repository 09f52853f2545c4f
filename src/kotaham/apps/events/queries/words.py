"""Events in words: the names of people, offices and subjects looked up for a whole page at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kotaham.apps.events.models import Event
from kotaham.apps.events.queries import noting
from kotaham.apps.events.queries.naming import OFFICE, PERSON, Names, declared, kind_words
from kotaham.apps.gate.services import language
from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Told:
    """One event, ready for a page; `details` is what was noted beside, as pairs of title and value."""

    event: Event
    what: str
    who: str
    office: str
    kind: str
    subject: str
    holder: str
    details: Sequence[tuple[str, str]]

    @property
    def why(self) -> str:
        """The reason that was given, as it was given."""
        return self.event.why

    @property
    def is_read(self) -> bool:
        """Whether the reason is the name of a page of ours, which has its words in every language."""
        return self.event.verb.endswith(".read")

    @property
    def has_page(self) -> bool:
        """Whether the subject can have a history of its own."""
        return "." in self.event.kind and "/" not in self.event.subject


def told(rows: Sequence[Event], *, subjects: bool = True) -> list[Told]:
    """Tell events in words; at most one look-up for each kind of thing that has names.

    On the page of a subject nobody needs to be told its name again, nor whose it is.
    """
    names = _names(rows, subjects=subjects)
    return [
        Told(
            event,
            what=verb_words(event.verb),
            who=_who(event, names),
            office=names.of(OFFICE, event.office),
            kind=kind_words(event.kind),
            subject=names.of(event.kind, event.subject),
            holder="" if _is_its_own_holder(event) else names.of(OFFICE, event.holder),
            details=noting.details(event, names),
        )
        for event in rows
    ]


def verb_words(verb: str) -> str:
    """Return the words of a verb; a verb that no room declares is shown as it is."""
    words = verbs().get(verb)
    return capfirst(str(words)) if words else verb


def verbs() -> dict[str, Any]:
    """Return the words of all verbs that the rooms declare."""
    return declared("verbs")


def _names(rows: Sequence[Event], *, subjects: bool) -> Names:
    names = Names()
    for event in rows:
        names.want(PERSON, event.person)
        names.want(OFFICE, event.office)
        if subjects:
            names.want(OFFICE, event.holder)
            names.want(event.kind, event.subject)
        for kind, one in noting.wanted(event):
            names.want(kind, one)
    return names.look()


def _who(event: Event, names: Names) -> str:
    if event.person is not None:
        return names.of(PERSON, event.person)
    if not event.system:
        return _("tanpa masuk")
    words = declared("history_systems").get(event.system)
    if words is None:  # a command, by the name that the operator wrote
        return _("sistem (perintah %(name)s)") % {"name": event.system}
    said = words.text(language()) if isinstance(words, Say) else words
    return _("sistem (%(name)s)") % {"name": said}


def _is_its_own_holder(event: Event) -> bool:
    return event.kind == OFFICE and event.subject == str(event.holder)
