"""Appoint, end, hand over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.accounts import queries, rules, services
from kotaham.apps.accounts.forms.people import AppointForm, EndForm, HandOverForm
from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, GatedRequest, demand_for, reach_of, search_key
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

MOST_OFFICES = 20


def appoint(request: GatedRequest, pk: int) -> HttpResponse:
    """Choose an office, then a role and a period, for somebody who has an account."""
    rows = Person.objects.filter(pk=pk)
    person = demand_for(request.actor, "accounts.appoint", rows, rules.people, see="accounts.person")
    words: dict[str, Any] = {"person": person}
    office = chosen_office(request, words)
    events.record_read(request.actor, "accounts.person", [pk], gettext_noop("halaman penugasan"), fields=("name",))
    if office is None:
        return render(request, "accounts/appoint.html", words)
    form = AppointForm(
        request.POST or None, roles=givable(request.actor, office), initial={"starts": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        services.appoint(actor=request.actor, person=pk, office=office.pk, **form.cleaned_data)
        messages.success(request, _("Penugasan tercatat dan berlaku sejak tanggal mulainya."))
        return redirect("accounts:person", pk)
    return render(request, "accounts/appoint.html", {**words, "form": form}, status=422 if form.errors else 200)


def chosen_office(request: GatedRequest, words: dict[str, Any]) -> Any:
    """Return the office that the address names, if the actor sees it; else put some to choose from into the words."""
    scope = offices.within(request.actor, request.reach, at="")
    number = request.GET.get("kantor", "")
    if number:
        found = offices.visible(scope, offices.Narrowing()).filter(pk=int(number) if number.isdecimal() else 0).first()
        if found is None:
            raise Http404
        words["office"] = found
        return found
    text = search_key(request.GET.get("q", "")[:100])
    words.update(
        text=text,
        offices=list(offices.visible(scope, offices.Narrowing(text=text))[: MOST_OFFICES + 1]),
        most=MOST_OFFICES,
    )
    return None


def givable(actor: Actor, office: Any) -> tuple[str, ...]:
    """Return the roles that the actor may give at an office."""
    return tuple(role for role in rules.roles_of(office.kind) if _may(actor, role, office))


def _may(actor: Actor, role: str, office: Any) -> bool:
    far = rules.may_grant(actor, role)
    return bool(far) and (far is not Reach.OWN or office.pk == actor.office)


def end(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask for the day and the reason, then end the appointment."""
    row = services.appointment_for(request.actor, "accounts.end", pk)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        services.end(actor=request.actor, appointment=pk, **form.cleaned_data)
        messages.success(request, _("Penugasan diakhiri."))
        return redirect("accounts:person", row.person_id)
    events.record_read(
        request.actor, "accounts.person", [row.person_id], gettext_noop("halaman akhir tugas"), fields=("name",)
    )
    words = {"form": form, "row": row, "open_work": services.work_of(row)}
    return render(request, "accounts/end.html", words, status=422 if form.errors else 200)


def hand_over(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the open work, then pass it to the successor with a note."""
    row = services.appointment_for(request.actor, "accounts.hand-over", pk)
    done = queries.hand_over_of(row)
    form = HandOverForm(request.POST or None, successors=queries.successors(row))
    if request.method == "POST" and done is not None:
        services.hand_over(actor=request.actor, giver=pk, taker=0, note="")  # refused: it happens once
    if request.method == "POST" and form.is_valid():
        taker: Appointment = form.cleaned_data["taker"]
        services.hand_over(actor=request.actor, giver=pk, taker=taker.pk, note=form.cleaned_data["note"])
        messages.success(request, _("Pekerjaan diserahterimakan."))
        return redirect("accounts:hand-over", pk)
    people = [row.person_id, *form.fields["taker"].queryset.values_list("person_id", flat=True)]  # type: ignore[attr-defined]
    events.record_read(request.actor, "accounts.person", people, gettext_noop("halaman serah terima"), fields=("name",))
    words = {"form": form, "row": row, "done": done, "open_work": services.work_of(row), "successors": len(people) - 1}
    if row.role in givable(request.actor, row.office):
        words |= {f"may_{verb}": bool(reach_of(request.actor, f"accounts.{verb}")) for verb in ("invite", "appoint")}
    return render(request, "accounts/hand_over.html", words, status=422 if form.errors else 200)
