"""The cities within reach, the proposals for one office, its people and the courses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop, ngettext

from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.proposals import queries, services
from kotaham.apps.proposals.queries import Published
from kotaham.apps.proposals.rules import Weak, weak

MEMBER = "register.member"
SIZE = 20
LOCAL = ("city", "unit", "service_unit")


def index(request: GatedRequest) -> HttpResponse:
    """Show the cities within reach; whoever has one only goes there at once."""
    actor = request.actor
    own = queries.office(actor.office).first() if actor.office else None
    if own is not None and own.kind in LOCAL:
        return redirect("proposals:office", own.pk)
    words = " ".join(request.GET.get("cari", "").split())[:80]
    page = page_of(request, queries.cities(actor, request.reach, words))
    return render(request, "proposals/list.html", {"page": page, "words": words})


def office(request: GatedRequest, pk: int) -> HttpResponse:
    """Show which indicators of an office lost points, which courses address them, and who passed."""
    row = services.find_office(pk, "proposals.see", actor=request.actor)
    city = queries.city_of(row)
    found = queries.published(city.pk, language()) if city else None
    context: dict[str, Any] = {"office": row, "city": city, "found": found, "may_map": _may(request, "proposals.map")}
    if found:
        whole = row.pk == city.pk
        lost = [one for one in weak(found.answers) if whole or _unit(found, one.code) == row.pk]
        page = _leaf(request, lost)
        context |= {"page": page, "whole": whole, "cards": _cards(found, page.rows, row, whole=whole)}
        context |= {"may_enrol": _may(request, "proposals.enrol"), "may_people": _may(request, "proposals.people")}
    return render(request, "proposals/office.html", context)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list that is no query."""

    rows: Sequence[Weak]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1


def _leaf(request: GatedRequest, rows: Sequence[Weak]) -> Leaf:
    text = request.GET.get("hal", "1")
    number = max(int(text), 1) if _is_number(text) else 1
    start = (number - 1) * SIZE
    return Leaf(rows[start : start + SIZE], number, len(rows) > start + SIZE)


def _may(request: GatedRequest, rule: str) -> bool:
    return bool(reach_of(request.actor, rule))


def _unit(found: Published, code: str) -> int | None:
    unit = found.owners.get(code)
    return unit.pk if unit else None


def _cards(found: Published, rows: Sequence[Weak], row: Any, *, whole: bool) -> list[dict[str, Any]]:
    """Return each weak indicator with the courses that address it, and how many of its office passed them."""
    mapped = queries.addressed(found.instrument, {one.code: found.groups[one.code] for one in rows})
    owners = {one.code: found.owners.get(one.code, row) if whole else row for one in rows}
    passed = courses.passed_by_office(
        {one.course.pk for some in mapped.values() for one in some}, {unit.pk for unit in owners.values()}
    )
    return [
        {
            "weak": one,
            "title": found.titles[one.code],
            "right": found.rights[found.groups[one.code]],
            "unit": (unit := owners[one.code]),
            "courses": [
                {"one": course, "passed": passed.get((course.course.pk, unit.pk), 0)}
                for course in mapped.get(one.code, [])
            ],
        }
        for one in rows
    ]


def people(request: GatedRequest, pk: int, version: int) -> HttpResponse:
    """Show who of an office takes or took a course, and enrol whom somebody chooses."""
    rule = "proposals.enrol" if request.method == "POST" else "proposals.people"
    row = services.find_office(pk, rule, actor=request.actor)
    found = courses.version(version)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("orang") if _is_number(one)]
        count = services.enrol(pk, version, chosen, actor=request.actor)
        words = ngettext("%(count)s orang didaftarkan.", "%(count)s orang didaftarkan.", count)
        messages.success(request, words % {"count": count})
        return redirect("proposals:people", pk, version)
    page = page_of(request, queries.people_of(pk, request.actor))
    events.record_read(
        request.actor, MEMBER, [one.pk for one in page.rows], gettext_noop("usulan pelatihan"), fields=["name"]
    )
    states = _states(version, [one.pk for one in page.rows])
    context = {
        "office": row,
        "version": found,
        "page": page,
        "rows": [{"member": one, "state": states.get(one.pk)} for one in page.rows],
        "may_enrol": _may(request, "proposals.enrol") and found is not None and found.state == "published",
    }
    return render(request, "proposals/people.html", context)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _states(version: int, members: Iterable[int]) -> Mapping[int, Any]:
    """Return where each stands in the course; nothing for who never enrolled."""
    return {row.member_id: row for row in courses.of_versions([version], list(members))}
