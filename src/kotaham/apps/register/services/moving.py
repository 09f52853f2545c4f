"""Move a person along their life in the register: not active, active again, to another office."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.offices import queries as offices
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Member, NameWord, Posting
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.adding import kanwil_above, must_reach
from kotaham.core.errors import Refused

PAST = {"leave": "left", "return": "returned"}


def leave(ref: UUID, reason: str, *, actor: Actor, version: int) -> Member:
    """Mark a person as not active: retired, resigned, deceased. What they did stays and goes on counting."""
    return _step(ref, "leave", reason, actor, version)


def come_back(ref: UUID, reason: str, *, actor: Actor, version: int) -> Member:
    """Mark a person as active again."""
    return _step(ref, "return", reason, actor, version)


def _step(ref: UUID, verb: str, reason: str, actor: Actor, version: int) -> Member:
    member = demand_for(actor, "register.leave", queries.of_ref(ref), rules.members, see="register.see")
    why = letters.must_say(reason)
    step = next(move for move in rules.LIFE.moves if move.verb == verb)
    with events.work(actor) as log:
        _write(member, version, step.source, state=step.target)
        log.record(f"register.{PAST[verb]}", member, holder=member.office_id, reason=why)
    return member


def move(ref: UUID, office: int, reason: str, *, actor: Actor, version: int) -> Member:
    """Move a person to another office from today on; what they did until now counts where they served then."""
    member = demand_for(actor, "register.move", queries.of_ref(ref), rules.members, see="register.see")
    must_reach(actor, demand(actor, "register.move"), office)
    why = letters.must_say(reason)
    if member.office_id == office:
        raise Refused(letters.SAME())
    place = {"office_id": office, "kanwil_id": kanwil_above(office)}
    old = member.office_id
    with events.work(actor) as log:
        _write(member, version, Member.State.ACTIVE, **place)
        today = offices.today()
        Posting.objects.filter(member=member, ends=None).update(ends=today)
        Posting.objects.create(member=member, agency=member.agency, starts=today, reason=why, **place)
        NameWord.objects.filter(member=member).update(**place)
        for holder in dict.fromkeys((old, office)):
            log.record("register.moved", member, holder=holder, reason=why, data={"old": old, "new": office})
    return member


def _write(member: Member, version: int, source: str, **fields: Any) -> None:
    rows = Member.objects.filter(pk=member.pk, version=version, state=source)
    if not rows.update(version=F("version") + 1, changed_at=timezone.now(), **fields):
        raise Stale.of(letters.named(member))
    for name, value in fields.items():
        setattr(member, name, value)
    member.version = version + 1
