"""Open, correct, confirm, move and close an office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services.request import GatedRequest
from kotaham.apps.offices import queries, rules, services
from kotaham.apps.offices.forms import CloseForm, CreateForm, EditForm, MoveForm
from kotaham.apps.offices.models import Office
from kotaham.apps.offices.services import Words


def words_of(data: dict[str, str]) -> Words:
    """Return the words of a form."""
    return Words(data["name"], data["short_name"], data["partner_kind"], data["note"])


def done(request: GatedRequest, office: int, words: str) -> HttpResponse:
    """Go back to the office, with a sentence on what was done."""
    messages.success(request, words)
    return redirect("offices:detail", pk=office)


def create(request: GatedRequest, pk: int) -> HttpResponse:
    """Open an office under another."""
    parent = services.admit(request.actor, "offices.create", pk)
    form = CreateForm(request.POST or None)
    kinds = [kind for kind in rules.BY_HAND if rules.may_stand_under(kind, parent.kind)]
    form.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        office = services.create_office(
            actor=request.actor,
            parent_id=pk,
            kind=data["kind"],
            words=words_of(data),
            valid_from=data["valid_from"],
        )
        return done(request, office.pk, _("Kantor dibuka."))
    return render(request, "offices/create.html", {"form": form, "office": parent})


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Correct the words about an office."""
    office = services.admit(request.actor, "offices.edit", pk)
    now = {name: getattr(office, name) for name in ("name", "short_name", "partner_kind", "note", "version")}
    form = EditForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.rename_office(
            pk, actor=request.actor, version=data["version"], words=words_of(data), reason=data["reason"]
        )
        return done(request, pk, _("Keterangan kantor diperbaiki."))
    return render(request, "offices/edit.html", {"form": form, "office": office})


def confirm(request: GatedRequest, pk: int) -> HttpResponse:
    """Confirm a proposed unit."""
    services.confirm_office(pk, actor=request.actor, version=_version(request))
    return done(request, pk, _("Kantor dikonfirmasi."))


def move(request: GatedRequest, pk: int) -> HttpResponse:
    """Put an office under another one."""
    office = services.admit(request.actor, "offices.move", pk)
    parents = services.movable_under(request.actor, office)
    form = MoveForm(request.POST or None, parents=parents, initial={"version": office.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.move_office(
            pk, actor=request.actor, version=data["version"], parent_id=data["parent"], reason=data["reason"]
        )
        return done(request, pk, _("Kantor dipindahkan."))
    return render(request, "offices/move.html", {"form": form, "office": office})


def close(request: GatedRequest, pk: int) -> HttpResponse:
    """Close an office."""
    office = services.admit(request.actor, "offices.close", pk)
    first = {"version": office.version, "on": queries.today()}
    form = CloseForm(request.POST or None, takers=services.takers(request.actor, office), initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.close_office(pk, actor=request.actor, **data)
        return done(request, pk, _("Kantor ditutup."))
    under = Office.objects.filter(parent=office, valid_to=None).count()
    words = {"form": form, "office": office, "under": under, "held": services.held_at(office)}
    return render(request, "offices/close.html", words)


def _version(request: GatedRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
