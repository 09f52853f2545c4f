"""A request that passed the gate."""

from django.http import HttpRequest

from kotaham.apps.gate.services.actor import Actor
from kotaham.core.policy import Reach, Rule


class GatedRequest(HttpRequest):
    """What a view receives: the gate has set who acts, by which rule, and how far it reaches."""

    actor: Actor
    rule: Rule
    reach: Reach
    number: str
