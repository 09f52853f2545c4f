"""The frame around every page: drawn once for the same reader and words, not once for each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from secrets import token_hex
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import narrowing
from kotaham.apps.gate.services.menu import Group, sought

register = template.Library()
# Stand in the drawn bar for what differs from page to page. Nobody can write them into a name or an address.
_TOKEN, _BACK, _ROOMS = (f"{name}-{token_hex(16)}" for name in ("token", "back", "rooms"))
_MANY = 100  # notices not read: from here on the bar shows one sign
KEPT = 2000  # bars; one takes about ten kilobytes
PLAIN = 7  # entries: up to here the menu is one list without headings
UNFOLDED = 20  # entries: up to here all headings are unfolded; beyond, the daily work and where one is


@dataclass(frozen=True, slots=True)
class _Office:
    name: str


@dataclass(frozen=True, slots=True)
class _Held:
    """A role to choose, as far as the bar tells of it."""

    pk: int
    role: str
    office: _Office


@dataclass(frozen=True, slots=True)
class _Who:
    """Who acts, as far as the bar tells of it."""

    person: int | None = None
    name: str = ""
    role: str | None = None
    appointment: int | None = None
    office_name: str = ""


@dataclass(frozen=True, slots=True)
class _Bar:
    """All that the bar is drawn from, apart from what differs from page to page."""

    who: _Who
    held: tuple[_Held, ...]
    unread: int
    look: str
    rooms: bool
    demo: bool
    lang: str
    urls: str
    search: str


@register.simple_tag(takes_context=True)
def topbar(context: template.Context) -> SafeString:
    """Draw the bar at the top, with the menu for phones in it."""
    request = context.get("request")
    bar = _Bar(
        _who(context.get("actor")),
        tuple(_Held(one.pk, one.role, _Office(one.office.name)) for one in _choices(request)),
        min(int(context.get("inbox_count") or 0), _MANY),
        request.COOKIES.get("tampilan", "") if request is not None else "",
        bool(context.get("menu")), settings.DEMO, get_language() or "", settings.ROOT_URLCONF,
        search_words(context),
    )  # fmt: skip
    back = conditional_escape(request.get_full_path()) if request is not None else ""
    drawn = _drawn(bar).replace(_TOKEN, str(context.get("csrf_token", ""))).replace(_BACK, back)
    return SafeString(drawn.replace(_ROOMS, rooms(context)))


@register.simple_tag(takes_context=True)
def search_words(context: template.Context) -> str:
    """Say what the search finds for the reader: nothing that they may not find, and for nobody nothing."""
    actor: Any = context.get("actor")
    *some, last = ["", *(str(words) for words in (sought(actor) if actor and actor.person else ()))]
    if len(some) < 2:
        return _("Cari %(what)s") % {"what": last} if last else _("Cari")
    words = _("Cari %(some)s atau %(last)s") if len(some) == 2 else _("Cari %(some)s, atau %(last)s")
    return words % {"some": ", ".join(some[1:]), "last": last}


@register.simple_tag(takes_context=True)
def left_filters(context: template.Context) -> str:
    """Name the filters of the address that the page did not apply; empty where it applied them all."""
    request = context.get("request")
    return ", ".join(narrowing.left(request)) if request is not None else ""


def _who(actor: Any) -> _Who:
    if actor is None:
        return _Who()
    return _Who(actor.person, actor.name, actor.role, actor.appointment, actor.office_name)


def _choices(request: Any) -> Sequence[Any]:
    return getattr(getattr(request, "acting", None), "choices", ())


@lru_cache(maxsize=KEPT)
def _drawn(bar: _Bar) -> str:
    look = bar.look if bar.look in {"light", "dark"} else ""
    return render_to_string("parts/topbar.html", {
        "actor": bar.who, "choices": bar.held, "inbox_count": bar.unread, "look": look, "menu": bar.rooms,
        "rooms": SafeString(_ROOMS), "csrf_token": _TOKEN, "back": _BACK, "search_for": bar.search,
    })  # fmt: skip


@register.simple_tag(takes_context=True)
def rooms(context: template.Context) -> SafeString:
    """Draw the entries of the menu; empty for whom it has none."""
    menu: Sequence[Mapping[str, Any]] = context.get("menu") or ()
    current = next((at for at, item in enumerate(menu) if item["current"]), None)
    entries = tuple((item["url"], str(item["title"]), item["icon"], item["group"]) for item in menu)
    if not entries:
        return SafeString("")
    return _rooms(entries, current, get_language() or "", settings.ROOT_URLCONF)


@lru_cache(maxsize=KEPT)
def _rooms(entries: Sequence[tuple[str, str, str, Group]], current: int | None, _lang: str, _urls: str) -> SafeString:
    """Draw a short menu as one list, a longer one under its headings; the heading of the page is always unfolded."""
    keys = ("url", "title", "icon", "group", "current")
    menu = [dict(zip(keys, (*entry, at == current), strict=True)) for at, entry in enumerate(entries)]
    here = None if current is None else entries[current][3]
    unfolded = set(Group) if len(menu) <= UNFOLDED else {Group.WORK, Group.ASSESSMENT if here is Group.WORK else here}
    parts = [
        {"title": group.label, "open": group in unfolded, "menu": list(items)}
        for group, items in groupby(menu, key=itemgetter("group"))
    ]
    headed = len(menu) > PLAIN and len(parts) > 1
    return render_to_string("parts/rooms.html", {"parts": parts} if headed else {"menu": menu})
