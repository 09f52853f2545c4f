"""Make drafts, and the page from which one is written: its parts, its indicators, what the check says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.forms import AddForm, CopyForm, ImportForm, NewForm, PlainForm, TextForm
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import drafting
from kotaham.apps.instruments.views.words import WEIGHTS, lang_of, letters_of, put_on, say
from kotaham.core.errors import Refused
from kotaham.core.scoring.method import KINDS


def create(request: GatedRequest) -> HttpResponse:
    """Make a draft with nothing in it but its rights."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_blank(actor=request.actor, **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused.problems)
        else:
            return _begun(request, made)
    return render(request, "instruments/create.html", {"form": form}, status=422 if form.errors else 200)


def copy(request: GatedRequest, pk: int) -> HttpResponse:
    """Make a draft out of a version."""
    source = services.visible(pk, actor=request.actor)
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"slug": source.slug})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_copy(pk, actor=request.actor, **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused.problems)
        else:
            return _begun(request, made)
    context = {"form": form, "source": source}
    return render(request, "instruments/copy.html", context, status=422 if form.errors else 200)


def bring_in(request: GatedRequest) -> HttpResponse:
    """Make a draft out of an annex workbook or an instrument file; all that is wrong is told at once."""
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = services.make_from_file(given.read(), given.name or "", actor=request.actor)
        except Refused as refused:
            problems = letters_of(refused.problems)
        else:
            return _begun(request, made)
    wrong = bool(problems or form.errors)
    context = {"form": form, "problems": problems}
    return render(request, "instruments/import.html", context, status=422 if wrong else 200)


def _begun(request: GatedRequest, made: Version) -> HttpResponse:
    messages.success(request, _("Rancangan %(ref)s dibuat.") % {"ref": made.ref})
    return redirect("instruments:draft", made.pk)


