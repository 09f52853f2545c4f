"""The menu on the left: each room declares its entries, the policy decides who sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import reverse

from kotaham.apps.gate.services.actor import Actor
from kotaham.apps.gate.services.asking import policy


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the route it opens, its words (a lazy translation), the icon, and its place in the order."""

    route: str
    title: Any
    icon: str
    order: int


def declared() -> list[Item]:
    """Return the entries that the rooms declare."""
    return [item for room in apps.get_app_configs() for item in getattr(room, "menu", ())]


def items_for(actor: Actor) -> Sequence[Item]:
    """Return the entries whose door opens for an actor, in order."""
    doors = policy().doors
    entered = (item for item in declared() if ("GET", item.route) in doors)
    open_to = (item for item in entered if doors["GET", item.route].reach(actor.columns))
    return sorted(open_to, key=lambda item: item.order)


def shown(actor: Actor, current: str) -> list[dict[str, Any]]:
    """Return the menu ready for a page: url, title, icon, and whether it is the room one stands in."""
    room = current.partition(":")[0]
    return [
        {"url": reverse(i.route), "title": i.title, "icon": i.icon, "current": i.route.partition(":")[0] == room}
        for i in items_for(actor)
    ]
