"""What a password must be; which of these apply is the profile of the installation."""

import string
from difflib import SequenceMatcher

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.accounts.models import PasswordUsed, Person
from kotaham.apps.gate.services import search_key


class Length:
    """Not too short to guess, not so long that reading it costs time."""

    def __init__(self, least: int = 12, most: int = 128) -> None:
        """Take the limits in characters."""
        self.least, self.most = least, most

    def validate(self, password: str, user: Person | None = None) -> None:  # noqa: ARG002 - Django\'s signature
        """Refuse a password outside the limits."""
        if len(password) < self.least:
            raise ValidationError(
                _("Kata sandi ini %(found)d karakter; pakai sekurangnya %(least)d.")
                % {"found": len(password), "least": self.least},
                code="password_too_short",
            )
        if len(password) > self.most:
            raise ValidationError(
                _("Kata sandi paling panjang %(most)d karakter.") % {"most": self.most}, code="password_too_long"
            )

    def get_help_text(self) -> str:
        """Tell the rule before it is broken."""
        return _("Sekurangnya %(least)d karakter; beberapa kata yang mudah diingat sudah cukup.") % {
            "least": self.least
        }


class NotCommon(CommonPasswordValidator):
    """Not among the passwords that everybody tries first."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django\'s signature
        """Refuse a password of the list, and one that repeats a single character or a count."""
        plain = password.lower().strip()
        if plain in self.passwords or len(set(plain)) <= 2 or plain in string.digits * 13:
            raise ValidationError(
                _("Kata sandi ini termasuk yang pertama dicoba orang; pilih yang lain."), code="password_too_common"
            )

    def get_help_text(self) -> str:
        """Tell the rule before it is broken."""
        return _("Bukan kata sandi yang umum dipakai.")


class NotOneself:
    """Not the own name or address."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Refuse a password made of what everybody knows about its owner."""
        if user is None:
            return
        mailbox = (user.email or "").partition("@")[0]
        for part in {search_key(user.name), search_key(user.name).replace(" ", ""), mailbox, user.email}:
            if len(part) >= 4 and SequenceMatcher(None, password.lower(), part).quick_ratio() >= 0.7:
                raise ValidationError(
                    _("Kata sandi ini terlalu mirip dengan nama atau surel Anda."), code="password_too_similar"
                )

    def get_help_text(self) -> str:
        """Tell the rule before it is broken."""
        return _("Tidak mirip dengan nama atau surel Anda.")


class Mixed:
    """Small letters, capitals, digits and signs, as the BSSN profile asks."""

    def validate(self, password: str, user: Person | None = None) -> None:  # noqa: ARG002 - Django\'s signature
        """Name every kind of character that is missing."""
        kinds = {
            _("huruf kecil"): any(c.islower() for c in password),
            _("huruf besar"): any(c.isupper() for c in password),
            _("angka"): any(c.isdigit() for c in password),
            _("tanda baca"): any(not c.isalnum() and not c.isspace() for c in password),
        }
        missing = [name for name, found in kinds.items() if not found]
        if missing:
            raise ValidationError(
                _("Kata sandi ini belum memuat: %(missing)s.") % {"missing": ", ".join(missing)},
                code="password_not_mixed",
            )

    def get_help_text(self) -> str:
        """Tell the rule before it is broken."""
        return _("Memuat huruf kecil, huruf besar, angka, dan tanda baca.")


class NotUsedBefore:
    """Not one of the last passwords of the same person, as the BSSN profile asks."""

    def __init__(self, count: int = 5) -> None:
        """Take how many are remembered."""
        self.count = count

    def validate(self, password: str, user: Person | None = None) -> None:
        """Compare with the present password and with those remembered."""
        if user is None or user.pk is None:
            return
        used = PasswordUsed.objects.filter(person=user.pk).order_by("-pk").values_list("hash", flat=True)
        hashes = [user.password, *used[: self.count]]
        if any(check_password(password, known) for known in hashes if known):
            raise ValidationError(
                ngettext(
                    "Kata sandi ini sudah pernah Anda pakai; %(count)d yang terakhir tidak boleh diulang.",
                    "Kata sandi ini sudah pernah Anda pakai; %(count)d yang terakhir tidak boleh diulang.",
                    self.count,
                )
                % {"count": self.count},
                code="password_used_before",
            )

    def get_help_text(self) -> str:
        """Tell the rule before it is broken."""
        return _("Bukan salah satu dari %(count)d kata sandi terakhir Anda.") % {"count": self.count}
