"""Sessions for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.services import Wish
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.models import Office


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
    starts = timezone.now()
    fields = {"title": "Contoh", "mode": "onsite", "zone": "Asia/Jakarta", "place": "Aula", "secret": "s" * 32} | more
    return Session.objects.create(office=office, state=state, starts=starts, ends=starts + timedelta(hours=2), **fields)