def draft(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the parts of a draft, its indicators, and the whole list of what the check says."""
    version = services.editable(pk, actor=request.actor)
    instrument = queries.loaded(version).instrument
    remarks = queries.remarks(version)
    context = {
        "version": version,
        "parts": [_part(page, version, remarks) for page in drafting.PAGES.values() if _fits(page.key, instrument)],
        "rights": _rights(version, instrument, remarks),
        "remarks": [told_remark(one, version) for one in remarks[:100]],
        "more": max(0, len(remarks) - 100),
        "listed": instrument.indicators != "unknown",
    }
    return render(request, "instruments/draft.html", context)


def _fits(page: str, instrument: Any) -> bool:
    return page != "pohon" or instrument.aggregation.method == "weighted_tree"


def _part(page: drafting.Page, version: Version, remarks: Sequence[queries.Remark]) -> dict[str, Any]:
    mine = [one for one in remarks if one.page == page.key]
    return {
        "title": say(page.title),
        "about": say(page.about),
        "url": reverse("instruments:part", args=[version.pk, page.key]),
        **counts(mine),
    }


def counts(remarks: Sequence[queries.Remark]) -> dict[str, int]:
    """Count remarks by their weight."""
    return {f"{weight}s": sum(one.weight == weight for one in remarks) for weight in WEIGHTS}


def _rights(version: Version, instrument: Any, remarks: Sequence[queries.Remark]) -> list[dict[str, Any]]:
    of_code: dict[str, list[queries.Remark]] = {}
    for one in remarks:
        of_code.setdefault(one.indicator, []).append(one)
    groups: dict[str, list[dict[str, Any]]] = {group.code: [] for group in instrument.groups}
    for one in instrument.known_indicators:
        per = say(KINDS[one.scoring.kind]) if one.scoring.kind != "ratio" else _("pembilang / penyebut")
        row = {"code": one.code, "title": one.title, "kind": per, **counts(of_code.get(one.code, []))}
        row["url"] = reverse("instruments:indicator", args=[version.pk, one.code])
        groups.setdefault(one.group, []).append(row)
    titles = {group.code: group.title for group in instrument.groups}
    return [{"code": code, "title": titles.get(code, code), "rows": rows} for code, rows in groups.items()]


def told_remark(one: queries.Remark, version: Version) -> dict[str, Any]:
    """Return a remark in words, with the page where it is put right."""
    title, tone = WEIGHTS[one.weight]
    if one.indicator:
        url = reverse("instruments:indicator", args=[version.pk, one.indicator])
    else:
        url = reverse("instruments:part", args=[version.pk, one.page])
    lang = lang_of()
    place = one.indicator or say(drafting.PAGES[one.page].title)
    return {"weight": title, "tone": tone, "what": one.what(lang), "next": one.next(lang), "url": url, "place": place}


def add(request: GatedRequest, pk: int) -> HttpResponse:
    """Add an indicator."""
    version = services.editable(pk, actor=request.actor)
    instrument = queries.loaded(version).instrument
    form = AddForm(
        request.POST if request.method == "POST" else None,
        initial={"edition": version.edition, "group": request.GET.get("hak", "")},
        groups=[(one.code, one.title) for one in instrument.groups],
        elements=[(one.code, one.title) for one in instrument.elements],
    )
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data}
        edition = values.pop("edition")
        if _done(form, lambda: services.add_indicator(pk, actor=request.actor, edition=edition, values=values)):
            return redirect("instruments:indicator", pk, values["code"])
    context = {"form": form, "version": version}
    return render(request, "instruments/add.html", context, status=422 if form.errors else 200)


def remove(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Ask once more, then take an indicator away."""
    version = services.editable(pk, actor=request.actor)
    found = next((one for one in queries.loaded(version).instrument.known_indicators if one.code == code), None)
    if found is None:
        raise Http404
    form = _WithEdition(request.POST if request.method == "POST" else None, initial={"edition": version.edition})
    if request.method == "POST" and form.is_valid():
        services.remove_indicator(pk, code, actor=request.actor, edition=form.cleaned_data["edition"])
        messages.success(request, _("Indikator %(code)s dihapus dari rancangan.") % {"code": code})
        return redirect("instruments:draft", pk)
    context = {"form": form, "version": version, "indicator": found}
    return render(request, "instruments/remove.html", context, status=422 if form.errors else 200)


class _WithEdition(PlainForm):
    """A verb that only knows which state it was made from."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def order(request: GatedRequest, pk: int) -> HttpResponse:
    """Move one indicator up or down."""
    form = _WithEdition(request.POST)
    code, _colon, step = request.POST.get("move", "").rpartition(":")
    if form.is_valid() and step in {"-1", "1"}:
        edition = form.cleaned_data["edition"]
        services.move_indicator(pk, code, int(step), actor=request.actor, edition=edition)
    else:
        services.editable(pk, actor=request.actor)
    return redirect(f"{reverse('instruments:draft', args=[pk])}#indikator")


def expert(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the file itself; a text that cannot be read comes back with every line that is wrong."""
    version = services.editable(pk, actor=request.actor)
    first = {"text": version.content, "edition": version.edition}
    form = TextForm(request.POST if request.method == "POST" else None, initial=first)
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        text, edition = form.cleaned_data["text"], form.cleaned_data["edition"]
        try:
            services.rewrite(pk, text, actor=request.actor, edition=edition)
        except Refused as refused:
            if hasattr(refused, "status"):
                raise
            problems = letters_of(refused.problems[:100])
        else:
            messages.success(request, _("Berkas disimpan."))
            return redirect("instruments:draft", pk)
    wrong = bool(problems or form.errors)
    context = {"form": form, "version": version, "problems": problems}
    return render(request, "instruments/expert.html", context, status=422 if wrong else 200)


def _done(form: forms.Form, call: Any) -> bool:
    """Call a service; what it refuses for its content stands on the form, all other letters pass."""
    try:
        call()
    except Refused as refused:
        if hasattr(refused, "status"):
            raise
        put_on(form, refused.problems)
        return False
    return True
