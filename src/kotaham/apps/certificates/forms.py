"""Shapes of input of the room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.certificates.models import Template


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, with the calendar of the browser."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def reason_field() -> forms.CharField:
    """Return a field for a reason."""
    return forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class WordsForm(forms.Form):
    """The words of a template."""

    title = forms.CharField(label=_("Judul sertifikat"), max_length=120, initial=_("Sertifikat"))
    text = forms.CharField(
        label=_("Kalimat"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Tempat yang diisi sendiri: {nama}, {jabatan}, {instansi}, {pelatihan}, {jp}, {mulai}, {selesai}, "
            "{tanggal}, {penyelenggara}."
        ),
    )
    numbering = forms.CharField(
        label=_("Pola nomor"),
        max_length=60,
        help_text=_("Misalnya {nomor}/PHAM/{bulan}/{tahun}. {nomor} harus ada; {kode} adalah kode pelatihan."),
    )
    place = forms.CharField(label=_("Tempat penetapan"), max_length=120)
    signatory = forms.CharField(label=_("Nama penanda tangan"), max_length=160)
    signatory_title = forms.CharField(label=_("Jabatan penanda tangan"), max_length=200)


class TemplateForm(WordsForm):
    """A new template, with its name."""

    field_order = ("name",)
    name = forms.CharField(label=_("Nama templat"), max_length=120, help_text=_("Hanya terlihat di sini."))


class TemplateChoice(forms.Form):
    """Which template."""

    template = forms.TypedChoiceField(label=_("Templat"), coerce=int)

    def __init__(self, *args: Any, usable: Iterable[Template], **kwargs: Any) -> None:
        """Offer the templates that the actor may use."""
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [(one.pk, f"{one}: {one.title}") for one in usable]  # type: ignore[attr-defined]


class IssueForm(TemplateChoice):
    """By which template, of which day."""

    day = day_field(_("Tanggal penetapan"), help_text=_("JP dihitung pada tahun tanggal ini."))


class RenewForm(IssueForm):
    """The same for one certificate, and why."""

    reason = reason_field()


class RevokeForm(forms.Form):
    """Why it counts no longer."""

    reason = reason_field()


class PaperForm(forms.Form):
    """The PDF that is compared."""

    file = forms.FileField(
        label=_("Berkas PDF sertifikat"),
        help_text=_("Dibandingkan saja, tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
