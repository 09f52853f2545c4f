"""The room `retention`: how long personal data of the training wing are kept, and what goes after that."""

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Group, Item, Noted


class RetentionConfig(AppConfig):
    """Declare the room, its menu and the verbs of its events."""

    name = "kotaham.apps.retention"
    label = "retention"
    verbose_name = _("Masa simpan data")
    default_auto_field = "django.db.models.BigAutoField"
    menu = (Item("retention:list", _("Masa simpan data"), icon="archive", order=93, group=Group.SYSTEM),)
    verbs: ClassVar[dict[str, Any]] = {
        "retention.set": _("Masa simpan ditetapkan"),
        "retention.changed": _("Masa simpan diubah"),
        "retention.listed": _("Yang jatuh tempo didaftar"),
        "retention.checked": _("Daftar yang jatuh tempo diperiksa"),
        "retention.held": _("Satu baris daftar ditahan"),
        "retention.confirmed": _("Penghapusan disetujui orang kedua"),
        "retention.dropped": _("Daftar yang jatuh tempo tidak dilaksanakan"),
        "retention.erased": _("Data yang jatuh tempo dihapus"),
    }
    history_names: ClassVar[dict[str, str]] = {
        "retention.term": "kotaham.apps.retention.queries.term_names",
        "retention.sheet": "kotaham.apps.retention.queries.sheet_names",
    }
    history_words: ClassVar[dict[str, Noted]] = {
        "kind": Noted(_("Jenis data"), choices="kotaham.apps.retention.queries.kind_words"),
        "old": Noted(_("Sebelumnya")),
        "new": Noted(_("Menjadi")),
        "count": Noted(_("Banyaknya")),
        "erased": Noted(_("Dihapus")),
        "held": Noted(_("Ditahan")),
        "left": Noted(_("Tidak lagi jatuh tempo")),
        "number": Noted(_("Baris")),
        "receipt": Noted(_("Tanda terima (SHA-256)")),
    }

    def ready(self) -> None:
        """Tell the rooms below what comes from here."""
        import_module(f"{self.name}.services.joining").join()
