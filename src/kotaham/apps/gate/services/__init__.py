"""What every room asks the gate: who acts, and whether they may."""

from kotaham.apps.gate.services.actor import Actor, system
from kotaham.apps.gate.services.asking import Scope, demand, demand_for, policy, reach_of
from kotaham.apps.gate.services.boxes import Box, Line, Section
from kotaham.apps.gate.services.letters import Forbidden, Stale
from kotaham.apps.gate.services.menu import Item
from kotaham.apps.gate.services.request import GatedRequest

__all__ = [
    "Actor",
    "Box",
    "Forbidden",
    "GatedRequest",
    "Item",
    "Line",
    "Scope",
    "Section",
    "Stale",
    "demand",
    "demand_for",
    "policy",
    "reach_of",
    "system",
]
