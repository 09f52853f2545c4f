"""What a reader prefers, kept in a cookie so that it needs neither a script nor an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

APPEARANCES = ("auto", "light", "dark")
COOKIE = "tampilan"


def appearance(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or automatic for a year, and go back to the page."""
    wanted = request.POST.get("appearance", "auto")
    back = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if own else "/")
    if wanted in APPEARANCES:
        response.set_cookie(
            COOKIE, wanted, max_age=365 * 86400, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response
