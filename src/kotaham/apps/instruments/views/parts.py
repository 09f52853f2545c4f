"""The pages of the editor: one part of the whole, or one indicator; what the check says stands beside the field."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.forms import IndicatorPage, PageForm, Remarked
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import drafting
from kotaham.apps.instruments.views.drafts import told_remark
from kotaham.apps.instruments.views.translating import TRANSLATION, translation
from kotaham.apps.instruments.views.words import lang_of, put_on, say
from kotaham.core.errors import Refused
from kotaham.core.instrument.model import Bonus, Instrument, WeightedTree
from kotaham.workbook.annex_words import KIND

Remarks = Sequence[queries.Remark]


def part(request: GatedRequest, pk: int, page: str) -> HttpResponse:
    """Show and write one part of a draft."""
    if page == TRANSLATION:
        return translation(request, pk)
    version = services.editable(pk, actor=request.actor)
    if page not in drafting.PAGES:
        raise Http404
    shown, instrument = drafting.PAGES[page], queries.loaded(version).instrument
    data = request.POST if request.method == "POST" else None
    initial = drafting.initial(shown, instrument)
    form = PageForm(shown, lang_of(), codes_of(instrument), initial, version.edition, data)
    if request.method == "POST" and form.is_valid() and _written(request, pk, page, form):
        return redirect("instruments:part", pk, page)
    mine = [one for one in queries.remarks(version) if one.page == page]
    _remark(form, mine)
    context = {
        "version": version,
        "page": shown,
        "idle": page == "pohon" and not isinstance(instrument.aggregation, WeightedTree),
        "title": say(shown.title),
        "about": say(shown.about),
        "form": form,
        "remarks": [told_remark(one, version) for one in mine],
    }
    return render(request, "instruments/part.html", context, status=422 if form.wrong else 200)


def _written(request: GatedRequest, pk: int, page: str, form: PageForm) -> bool:
    try:
        services.edit_page(pk, page, actor=request.actor, edition=form.edition, values=form.values, rows=form.rows)
    except Refused as refused:
        if hasattr(refused, "status"):
            raise
        put_on(form.single, refused.problems)
        return False
    messages.success(request, _("Perubahan disimpan."))
    return True


def _remark(form: PageForm, remarks: Remarks) -> None:
    """Put each remark beside its field: of the page, or of the row of its table."""
    for one in remarks:
        if one.row < 0:
            _beside(form.single, one)
        elif form.table is not None and one.row < len(form.table.forms):
            _beside(form.table.forms[one.row], one)


def _beside(form: Remarked, one: queries.Remark) -> None:
    lang = lang_of()
    names = [name for name in form.fields if name == one.field or name.startswith(f"{one.field}.")]
    if not names and one.field:
        names = [name for name in form.fields if one.field.startswith(f"{name}.") or one.field.startswith(f"{name}[")]
    found = dict(form.remarks)
    for name in names[:1]:
        found[name] = [*found.get(name, ()), {"what": one.what(lang), "next": one.next(lang), "weight": one.weight}]
    form.remarks = found


def codes_of(instrument: Instrument) -> dict[str, list[tuple[str, str]]]:
    """Return the codes that fields may name, by the sheet that holds them."""
    bonus = instrument.bonus.items if isinstance(instrument.bonus, Bonus) else ()
    nodes = drafting.tree_of(instrument)["aggregation"].get("tree", ())
    pairs = {
        "groups": [(one.code, one.title) for one in instrument.groups],
        "elements": [(one.code, one.title) for one in instrument.elements],
        "indicators": [(one.code, f"{one.code} {one.title}"[:90]) for one in instrument.known_indicators],
        "predicates": [(one.code, one.title) for one in instrument.predicates.levels],
        "bonus": [(one.code, one.title) for one in bonus],
    }
    if isinstance(instrument.aggregation, WeightedTree):
        pairs["tree"] = [(one["code"], one["title"]) for one in drafting.nodes_below(nodes)]
    return pairs


def indicator(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Show and write one indicator."""
    version = services.editable(pk, actor=request.actor)
    instrument = queries.loaded(version).instrument
    found = next((one for one in instrument.known_indicators if one.code == code), None)
    if found is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    asked = (data or request.GET).get("cara", "")
    kind = asked if asked in drafting.KINDS else found.scoring.kind
    form = IndicatorPage(found, kind, lang_of(), codes_of(instrument), version.edition, data)
    if request.method == "POST" and form.is_valid() and (to := _kept(request, pk, code, form)):
        return redirect("instruments:indicator", pk, to)
    mine = [one for one in queries.remarks(version) if one.indicator == code]
    for one in mine:
        _beside(form.about, one)
    context = {
        "version": version,
        "indicator": found,
        "form": form,
        "kind": kind,
        "kinds": [(name, KIND.word(name, lang_of())) for name in drafting.KINDS],
        "remarks": [told_remark(one, version) for one in mine],
        "beside": _neighbours(version, instrument, code),
    }
    return render(request, "instruments/indicator.html", context, status=422 if form.wrong else 200)


def _kept(request: GatedRequest, pk: int, code: str, form: IndicatorPage) -> str:
    """Write the indicator; return the code that it has now, or nothing when it has to be corrected."""
    try:
        services.edit_indicator(
            pk, code, actor=request.actor, edition=form.edition, values=form.values, scoring=form.how()
        )
    except Refused as refused:
        if hasattr(refused, "status"):
            raise
        put_on(form.about, refused.problems)
        return ""
    messages.success(request, _("Indikator %(code)s disimpan.") % {"code": form.values["code"]})
    return str(form.values["code"])


def _neighbours(version: Version, instrument: Instrument, code: str) -> dict[str, str]:
    """Return the pages of the indicators before and after this one."""
    codes = [one.code for one in instrument.known_indicators]
    at = codes.index(code)
    near = {"previous": codes[at - 1] if at else "", "next": codes[at + 1] if at + 1 < len(codes) else ""}
    return {name: reverse("instruments:indicator", args=[version.pk, one]) if one else "" for name, one in near.items()}
