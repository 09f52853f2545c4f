"""Tell Django about the room."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Item


class AccountsConfig(AppConfig):
    """The room of people; `verbs` gives the words for what happened here."""

    name = "kotaham.apps.accounts"
    label = "accounts"
    verbose_name = _("Orang dan peran")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("accounts:people", _("Orang"), icon="people", order=50),)
    verbs: ClassVar[dict[str, Any]] = {
        "accounts.read": _("membaca data diri"),
        "accounts.signed-in": _("masuk"),
        "accounts.sign-in-refused": _("gagal masuk"),
        "accounts.security-changed": _("mengubah cara masuk"),
        "accounts.role-chosen": _("memilih peran yang dipakai"),
        "accounts.profile-changed": _("mengubah data diri"),
        "accounts.appointed": _("menugaskan"),
        "accounts.appointment-ended": _("mengakhiri penugasan"),
        "accounts.handed-over": _("menyerahterimakan pekerjaan"),
        "accounts.invited": _("mengundang"),
        "accounts.invitation-renewed": _("mengirim ulang undangan"),
        "accounts.invitation-withdrawn": _("mencabut undangan"),
        "accounts.invitation-accepted": _("menerima undangan"),
        "accounts.deactivated": _("menonaktifkan akun"),
        "accounts.reactivated": _("mengaktifkan akun"),
    }

    def ready(self) -> None:
        """Register the checks of this room."""
        import_module(f"{self.name}.checks")
