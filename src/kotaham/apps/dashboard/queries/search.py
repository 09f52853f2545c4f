"""What a search finds: one group for each room, at most five lines, each asked by the reader's own right."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.actions import queries as actions
from kotaham.apps.classes import queries as classes
from kotaham.apps.courses import queries as courses
from kotaham.apps.evidence import queries as evidence
from kotaham.apps.gate.services import Actor, language, reach_of
from kotaham.apps.gate.services.boxes import SHOWN
from kotaham.apps.offices import queries as offices
from kotaham.apps.places import queries as places
from kotaham.apps.register import queries as register
from kotaham.apps.register.services import like_number
from kotaham.core.dates import day
from kotaham.core.policy import ROLES

LEAST = 2  # letters; one letter finds half of everything


# Where it is from, its number, its title, two texts and a moment that its line tells.
_Row = tuple[str, int, str, str, str, datetime]


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
    kind: str = "accounts.person"  # what these people are in the record
    fields: Sequence[str] = ("name",)  # what is shown of them


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
    kind: str = "accounts.person"
    fields: Sequence[str] = ("name",)

    def found(self, text: str, lines: Sequence[Hit], read: Sequence[int] = ()) -> Iterator[Group]:
        """Make a group of up to six lines, of which the sixth only tells that there are more."""
        if lines:
            query = {**({"bagian": self.part} if self.part else {}), self.query: text}
            more = f"{reverse(self.route)}?{urlencode(query)}" if len(lines) > SHOWN else ""
            yield Group(self.key, self.title, self.icon, lines[:SHOWN], more, read, self.kind, self.fields)


PEOPLE = _Room("orang", _("Orang"), "people", "accounts:people")
MEMBERS = _Room(
    "peserta", pgettext_lazy("orang", "Peserta"), "person-lines-fill", "register:list",
    kind="register.member", fields=("name", "office"),
)  # fmt: skip
COURSES = _Room("pelatihan", pgettext_lazy("banyak", "Pelatihan"), "book", "courses:list", query="cari")
SESSIONS = _Room("sesi", pgettext_lazy("banyak", "Sesi"), "calendar-event", "classes:list", query="cari")
OFFICES = _Room("kantor", pgettext_lazy("banyak", "Kantor"), "building", "offices:list")
ACTIONS = _Room("tindak-lanjut", pgettext_lazy("banyak", "Tindak lanjut"), "list-check", "actions:list", part="semua")
EVIDENCE = _Room("bukti", _("Bukti"), "file-earmark-text", "evidence:list", query="cari")
PLACES = _Room("wilayah", pgettext_lazy("banyak", "Wilayah"), "geo-alt", "places:list")


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


def _members(actor: Actor, text: str) -> Iterator[Group]:
    """Find people of the register by their names; never by a number, which would stay in the address."""
    reach = reach_of(actor, "register.list")
    if not reach or like_number(text):
        return
    found = list(register.named_like(actor, reach, text)[: SHOWN + 1])
    lines = [
        Hit(row.name, row.get_absolute_url(), note=row.office.name if row.office else row.agency) for row in found
    ]  # fmt: skip
    yield from MEMBERS.found(text, lines, [row.pk for row in found[:SHOWN]])


def _titled(actor: Actor, text: str) -> Iterator[Group]:
    """Find courses and sessions by their titles, and places by their names, all with one question."""
    found: dict[str, list[_Row]] = {room.key: [] for room in (COURSES, SESSIONS, PLACES)}
    for row in _rows(actor, text):
        found[row[0]].append(row)
    yield from COURSES.found(text, [
        Hit(title, reverse("courses:detail", args=[pk]), note=f"{code} · {programme}")
        for _key, pk, title, code, programme, _at in sorted(found[COURSES.key], key=itemgetter(2, 1))
    ])  # fmt: skip
    yield from SESSIONS.found(text, [
        Hit(title, reverse("classes:detail", args=[pk]), note=f"{_day(at, zone)} · {office}")
        for _key, pk, title, zone, office, at in sorted(found[SESSIONS.key], key=itemgetter(5, 1), reverse=True)
    ])  # fmt: skip
    yield from PLACES.found(text, [
        Hit(name, reverse("places:detail", args=[code]), note=f"{code} · {above}" if above else code)
        for _key, _pk, name, code, above, _at in sorted(found[PLACES.key], key=itemgetter(3))
    ])  # fmt: skip


def _day(at: datetime, zone: str) -> str:
    return day(at.astimezone(ZoneInfo(zone)), language())


def _rows(actor: Actor, text: str) -> Iterable[_Row]:
    parts: list[QuerySet[Any, _Row]] = []
    if reach := reach_of(actor, "courses.see"):
        rows = _first(courses.courses(actor, reach, text))
        parts.append(rows.values_list(Value(COURSES.key), "pk", "title", "code", "programme__title", "made_at"))
    if reach := reach_of(actor, "classes.see"):
        rows = _first(classes.sessions(actor, reach, words=text))
        parts.append(rows.values_list(Value(SESSIONS.key), "pk", "title", "zone", "office__name", "starts"))
    if reach_of(actor, "places.see"):
        above, never = Coalesce("parent__name", Value("")), Value(timezone.now(), DateTimeField())
        rows = _first(places.search(text))
        parts.append(rows.values_list(Value(PLACES.key), "pk", "name", "code", above, never))
    return parts[0].union(*parts[1:], all=True) if parts else ()


def _first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the first of some rows in a form that can be put beside others; SQLite cuts no parts of a union."""
    first: QuerySet[Any] = rows.model._default_manager.filter(pk__in=rows.values("pk")[: SHOWN + 1]).order_by()
    return first


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


SOURCES: Sequence[Callable[[Actor, str], Iterator[Group]]] = (
    _people, _members, _offices, _titled, _actions, _evidence,
)  # fmt: skip
