"""The menu on the left: each room declares its entries, the policy decides who sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import IntegerChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services.actor import Actor
from kotaham.apps.gate.services.asking import policy


class Group(IntegerChoices):
    """The headings of the menu, from the top down; a room names one of them for each of its entries."""

    WORK = 1, _("Pekerjaan")
    ASSESSMENT = 2, _("Penilaian")
    LEARNING = 3, _("Belajar")
    TRAINING = 4, _("Pelatihan HAM")
    ORGANISATION = 5, _("Organisasi")
    SYSTEM = 6, _("Sistem")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the route it opens, its words (lazy), the icon, its place, its heading, the pages under it."""

    route: str
    title: Any
    icon: str
    order: int
    group: Group
    also: frozenset[str] = frozenset()  # routes of its room that do not begin like its own


@dataclass(frozen=True, slots=True)
class Open:
    """A page that anybody may open, which the page to sign in names; a room declares it as `doorstep`."""

    route: str
    title: Any
    icon: str


def doorstep() -> Sequence[Mapping[str, Any]]:
    """Return the pages that need no account, ready for a page: url, title, icon."""
    rooms = (getattr(room, "doorstep", ()) for room in apps.get_app_configs())
    return [{"url": reverse(i.route), "title": i.title, "icon": i.icon} for items in rooms for i in items]


def declared() -> list[Item]:
    """Return the entries that the rooms declare."""
    return [item for room in apps.get_app_configs() for item in getattr(room, "menu", ())]


def items_for(columns: tuple[str, ...]) -> Sequence[Item]:
    """Return the entries whose door opens for somebody, by the columns that apply, by heading and in order."""
    doors = policy().doors
    entered = (item for item in declared() if ("GET", item.route) in doors)
    open_to = (item for item in entered if doors["GET", item.route].reach(columns))
    return sorted(open_to, key=lambda item: (item.group, item.order))


def shown(actor: Actor, current: str) -> Sequence[Mapping[str, Any]]:
    """Return the menu ready for a page: url, title, icon, heading, and whether it is the entry one stands under."""
    return _shown(actor.columns, current, settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def _shown(columns: tuple[str, ...], current: str, _urls: str) -> Sequence[Mapping[str, Any]]:
    """Prepare the menu of one role on one page once: it hangs on nothing else."""
    items = items_for(columns)
    here = _here(items, current)
    return [
        {"url": reverse(i.route), "title": i.title, "icon": i.icon, "group": i.group, "current": i is here}
        for i in items
    ]


def sought(actor: Actor) -> Sequence[Any]:
    """Return what the search finds for somebody, as the room of the search declares it in `search_finds`."""
    found = [one for room in apps.get_app_configs() for one in getattr(room, "search_finds", ())]
    rules = policy().rules
    return [words for rule, words in found if rule in rules and rules[rule].reach(actor.columns)]


def _here(items: Sequence[Item], current: str) -> Item | None:
    """Return the entry of the room one stands in; of several that names it, begins like it, or is the list."""
    room = [item for item in items if item.route.partition(":")[0] == current.partition(":")[0]]
    named = [item for item in room if current in item.also]
    near = [item for item in room if current.startswith(item.route)]
    lists = [item for item in room if item.route.endswith(":list")]
    return next(iter(named or near or lists or room), None)
