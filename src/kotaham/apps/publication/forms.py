"""Shapes of input of the room; the value of an answer is read by the inputs of the room submissions."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.publication.services import VERBS
from kotaham.apps.verification import queries as verification


def words_field(label: Any, rows: int = 4, most: int = 4000, **kwargs: Any) -> forms.CharField:
    """Return a field for several lines of words."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ObjectionForm(forms.Form):
    """Why the value is wrong; what would be right is read beside it, by kind of indicator."""

    grounds = words_field(
        _("Alasan sanggahan"),
        help_text=_("Apa yang keliru pada hasil penilaian, dan apa yang membuktikannya. Dibaca penilai yang memutus."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


# What is refused of a proof, by the field at which it is told.
PROOF_FIELDS = {"evidence.no-page": "page", "evidence.not-ready": "evidence"}


class ProofForm(forms.Form):
    """A piece of evidence, and where in it to look."""

    evidence = forms.TypedChoiceField(label=_("Bukti"), coerce=int)
    page = forms.IntegerField(label=_("Halaman"), min_value=1, max_value=99999, required=False)
    paragraph = forms.CharField(label=_("Paragraf, pasal, atau sel"), max_length=80, required=False)
    quote = forms.CharField(label=_("Kutipan"), max_length=500, required=False)

    def __init__(self, *args: Any, pieces: Sequence[Any] = (), **kwargs: Any) -> None:
        """Take the evidence that may be chosen."""
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["evidence"])
        field.choices = [("", _("Pilih bukti")), *((one.pk, str(one)) for one in pieces)]


class WithdrawForm(forms.Form):
    """Why a filed objection is withdrawn."""

    reason = words_field(_("Alasan mencabut"), rows=2, most=1000)


class RulingForm(forms.Form):
    """What the assessor decides."""

    verb = forms.ChoiceField(label=_("Putusan"), choices=[(verb, verb) for verb in VERBS])
    reason = words_field(
        _("Pertimbangan"),
        help_text=_("Dibaca kabupaten/kota, dan sesudah diputus oleh semua yang boleh melihat hasilnya."),
    )


class DraftForm(forms.Form):
    """What the decision is about."""

    title = forms.CharField(
        label=_("Tentang"), max_length=300, help_text=_("Seperti pada judul keputusan yang akan ditandatangani.")
    )


class DecreeForm(forms.Form):
    """What the signed decree says, copied as given."""

    number = forms.CharField(
        label=_("Nomor keputusan"), max_length=120, help_text=_("Salin persis seperti pada naskah yang ditandatangani.")
    )
    day = forms.DateField(
        label=_("Tanggal keputusan"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signatory = forms.CharField(label=_("Penanda tangan"), max_length=200, help_text=_("Nama dan jabatan."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CorrectForm(forms.Form):
    """Why a decision is corrected."""

    title = forms.CharField(label=_("Tentang"), max_length=300)
    why = words_field(
        _("Alasan perubahan"), most=2000, help_text=_("Tercantum pada lampiran dan dibaca kabupaten/kota yang berubah.")
    )


class ChangeForm(forms.Form):
    """Why a value is changed by a correction."""

    reason_code = forms.ChoiceField(label=_("Jenis alasan"), required=False)
    reason = words_field(_("Alasan"), rows=3, most=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, lang: str = "id", **kwargs: Any) -> None:
        """Take the language of the reasons."""
        super().__init__(*args, **kwargs)
        told = [(code, title.en if lang == "en" else title.id) for code, title in verification.REASONS.items()]
        cast(forms.ChoiceField, self.fields["reason_code"]).choices = [("", _("Pilih jenis alasan")), *told]


class SignForm(forms.Form):
    """Which piece of evidence holds the signed paper."""

    evidence = forms.TypedChoiceField(label=_("Bukti milik kantor Anda"), coerce=int)

    def __init__(self, *args: Any, pieces: Sequence[Any] = (), **kwargs: Any) -> None:
        """Take the pieces to choose from."""
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["evidence"])
        field.choices = [("", _("Pilih bukti")), *((one.pk, str(one)) for one in pieces)]
