"""What an address asks for, and addresses that ask for something."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from kotaham.apps.classes.queries import MODES
from kotaham.apps.gate.queries import choice_of, number_of
from kotaham.apps.gate.services import told
from kotaham.apps.register.queries import GROUPS
from kotaham.apps.targets.models import Measure
from kotaham.apps.targets.queries import Ask
from kotaham.apps.targets.rules import KNOWN_YEARS, measures
from kotaham.apps.targets.services import Asked, now
from kotaham.core.errors import Refused

Found = TypeVar("Found")
NO_MODE = "tanpa"  # asks for what has no mode: an invitation to a course
NAMES = {"year": "tahun", "group": "kelompok", "measure": "ukuran", "kanwil": "kanwil"}


def _group(request: HttpRequest) -> str:
    """Return the group that the address asks for; an empty one asks for all groups together."""
    usual, is_all = next(iter(GROUPS)), "" in GROUPS and request.GET.get("kelompok") == ""
    return choice_of(request, "kelompok", GROUPS, "" if is_all else usual)


def asked(request: HttpRequest) -> Asked:
    """Return what the address asks for; what it does not say, or says wrongly, is the usual."""
    group = _group(request)
    return Asked(
        number_of(request, "tahun", KNOWN_YEARS.__contains__) or now().year,
        group,
        choice_of(request, "ukuran", measures(group), Measure.PERSONS.value),
        number_of(request, "kanwil", lambda _pk: True),
    )


def narrowed(request: HttpRequest, one: Asked) -> Ask:
    """Return which number the address asks for; a number of all groups says so with an empty group."""
    mode = choice_of(request, "cara", (NO_MODE, *MODES))
    return Ask(
        one.year, one.measure, group=one.group, kanwil=one.kanwil,
        office=number_of(request, "kantor", lambda _pk: True),
        month=number_of(request, "bulan", range(13).__contains__) or 0, mode="" if mode == NO_MODE else mode or None,
    )  # fmt: skip


def query(one: Asked, **more: object) -> str:
    """Return the part of an address that asks for this, with changes and additions."""
    values = {name: getattr(one, field) for field, name in NAMES.items()} | more
    return urlencode({name: value for name, value in values.items() if value is not None})


def board_url(one: Asked, **more: object) -> str:
    """Return the address of the board that shows this."""
    return f"{reverse('targets:board')}?{query(one, **more)}"


def people_url(one: Asked, **more: object) -> str:
    """Return the address of the list of whom a number counts."""
    return f"{reverse('targets:people')}?{query(one, **more)}"


def attempt(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do something that a form asks for; return what came of it, or the letters that belong beside the form."""
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, list(told(refused))
