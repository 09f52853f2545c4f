"""The pages of the library of sign-in that change how a person signs in, put on the record; and what changed lately."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.base.views import IndexView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from kotaham.apps.accounts import queries, services
from kotaham.apps.accounts.models import Person

Door = Callable[..., HttpResponse]
Whose = Callable[..., int | None]


def oneself(request: HttpRequest, **_where: str) -> int | None:
    """Return who is signed in."""
    return int(request.user.pk) if request.user.is_authenticated else None


def of_reset(_request: HttpRequest, *, uidb36: str, **_where: str) -> int | None:
    """Return the person that the link of a forgotten password is about, whether or not its token counts."""
    try:
        number = url_str_to_user_pk(uidb36)
    except (ValueError, ValidationError):
        return None
    return Person.objects.filter(pk=number).values_list("pk", flat=True).first()


def of_address(_request: HttpRequest, *, key: str) -> int | None:
    """Return the person whose address the link confirms."""
    found = EmailConfirmationHMAC.from_key(key)
    return int(found.email_address.user_id) if found else None


def on_record(view: Door, *, whose: Whose = oneself, rule: str = "accounts.secure", reset: bool = False) -> Door:
    """Wrap a page so that what it changes, the event of it and the letter about it are one transaction."""

    @wraps(view)
    def recorded(request: HttpRequest, **where: Any) -> HttpResponse:
        person = whose(request, **where) if request.method == "POST" else None
        if person is None:
            return view(request, **where)
        browser = request.headers.get("user-agent", "")[:200]
        actor = services.actor_of(request)
        with services.recorded(actor, person, rule=rule, reset=reset, browser=browser):
            return view(request, **where)

    recorded.is_on_record = True  # type: ignore[attr-defined]
    return recorded


class SecurityView(IndexView):  # type: ignore[misc]
    """The own ways in, and what changed in them lately."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the newest changes and the tries that failed."""
        return {**super().get_context_data(**kwargs), "changes": queries.security_changes(self.request.user.pk)}
