"""Shapes of a profile, an appointment, its end, a hand-over, a closing."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.core.policy import ROLES


class DayInput(forms.DateInput):
    """A date as browsers ask for it."""

    input_type = "date"

    def __init__(self) -> None:
        """Write dates as the browser expects them, whatever the language."""
        super().__init__(format="%Y-%m-%d")


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language and time zone of oneself."""

    class Meta:
        model = Person
        fields = ("name", "language", "zone")
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Nama lengkap seperti di surat tugas."),
            "zone": _("Waktu di layar Anda."),
        }


class SeatForm(forms.Form):
    """A role of an office for a period, on the basis of a letter."""

    role = forms.ChoiceField(label=_("Peran"))
    starts = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends = forms.DateField(
        label=_("Sampai"),
        widget=DayInput,
        required=False,
        help_text=_("Hari pertama tanpa peran ini. Kosongkan bila belum ditetapkan."),
    )
    basis = forms.CharField(
        label=_("Dasar penugasan"),
        max_length=300,
        help_text=_("Surat keputusan atau surat tugas, ditulis seperti di suratnya."),
    )

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        """Offer the roles that the actor may give at this office."""
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(role, in_words(role)) for role in roles]


class AppointForm(SeatForm):
    """A role for somebody who has an account."""


class InviteForm(SeatForm):
    """A role for somebody who gets a letter first."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    email = forms.EmailField(
        label=_("Surel"), max_length=254, help_text=_("Surel kantor atau pribadi yang dibaca sendiri oleh petugas ini.")
    )
    language = forms.ChoiceField(label=_("Bahasa surat undangan"), choices=Person.Language)
    field_order = ("name", "email", "role", "starts", "ends", "basis", "language")


class EndForm(forms.Form):
    """The day and the reason of an end."""

    on = forms.DateField(
        label=_("Berakhir pada"),
        widget=DayInput,
        help_text=_("Hari pertama tanpa peran ini; pilih hari ini agar hak aksesnya hilang seketika."),
    )
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class ReasonForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("Alasan"), max_length=300)


class HandOverForm(forms.Form):
    """Who takes over, and what the next one must know."""

    taker = forms.ModelChoiceField(label=_("Penerima"), queryset=Appointment.objects.none(), empty_label=None)
    note = forms.CharField(
        label=_("Catatan serah terima"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Apa yang sedang berjalan, apa yang ditunggu, dan dari siapa."),
    )

    def __init__(self, *args: Any, successors: Any, **kwargs: Any) -> None:
        """Offer the holders of the same seat."""
        super().__init__(*args, **kwargs)
        field = self.fields["taker"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = successors
            field.label_from_instance = lambda row: row.person.name  # type: ignore[assignment, method-assign]


class AcceptForm(forms.Form):
    """Name and password of a new account."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    password = forms.CharField(
        label=_("Kata sandi"), max_length=128, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Kata sandi sekali lagi"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two passwords."""
        found = super().clean() or {}
        if found.get("password") != found.get("again"):
            self.add_error("again", _("Dua kata sandi ini tidak sama."))
        return found


def in_words(role: str) -> str:
    """Return the name of a role in the language of the reader."""
    return ROLES[role].text("en" if (get_language() or "id").startswith("en") else "id")
