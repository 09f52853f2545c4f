"""The shape of what people type about offices; what is allowed is decided by the services."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.offices.models import Certainty, Kind, Office
from kotaham.apps.offices.rules import BY_HAND

ANY = ("", _("Semua"))


class DateInput(forms.DateInput):
    """The date field of the browser, which wants year-month-day."""

    input_type = "date"

    def __init__(self) -> None:
        """Write dates as the browser reads them."""
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """How to narrow the list."""

    q = forms.CharField(label=_("Nama kantor"), required=False, max_length=80)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[ANY, *Kind.choices])
    wilayah = forms.CharField(label=_("Kode wilayah"), required=False, max_length=5)
    tutup = forms.BooleanField(label=_("Termasuk yang sudah ditutup"), required=False)


class Versioned(forms.Form):
    """A form that knows the state it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(forms.Form):
    """What is written about an office."""

    name = forms.CharField(label=_("Nama resmi"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=60, required=False)
    partner_kind = forms.CharField(
        label=_("Jenis mitra"),
        max_length=60,
        required=False,
        help_text=_("Hanya untuk mitra, misalnya perguruan tinggi, organisasi masyarakat, atau instansi vertikal."),
    )
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class CreateForm(WordsForm):
    """A new office under another."""

    field_order = ("kind", "name", "short_name", "partner_kind", "valid_from", "note")
    kind = forms.ChoiceField(label=_("Jenis"), choices=[(kind.value, kind.label) for kind in BY_HAND])
    valid_from = forms.DateField(
        label=_("Berdiri sejak"), required=False, widget=DateInput, help_text=_("Kosong berarti hari ini.")
    )


class ReasonForm(Versioned):
    """A change that must be given a reason."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Misalnya nomor peraturan atau surat. Tercatat dalam riwayat.")
    )


class EditForm(WordsForm, ReasonForm):
    """Corrected words about an office."""

    field_order = ("name", "short_name", "partner_kind", "note", "reason")


class MoveForm(ReasonForm):
    """The office to stand under from now on."""

    field_order = ("parent", "reason")
    parent = forms.TypedChoiceField(label=_("Kantor induk yang baru"), coerce=int)

    def __init__(self, *args: Any, parents: Iterable[Office], **kwargs: Any) -> None:
        """Offer the offices that are possible."""
        super().__init__(*args, **kwargs)
        choices = [(one.pk, f"{one.name} ({one.get_kind_display()})") for one in parents]
        self.fields["parent"].choices = [("", _("Pilih kantor")), *choices]  # type: ignore[attr-defined]


class CloseForm(ReasonForm):
    """The day from which an office is closed."""

    field_order = ("on", "successor", "reason")
    on = forms.DateField(label=_("Ditutup mulai"), widget=DateInput)
    successor = forms.TypedChoiceField(
        label=_("Kantor penerus"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Mengambil alih tindak lanjut yang masih terbuka. Wajib bila ada."),
    )

    def __init__(self, *args: Any, takers: Iterable[Office], **kwargs: Any) -> None:
        """Offer the offices that can take over."""
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name) for one in takers]
        self.fields["successor"].choices = [("", _("Tidak ada")), *choices]  # type: ignore[attr-defined]


class MandateForm(Versioned):
    """A task or function with its legal basis."""

    text = forms.CharField(label=_("Tugas atau fungsi"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    basis = forms.CharField(label=_("Dasar hukum"), max_length=200, help_text=_("Misalnya Perwali 12/2023."))
    article = forms.CharField(label=_("Pasal"), max_length=60, required=False)
    url = forms.URLField(label=_("Alamat web peraturan"), max_length=300, required=False, assume_scheme="https")
    valid_from = forms.DateField(label=_("Berlaku sejak"), required=False, widget=DateInput)


class EndForm(forms.Form):
    """The day a mandate ends, and why."""

    on = forms.DateField(label=_("Berakhir pada"), widget=DateInput)
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class ContactForm(Versioned):
    """How a jabatan is reached."""

    title = forms.CharField(
        label=_("Jabatan"), max_length=120, help_text=_("Jabatan, bukan nama orang; misalnya Kepala Bagian Hukum.")
    )
    phone = forms.CharField(
        label=_("Telepon kantor"), max_length=40, required=False, help_text=_("Nomor kantor, bukan nomor pribadi.")
    )
    email = forms.EmailField(label=_("Surel kantor"), max_length=120, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=200, required=False)


class AdoptForm(forms.Form):
    """Which of the usual units this city has."""

    units = forms.MultipleChoiceField(
        label=_("Perangkat daerah yang dibuka"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Lepaskan tanda pada yang tidak ada. Semuanya dapat diganti nama atau ditutup kemudian."),
    )

    def __init__(self, *args: Any, names: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the units that do not exist yet."""
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = list(names)  # type: ignore[attr-defined]


class TableForm(forms.Form):
    """A table of units."""

    table = forms.FileField(
        label=_("Tabel perangkat daerah"),
        help_text=_(
            "CSV atau XLSX, paling banyak 2.000 baris dan 5 MB. Kolom: nama, nama singkat, jenis, induk, catatan."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class AreaForm(forms.Form):
    """Which Kanwil serves a province."""

    was = forms.IntegerField(widget=forms.HiddenInput)
    kanwil = forms.TypedChoiceField(label=_("Kanwil"), coerce=int, empty_value=None, required=False)
    on = forms.DateField(
        label=_("Berlaku sejak"),
        required=False,
        widget=DateInput,
        help_text=_(
            "Kosong hanya bila provinsi ini belum pernah tercatat, atau bila hanya kepastian dan sumbernya diperbaiki."
        ),
    )
    certainty = forms.ChoiceField(label=_("Kepastian"), choices=Certainty.choices)
    source = forms.CharField(label=_("Sumber"), max_length=300, required=False)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=300)

    def __init__(self, *args: Any, kanwils: Iterable[Office], **kwargs: Any) -> None:
        """Offer the Kanwil in force, and that none is known."""
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.short_name or one.name) for one in kanwils]
        self.fields["kanwil"].choices = [("", _("belum diketahui")), *choices]  # type: ignore[attr-defined]
