"""How allauth behaves here: no sign-up, passwords with a past, secrets at rest, a record of sign-ins."""

from base64 import urlsafe_b64encode
from functools import cache
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kotaham.apps.accounts.models import PasswordUsed, Person
from kotaham.apps.accounts.services.acting import actor_of
from kotaham.apps.events import services as events


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations, never from a sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse everybody."""
        return False

    def set_password(self, user: Person, password: str) -> None:
        """Set a password, and remember the one before when the profile asks for it."""
        set_password(user, password)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a failed sign-in to a known account; an unknown address is nobody's and is not kept."""
        super().authentication_failed(request, **credentials)
        known = Person.objects.filter(email=str(credentials.get("email") or "").lower()).first()
        if known is not None:
            with events.work(actor_of(request)) as log:
                log.record("accounts.sign-in-refused", ("accounts.person", known.pk))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Record the sign-in."""
        request.user = user
        with events.work(actor_of(request)) as log:
            log.record("accounts.signed-in", user)
        return cast(HttpResponse, super().post_login(request, user, **kwargs))


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider vouches for people who have an account; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse everybody."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted at rest with a key made from the secret of the installation."""

    def encrypt(self, text: str) -> str:
        """Encrypt under the newest secret."""
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt under any secret that still counts."""
        return keys().decrypt(encrypted_text.encode()).decode()


@cache
def keys() -> MultiFernet:
    """Return the keys for secrets at rest: the present secret first, then those it replaced."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(secret))) for secret in secrets])


def _derived(secret: str | bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"kotaham second factors").derive(
        secret.encode() if isinstance(secret, str) else secret
    )


def set_password(person: Person, password: str) -> None:
    """Set a password and the day it was set."""
    if settings.PASSWORD_HISTORY and person.has_usable_password():
        PasswordUsed.objects.create(person=person, hash=person.password)
        kept = PasswordUsed.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True)
        PasswordUsed.objects.filter(person=person).exclude(pk__in=list(kept[: settings.PASSWORD_HISTORY])).delete()
    person.set_password(password)
    person.password_at = timezone.now()
    person.save(update_fields=["password", "password_at"])
