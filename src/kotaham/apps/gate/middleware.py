"""The gate itself: every request passes the policy table, and every refusal becomes a letter."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from kotaham.apps.gate.services import Actor, policy, told
from kotaham.apps.gate.services.asking import forbid
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

UNREADABLE = Kind(
    "gate.unreadable",
    Say("Alamat memuat tanda yang tidak dapat dibaca.", "The address holds a sign that cannot be read."),
    Say("Ketik ulang pencarian atau alamatnya.", "Type the search or the address again."),
)
Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("kotaham.gate")


class GateMiddleware:
    """Ask the table before any view runs; a route without an entry opens for nobody."""

    def __init__(self, get_response: Answer) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response
        self.actor_of: Callable[[HttpRequest], Actor] = import_string(settings.GATE_ACTOR)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number the request and pass it on."""
        request.number = secrets.token_hex(8)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = request.number  # type: ignore[attr-defined]
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Open the door, or answer in its place."""
        if "\x00" in request.path or any("\x00" in text for texts in request.GET.lists() for text in texts[1]):
            return letter(request, Refused(UNREADABLE()))  # PostgreSQL cannot keep the sign, so nobody may send it
        match = request.resolver_match
        route = match.view_name if match else ""
        methods = policy().methods(route)
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method not in methods:
            return HttpResponseNotAllowed(methods)
        rule = policy().doors[(method, route)]
        actor = self.actor_of(request)
        reach = rule.reach(actor.columns)
        request.actor, request.rule, request.reach = actor, rule, reach  # type: ignore[attr-defined]
        if reach:
            return None
        if actor.person is None:
            return _to_sign_in(request)
        return letter(request, forbid(actor, rule))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a letter."""
        return letter(request, exception) if isinstance(exception, Refused) else None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
    response = redirect_to_login(back)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


def letter(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer with the letter: every problem, what it means, what to do next."""
    status = getattr(refused, "status", 400)
    log.info("refused %s %s: %s", request.method, status, ", ".join(refused.codes))
    template = "letter_part.html" if request.headers.get("HX-Request") else "letter.html"
    context = {"problems": told(refused), "status": status, "back": _page_before(request)}
    return render(request, template, context, status=status)


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours that a refused form was sent from; empty when unknown."""
    sent_from = request.headers.get("Referer", "") if request.method == "POST" else ""
    ours = url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure())
    return sent_from if ours else ""
