"""What a signed-in person brings to every page: language, time zone, and a password that may have grown old."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kotaham.apps.accounts.models import Person
from kotaham.apps.accounts.services.acting import acting_of

# What stays open to somebody whose password is too old.
_OPEN = {"account_change_password", "account_logout", "account_reauthenticate", "gate:language", "gate:appearance"}


class PersonMiddleware:
    """Speak the language and show the time of the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set language and zone for this request only."""
        timezone.deactivate()
        if request.user.is_authenticated:
            _prefer(request, request.user)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Ask for a new password first when the profile lets passwords grow old and this one has."""
        if not settings.PASSWORD_EXPIRY_DAYS or not request.user.is_authenticated:
            return None
        route = request.resolver_match.view_name if request.resolver_match else ""
        person = request.user
        limit = timezone.now() - timedelta(days=settings.PASSWORD_EXPIRY_DAYS)
        if (
            route in _OPEN
            or route.startswith("mfa_re")
            or person.password_at > limit
            or not person.has_usable_password()
        ):
            return None
        messages.warning(
            request,
            _("Kata sandi Anda berumur lebih dari %(days)d hari. Gantilah untuk melanjutkan.")
            % {"days": settings.PASSWORD_EXPIRY_DAYS},
        )
        return redirect("account_change_password")


def _prefer(request: HttpRequest, person: Person) -> None:
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(person.language)
        request.LANGUAGE_CODE = person.language
    timezone.activate(person.zone or acting_of(request).zone or settings.TIME_ZONE)
