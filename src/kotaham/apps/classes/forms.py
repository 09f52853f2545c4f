"""Shapes of input of the room."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.classes.models import Session
from kotaham.apps.classes.services import MOST_CAME, Talk, slips
from kotaham.apps.gate.services import beside_fields
from kotaham.core.errors import Refused

ZONES = [
    ("Asia/Jakarta", _("WIB (Jakarta)")),
    ("Asia/Makassar", _("WITA (Makassar)")),
    ("Asia/Jayapura", _("WIT (Jayapura)")),
]
SLIPS = {"classes.times-turned": "ends", "classes.too-long": "ends"}
CLOCK = "%Y-%m-%dT%H:%M"


def moment_field(label: Any) -> forms.DateTimeField:
    """Return a field for a moment, with the calendar of the browser."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=CLOCK)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[CLOCK, "%Y-%m-%d %H:%M"])


class SessionForm(forms.Form):
    """What a session is to be; times by the clock of its zone."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    mode = forms.ChoiceField(label=pgettext_lazy("sesi", "Cara"), choices=Session.Mode.choices)
    version = forms.TypedChoiceField(
        label=_("Bagian dari pelatihan"), coerce=int, empty_value=None, required=False,
        help_text=_("Boleh kosong: gelar wicara dan sosialisasi tidak selalu bagian dari pelatihan."),
    )  # fmt: skip
    starts = moment_field(pgettext_lazy("sesi", "Mulai"))
    ends = moment_field(pgettext_lazy("sesi", "Selesai"))
    zone = forms.ChoiceField(label=_("Zona waktu"), choices=ZONES)
    place = forms.CharField(label=_("Tempat"), max_length=300, required=False)
    link = forms.URLField(label=_("Tautan"), max_length=500, required=False, assume_scheme="https")
    capacity = forms.IntegerField(
        label=_("Kapasitas"), min_value=1, max_value=1_000_000, required=False, help_text=_("Kosong: tidak dibatasi.")
    )
    about = forms.CharField(
        label=_("Keterangan"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    letter = forms.CharField(
        label=_("Nomor surat undangan"), max_length=120, required=False,
        help_text=_("Dari buku agenda kantor. Tanpa nomor, surat undangan belum dapat dicetak."),
    )  # fmt: skip
    letter_day = forms.DateField(
        label=_("Tanggal surat undangan"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Kosong: pada surat ada garis untuk menuliskannya saat ditandatangani."),
    )  # fmt: skip
    speakers = forms.CharField(
        label=_("Narasumber, satu di setiap baris"), max_length=6000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Nama; jabatan; materi – dipisah titik koma."),
    )  # fmt: skip

    def __init__(self, *args: Any, versions: Iterable[Any], **kwargs: Any) -> None:
        """Offer the courses that are published."""
        super().__init__(*args, **kwargs)
        none: Sequence[tuple[Any, Any]] = [("", _("tidak ada"))]
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            *none, *((one.pk, f"{one.course.title} v{one.number}") for one in versions)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the times by the clock of the zone, and tell every slip at once."""
        found: dict[str, Any] = super().clean() or {}
        zone = ZoneInfo(found["zone"]) if found.get("zone") else None
        for name in ("starts", "ends"):
            if zone and isinstance(moment := found.get(name), datetime):
                found[name] = timezone.make_naive(moment).replace(tzinfo=zone)
        if wrong := slips(found):
            nowhere = "link" if found.get("mode") == Session.Mode.WEBINAR else "place"
            beside_fields(self, Refused(wrong), SLIPS | {"classes.nowhere": nowhere})
        return found

    @property
    def talks(self) -> list[Talk]:
        """The speakers."""
        lines = [line.split(";") for line in str(self.cleaned_data["speakers"]).splitlines() if line.strip()]
        return [Talk(*[part.strip() for part in line[:3]]) for line in lines]


class SessionEditForm(SessionForm):
    """The same of a session that stands already."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class NumbersForm(forms.Form):
    """A list of numbers."""

    numbers = forms.CharField(
        label=_("NIP atau NRP, satu di setiap baris"),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )


class NoteForm(NumbersForm):
    """Who was there, by hand, and why it was not by code."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Misalnya: ponsel tidak dapat memindai, tanda tangan di kertas.")
    )


class EntityForm(forms.Form):
    """Which community or business was there, how many of its people came, and how that is known."""

    entity = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    came = forms.IntegerField(
        label=_("Banyaknya orang yang ikut datang"), min_value=1, max_value=MOST_CAME, required=False,
        help_text=_("Kosongkan bila tidak diketahui. Angka ini ditunjukkan, tetapi tidak dihitung sebagai orang."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Misalnya: menurut buku tamu di pintu masuk.")
    )


class CorrectForm(forms.Form):
    """How many came after all, and how that is known; `seen` is what the page has shown."""

    came = forms.IntegerField(
        label=_("Banyaknya orang yang ikut datang"), min_value=1, max_value=MOST_CAME, required=False,
        help_text=_("Kosongkan bila tidak diketahui. Angka ini ditunjukkan, tetapi tidak dihitung sebagai orang."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_CAME, required=False)
    reason = forms.CharField(
        label=_("Alasan koreksi"), max_length=300, help_text=_("Misalnya: dihitung ulang menurut foto bersama.")
    )


class RollForm(forms.Form):
    """The list of an online meeting."""

    file = forms.FileField(
        label=_("Laporan peserta (CSV)"),
        help_text=_("Dari Zoom atau Google Meet, tanpa diubah."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class CodeForm(forms.Form):
    """The code of the room, with one's own number where nobody has signed in."""

    code = forms.CharField(
        label=_("Kode di layar"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    number = forms.CharField(
        label=_("NIP atau NRP Anda"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        """Ask no number of somebody who is known."""
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["number"]


class SupervisorForm(forms.Form):
    """Who is asked for release."""

    supervisor = forms.CharField(
        label=_("Nama dan jabatan atasan"), max_length=200, help_text=_("Misalnya: Budi, Kepala Bidang Pelayanan.")
    )
