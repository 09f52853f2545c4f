"""Shapes of input of the fill side; the inputs of an answer itself are read by `services.inputs`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ANY = ""
STATES = (
    (ANY, _("Semua keadaan")),
    ("unshared", _("Belum dibagi")),
    ("empty", _("Belum dijawab")),
    ("draft", _("Sedang diisi")),
    ("ready", _("Siap")),
    ("returned", _("Dikembalikan")),
    ("unproved", _("Tanpa bukti")),
)


class FilterForm(forms.Form):
    """What the list of indicators is narrowed to."""

    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=STATES, required=False)
    unit = forms.ChoiceField(label=_("Perangkat daerah"), required=False)
    hak = forms.ChoiceField(label=_("Hak"), required=False)

    def __init__(self, *args: Any, units: Any = (), groups: Any = (), **kwargs: Any) -> None:
        """Take what there is to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Semua")), *units]  # type: ignore[attr-defined]
        self.fields["hak"].choices = [("", _("Semua hak")), *groups]  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    """To whom the ticked indicators go, and until when."""

    PROPOSED = "usulan"

    unit = forms.ChoiceField(
        label=_("Bagikan kepada"),
        help_text=_("“Sesuai usulan” memberi tiap indikator yang dicentang kepada perangkat daerah usulannya."),
    )
    due = forms.DateField(
        label=_("Tenggat untuk perangkat daerah"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Paling lambat hari terakhir pengiriman laporan."),
    )

    def __init__(self, *args: Any, units: Any = (), proposed: bool = False, **kwargs: Any) -> None:
        """Take the units of the city."""
        super().__init__(*args, **kwargs)
        first = [(self.PROPOSED, _("Sesuai usulan pada tiap baris"))] if proposed else []
        self.fields["unit"].choices = [("", _("Pilih perangkat daerah")), *first, *units]  # type: ignore[attr-defined]


# What is refused of a proof, by the field at which it is told.
PROOF_FIELDS = {"evidence.no-page": "page", "evidence.not-ready": "evidence"}


class ProofForm(forms.Form):
    """A piece of evidence, and where in it to look."""

    evidence = forms.TypedChoiceField(label=_("Bukti"), coerce=int)
    page = forms.IntegerField(label=_("Halaman"), min_value=1, max_value=99999, required=False)
    paragraph = forms.CharField(label=_("Paragraf, pasal, atau sel"), max_length=80, required=False)
    quote = forms.CharField(
        label=_("Kutipan"),
        max_length=500,
        required=False,
        help_text=_("Kalimat atau angka yang membuktikan jawaban ini."),
    )

    def __init__(self, *args: Any, pieces: Any = (), **kwargs: Any) -> None:
        """Take the evidence that may be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = [("", _("Pilih bukti")), *((one.pk, self._named(one)) for one in pieces)]  # type: ignore[attr-defined]

    @staticmethod
    def _named(piece: Any) -> str:
        """Say whose it is where the province shares it."""
        return f"{piece} ({piece.holder.name})" if piece.shared else str(piece)


class ReopenForm(forms.Form):
    """Why an answer that was ready is opened again."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila jawabannya milik perangkat daerah lain; mereka membacanya."),
    )


class ReasonedForm(forms.Form):
    """A verb of the send side that wants its reason."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca pihak lain dan tersimpan dalam riwayat."),
    )


class EndorseForm(forms.Form):
    """Who signs, and the signed paper where it is not done on the screen."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signatory = forms.CharField(
        label=_("Nama dan jabatan penanda tangan"),
        max_length=200,
        required=False,
        help_text=_("Seperti pada surat yang ditandatangani."),
    )
    evidence = forms.TypedChoiceField(
        label=_("Surat yang sudah ditandatangani (PDF)"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Pindai suratnya, tambahkan sebagai bukti, lalu pilih di sini."),
    )

    def __init__(self, *args: Any, pieces: Any = (), **kwargs: Any) -> None:
        """Take the papers that may be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = [("", _("Pilih PDF")), *((one.pk, str(one)) for one in pieces)]  # type: ignore[attr-defined]


class StatementForm(forms.Form):
    """What the office writes on the statement itself; free words, never made up here."""

    nomor = forms.CharField(label=_("Nomor surat"), max_length=80, required=False)
    tempat = forms.CharField(label=_("Tempat dan tanggal"), max_length=80, required=False)


class WorkbookForm(forms.Form):
    """A filled workbook, and how it writes numbers as text."""

    file = forms.FileField(
        label=_("Berkas Excel yang sudah diisi"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        max_length=200,
        allow_empty_file=True,
        help_text=_(
            "Formulir laporan ini (.xlsx), paling besar 5 MB. Sebelum Anda menerapkan, tidak ada yang disimpan."
        ),
    )
    numbers = forms.ChoiceField(
        label=_("Cara menulis angka"),
        choices=[("id", _("1.234,5 (Indonesia)")), ("en", _("1,234.5 (Inggris)"))],
        initial="id",
        help_text=_("Hanya untuk angka yang diketik sebagai teks; sel angka Excel selalu terbaca benar."),
    )


class ReceiptFileForm(forms.Form):
    """A file of which somebody wants to know whether it is the one that was sent."""

    file = forms.FileField(
        label=_("PDF tanda terima atau berkas data (JSON)"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.json"}),
        max_length=200,
        allow_empty_file=True,
    )
