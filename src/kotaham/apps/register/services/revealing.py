"""Open a sealed field: the one way to a full number, address or telephone; why it is opened goes into the record."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand, demand_for
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.sealed import EMAIL, FIELDS, NUMBER, opened

KIND = "register.member"


def reveal(ref: UUID, why: str, *, actor: Actor) -> dict[str, str]:
    """Return the sealed fields of a member in full, for somebody who says why."""
    member = demand_for(actor, "register.reveal", queries.of_ref(ref), rules.members, see="register.see")
    return _read(member, letters.must_say(why), actor)


def reveal_own(*, actor: Actor) -> dict[str, str]:
    """Return one's own sealed fields."""
    member = demand_for(actor, "register.own", Member.objects.all(), rules.oneself)
    return _read(member, gettext_noop("data saya sendiri"), actor)


def reveal_numbers(
    members: Collection[int], why: str, *, actor: Actor, beside: Sequence[str] = ()
) -> Mapping[int, str]:
    """Return the full numbers of those of several members whose sealed fields the actor may open, by member.

    Each of them finds in their record that it was opened, why, and what was shown `beside` it.
    """
    reach = demand(actor, "register.reveal")
    near = Member.objects.filter(rules.members(actor, reach), pk__in=members, number_sealed__isnull=False)
    rows = list(near.order_by("pk"))
    events.record_read(actor, KIND, [row.pk for row in rows], letters.must_say(why), fields=(*beside, NUMBER))
    return {row.pk: opened(row, NUMBER) for row in rows}


def address_to_write_to(member: int, why: str, *, actor: Actor) -> str:
    """Return the address of a member to whom a letter leaves now; "" for none. They find that it was read."""
    demand(actor, "register.write-to")
    row = Member.objects.filter(pk=member, state__in=queries.COUNTED, email_sealed__isnull=False).first()
    if row is None:
        return ""
    events.record_read(actor, KIND, [row.pk], why, fields=(EMAIL,))
    return opened(row, EMAIL)


def _read(member: Member, why: str, actor: Actor) -> dict[str, str]:
    events.record_read(actor, KIND, [member.pk], why, fields=FIELDS)
    return {name: opened(member, name) for name in FIELDS}
