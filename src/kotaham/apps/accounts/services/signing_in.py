"""How allauth behaves here: no sign-up, passwords with a past, secrets at rest, a record of sign-ins."""

from base64 import urlsafe_b64encode
from functools import cache
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal.flows.email_authentication import wipe_password
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from kotaham.apps.accounts.models import Letter, PasswordUsed, Person
from kotaham.apps.accounts.services import mailing
from kotaham.apps.accounts.services.acting import actor_of
from kotaham.apps.accounts.services.securing import recorded
from kotaham.apps.events import services as events

# The letters that the library asks for; of changes we tell ourselves (securing.py).
LETTERS = {
    "account/email/password_reset_key": Letter.Kind.RESET,
    "account/email/email_confirmation": Letter.Kind.CONFIRM,
    "account/email/email_confirmation_signup": Letter.Kind.CONFIRM,
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations, never from a sign-up."""

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """Name the ways to prove oneself once more as our pages do."""
        words = {
            "reauthenticate": _("Pakai kata sandi"),
            "mfa_reauthenticate": _("Pakai kode dari aplikasi, atau kode pemulihan"),
            "mfa_reauthenticate:webauthn": _("Pakai kunci sandi"),
        }
        found = super().get_reauthentication_methods(user)
        return [{**way, "description": words.get(way["id"], way["description"])} for way in found]

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse everybody."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the letter; it is written, with a fresh link, when it is sent."""
        mailing.post(Letter(kind=LETTERS[template_prefix], to=email, person=context["user"]))

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
        """Record the sign-in, and greet in the language of who came in, whatever the door spoke."""
        request.user = user
        with events.work(actor_of(request)) as log:
            log.record("accounts.signed-in", user)
        with translation.override(user.language):
            return cast(HttpResponse, super().post_login(request, user, **kwargs))


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider vouches for people who have an account; it makes none."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the account at the provider to the person it vouches for, on the record; from then on it is known.

        A password set while the address was not proven is thrown away first: it may be somebody else's.
        """
        person = sociallogin.user
        if not sociallogin.is_existing or sociallogin.account.pk or not person.is_active:
            return
        browser = request.headers.get("user-agent", "")[:200]
        with recorded(actor_of(request), person.pk, rule="accounts.sign-in", browser=browser):
            wipe_password(request, person, sociallogin.email_addresses[0].email)
            sociallogin.connect(request, person)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse everybody."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted at rest with a key made from the secret of the installation."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _(
            "Alamat surel hanya dapat diganti tanpa faktor kedua. Lepas dulu aplikasi autentikator dan kunci sandi, "
            "ganti alamatnya, lalu pasang lagi."
        ),
        "unverified_email": _("Pastikan dulu alamat surel Anda lewat tautan yang kami kirim."),
        "cannot_generate_recovery_codes": _("Pasang dulu aplikasi autentikator atau kunci sandi."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 - as the library
        """Name a passkey by its number."""
        return _("Kunci sandi %(number)d") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}

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
