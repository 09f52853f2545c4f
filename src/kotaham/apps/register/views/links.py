"""Links of self-registration: make, show, close; and the public page where people register themselves."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, language, origin_of, reach_of, told
from kotaham.apps.register import queries, rules, services
from kotaham.apps.register.forms import JoinForm, LinkForm
from kotaham.apps.register.models import Link
from kotaham.apps.register.rules import PURPOSES
from kotaham.apps.register.services import Wish, letters
from kotaham.apps.register.views.parts import KIND, TONES, Letters, abilities, attempt, chosen_office, offices_to_choose
from kotaham.core.errors import Refused

FIELDS = ("name", "number_tail", "office")  # what the list of those who came by a link tells of each
JOINS, WINDOW = 300, 600  # registrations from one network in so many seconds: a hall full of people shares one address


def index(request: GatedRequest) -> HttpResponse:
    """List the links within reach."""
    page = page_of(request, queries.links(request.actor, request.reach))
    rows = [(row, _standing(row)) for row in page.rows]
    return render(request, "register/links.html", {"page": page, "rows": rows, **abilities(request.actor, "link-make")})


def _standing(link: Link) -> dict[str, str]:
    if link.closed_at:
        return {"tone": "plain", "words": _("ditutup")}
    if link.expires_at <= timezone.now():
        return {"tone": "plain", "words": _("lewat harinya")}
    return {"tone": "warn", "words": _("penuh")} if link.used >= link.most else {"tone": "ok", "words": _("terbuka")}


def make(request: GatedRequest) -> HttpResponse:
    """Make a link for an office."""
    office = chosen_office(request, request.actor, request.reach)
    if office is None:
        offered = offices_to_choose(request, request.actor, request.reach)
        return render(request, "register/choose_office.html", {**offered, "linked": True})
    form, problems = LinkForm(request.POST or None, initial={"most": 100}), Letters()
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(
            lambda: services.make_link(**form.cleaned_data, office=office.pk, actor=request.actor)
        )  # fmt: skip
        if made:
            return redirect("register:link", made.pk)
    context = {"form": form, "office": office, "problems": problems}
    return render(request, "register/link_make.html", context, status=422 if form.errors or problems else 200)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a link with its address, to be passed on."""
    link = demand_for(request.actor, "register.links", queries.link_rows(pk), rules.of_office)
    may = abilities(request.actor, "link-close")
    url = settings.SITE + reverse("register:join", args=[services.token_of(link)]) if may["may_link_close"] else ""
    context = {"link": link, "standing": _standing(link), "url": url, **_joined_by(request, link), **may}
    return render(request, "register/link.html", context)


def _joined_by(request: GatedRequest, link: Link) -> dict[str, Any]:
    """Return who came by a link, as far as the reader sees people; whose rows are shown is recorded."""
    reach = reach_of(request.actor, "register.list")
    if not reach:
        return {"may_see_joined": False}
    page = page_of(request, queries.joined(link, request.actor, reach))
    ids = [row.member_id for row in page.rows]
    events.record_read(request.actor, KIND, ids, gettext_noop("pendaftar lewat tautan"), fields=FIELDS)
    rows = [(row, TONES[row.member.state]) for row in page.rows]
    return {"may_see_joined": True, "page": page, "joined": rows, "known": queries.known_before(link)}


def close(request: GatedRequest, pk: int) -> HttpResponse:
    """Close a link."""
    services.close_link(pk, actor=request.actor)
    messages.success(request, _("Tautan ditutup."))
    return redirect("register:link", pk)


def join(request: GatedRequest, token: str) -> HttpResponse:
    """Let somebody register themselves, after saying what is asked, for what, and on which basis."""
    try:
        link = services.open_link(token)
    except Refused as gone:
        return render(request, "register/join_gone.html", {"problems": told(gone)}, status=404)
    form, problems = JoinForm(request.POST or None, initial={"status": "pns"}), Letters()
    done = False
    if request.method == "POST" and form.is_valid():
        done, problems = _joined(request, token, form)
    context = {"form": form, "link": link, "problems": problems, "done": done, "purposes": _purposes()}
    return render(request, "register/join.html", context, status=422 if form.errors or problems else 200)


def _joined(request: GatedRequest, token: str, form: JoinForm) -> tuple[bool, Letters]:
    if _too_often(request):
        return False, told(Refused(letters.TOO_OFTEN()))
    made, problems = attempt(lambda: services.join(token, Wish(**form.cleaned_data), actor=request.actor))
    return made is not None, problems


def _purposes() -> list[dict[str, Any]]:
    lang = language()
    return [
        {"field": one.field.text(lang), "why": one.why.text(lang), "basis": one.basis.text(lang)} for one in PURPOSES
    ]


def _too_often(request: HttpRequest) -> bool:
    key = "register-join-" + hashlib.sha256(origin_of(request).encode()).hexdigest()[:32]
    cache.add(key, 0, WINDOW)
    return int(cache.incr(key)) > JOINS
