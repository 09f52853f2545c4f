"""Move a version on, and say something about it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import Actor, GatedRequest
from kotaham.apps.instruments import services
from kotaham.apps.instruments.forms import CommentForm, PlainForm, ReasonForm, SettleForm
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.views.register import shown

Call = Callable[[int, Actor, Mapping[str, Any], str], Version]
VERBS: Mapping[str, tuple[Any, Call]] = {
    "offer": (PlainForm, lambda pk, actor, _found, _sha: services.offer(pk, actor=actor)),
    "send_back": (
        ReasonForm,
        lambda pk, actor, found, _sha: services.send_back(pk, actor=actor, reason=found["reason"]),
    ),
    "seal": (
        ReasonForm,
        lambda pk, actor, found, sha: services.seal(pk, actor=actor, reason=found["reason"], sha256=sha),
    ),
    "drop": (ReasonForm, lambda pk, actor, found, _sha: services.drop(pk, actor=actor, reason=found["reason"])),
}


def move(request: GatedRequest, pk: int, verb: str) -> HttpResponse:
    """Make one move; a form that lacks something comes back with the page."""
    form_class, call = VERBS[verb]
    form = form_class(request.POST, prefix=verb)
    version = services.visible(pk, actor=request.actor)
    if not form.is_valid():
        return shown(request, version, {verb: form})
    moved = call(pk, request.actor, form.cleaned_data, request.POST.get("sha256", ""))
    messages.success(request, _("%(ref)s: %(state)s.") % {"ref": moved.ref, "state": moved.get_state_display()})
    return redirect(moved)


def comment(request: GatedRequest, pk: int) -> HttpResponse:
    """Say something about a draft."""
    version = services.visible(pk, actor=request.actor)
    places = [(code, f"{code} {title}"[:90]) for code, title in services.places_of(version).items()]
    form = CommentForm(request.POST, places=places)
    if not form.is_valid():
        return shown(request, version, {"comment": form})
    found = form.cleaned_data
    services.comment(pk, actor=request.actor, text=found["text"], place=found["place"])
    messages.success(request, _("Tanggapan dicatat."))
    return redirect(f"{version.get_absolute_url()}#tanggapan")


def settle(request: GatedRequest, pk: int, number: int) -> HttpResponse:
    """Say how a comment was settled."""
    version = services.visible(pk, actor=request.actor)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return shown(request, version, {"settle": form})
    services.settle(pk, number, actor=request.actor, how=form.cleaned_data["how"])
    messages.success(request, _("Tanggapan diselesaikan."))
    return redirect(f"{version.get_absolute_url()}#tanggapan")
