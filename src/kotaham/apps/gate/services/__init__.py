"""What every room asks the gate: who acts, and whether they may."""

from kotaham.apps.gate.services.actor import Actor, system
from kotaham.apps.gate.services.asking import Scope, demand, demand_for, opens, policy, reach_of
from kotaham.apps.gate.services.boxes import Box, Line, Section
from kotaham.apps.gate.services.bytewise import BytewiseEmail, BytewiseText, search_key
from kotaham.apps.gate.services.letters import Forbidden, Stale, beside_fields, in_parts, in_words, language, told
from kotaham.apps.gate.services.menu import Group, Item, Open
from kotaham.apps.gate.services.noted import UNSEEN, Noted
from kotaham.apps.gate.services.origin import origin_of
from kotaham.apps.gate.services.request import GatedRequest

__all__ = [
    "UNSEEN",
    "Actor",
    "Box",
    "BytewiseEmail",
    "BytewiseText",
    "Forbidden",
    "GatedRequest",
    "Group",
    "Item",
    "Line",
    "Noted",
    "Open",
    "Scope",
    "Section",
    "Stale",
    "beside_fields",
    "demand",
    "demand_for",
    "in_parts",
    "in_words",
    "language",
    "opens",
    "origin_of",
    "policy",
    "reach_of",
    "search_key",
    "system",
    "told",
]
