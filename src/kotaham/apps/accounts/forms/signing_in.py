"""The forms of the library of sign-in, in our words; a field says once what it is for."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kotaham.apps.accounts import services


class InOurWords:
    """Labels of our own, and no placeholder that says the label again and is gone at the first letter."""

    words: ClassVar[Mapping[str, Any]]
    hints: ClassVar[Mapping[str, Any]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            if name != "password1":  # whose hint tells the password profile
                field.help_text = self.hints.get(name, "")


NEW: Mapping[str, Any] = {"password1": _("Kata sandi baru"), "password2": _("Kata sandi baru, sekali lagi")}


class SignInForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    """Address and password."""

    failed = _("Belum dapat masuk")
    words: ClassVar[Mapping[str, Any]] = {"login": _("Surel"), "password": _("Kata sandi")}


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    failed = _("Kata sandi belum cocok")
    words: ClassVar[Mapping[str, Any]] = {"password": _("Kata sandi")}


class ForgottenForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """The address of somebody who forgot the password; nothing here asks whether anybody has it."""

    words: ClassVar[Mapping[str, Any]] = {"email": _("Surel")}

    def clean_email(self) -> str:
        """Take any address."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **_kwargs: Any) -> str:  # noqa: ARG002 - the library's signature
        """Queue the letter."""
        services.ask_for_reset(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class ResetForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link of a letter."""

    words = NEW


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password for an old one."""

    words: ClassVar[Mapping[str, Any]] = {"oldpassword": _("Kata sandi sekarang"), **NEW}


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """The first password of somebody who came by an identity provider."""

    words = NEW


class AddressForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    """A new address."""

    words: ClassVar[Mapping[str, Any]] = {"email": _("Surel baru")}


class CodeForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    """The code of a second factor, when signing in."""

    failed = _("Belum dapat masuk")
    words: ClassVar[Mapping[str, Any]] = {"code": _("Kode")}


class CodeAgainForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code of a second factor, once more."""

    words: ClassVar[Mapping[str, Any]] = {"code": _("Kode")}


class InstallForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""

    words: ClassVar[Mapping[str, Any]] = {"code": _("Kode enam angka")}


class PasskeyForm(InOurWords, passkey.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and its name."""

    words: ClassVar[Mapping[str, Any]] = {"name": _("Nama"), "passwordless": _("Dapat dipakai masuk tanpa kata sandi")}
    hints: ClassVar[Mapping[str, Any]] = {
        "passwordless": _("Perangkat Anda akan meminta sidik jari, wajah, atau PIN."),
    }


class RenameForm(InOurWords, passkey.EditWebAuthnForm):  # type: ignore[misc]
    """The name of a passkey."""

    words: ClassVar[Mapping[str, Any]] = {"name": _("Nama")}
