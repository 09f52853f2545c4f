"""What several pages share."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from kotaham.apps.gate.queries import number_of
from kotaham.apps.gate.services import told
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused

Found = TypeVar("Found")


def attached(content: bytes, name: str, mime: str) -> HttpResponse:
    """Answer with a file to keep; nothing in it runs in the page."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=mime, headers=headers)


def attempt(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do something that a form asks for; return what came of it, or the letters that belong beside the form."""
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, list(told(refused))


def year_of(request: HttpRequest) -> int:
    """Return the year that the address asks for, or this one."""
    return number_of(request, "tahun", lambda year: 1000 <= year <= 9999) or offices.today().year
