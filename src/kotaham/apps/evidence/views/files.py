"""Files themselves: sent as attachments under a policy of their own, shown only as pictures drawn anew."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from kotaham.apps.evidence import services
from kotaham.apps.evidence.services import Opened
from kotaham.apps.gate.services import GatedRequest

_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def download(request: GatedRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the file of a revision."""
    opened = services.open_file(actor=request.actor, evidence=pk, number=number)
    return _sent(opened, attached=True)


def preview(request: GatedRequest, pk: int, number: int, page: int) -> HttpResponseBase:
    """Send a page as a picture."""
    opened = services.open_preview(actor=request.actor, evidence=pk, number=number, page=page)
    return _sent(opened, attached=False)


def _sent(opened: Opened, *, attached: bool) -> HttpResponseBase:
    response = StreamingHttpResponse(opened.chunks(), content_type=opened.mime)
    response["Content-Length"] = str(opened.size)
    response["Content-Disposition"] = content_disposition_header(attached, opened.name) or "inline"
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
