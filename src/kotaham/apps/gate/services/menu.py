"""The menu on the left: each room declares its entries, the policy decides who sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse

from kotaham.apps.gate.services.actor import Actor
from kotaham.apps.gate.services.asking import policy


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the route it opens, its words (a lazy translation), the icon, its place, the pages under it."""

    route: str
    title: Any
    icon: str
    order: int
    also: frozenset[str] = frozenset()  # routes of its room that do not begin like its own


def declared() -> list[Item]:
    """Return the entries that the rooms declare."""
    return [item for room in apps.get_app_configs() for item in getattr(room, "menu", ())]


def items_for(columns: tuple[str, ...]) -> Sequence[Item]:
    """Return the entries whose door opens for somebody, by the columns of the table that apply, in order."""
    doors = policy().doors
    entered = (item for item in declared() if ("GET", item.route) in doors)
    open_to = (item for item in entered if doors["GET", item.route].reach(columns))
    return sorted(open_to, key=lambda item: item.order)


def shown(actor: Actor, current: str) -> Sequence[Mapping[str, Any]]:
    """Return the menu ready for a page: url, title, icon, and whether it is the entry one stands under."""
    return _shown(actor.columns, current, settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def _shown(columns: tuple[str, ...], current: str, _urls: str) -> Sequence[Mapping[str, Any]]:
    """Prepare the menu of one role on one page once: it hangs on nothing else."""
    items = items_for(columns)
    here = _here(items, current)
    return [{"url": reverse(i.route), "title": i.title, "icon": i.icon, "current": i is here} for i in items]


def _here(items: Sequence[Item], current: str) -> Item | None:
    """Return the entry of the room one stands in; of several that names it, begins like it, or is the list."""
    room = [item for item in items if item.route.partition(":")[0] == current.partition(":")[0]]
    named = [item for item in room if current in item.also]
    near = [item for item in room if current.startswith(item.route)]
    lists = [item for item in room if item.route.endswith(":list")]
    return next(iter(named or near or lists or room), None)
