"""Which members an actor reaches: those of their office, those of their area, all; and oneself."""

from django.db.models import Exists, OuterRef, Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.models import Member
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())


def of_kanwil(actor: Actor) -> bool:
    """Tell whether the actor speaks for a Kanwil, whose people are found by a column of their own."""
    return (actor.role or "").startswith("kanwil_")


def members(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on members, of serving within reach."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    return near(actor, reach)


def near(actor: Actor, reach: Reach) -> Q:
    """Return the condition on rows with plain columns `office_id` and `kanwil_id`; offices are found first, as few."""
    if reach is Reach.OWN:
        return Q(office_id=actor.office)
    if of_kanwil(actor):
        return Q(kanwil_id=actor.office)
    below = offices.visible(offices.within(actor, reach, at=""), offices.Narrowing(closed=True))
    return Q(office_id__in=below.order_by().values("pk"))


def oneself(actor: Actor, _reach: Reach) -> Q:
    """Return the condition, on members, of being the actor."""
    return Q(account_id=actor.person) if actor.person else NOBODY


def of_office(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on rows that an office holds, of lying within reach."""
    return offices.within(actor, reach, at="office")


def of_member(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on rows about a member, that the member serves within reach."""
    return _about("member_id", actor, reach)


def of_both(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on pairs, that both people serve within reach."""
    return _about("first_id", actor, reach) & _about("second_id", actor, reach)


def _about(column: str, actor: Actor, reach: Reach) -> Q:
    if reach is Reach.ALL:
        return Q()
    return Q(Exists(Member.objects.filter(members(actor, reach), pk=OuterRef(column))))


def entities(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on communities and businesses, of lying in the actor's area."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    return Q(kanwil_id=actor.office) if of_kanwil(actor) else Q(place_code__in=[code for code in actor.area if code])
