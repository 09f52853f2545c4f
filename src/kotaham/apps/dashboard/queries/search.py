"""What a search finds: one group for each room, at most five lines, each asked by the reader's own right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.actions import queries as actions
from kotaham.apps.evidence import queries as evidence
from kotaham.apps.gate.services import Actor, language, reach_of
from kotaham.apps.gate.services.boxes import SHOWN
from kotaham.apps.offices import queries as offices
from kotaham.apps.places import queries as places
from kotaham.core.policy import ROLES

LEAST = 2  # letters; one letter finds half of everything


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; an address is shown masked."""

    title: str
    url: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What one room found: at most five lines, and where the rest stands."""

    key: str
    title: Any  # a lazy translation
    icon: str
    lines: Sequence[Hit]
    more: str  # the address of the whole list, empty when all are shown
    read: Sequence[int] = ()  # numbers of the people whose data are shown


def find(actor: Actor, text: str) -> list[Group]:
    """Search every room that is open to the actor; a room that finds nothing is left out."""
    if len(text) < LEAST:
        return []
    return [group for source in SOURCES for group in source(actor, text)]


@dataclass(frozen=True, slots=True)
class _Room:
    """How a room appears in the search."""

    key: str
    title: Any
    icon: str
    route: str
    query: str = "q"  # what the list calls its words
    part: str = ""  # of the list, where it has parts

    def found(self, text: str, lines: Sequence[Hit], read: Sequence[int] = ()) -> Iterator[Group]:
        """Make a group of up to six lines, of which the sixth only tells that there are more."""
        if lines:
            query = {**({"bagian": self.part} if self.part else {}), self.query: text}
            more = f"{reverse(self.route)}?{urlencode(query)}" if len(lines) > SHOWN else ""
            yield Group(self.key, self.title, self.icon, lines[:SHOWN], more, read)


PEOPLE = _Room("orang", _("Orang"), "people", "accounts:people")
OFFICES = _Room("kantor", _("Kantor"), "building", "offices:list")
ACTIONS = _Room("tindak-lanjut", _("Tindak lanjut"), "list-check", "actions:list", part="semua")
EVIDENCE = _Room("bukti", _("Bukti"), "file-earmark-text", "evidence:list", query="cari")
PLACES = _Room("wilayah", _("Wilayah"), "geo-alt", "places:list")


def _people(actor: Actor, text: str) -> Iterator[Group]:
    reach = reach_of(actor, "accounts.people")
    if not reach:
        return
    found = list(accounts.search(actor, reach, text)[: SHOWN + 1])
    scope = offices.within(actor, reach, at="office")
    seats = accounts.seats_of(found, timezone.localdate(), scope) if found else {}
    lang = language()
    lines = [
        Hit(
            person.name,
            reverse("accounts:person", args=[person.pk]),
            note="; ".join(f"{ROLES[seat.role].text(lang)}, {seat.office.name}" for seat in seats[person.pk]),
            address=person.email,
        )
        for person in found
    ]
    yield from PEOPLE.found(text, lines, [person.pk for person in found[:SHOWN]])


def _offices(actor: Actor, text: str) -> Iterator[Group]:
    reach = reach_of(actor, "offices.see")
    if not reach:
        return
    rows = offices.visible(offices.reachable(actor, reach), offices.Narrowing(text=text))[: SHOWN + 1]
    lines = [
        Hit(
            row.name,
            reverse("offices:detail", args=[row.pk]),
            note=f"{row.get_kind_display()} · {row.parent.name}" if row.parent else str(row.get_kind_display()),
        )
        for row in rows
    ]
    yield from OFFICES.found(text, lines)


def _places(actor: Actor, text: str) -> Iterator[Group]:
    if not reach_of(actor, "places.see"):
        return
    rows = places.search(text)[: SHOWN + 1]
    lines = [
        Hit(
            row.name,
            reverse("places:detail", args=[row.code]),
            note=f"{row.code} · {row.parent.name}" if row.parent else row.code,
        )
        for row in rows
    ]
    yield from PLACES.found(text, lines)


def _actions(actor: Actor, text: str) -> Iterator[Group]:
    if not reach_of(actor, "actions.see"):
        return
    lines = [
        Hit(row.title, row.get_absolute_url(), note=f"{row.number} · {row.owner.name} · {row.get_state_display()}")
        for row in actions.search(actor, text)[: SHOWN + 1]
    ]
    yield from ACTIONS.found(text, lines)


def _evidence(actor: Actor, text: str) -> Iterator[Group]:
    reach = reach_of(actor, "evidence.list")
    if not reach:
        return
    rows = evidence.listed(actor, reach, evidence.Wanted(words=text), timezone.localdate())[: SHOWN + 1]
    lines = [Hit(row.title, reverse("evidence:detail", args=[row.pk]), note=row.holder.name) for row in rows]
    yield from EVIDENCE.found(text, lines)


SOURCES: Sequence[Callable[[Actor, str], Iterator[Group]]] = (_people, _offices, _places, _actions, _evidence)
