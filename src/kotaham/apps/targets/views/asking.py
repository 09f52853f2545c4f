"""What an address asks for, and addresses that ask for something."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from kotaham.apps.classes.queries import MODES
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


def number_in(request: HttpRequest, name: str) -> int | None:
    """Return a whole number that the address names, or None."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def asked(request: HttpRequest) -> Asked:
    """Return what the address asks for; what it does not say, or says wrongly, is the usual."""
    year, said, measure = number_in(request, "tahun"), request.GET.get("kelompok"), request.GET.get("ukuran")
    group = said if said is not None and said in GROUPS else next(iter(GROUPS))
    return Asked(
        year if year is not None and year in KNOWN_YEARS else now().year,
        group,
        measure if measure is not None and measure in measures(group) else Measure.PERSONS.value,
        number_in(request, "kanwil"),
    )


def narrowed(request: HttpRequest, one: Asked) -> Ask:
    """Return which number the address asks for; a number of all groups says so with an empty group."""
    month, mode = number_in(request, "bulan") or 0, request.GET.get("cara")
    known = "" if mode == NO_MODE else mode if mode in MODES else None
    return Ask(
        one.year, one.measure, group=one.group, kanwil=one.kanwil, office=number_in(request, "kantor"),
        month=month if month in range(1, 13) else 0, mode=known,
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
