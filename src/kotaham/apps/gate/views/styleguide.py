"""The page that shows every part of the look, with invented content."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kotaham.apps.gate.queries import Page
from kotaham.apps.gate.views.refusals import LOST
from kotaham.core.language import Lang

PALETTE = (  # names of frontend/src/tokens.css
    *("paper", "card", "sunken", "ink", "muted", "accent", "accent-soft", "head", "gold"),
    *("ok", "warn", "bad", "info"),
)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label=gettext_lazy("Nama kantor"),
        help_text=gettext_lazy("Seperti pada papan nama, tanpa singkatan."),
        max_length=80,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[
            ("", gettext_lazy("Pilih jenis")),
            ("unit", gettext_lazy("Perangkat daerah")),
            ("city", gettext_lazy("Kota")),
        ],
    )
    since = forms.DateField(
        label=gettext_lazy("Berlaku sejak"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    duty = forms.ChoiceField(
        label=gettext_lazy("Tugas"),
        widget=forms.RadioSelect,
        choices=[("data", gettext_lazy("Pemilik data")), ("check", gettext_lazy("Pemeriksa"))],
        help_text=gettext_lazy("Satu orang tidak memeriksa isiannya sendiri."),
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sure = forms.BooleanField(label=gettext_lazy("Isi di atas sudah sesuai dokumen"))


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "gate/styleguide.html", _content(request))


def _content(request: HttpRequest) -> dict[str, Any]:
    wrong = SampleForm({"name": "", "kind": "", "duty": ""}, auto_id="salah_%s")
    lang: Lang = "en" if getattr(request, "LANGUAGE_CODE", "id") == "en" else "id"
    problem = LOST()
    letter = {part: problem.part(part, lang) for part in ("what", "why", "next")}
    return {
        "palette": PALETTE,
        "form": SampleForm(auto_id="contoh_%s"),
        "wrong": wrong,
        "problems": [{**letter, "where": "indikator.xlsx, " + _("lembar Isian, baris 12"), "code": problem.code}],
        "moment": datetime(2026, 11, 21, 3, 15, tzinfo=UTC),
        "day": date(2026, 11, 21),
        "steps": [
            (_("Kurang"), "0–39"),
            (_("Cukup"), "40–59"),
            (_("Cukup peduli"), "60–74"),
            (_("Peduli"), "75–89"),
            (_("Sangat peduli"), "90–100"),
        ],
        "three": [_("Ada"), _("Berlaku"), _("Dijalankan")],
        "page": Page([], 3, 50, has_next=True),
        "tabs": [
            {"url": "#tab", "title": _("Ringkasan"), "current": True},
            {"url": "#tab", "title": _("Data dukung"), "count": 12},
            {"url": "#tab", "title": _("Riwayat"), "count": 1204},
        ],
    }
