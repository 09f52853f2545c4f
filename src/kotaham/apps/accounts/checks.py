"""System checks: people of the demonstration never stand in a real installation."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from kotaham.apps.accounts.models import Person


@register(Tags.database)
def nobody_from_the_demo(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse production while somebody of the demonstration can sign in."""
    if not settings.PROFILE.production or not databases:
        return []
    if not Person.objects.filter(demo=True, is_active=True).exists():
        return []
    return [
        Error(
            "People of the demonstration stand in this production database; their passwords are public.",
            hint="Start with an empty database, or deactivate them: kotaham manage drop_demo.",
            id="kotaham.E020",
        )
    ]
