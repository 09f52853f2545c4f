"""Look for people, look at one of them, at oneself, and at who has read whom."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.events import queries as record
from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import Actor, GatedRequest, demand_for, reach_of
from kotaham.apps.register import queries, rules, services
from kotaham.apps.register.forms import RevealForm
from kotaham.apps.register.models import Member
from kotaham.apps.register.views.parts import KIND, TONES, abilities, attempt

SHOWN = ("name", "number_tail", "status", "office")


def index(request: GatedRequest) -> HttpResponse:
    """List people, found by words of their name or by a whole number; whose rows were shown is recorded.

    A number is posted and answered at once, a name goes on in the address: numbers stay out of histories and logs.
    """
    posted, actor, reach = request.method == "POST", request.actor, request.reach
    text = (request.POST if posted else request.GET).get("q", "")[:100]
    if posted is not services.like_number(text):
        return _asked_anew(request, text if posted else "")
    indexes = services.number_of(text)
    rows = queries.with_number(actor, reach, indexes) if indexes else queries.search(actor, reach, text)
    page = page_of(request, rows)
    why = gettext_noop("daftar peserta")
    events.record_read(actor, KIND, [row.pk for row in page.rows], why, fields=SHOWN)
    words = {
        "page": page,
        "rows": page.rows,
        "text": text,
        "by_number": bool(indexes),
        "rooms_near": _near(actor),
        **abilities(actor, "add", "import-see"),
    }
    template = "register/list_part.html" if request.headers.get("HX-Target") == "people" else "register/list.html"
    return render(request, template, words)


def _asked_anew(request: GatedRequest, text: str) -> HttpResponse:
    """Send a name on by the address; a number that came by it is dropped, and the place to type it is told."""
    if not text and request.method == "GET":
        messages.info(request, _("Ketik nomor pada kotak cari, supaya tidak tertinggal di alamat halaman."))
    return redirect(reverse("register:list") + (f"?{urlencode({'q': text})}" if text else ""))


def _near(actor: Actor) -> list[dict[str, Any]]:
    """Return the other pages of the room that open to somebody."""
    offered = (
        ("register.links", "register:links", _("Tautan pendaftaran"), "link"),
        ("register.pairs", "register:pairs", _("Kemungkinan kembar"), "copy"),
        ("register.wishes", "register:wishes", _("Permintaan data"), "envelope"),
        ("register.entities-see", "register:entities", _("Komunitas dan usaha"), "people"),
    )
    open_ = (one for one in offered if reach_of(actor, one[0]))
    return [{"url": reverse(route), "title": title, "icon": icon} for _rule, route, title, icon in open_]


def find(request: GatedRequest, ref: UUID, rule: str = "register.see") -> Member:
    """Return the person of an address, when the reader may see them."""
    return demand_for(request.actor, rule, queries.of_ref(ref), rules.members, see="register.see")


def detail(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Show one person: where they serve and served, and what can be done."""
    member = find(request, ref)
    events.record_read(request.actor, KIND, [member.pk], gettext_noop("halaman peserta"), fields=(*SHOWN, "post"))
    return render(request, "register/detail.html", shown(request, member))


def shown(request: GatedRequest, member: Member, **more: Any) -> dict[str, Any]:
    """Return what the page of a person shows."""
    actor = request.actor
    counted = member.state in queries.COUNTED
    may = abilities(actor, "change", "reveal", "move", "leave")
    undoing, importing = reach_of(actor, "register.unmerge"), reach_of(actor, "register.import-see")
    return {
        "changed_by": list(queries.imports_of(member, actor, importing)[:5]) if importing else [],
        "merges": list(queries.merges_into(member, actor, undoing)[:20]) if counted and undoing else [],
        "member": member,
        "tone": TONES[member.state],
        "postings": list(queries.postings(member)[:20]),
        "counted": counted,
        "sealed": [_("surel")] * (member.email_sealed is not None) + [_("telepon")] * (member.phone_sealed is not None),
        "reveal_form": RevealForm(),
        **{name: allowed and counted for name, allowed in may.items()},
        **abilities(actor, "import-see", "unmerge"),
        **more,
    }


def readers(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Show who has read the data of a person, when, and for what."""
    member = find(request, ref)
    return render(request, "register/readers.html", {"member": member, **_readers(request, member)})


def _readers(request: GatedRequest, member: Member, size: int = 50) -> dict[str, Any]:
    rows = record.history(KIND, member.pk).filter(verb="register.read")
    if member.account_id:
        rows = rows.exclude(person=member.account_id)
    page = page_of(request, rows, size)
    known = accounts.names(row.person for row in page.rows if row.person)
    alike = groupby(page.rows, lambda row: (row.person, row.role, row.system, row.why, timezone.localdate(row.at)))
    found = [list(rows) for _same, rows in alike]
    return {"page": page, "reads": [(rows[0], known.get(rows[0].person or 0, ""), len(rows)) for rows in found]}


def own(request: GatedRequest) -> HttpResponse:
    """Show somebody what the register knows of them, in full, and who has read it."""
    member = queries.of_account(request.actor.person)
    if member is None:
        return render(request, "register/own_none.html")
    try:
        opened = services.reveal_own(actor=request.actor)
    except Http404:  # joined away between two questions
        return render(request, "register/own_none.html")
    words = {"member": member, "opened": opened, "postings": list(queries.postings(member)[:20])}
    return render(request, "register/own.html", {**words, **_readers(request, member)})


def claim(request: GatedRequest) -> HttpResponse:
    """Join the account to its row, by its proven e-mail address."""
    done, problems = attempt(lambda: services.claim(actor=request.actor))
    if done:
        return redirect("register:own")
    return render(request, "register/own_none.html", {"problems": problems}, status=422)
