"""Shapes of input of the room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.register.models import Entity, Member, Wish


def reason_field(label: Any = None, **kwargs: Any) -> forms.CharField:
    """Return a field for a reason."""
    return forms.CharField(
        label=label or _("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), **kwargs
    )


class MemberForm(forms.Form):
    """A person as they are noted."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    status = forms.ChoiceField(label=_("Status kepegawaian"), choices=Member.Status.choices)
    number = forms.CharField(
        label=_("NIP atau NRP"),
        max_length=60,
        required=False,
        help_text=_("Boleh dengan spasi. Disimpan tersegel; layar hanya menunjukkan tiga angka terakhir."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    agency = forms.CharField(label=_("Instansi"), max_length=200, required=False)
    post = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    email = forms.EmailField(label=_("Surel"), required=False, help_text=_("Untuk undangan dan sertifikat."))
    phone = forms.CharField(
        label=_("Nomor telepon"),
        max_length=24,
        required=False,
        validators=[RegexValidator(r"^\+?[0-9 ().\-]{8,24}$", _("Isi 8 sampai 15 angka."))],
    )


class ChangeForm(MemberForm):
    """The same of a person who is there; what is sealed stays when its field is left empty."""

    drop = forms.MultipleChoiceField(
        label=_("Hapus dari catatan"),
        required=False,
        choices=[("email", _("Surel")), ("phone", _("Nomor telepon"))],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = reason_field(required=False, help_text=_("Wajib bila nomornya berganti; nomor lama tetap disimpan."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, tail: str = "", **kwargs: Any) -> None:
        """Say what is kept when a field stays empty."""
        super().__init__(*args, **kwargs)
        keep = _("Kosongkan bila tidak berubah.")
        for name in ("number", "email", "phone"):
            self.fields[name].help_text = keep
        if tail:
            ends = _("Kosongkan bila tidak berubah; sekarang berakhir %(tail)s.")
            self.fields["number"].help_text = ends % {"tail": tail}


class ReasonForm(forms.Form):
    """Why something is done, of which version of a row."""

    reason = reason_field(help_text=_("Tercatat dalam riwayat."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RevealForm(forms.Form):
    """Why a full number is opened."""

    why = reason_field(
        _("Untuk apa nomor ini dibuka?"), help_text=_("Orangnya dapat membaca siapa membuka dan untuk apa.")
    )


class ListForm(forms.Form):
    """A list of people, and on what basis it is processed."""

    file = forms.FileField(
        label=_("Daftar peserta"),
        help_text=_("CSV sampai 300 MB, atau XLSX sampai 20.000 baris. Kolom wajib: Nama, Status, NIP."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    basis = forms.CharField(
        label=_("Dasar pemrosesan"),
        max_length=300,
        help_text=_("Surat atau tugas yang menjadi dasarnya, misalnya nomor surat tugas pelatihan."),
    )


class EntityForm(forms.Form):
    """A community or a business."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Entity.Kind.choices)
    name = forms.CharField(label=_("Nama"), max_length=200)
    kanwil = forms.TypedChoiceField(label=_("Kanwil"), coerce=int)
    place = forms.ChoiceField(label=_("Kabupaten/kota"), required=False)
    note = forms.CharField(label=_("Keterangan"), max_length=500, required=False)

    def __init__(self, *args: Any, kanwils: Iterable[Any], places: Iterable[Any], **kwargs: Any) -> None:
        """Offer the Kanwil and places within reach."""
        super().__init__(*args, **kwargs)
        offered = [(one.pk, one.name) for one in kanwils]
        self.fields["kanwil"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["kanwil"].widget = forms.HiddenInput()
            self.fields["kanwil"].initial = offered[0][0]
        where: Any = [("", _("tidak disebut")), *((one.code, one.name) for one in places)]
        self.fields["place"].choices = where  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """A link by which people register themselves."""

    title = forms.CharField(
        label=_("Keperluan"), max_length=200, help_text=_("Dibaca oleh pendaftar, misalnya nama pelatihannya.")
    )
    until = forms.DateField(
        label=_("Berlaku sampai hari"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    most = forms.IntegerField(label=_("Paling banyak pendaftar"), min_value=1, max_value=20_000)


class JoinForm(forms.Form):
    """What somebody who registers themselves is asked, and nothing else."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    status = forms.ChoiceField(label=_("Status kepegawaian"), choices=Member.Status.choices)
    number = forms.CharField(
        label=_("NIP atau NRP"),
        max_length=60,
        required=False,
        help_text=_("Kosongkan bila Anda bukan aparatur."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    post = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    email = forms.EmailField(label=_("Surel"), required=False)
    phone = forms.CharField(
        label=_("Nomor telepon"),
        max_length=24,
        required=False,
        validators=[RegexValidator(r"^\+?[0-9 ().\-]{8,24}$", _("Isi 8 sampai 15 angka."))],
    )


class MergeForm(forms.Form):
    """Which of two rows stays, and why they are one person."""

    kept = forms.TypedChoiceField(label=_("Baris yang dipertahankan"), coerce=int, widget=forms.RadioSelect)
    reason = reason_field(help_text=_("Tercatat dalam riwayat kedua baris."))

    def __init__(self, *args: Any, people: Iterable[Member], **kwargs: Any) -> None:
        """Offer the two."""
        super().__init__(*args, **kwargs)
        offered = [(one.pk, f"{one}, {one.name}") for one in people]
        self.fields["kept"].choices = offered  # type: ignore[attr-defined]


class EntityMergeForm(forms.Form):
    """Which of two communities or businesses stays, and how it is known that they are one."""

    other = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    kept = forms.TypedChoiceField(label=_("Catatan yang dipertahankan"), coerce=int, widget=forms.RadioSelect)
    reason = reason_field(help_text=_("Misalnya: nama sama, ejaan lain; dipastikan kepada ketuanya. Tercatat."))

    def __init__(self, *args: Any, offered: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the two, each by its number and what it is called."""
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = list(offered)  # type: ignore[attr-defined]


class EntityReasonForm(forms.Form):
    """Why a merge is undone."""

    reason = reason_field(help_text=_("Tercatat dalam riwayat."))


class WishForm(forms.Form):
    """What somebody asks about their own data."""

    kind = forms.ChoiceField(label=_("Permintaan"), choices=Wish.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=pgettext_lazy("orang", "Penjelasan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tulis apa yang harus diperbaiki, atau mengapa dihapus."),
    )


class AnswerForm(forms.Form):
    """What a request is answered."""

    granted = forms.TypedChoiceField(
        label=_("Jawaban"),
        choices=[("1", _("Dipenuhi")), ("0", _("Ditolak"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Penjelasan kepada orangnya"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    unchanged = forms.BooleanField(
        label=_("Tetap dipenuhi tanpa mengubah data"),
        required=False,
        help_text=_("Data orang ini belum diubah sejak permintaannya masuk."),
    )

    def __init__(self, *args: Any, unchanged: bool, **kwargs: Any) -> None:
        """Ask to confirm a correction that changed nothing; of other requests nothing more."""
        super().__init__(*args, **kwargs)
        if not unchanged:
            del self.fields["unchanged"]

    def clean(self) -> dict[str, Any]:
        """Let nobody answer that a correction was made, unaware that nothing was changed."""
        found = self.cleaned_data
        if "unchanged" in self.fields and found.get("granted") and not found.get("unchanged"):
            self.add_error(
                "unchanged", _("Belum ada yang diubah. Ubah datanya dahulu, atau centang bila memang tidak perlu.")
            )
        return found
