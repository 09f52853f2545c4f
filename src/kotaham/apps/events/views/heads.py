"""Signed heads: see them, ask for one, fetch them from outside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.events import queries, services
from kotaham.apps.events.views.lists import acting, tabs
from kotaham.apps.gate.services import reach_of

_SHOWN, _PUBLISHED = 50, 1000


def page(request: HttpRequest) -> HttpResponse:
    """Show the newest heads, and what no head vouches for yet."""
    actor = acting(request)
    heads = queries.heads(_SHOWN)
    count, _digest = queries.last()
    content = {
        "tabs": tabs(actor, "heads"),
        "heads": heads,
        "count": count,
        "open": count - (heads[0].count if heads else 0),
        "guarded": queries.guards(),
        "may_seal": reach_of(actor, "events.seal"),
    }
    return render(request, "events/heads.html", content)


def seal(request: HttpRequest) -> HttpResponse:
    """Sign the head now."""
    sealed = services.seal_head(acting(request))
    if sealed.fresh:
        messages.success(request, _("Kepala riwayat ditandatangani dan disimpan di luar basis data."))
    else:
        messages.info(request, _("Tidak ada kejadian baru sejak kepala terakhir; tidak ada yang perlu ditandatangani."))
    if sealed.unsent:
        messages.warning(request, _("Surel tidak sampai kepada: %(who)s.") % {"who": ", ".join(sealed.unsent)})
    return redirect("events:heads")


def published(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the newest heads to anybody who wants to keep them, oldest first, as the verifier reads them."""
    lines = [f"{head.line}\n" for head in reversed(queries.heads(_PUBLISHED))]
    return HttpResponse("".join(lines), content_type="text/plain; charset=us-ascii")


def key(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the public keys that heads are checked with."""
    return HttpResponse("".join(services.public_keys().values()), content_type="application/x-pem-file")
