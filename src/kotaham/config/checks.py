"""System checks of an installation: each with an id and a hint."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register


@register("kotaham")
def production_is_real(**_kwargs: Any) -> list[CheckMessage]:
    """A real installation has no invented data, and talks to people by mail."""
    if not settings.PROFILE.production:
        return []
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(
            Error(
                "KOTAHAM_DEMO is on in production.",
                hint="Unset KOTAHAM_DEMO; demo people know their passwords.",
                id="kotaham.E010",
            )
        )
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        found.append(
            checks.Warning(
                "No mail goes out.",
                hint="Set EMAIL_URL, for example smtp+tls://user:password@host:587.",
                id="kotaham.W011",
            )
        )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            checks.Warning(
                "Production runs on SQLite.",
                hint="Set DATABASE_URL=postgres://... for more than a few offices.",
                id="kotaham.W012",
            )
        )
    if settings.HEADS_FOLDER.is_relative_to(settings.DATA):
        found.append(
            checks.Warning(
                "The signed heads of the record lie beside the record itself.",
                hint="Point KOTAHAM_HEADS to a folder that the database's owner cannot write.",
                id="kotaham.W013",
            )
        )
    return found
