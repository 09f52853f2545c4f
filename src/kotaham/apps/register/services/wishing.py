"""What people ask about their own data, answered within 3 x 24 hours; and the erasure that may follow."""

from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Before, Member, NameWord, OldNumber, Pair, Staged, Wish
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.telling import tell_answered, tell_asked
from kotaham.core.errors import Refused
from kotaham.core.language import Say

CLOCK = timedelta(hours=72)  # UU 27/2022 articles 30-32 and 40-45
OPEN_MOST = 3


def ask(kind: str, text: str, *, actor: Actor) -> Wish:
    """Ask to see, to correct, or to erase what the register holds of oneself."""
    demand(actor, "register.wish")
    member = queries.of_account(actor.person)
    if member is None:
        raise Http404
    told = text.strip()[:2000]
    if kind != Wish.Kind.ACCESS and not told:
        raise Refused(letters.NO_WISH())
    if queries.wishes_of(member).filter(state="open").count() >= OPEN_MOST:
        raise Refused(letters.MANY_WISHES(most=OPEN_MOST))
    with events.work(actor) as log:
        wish = Wish.objects.create(member=member, kind=kind, text=told, due_at=timezone.now() + CLOCK)
        log.record("register.wished", wish, holder=member.office_id, data={"kind": kind})
        tell_asked(wish)
    return wish


def answer(pk: int, text: str, *, actor: Actor, granted: bool) -> Wish:
    """Answer a request, in words that the person reads."""
    wish = demand_for(actor, "register.wish-answer", queries.wish_rows(pk), rules.of_member, see="register.wishes")
    told = letters.must_say(text)
    state = Wish.State.GRANTED if granted else Wish.State.REFUSED
    now = timezone.now()
    with events.work(actor) as log:
        rows = Wish.objects.filter(pk=pk, state=Wish.State.OPEN)
        if not rows.update(state=state, answer=told, answered_at=now, answered_by=actor.person):
            raise Stale.of(Say("Permintaan ini", "This request"))
        data = {"granted": granted, "late": now > wish.due_at}
        log.record("register.wish-answered", wish, holder=wish.member.office_id, data=data)
        tell_answered(wish)
    return wish


def erase(ref: UUID, reason: str, *, actor: Actor, version: int) -> Member:
    """Erase what tells who a person is; what was counted stays counted, of nobody."""
    member = demand_for(actor, "register.erase", queries.of_ref(ref), rules.members, see="register.see")
    why = letters.must_say(reason)
    nothing = {f"{name}_sealed": None for name in ("number", "email", "phone")}
    nothing |= {"number_index": None, "email_index": None}
    blank = dict.fromkeys(("name", "name_key", "sex", "number_tail", "agency", "post"), "")
    with events.work(actor) as log:
        rows = Member.objects.filter(pk=member.pk, version=version, state__in=queries.COUNTED)
        moment = {"version": F("version") + 1, "changed_at": timezone.now()}
        if not rows.update(state="erased", account=None, **nothing, **blank, **moment):
            raise Stale.of(letters.named(member))
        for kind in (NameWord, OldNumber, Before):
            kind.objects.filter(member=member).delete()
        Staged.objects.filter(member_id=member.pk).delete()
        Pair.objects.filter(first=member).delete()
        Pair.objects.filter(second=member).delete()
        log.record("register.erased", member, holder=member.office_id, reason=why)
    return member
