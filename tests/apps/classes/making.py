"""Sessions for tests."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.services import Wish
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member
from kotaham.apps.register.services.sealed import columns
from tests.apps.courses.making import member, nip


def wish(hours: float = 0.5, **changes: Any) -> Wish:
    """Return a session that begins in so many hours and takes two."""
    starts = timezone.now() + timedelta(hours=hours)
    fields: dict[str, Any] = {
        "title": "Sesi rekaan", "mode": "onsite", "starts": starts, "ends": starts + timedelta(hours=2),
        "place": "Aula rekaan",
    } | changes  # fmt: skip
    return Wish(**fields)


def opened(actor: Actor, **changes: Any) -> Session:
    """Prepare a session and open its registration."""
    row = services.plan(wish(**changes), actor=actor)
    return services.move(row.pk, "open", actor=actor)


def raw_session(office: Office, state: str = "draft", **more: Any) -> Session:
    """Write a session past all services, for the matrix."""
    starts = more.pop("starts", timezone.now())
    fields = {"title": "Contoh", "mode": "onsite", "zone": "Asia/Jakarta", "place": "Aula", "secret": "s" * 32} | more
    return Session.objects.create(office=office, state=state, starts=starts, ends=starts + timedelta(hours=2), **fields)


def guest(office: Office, which: int = 1, email: str = "") -> Member:
    """Write somebody without an account into the register, with an address or without."""
    row = member(office, "Dra. Sari Contoh Lestari, M.H.", number=nip(which))
    if email:
        Member.objects.filter(pk=row.pk).update(**columns(row.ref, nip(which), email, ""))
    return row


def invitation(session: Session, which: int, actor: Actor) -> tuple[Seat, str]:
    """Invite somebody by number; return the seat, and the path that the letter prints."""
    services.invite(session.pk, nip(which), actor=actor)
    seat = Seat.objects.get(session=session, member__number_tail=nip(which)[-3:])
    return seat, urlsplit(services.link_for(seat, actor=actor)).path
