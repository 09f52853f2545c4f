"""What an address asks of a list: a filter that it names wrongly is not applied, and the page says so in one line.

A view asks here for every filter of its list. `shell.html` shows the line, so no room has words of its own for it.
"""

from collections.abc import Callable, Container, Sequence
from typing import Any

from django.forms import Form
from django.http import HttpRequest

_MOST = 18  # digits of a number of a row


def choice_of(request: HttpRequest, name: str, known: Container[str], usual: str = "") -> str:
    """Return which of the known values the address asks for; without one, or with one not known, the usual."""
    wanted = request.GET.get(name, "")
    if wanted and wanted in known:
        return wanted
    if wanted:
        leave(request, name)
    return usual


def number_of(request: HttpRequest, name: str, is_known: Callable[[int], bool] = bool) -> int | None:
    """Return the number that the address asks for, if it is one and known; it is looked up only when asked for."""
    wanted = request.GET.get(name, "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) <= _MOST else None
    if number is not None and is_known(number):
        return number
    if wanted:
        leave(request, name)
    return None


def fields_of(request: HttpRequest, form: Form) -> dict[str, Any]:
    """Return what a form of filters could read of the address; what it could not read is not applied."""
    form.is_valid()
    for name in form.errors:
        leave(request, name)
    return form.cleaned_data


def leave(request: HttpRequest, name: str) -> None:
    """Note that a filter of the address is not applied, so that the page says so."""
    names: list[str] = request.__dict__.setdefault("filters_left", [])
    if name not in names:
        names.append(name)


def left(request: HttpRequest) -> Sequence[str]:
    """Return the filters of the address that were not applied."""
    found: Sequence[str] = request.__dict__.get("filters_left", ())
    return found
