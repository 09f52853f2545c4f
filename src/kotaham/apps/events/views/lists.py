"""Lists of events: of the office and its area, of oneself, of one subject."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.events import queries
from kotaham.apps.events.forms import Filter
from kotaham.apps.events.rules import within
from kotaham.apps.gate.queries import choice_of, fields_of
from kotaham.apps.gate.services import Actor, demand_for, reach_of
from kotaham.core.policy import Reach


def acting(request: HttpRequest) -> Actor:
    """Return who acts; the gate has put it there."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    """Return the parts of the record that open to a reader."""
    mine = reverse("events:mine")
    found = [
        ("mine", _("Yang saya lakukan"), mine),
        ("data", _("Data pribadi saya"), f"{mine}?bagian=data"),
    ]
    if reach_of(actor, "events.list"):
        found.append(("list", _("Kantor dan wilayah"), reverse("events:list")))
    if reach_of(actor, "events.heads"):
        found.append(("heads", _("Kepala bertanda tangan"), reverse("events:heads")))
    return [{"title": title, "url": url, "current": name == current} for name, title, url in found]


def office(request: HttpRequest) -> HttpResponse:
    """List what happened within the reader's reach."""
    actor = acting(request)
    asked = Filter(request.GET)
    wanted = asked.wanted(fields_of(request, asked))
    rows = queries.listed(within(actor, reach_of(actor, "events.list")), wanted, asked.before)
    page = queries.Page.of(rows)
    content: dict[str, Any] = {"form": asked, "chips": _chips(request, wanted), "filtered": any(_filters(request))}
    return _answer(request, "events/list.html", page, {"tabs": tabs(actor, "list"), **content})


def mine(request: HttpRequest) -> HttpResponse:
    """List what one did oneself, or who read and changed one's personal data."""
    actor = acting(request)
    asked = Filter(request.GET)
    about = bool(choice_of(request, "bagian", ("data",)))
    person = cast(int, actor.person)
    fields_of(request, asked)
    rows = queries.about(person, queries.PERSON) if about else queries.done_by(person)
    if asked.before is not None:
        rows = rows.filter(seq__lt=asked.before)
    content = {"tabs": tabs(actor, "data" if about else "mine"), "about": about}
    return _answer(request, "events/mine.html", queries.Page.of(rows), content)


def subject(request: HttpRequest, kind: str, subject: str) -> HttpResponse:
    """Tell the history of one subject to its owner, and to whoever stands above."""
    actor = acting(request)
    history = queries.history(kind, subject)
    is_all = reach_of(actor, "events.subject") is Reach.ALL
    demand_for(actor, "events.subject", history if is_all else queries.newest_of_owner(kind, subject), within)
    asked = Filter(request.GET)
    fields_of(request, asked)
    rows = history if asked.before is None else history.filter(seq__lt=asked.before)
    content = {"kind": queries.kind_words(kind), "tabs": tabs(actor, "")}
    return _answer(request, "events/subject.html", queries.Page.of(rows), content)


def _answer(request: HttpRequest, template: str, page: queries.Page, content: dict[str, Any]) -> HttpResponse:
    """Show a page of events with the way to older ones."""
    told = queries.told(page.rows)
    name = told[0].subject if told else ""
    newest = "sebelum" in request.GET
    shared: dict[str, Any] = {
        "rows": told,
        "name": name,
        "older": _link(request, sebelum=page.older) if page.older else "",
    }
    shared |= {"newest": _link(request, sebelum=None) if newest else "", "sees_all": _sees_all(request)}
    return render(request, template, {**shared, **content})


def _sees_all(request: HttpRequest) -> bool:
    """Tell whether the reader may see from where something was done: that is a personal trace."""
    return reach_of(acting(request), "events.list") is Reach.ALL


def _link(request: HttpRequest, **changes: object) -> str:
    query: QueryDict = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else request.path


def _filters(request: HttpRequest) -> list[str]:
    return [request.GET.get(name, "") for name in ("perbuatan", "sejak", "sampai", "orang", "kantor")]


def _chips(request: HttpRequest, wanted: queries.Wanted) -> list[dict[str, str]]:
    """Return the filters that were set by following a name, each with the way to drop it."""
    chips = []
    if wanted.person is not None:
        words = queries.name_of(queries.PERSON, wanted.person)
        chips.append({"words": words, "drop": _link(request, orang=None, sebelum=None)})
    if wanted.office is not None:
        words = queries.name_of(queries.OFFICE, wanted.office)
        chips.append({"words": words, "drop": _link(request, kantor=None, sebelum=None)})
    return chips
