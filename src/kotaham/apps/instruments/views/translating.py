"""The texts of a draft in its other language, part by part: the whole, or one indicator."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.forms import TranslationForm
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.views.words import FACTS, put_on
from kotaham.core.errors import Refused
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Path
from kotaham.core.instrument.translate import Text, texts_of
from kotaham.core.instrument.translate_write import fitting, other_language

TRANSLATION, INDICATORS = "terjemahan", "indicators"
TITLES: Mapping[str, Any] = {
    **FACTS,
    "title": gettext_lazy("Nama"),
    "notice": gettext_lazy("Peringatan di depan"),
    "about": gettext_lazy("Tentang instrumen"),
    "groups": gettext_lazy("Hak"),
    "section": gettext_lazy("Bagian"),
    "hole": gettext_lazy("Mengapa tidak ada indikator"),
    "elements": gettext_lazy("Unsur"),
    "nodes": gettext_lazy("Cabang"),
    "policies": gettext_lazy("Kebijakan"),
    "predicates": gettext_lazy("Predikat"),
    "below": gettext_lazy("Di bawah semua predikat"),
    "none_because": gettext_lazy("Mengapa tanpa predikat"),
    "gates": gettext_lazy("Syarat"),
    "bonus": gettext_lazy("Nilai tambah"),
    "bonus_note": gettext_lazy("Catatan nilai tambah"),
    "bonus_evidence": gettext_lazy("Bukti nilai tambah"),
    "notes": gettext_lazy("Catatan"),
    "options": gettext_lazy("Pilihan"),
    "items": gettext_lazy("Butir"),
    "numerator": gettext_lazy("Pembilang"),
    "denominator": gettext_lazy("Penyebut"),
    "criteria": gettext_lazy("Kriteria"),
}


def translation(request: GatedRequest, pk: int) -> HttpResponse:
    """Show and write the texts of one part; the list beside it tells how much of each part is translated."""
    version = services.editable(pk, actor=request.actor)
    instrument = queries.loaded(version).instrument
    chosen = request.GET.get("bagian", "")
    texts, held = texts_of(instrument), fitting(version.translation, instrument)
    mine = [(path, _title(path), text) for path, text in texts.items() if _part(path) == chosen]
    if not mine:
        raise Http404
    form = TranslationForm(mine, held, version.edition, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _written(request, pk, form):
        return redirect(f"{reverse('instruments:part', args=[pk, TRANSLATION])}?bagian={chosen}")
    context = {
        "version": version,
        "form": form,
        "language": _("Inggris") if other_language(instrument) == "en" else _("Indonesia"),
        "parts": _parts(version, instrument, texts, held, chosen),
    }
    return render(request, "instruments/translation.html", context, status=422 if form.errors else 200)


def _written(request: GatedRequest, pk: int, form: TranslationForm) -> bool:
    try:
        services.translate(pk, form.given, actor=request.actor, edition=form.cleaned_data["edition"])
    except Refused as refused:
        if hasattr(refused, "status"):
            raise
        put_on(form, refused.problems)
        return False
    messages.success(request, _("Terjemahan disimpan."))
    return True


def _part(path: Path) -> str:
    """Return the part that a text belongs to: the code of its indicator, or nothing for the whole."""
    return str(path[1]) if path[0] == INDICATORS else ""


def _title(path: Path) -> str:
    names = path[2:] if path[0] == INDICATORS else path
    return " · ".join(str(TITLES.get(str(one), one)) for one in names)


def _parts(
    version: Version, instrument: Instrument, texts: Mapping[Path, Text], held: Mapping[Path, Text], chosen: str
) -> Sequence[dict[str, Any]]:
    """Return every part with how many of its texts are translated."""
    url = reverse("instruments:part", args=[version.pk, TRANSLATION])
    titles = {one.code: f"{one.code} {one.title}" for one in instrument.known_indicators}
    codes = dict.fromkeys(_part(path) for path in texts)
    return [
        {
            "title": titles.get(code, code) if code else _("Instrumen secara umum"),
            "url": f"{url}?bagian={code}" if code else url,
            "current": code == chosen,
            "done": sum(_part(path) == code for path in held),
            "all": sum(_part(path) == code for path in texts),
        }
        for code in codes
    ]
