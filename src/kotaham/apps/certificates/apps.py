"""The room `certificates`: frozen records that anybody can check."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.gate.services import Group, Item, Noted, Open


class CertificatesConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.certificates"
    label = "certificates"
    verbose_name = _("Sertifikat")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (
        Item("certificates:mine", _("Sertifikat saya"), icon="patch-check", order=29, group=Group.LEARNING),
        Item("certificates:list", pgettext_lazy("menu", "Sertifikat"), icon="award", order=35, group=Group.TRAINING),
    )
    doorstep = (Open("certificates:checker", _("Periksa sertifikat"), icon="patch-check"),)
    verbs: ClassVar[dict[str, Any]] = {
        "certificates.template-made": _("Templat sertifikat dibuat"),
        "certificates.template-edited": _("Templat sertifikat diubah"),
        "certificates.issue-asked": _("Penerbitan sertifikat diminta"),
        "certificates.issued": _("Sertifikat diterbitkan"),
        "certificates.issue-done": _("Penerbitan sertifikat selesai"),
        "certificates.issue-stopped": _("Penerbitan sertifikat dihentikan"),
        "certificates.revoked": _("Sertifikat dicabut"),
        "certificates.replaced": _("Sertifikat digantikan"),
        "certificates.renewed": _("Sertifikat diperbarui"),
    }
    history_names: ClassVar[dict[str, str]] = {
        "certificates.certificate": "kotaham.apps.certificates.queries.certificate_names",
        "certificates.issue": "kotaham.apps.certificates.queries.issue_names",
        "certificates.template": "kotaham.apps.certificates.queries.template_names",
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "count": Noted(_("Banyaknya")),
        "first": Noted(_("Mulai nomor urut")),
        "fields": Noted(_("Kolom"), fields=True),
        "certificate": Noted(_("Sertifikat"), names="certificates.certificate"),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
