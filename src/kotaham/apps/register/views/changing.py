"""Add a person, change what is said of them, open a number, move them, mark them as not active."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.register import services
from kotaham.apps.register.forms import ChangeForm, MemberForm, ReasonForm, RevealForm
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import Wish
from kotaham.apps.register.views.parts import KIND, Letters, attempt, chosen_office, offices_to_choose
from kotaham.apps.register.views.reading import find, shown

SAID = ("name", "status", "number", "agency", "post", "email", "phone")


def add(request: GatedRequest) -> HttpResponse:
    """Note a person who serves in the chosen office."""
    office = chosen_office(request, request.actor, request.reach)
    if office is None:
        return render(request, "register/choose_office.html", offices_to_choose(request, request.actor, request.reach))
    form, problems = MemberForm(request.POST or None, initial={"status": "pns"}), Letters()
    if request.method == "POST" and form.is_valid():
        wish = Wish(**{name: form.cleaned_data[name] for name in SAID}, office=office.pk)
        made, problems = attempt(lambda: services.add(wish, actor=request.actor))
        if made:
            messages.success(request, _("Peserta ditambahkan."))
            return redirect(made)
    context = {"form": form, "office": office, "problems": problems}
    return render(request, "register/add.html", context, status=422 if form.errors or problems else 200)


def change(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Change what is said of a person."""
    member = find(request, ref, "register.change")
    initial = {name: getattr(member, name) for name in ("name", "status", "agency", "post", "version")}
    form, problems = ChangeForm(request.POST or None, initial=initial, tail=member.number_tail), Letters()
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        wish = services.completed(member, Wish(**{name: found[name] for name in SAID}), found["drop"])
        done, problems = attempt(
            lambda: services.change(
                ref, wish, actor=request.actor, version=found["version"], reason=found["reason"]
            )
        )  # fmt: skip
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(done)
    events.record_read(request.actor, KIND, [member.pk], gettext_noop("halaman ubah peserta"), fields=("name",))
    context = {"form": form, "member": member, "problems": problems}
    return render(request, "register/change.html", context, status=422 if form.errors or problems else 200)


def reveal(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Show the full number, address and telephone once, to somebody who says why."""
    member = find(request, ref, "register.reveal")
    form, problems = RevealForm(request.POST), Letters()
    opened = None
    if form.is_valid():
        opened, problems = attempt(lambda: services.reveal(ref, form.cleaned_data["why"], actor=request.actor))
    answer = shown(request, member, opened=opened, reveal_form=form, problems=problems)
    response = render(request, "register/detail.html", answer, status=200 if opened else 422)
    response["Cache-Control"] = "no-store"
    return response


def move(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Move a person to another office within reach."""
    member = find(request, ref, "register.move")
    office = chosen_office(request, request.actor, request.reach) if "kantor" in request.GET else None
    if office is None:
        chosen = offices_to_choose(request, request.actor, request.reach)
        return render(request, "register/choose_office.html", {**chosen, "member": member})
    form = ReasonForm(request.POST or None, initial={"version": member.version})
    return _step(
        request, member, form, "move", {"office": office},
        lambda found: services.move(ref, office.pk, found["reason"], actor=request.actor, version=found["version"]),
    )  # fmt: skip


def leave(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Mark a person as not active."""
    return _mark(request, ref, "leave", services.leave)


def come_back(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Mark a person as active again."""
    return _mark(request, ref, "return", services.come_back)


def _mark(request: GatedRequest, ref: UUID, verb: str, call: Callable[..., Member]) -> HttpResponse:
    member = find(request, ref, "register.leave")
    form = ReasonForm(request.POST or None, initial={"version": member.version})
    return _step(
        request, member, form, verb, {},
        lambda found: call(ref, found["reason"], actor=request.actor, version=found["version"]),
    )  # fmt: skip


def _step(
    request: GatedRequest,
    member: Member,
    form: ReasonForm,
    verb: str,
    more: dict[str, Any],
    call: Callable[..., Member],
) -> HttpResponse:
    """Ask why, then do what is asked."""
    problems = Letters()
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: call(form.cleaned_data))
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(done)
    events.record_read(request.actor, KIND, [member.pk], gettext_noop("halaman ubah peserta"), fields=("name",))
    context = {"form": form, "member": member, "problems": problems, "verb": verb, **more}
    return render(request, "register/step.html", context, status=422 if form.errors or problems else 200)
