"""Try a draft on past figures, and show what it would have done."""

from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of
from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.forms import TryForm
from kotaham.apps.instruments.models import TryOut
from kotaham.apps.instruments.views.words import lang_of, letters_of
from kotaham.core.errors import Refused

ROWS = 100
SORTS = {"berubah": "change", "kode": "code", "nilai": "new"}


def try_draft(request: GatedRequest, pk: int) -> HttpResponse:
    """Choose past figures and ask for the comparison."""
    version = services.visible(pk, actor=request.actor)
    bases = queries.usable(trial=True).exclude(pk=pk)
    past = services.sources(request.actor)
    own = [("file", _("Berkas yang saya unggah"))]
    for base in bases:
        own += [
            (
                f"file:{base.pk}:{name}",
                _("Berkas menurut pemetaan %(name)s (%(ref)s)") % {"name": name, "ref": base.ref},
            )
            for name in services.mappings(base.slug)
        ]
    form = TryForm(
        request.POST or None,
        request.FILES or None,
        initial={"base": version.based_on_id, "source": "file"},
        bases=[(one.pk, one.ref) for one in bases],
        sources=[*own, *((key, one.title) for key, one in past)],
    )
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = _asked(request, pk, form.cleaned_data)
        except Refused as refused:
            if hasattr(refused, "status"):
                raise
            problems = letters_of(refused.problems[:50])
        else:
            return redirect("instruments:tried", pk, made.pk)
    wrong = bool(problems or form.errors)
    context = {"version": version, "form": form, "problems": problems}
    return render(request, "instruments/try.html", context, status=422 if wrong else 200)


def _asked(request: GatedRequest, pk: int, found: dict[str, Any]) -> TryOut:
    source, given = found["source"], found.get("file")
    if not source.startswith("file"):
        return services.try_past(pk, source, actor=request.actor)
    base, mapping = found["base"], ""
    if source != "file":
        _word, number, mapping = source.split(":", 2)
        base = int(number)
    data, name = (given.read(), given.name or "") if given else (b"", "")
    return services.try_file(pk, base, data, name, actor=request.actor, period=found.get("period", ""), mapping=mapping)


def tried(request: GatedRequest, pk: int, number: int) -> HttpResponse:
    """Show what a try-out showed; numbers, not verdicts."""
    version = services.visible(pk, actor=request.actor)
    row = get_object_or_404(
        TryOut.objects.select_related("base", "made_by").defer("facts", "content"), version=version, pk=number
    )
    lang = 1 if lang_of() == "en" else 0
    context: dict[str, Any] = {
        "version": version,
        "row": row,
        "notes": [one[lang] for one in row.notes],
        "stale": row.content_sha256 != version.content_sha256,
    }
    if row.result:
        context |= _result(request, row.result)
    return render(request, "instruments/tried.html", context)


def _result(request: GatedRequest, found: dict[str, Any]) -> dict[str, Any]:
    wanted = choice_of(request, "urut", ("kode", "nilai"))
    titles = {**found["titles"]["base"], **found["titles"]["draft"]}
    cities = [_city(one, found["titles"]) for one in found["cities"]]
    cities.sort(key=_order(wanted))
    largest = max(
        (abs(Fraction(one["up"])) + abs(Fraction(one["down"])) for one in found["indicators"]), default=Fraction(1)
    )
    return {
        "found": found,
        "cities": cities[:ROWS] if request.GET.get("semua") != "1" else cities,
        "cut": len(cities) > ROWS and request.GET.get("semua") != "1",
        "indicators": [_mover(one, titles, largest) for one in found["indicators"][:40]],
        "changed": [one for one in found["predicates"] if one["old"] != one["new"]],
        "predicates": [
            {
                **one,
                "old": found["titles"]["base"].get(one["old"], ""),
                "new": found["titles"]["draft"].get(one["new"], ""),
            }
            for one in found["predicates"]
        ],
        "only_base": [(code, titles.get(code, "")) for code in found["only_base"]],
        "only_draft": [(code, titles.get(code, "")) for code in found["only_draft"]],
        "left_out": sorted(found["left_out"]["draft"].items()),
        "sort": wanted,
    }


def _city(one: dict[str, Any], titles: dict[str, dict[str, str]]) -> dict[str, Any]:
    number = {name: None if one[name] is None else Fraction(one[name]) for name in ("old", "new", "change")}
    rank = one["old_rank"] - one["new_rank"] if one["old_rank"] and one["new_rank"] else None
    return {
        **one,
        **number,
        "rank_move": rank,
        "old_title": titles["base"].get(one["old_predicate"] or "", ""),
        "new_title": titles["draft"].get(one["new_predicate"] or "", ""),
        "causes": [{**cause, "change": Fraction(cause["change"])} for cause in one["causes"]],
    }


def _order(wanted: str) -> Any:
    if wanted == "kode":
        return lambda one: one["code"]
    if wanted == "nilai":
        return lambda one: (one["new"] is None, -(one["new"] or 0), one["code"])
    return lambda one: (one["change"] is None, -abs(one["change"] or 0), one["code"])


def _mover(one: dict[str, Any], titles: dict[str, str], largest: Any) -> dict[str, Any]:
    up, down = Fraction(one["up"]), Fraction(one["down"])
    share = int((up - down) * 100 / largest) if largest else 0
    return {**one, "title": titles.get(one["code"], ""), "up": up, "down": down, "share": min(100, share)}
