"""The letters for what no room answers: wrong address, expired form, a fault of ours."""

import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from kotaham.apps.gate.middleware import letter
from kotaham.apps.gate.services import told
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

BAD = Kind(
    "gate.bad-request",
    Say("Permintaan tidak dapat dibaca.", "The request cannot be read."),
    Say("Kembali ke halaman sebelumnya dan coba lagi.", "Go back to the page before and try again."),
)
NO_DOOR = Kind(
    "gate.no-right",
    Say("Halaman ini tidak terbuka bagi Anda.", "This page does not open for you."),
    Say("Ganti peran, atau kembali ke beranda.", "Switch role, or go back to the start page."),
)
LOST = Kind(
    "gate.not-found",
    Say("Halaman ini tidak ada, atau bukan bagian Anda.", "This page does not exist, or is not yours."),
    Say("Periksa alamatnya, atau cari dari beranda.", "Check the address, or search from the start page."),
)
EXPIRED = Kind(
    "gate.form-expired",
    Say("Formulir ini sudah kedaluwarsa.", "This form has expired."),
    Say("Kembali, muat ulang halamannya, lalu kirim lagi.", "Go back, reload the page, and send it again."),
    Say("Tidak ada yang disimpan.", "Nothing was saved."),
)
AWAY = Kind(
    "gate.database-away",
    Say("Layanan ini sedang tidak dapat mencapai basis datanya.", "The service cannot reach its database just now."),
    Say(
        "Tunggu sebentar, lalu muat ulang dan lihat apakah yang terakhir Anda kirim sudah tersimpan.",
        "Wait a moment, then reload and see whether what you sent last was kept.",
    ),
    Say("Yang sudah dinyatakan tersimpan tetap tersimpan.", "What you were told is kept stays kept."),
)
AGAIN_SECONDS = 5  # after so long a browser may ask again


def _recognise(request: HttpRequest) -> None:
    """Find out who asks for an address that leads nowhere: no view stands behind it, so the gate never asked."""
    user = getattr(request, "user", None)
    if user is not None and not hasattr(request, "actor"):
        request.actor = import_string(settings.GATE_ACTOR)(request)  # type: ignore[attr-defined]


def _answer(request: HttpRequest, kind: Kind, status: int) -> HttpResponse:
    refused = Refused(kind())
    refused.status = status  # type: ignore[attr-defined]
    return letter(request, refused)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 400."""
    return _answer(request, BAD, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 403."""
    return _answer(request, NO_DOOR, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 404: the same words for what does not exist and for what is not yours."""
    _recognise(request)
    return _answer(request, LOST, 404)


def csrf_failed(request: HttpRequest, **_reason: Any) -> HttpResponse:
    """Answer a form whose token is missing or old."""
    return _answer(request, EXPIRED, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when the database is away, from a page that needs neither database nor session."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _away(request)
    return render(request, "500.html", status=500)


def _away(request: HttpRequest) -> HttpResponse:
    template = "letter_part.html" if request.headers.get("HX-Request") else "503.html"
    context = {"problems": told(Refused(AWAY())), "number": getattr(request, "number", "")}
    text = render_to_string(template, context)
    return HttpResponse(text, status=503, headers={"Retry-After": str(AGAIN_SECONDS)})
