"""Tell Django about the room."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted

QUERIES = "kotaham.apps.accounts.queries"
# Each change of a way in, as the record, the letter about it and the own page tell it.
SECURITY = {
    "totp-added": _("aplikasi autentikator dipasang"),
    "totp-removed": _("aplikasi autentikator dilepas"),
    "recovery-codes-made": _("kode pemulihan dibuat"),
    "recovery-codes-removed": _("kode pemulihan dihapus"),
    "passkey-added": _("kunci sandi ditambahkan"),
    "passkey-removed": _("kunci sandi dihapus"),
    "password-changed": _("kata sandi diganti"),
    "password-set": _("kata sandi dibuat"),
    "password-reset": _("kata sandi dibuat baru lewat tautan surel"),
    "password-removed": _("kata sandi dihapus"),
    "email-added": _("alamat surel baru ditulis, menunggu dipastikan"),
    "email-changed": _("alamat surel untuk masuk diganti"),
    "email-removed": _("alamat surel yang menunggu dihapus"),
    "provider-connected": _("akun di penyedia identitas dihubungkan"),
    "provider-removed": _("akun di penyedia identitas dilepas"),
}


class AccountsConfig(AppConfig):
    """The room of people; `verbs` gives the words for what happened here."""

    name = "kotaham.apps.accounts"
    label = "accounts"
    verbose_name = _("Orang dan peran")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("accounts:people", _("Orang"), icon="people", order=50, group=Group.ORGANISATION),)
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
    history_names: ClassVar[dict[str, str]] = {
        "accounts.person": f"{QUERIES}.names",
        "accounts.appointment": f"{QUERIES}.appointment_names",
        "accounts.invitation": f"{QUERIES}.invitation_names",
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "fields": Noted(
            _("Kolom"), fields=True, choices={"appointments": _("penugasan"), "name": _("nama"), "email": _("surel")}
        ),
        "person": Noted(_("Orang"), names="accounts.person"),
        "appointment": Noted(_("Penugasan"), names="accounts.appointment"),
        "giver": Noted(_("Dari"), names="accounts.appointment"),
        "taker": Noted(_("Kepada"), names="accounts.appointment"),
        "moved": Noted(_("Dipindahkan"), choices="kotaham.apps.accounts.services.moved_words"),
        "change": Noted(_("Yang berubah"), choices=SECURITY),
    }

    def ready(self) -> None:
        """Register the checks of this room."""
        import_module(f"{self.name}.checks")
        import_module(f"{self.name}.services.closing").join()
