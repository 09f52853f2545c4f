"""What waits to go out, and what was refused out there."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.statements import queries, services
from kotaham.apps.statements.rules import WHY

REFUSED, WAITING = "refused", "waiting"


def index(request: GatedRequest) -> HttpResponse:
    """Show what was refused, or what waits, and why."""
    state = WAITING if choice_of(request, "keadaan", ("menunggu",)) else REFUSED
    page, lang = page_of(request, queries.outbox(state)), language()
    context = {
        "page": page,
        "rows": [{"row": row, "why": WHY[row.why].text(lang)} for row in page.rows],
        "state": state,
        "tabs": _tabs(state),
        "host": urlsplit(settings.XAPI["endpoint"]).netloc if services.is_on() else "",
        "names": settings.XAPI["names"],
        "may_again": bool(reach_of(request.actor, "statements.again")),
    }
    return render(request, "statements/list.html", context)


def _tabs(state: str) -> list[dict[str, Any]]:
    counts = queries.open_counts()
    told = ((REFUSED, _("Ditolak"), "?"), (WAITING, _("Menunggu"), "?keadaan=menunggu"))
    return [{"title": title, "url": url, "current": key == state, "count": counts[key]} for key, title, url in told]


def again(request: GatedRequest, pk: int) -> HttpResponse:
    """Send a refused statement anew."""
    services.again(pk, actor=request.actor)
    messages.success(request, _("Pernyataan ini dikirim ulang pada pengiriman berikutnya."))
    return redirect("statements:list")
