"""Requests of data subjects: asked by the person, answered by who keeps the data; and erasure."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, demand_for
from kotaham.apps.register import queries, rules, services
from kotaham.apps.register.forms import AnswerForm, ReasonForm, WishForm
from kotaham.apps.register.models import Wish
from kotaham.apps.register.views.parts import KIND, Letters, abilities, attempt
from kotaham.apps.register.views.reading import find


def ask(request: GatedRequest) -> HttpResponse:
    """Let somebody ask about their own data, and follow what they asked."""
    member = queries.of_account(request.actor.person)
    if member is None:
        return render(request, "register/own_none.html")
    form, problems = WishForm(request.POST or None, initial={"kind": "access"}), Letters()
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(lambda: services.ask(actor=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Permintaan diterima; dijawab paling lama dalam 3 x 24 jam."))
            return redirect("register:wish")
    rows = list(queries.wishes_of(member)[:20])
    context = {"form": form, "rows": rows, "problems": problems}
    return render(request, "register/wish_ask.html", context, status=422 if form.errors or problems else 200)


def index(request: GatedRequest) -> HttpResponse:
    """List the requests within reach: those that wait, by their clock."""
    answered = bool(choice_of(request, "bagian", ("dijawab",)))
    page = page_of(request, queries.wishes(request.actor, request.reach, answered=answered))
    why = gettext_noop("permintaan data pribadi")
    events.record_read(request.actor, KIND, [row.member_id for row in page.rows], why, fields=("name",))
    now = timezone.now()
    rows = [(row, row.state == "open" and row.due_at < now) for row in page.rows]
    tabs = [
        {"title": _("Menunggu jawaban"), "url": "?", "current": not answered},
        {"title": _("Sudah dijawab"), "url": "?bagian=dijawab", "current": answered},
    ]
    return render(request, "register/wishes.html", {"page": page, "rows": rows, "tabs": tabs, "answered": answered})


def _find(request: GatedRequest, pk: int, rule: str = "register.wishes") -> Wish:
    return demand_for(request.actor, rule, queries.wish_rows(pk), rules.of_member, see="register.wishes")


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a request."""
    wish = _find(request, pk)
    return _page(request, wish, AnswerForm(unchanged=_unchanged(wish)), Letters())


def _unchanged(wish: Wish) -> bool:
    """Tell whether a correction is asked of a row that nobody has changed since."""
    return wish.kind == Wish.Kind.CORRECT and wish.member.changed_at <= wish.asked_at


def _page(request: GatedRequest, wish: Wish, form: AnswerForm, problems: Letters) -> HttpResponse:
    why = gettext_noop("permintaan data pribadi")
    events.record_read(request.actor, KIND, [wish.member_id], why, fields=("name",))
    open_ = wish.state == Wish.State.OPEN
    counted = wish.member.state in queries.COUNTED
    may = abilities(request.actor, "wish-answer", "erase", "change")
    context = {"wish": wish, "member": wish.member, "form": form, "problems": problems, "open": open_, **may}
    context |= {"unchanged": open_ and _unchanged(wish), "may_change": may["may_change"] and counted}
    return render(request, "register/wish.html", context, status=422 if form.errors or problems else 200)


def answer(request: GatedRequest, pk: int) -> HttpResponse:
    """Answer a request."""
    wish = _find(request, pk, "register.wish-answer")
    form, problems = AnswerForm(request.POST, unchanged=_unchanged(wish)), Letters()
    if form.is_valid():
        found = form.cleaned_data
        done, problems = attempt(
            lambda: services.answer(pk, found["text"], actor=request.actor, granted=found["granted"])
        )  # fmt: skip
        if done:
            messages.success(request, _("Jawaban disampaikan."))
            return redirect("register:wish-detail", pk)
    return _page(request, wish, form, problems)


def erase(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Ask why, then erase what tells who a person is."""
    member = find(request, ref, "register.erase")
    form, problems = ReasonForm(request.POST or None, initial={"version": member.version}), Letters()
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.erase(ref, actor=request.actor, **form.cleaned_data))
        if done:
            messages.success(request, _("Data pribadi dihapus. Hitungan pelatihan tetap, tanpa nama."))
            return redirect("register:list")
    events.record_read(request.actor, KIND, [member.pk], gettext_noop("halaman ubah peserta"), fields=("name",))
    context = {"form": form, "member": member, "problems": problems, "verb": "erase"}
    return render(request, "register/step.html", context, status=422 if form.errors or problems else 200)
