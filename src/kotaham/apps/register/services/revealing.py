"""Open a sealed field: the one way to a full number, address or telephone; why it is opened goes into the record."""

from uuid import UUID

from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.sealed import FIELDS, opened

KIND = "register.member"


def reveal(ref: UUID, why: str, *, actor: Actor) -> dict[str, str]:
    """Return the sealed fields of a member in full, for somebody who says why."""
    member = demand_for(actor, "register.reveal", queries.of_ref(ref), rules.members, see="register.see")
    return _read(member, letters.must_say(why), actor)


def reveal_own(*, actor: Actor) -> dict[str, str]:
    """Return one's own sealed fields."""
    member = demand_for(actor, "register.own", Member.objects.all(), rules.oneself)
    return _read(member, gettext_noop("data saya sendiri"), actor)


def _read(member: Member, why: str, actor: Actor) -> dict[str, str]:
    events.record_read(actor, KIND, [member.pk], why, fields=FIELDS)
    return {name: opened(member, name) for name in FIELDS}
