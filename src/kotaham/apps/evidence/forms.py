"""The shape of what is typed and chosen."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.services import Draft, Pinpoint, Source

_DAY = "%Y-%m-%d"


def _day(label: Any, hint: Any) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=hint, required=False, widget=forms.DateInput({"type": "date"}, format=_DAY)
    )


class DraftForm(forms.Form):
    """What is said of a piece of evidence."""

    title = forms.CharField(
        label=_("Judul"), max_length=200, help_text=_("Misalnya: Keputusan Wali Kota tentang gugus tugas, 2026.")
    )
    note = forms.CharField(label=_("Keterangan"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    effective_from = _day(_("Berlaku sejak"), _("Tanggal pada dokumennya."))
    expires = _day(_("Berlaku sampai"), _("Kantor Anda diberi tahu sebelum tanggal ini."))
    personal = forms.BooleanField(
        label=_("Memuat data pribadi"),
        required=False,
        help_text=_("Setiap kali berkasnya dibuka, siapa yang membuka ikut dicatat."),
    )

    def clean(self) -> dict[str, Any]:
        """Let the period end after it begins."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("effective_from"), cleaned.get("expires")
        if begins and ends and ends < begins:
            self.add_error("expires", _("Tanggal akhir mendahului tanggal mulai berlaku."))
        return cleaned

    def draft(self) -> Draft:
        """Return what was said."""
        return Draft(**{name: self.cleaned_data[name] for name in Draft.__dataclass_fields__})


class SourceForm(forms.Form):
    """Where the content comes from; the ticket makes a second click harmless."""

    ticket = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def source(self) -> Source:
        """Return what was sent."""
        told = self.cleaned_data
        return Source(ticket=told["ticket"], url=told.get("url", ""), note=told.get("note_of_revision", ""))


class FileForm(SourceForm):
    """A file: sent with the form, or before it in parts, and then only its number comes."""

    file = forms.FileField(
        label=_("Berkas"),
        allow_empty_file=True,  # refused with a letter of its own
        error_messages={"required": _("Belum ada berkas yang dipilih.")},
        max_length=1000,
        widget=forms.FileInput({"accept": ",".join(media.ENDINGS), "data-limit": str(limits.MAX_FILE_BYTES)}),
        help_text=_("Satu berkas, paling besar 50 MB: PDF, PNG, JPEG, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, atau TXT."),
    )
    upload = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no file when it has come before, in parts."""
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("upload")

    def show_again(self, kept: str) -> None:
        """Say that another file may take the place of the one that is kept, or ask for one when none is."""
        if kept:
            self["file"].label = _("Ganti berkas")
            return
        self.fields["file"].required = True
        self.data = {**self.data, "upload": ""}

    def source(self) -> Source:
        """Return what was sent."""
        told = self.cleaned_data
        sent = told.get("file")
        upload = None if sent else told["upload"]  # a file chosen anew takes the place of the one that came before
        return Source(
            ticket=upload or told["ticket"],
            name=sent.name if sent else "",
            file=sent or None,
            upload=upload,
            note=told.get("note_of_revision", ""),
        )


class LinkForm(SourceForm):
    """An address; the server never opens it."""

    url = forms.CharField(
        label=_("Alamat web"),
        max_length=500,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        help_text=_(
            "Diawali https:// atau http://. KotaHAM menyimpan alamatnya saja dan tidak membukanya;"
            " isi di sana dapat berubah, jadi berkas lebih kuat sebagai bukti."
        ),
    )


class RevisionForm(forms.Form):
    """What a revision says of itself."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note_of_revision = forms.CharField(label=_("Apa yang baru"), max_length=500, widget=forms.Textarea({"rows": 2}))


class AddFileForm(DraftForm, FileForm):
    """A new piece of evidence from a file."""

    field_order = ("ticket", "upload", "file", "title")


class AddLinkForm(DraftForm, LinkForm):
    """A new piece of evidence from an address."""

    field_order = ("ticket", "url", "title")


class ReviseFileForm(RevisionForm, FileForm):
    """A new file of the same evidence."""

    field_order = ("ticket", "upload", "version", "file")


class ReviseLinkForm(RevisionForm, LinkForm):
    """A new address of the same evidence."""

    field_order = ("ticket", "version", "url")


class AmendForm(DraftForm):
    """Another title, note or period."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a piece goes out of use."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}), help_text=_("Tercatat dan terlihat.")
    )


class UseForm(forms.Form):
    """Where in the evidence to look."""

    kind = forms.CharField(max_length=60, widget=forms.HiddenInput)
    subject = forms.CharField(max_length=60, widget=forms.HiddenInput)
    page = forms.IntegerField(label=_("Halaman"), min_value=1, max_value=limits.MAX_PAGES, required=False)
    paragraph = forms.CharField(
        label=_("Paragraf, pasal, atau sel"),
        max_length=80,
        required=False,
        help_text=_("Misalnya: Pasal 4 ayat (2), atau lembar Data sel B7."),
    )
    quote = forms.CharField(
        label=_("Kutipan"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Baris yang membuktikan, persis seperti tertulis."),
    )

    def pinpoint(self) -> Pinpoint:
        """Return the place."""
        told = self.cleaned_data
        return Pinpoint(told["page"] or 0, told["paragraph"], told["quote"])


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    cari = forms.CharField(label=_("Kata dalam judul"), max_length=80, required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Semua yang berlaku")),
            ("expiring", _("Habis dalam 30 hari")),
            ("expired", _("Sudah lewat masa berlaku")),
            ("unused", _("Belum dipakai")),
            ("withdrawn", _("Ditarik")),
        ],
    )
    jenis = forms.ChoiceField(
        label=_("Jenis"),
        required=False,
        choices=[("", _("Semua jenis")), ("link", _("Tautan")), *((one.name, one.name.upper()) for one in media.ALL)],
    )
