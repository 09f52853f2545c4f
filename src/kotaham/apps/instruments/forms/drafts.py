"""Small forms: make a draft, compare, try out, comment, move on."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.apps.instruments.models import Version

SLUG = _("Huruf kecil, angka, dan tanda hubung, misalnya perda-kota-damai.")
LABEL = _("Biasanya tahun, misalnya 2026 atau 2026.1.")


def words_field(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Return a field for several lines of words."""
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class FilterForm(forms.Form):
    """What somebody looks for in the register."""

    q = forms.CharField(label=_("Judul atau kode"), required=False, max_length=80)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua keadaan")), *Version.State.choices]
    )


class NameForm(forms.Form):
    """The name of a new draft."""

    slug = forms.CharField(label=_("Kode instrumen"), max_length=60, help_text=SLUG)
    label = forms.CharField(label=_("Versi"), max_length=20, help_text=LABEL)


class NewForm(NameForm):
    """A draft with nothing in it yet."""

    title = forms.CharField(label=_("Judul"), max_length=300)
    nature = forms.ChoiceField(
        label=_("Sifat"), choices=[("regulation", _("Peraturan")), ("example", _("Contoh, bukan peraturan"))]
    )
    notice = forms.CharField(
        label=_("Kalimat pemberitahuan"),
        max_length=300,
        required=False,
        help_text=_("Untuk contoh: tulis bahwa ini bukan peraturan. Kalimat ini tampil pada setiap hasil."),
    )
    rights = words_field(_("Hak yang dinilai"), rows=5, help_text=_("Satu hak per baris, misalnya Hak hidup."))

    def clean_rights(self) -> list[str]:
        """Return the rights, one per line."""
        return [line.strip() for line in str(self.cleaned_data["rights"]).splitlines() if line.strip()]


class CopyForm(NameForm):
    """The name of a draft made of another version."""


class ImportForm(forms.Form):
    """A file to make a draft of."""

    file = forms.FileField(
        label=_("Lampiran Excel (.xlsx) atau berkas instrumen (.yaml)"),
        max_length=150,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
        help_text=_("Semua yang salah disebut sekaligus, dengan lembar, baris, dan kolomnya."),
    )


class AddForm(forms.Form):
    """A new indicator; how it earns points is said on its own page."""

    code = forms.CharField(label=_("Kode"), max_length=40)
    title = forms.CharField(label=_("Bunyi indikator"), max_length=2000)
    group = forms.ChoiceField(label=_("Hak"))
    element = forms.ChoiceField(label=_("Unsur"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        *args: Any,
        groups: Sequence[tuple[str, str]],
        elements: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Take what to choose from."""
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["group"]).choices = list(groups)
        if elements:
            cast(forms.ChoiceField, self.fields["element"]).choices = [("", "–"), *elements]
        else:
            del self.fields["element"]


class TextForm(forms.Form):
    """The file itself."""

    text = forms.CharField(
        label=_("Isi berkas"),
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "wrap": "off", "spellcheck": "false"}),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_text(self) -> str:
        """Write line ends as files have them; browsers send two signs."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")


class CompareForm(forms.Form):
    """The version to compare with."""

    dengan = forms.TypedChoiceField(label=_("Bandingkan dengan"), coerce=int)

    def __init__(self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """Take the versions to choose from."""
        super().__init__(*args, **kwargs)
        cast(forms.TypedChoiceField, self.fields["dengan"]).choices = list(versions)


class TryForm(forms.Form):
    """Past figures to try a draft on: a file, an example of the program, or a past round."""

    base = forms.TypedChoiceField(
        label=_("Bandingkan dengan versi"),
        coerce=int,
        help_text=_("Data dibaca menurut versi ini, lalu dihitung dua kali: menurut versi ini dan menurut rancangan."),
    )
    source = forms.ChoiceField(label=_("Data"))
    file = forms.FileField(
        label=_("Berkas data (.xlsx atau .csv)"),
        required=False,
        max_length=150,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    period = forms.CharField(label=_("Periode data"), max_length=40, required=False)

    def __init__(
        self, *args: Any, bases: Sequence[tuple[int, str]], sources: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Take what to choose from."""
        super().__init__(*args, **kwargs)
        cast(forms.TypedChoiceField, self.fields["base"]).choices = list(bases)
        cast(forms.ChoiceField, self.fields["source"]).choices = list(sources)

    def clean(self) -> dict[str, Any]:
        """Ask for a file where a file is chosen."""
        found = super().clean() or {}
        if found.get("source") == "file" and not found.get("file"):
            self.add_error("file", _("Pilih berkasnya."))
        return found


class CommentForm(forms.Form):
    """What somebody says about a place in a draft."""

    place = forms.ChoiceField(label=_("Tentang"), required=False)
    text = words_field(_("Tanggapan"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Take the places of the draft."""
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = [("", _("Seluruh rancangan")), *places]


class SettleForm(forms.Form):
    """How a comment was settled."""

    how = forms.CharField(label=_("Diselesaikan dengan"), max_length=500)


class PlainForm(forms.Form):
    """A verb that needs no words."""


class ReasonForm(forms.Form):
    """A verb that wants its reason."""

    reason = words_field(_("Alasan"), help_text=_("Tercatat dalam riwayat instrumen."))
