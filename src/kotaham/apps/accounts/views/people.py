"""People within reach: the list, one person, who read the data of whom, closing an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.accounts import queries, rules, services
from kotaham.apps.accounts.forms.people import ReasonForm
from kotaham.apps.accounts.models import Person
from kotaham.apps.events import queries as record
from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, reach_of

KIND = "accounts.person"


def listed(request: GatedRequest) -> HttpResponse:
    """List the people within reach, fifty to a page; whose data were shown is recorded."""
    actor, reach, text = request.actor, request.reach, request.GET.get("q", "")[:100]
    page = page_of(request, queries.search(actor, reach, text))
    scope = rules.appointments(actor, reach)
    seats = queries.seats_of(page.rows, timezone.localdate(), scope)
    rows = [(person, seats[person.pk]) for person in page.rows]
    events.record_read(actor, KIND, [person.pk for person in page.rows], gettext_noop("daftar orang"), fields=("name",))
    words = {
        "page": page,
        "rows": rows,
        "text": text,
        "may_invite": bool(reach_of(actor, "accounts.invite")),
        "may_see_invitations": bool(reach_of(actor, "accounts.invitations")),
    }
    template = "accounts/people_rows.html" if request.headers.get("HX-Target") == "people" else "accounts/people.html"
    return render(request, template, words)


def person(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one person: the appointments within reach, and what can be done with them."""
    actor = request.actor
    found = _person(request, "accounts.person", pk)
    held = list(queries.held_by(pk, rules.appointments(actor, request.reach)))
    endable = set(
        queries.held_by(pk, rules.endable(actor, reach_of(actor, "accounts.end"))).values_list("pk", flat=True)
    )
    handable = rules.handable(actor, reach_of(actor, "accounts.hand-over"))
    able_to_hand = set(queries.held_by(pk, handable).values_list("pk", flat=True))
    events.record_read(actor, KIND, [pk], gettext_noop("halaman orang"), fields=("name", "appointments"))
    words = {
        "person": found,
        "held": [(row, row.pk in endable, row.pk in able_to_hand) for row in held],
        "today": timezone.localdate(),
        "may_contact": bool(reach_of(actor, "accounts.contact")),
        "may_appoint": bool(reach_of(actor, "accounts.appoint")) and found.is_active,
        "may_close": bool(reach_of(actor, "accounts.deactivate")) and pk != actor.person,
    }
    return render(request, "accounts/person.html", words)


def contact(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the address of a person; asking for it is recorded as its own act."""
    found = _person(request, "accounts.contact", pk)
    events.record_read(request.actor, KIND, [pk], gettext_noop("melihat surel"), fields=("email",))
    fragment = request.headers.get("HX-Request")
    return render(request, "accounts/contact_part.html" if fragment else "accounts/contact.html", {"person": found})


def readers(request: GatedRequest, pk: int) -> HttpResponse:
    """Show who read the data of a person: to that person, and to those who watch over reading."""
    found = demand_for(request.actor, "accounts.readers", Person.objects.filter(pk=pk), rules.oneself)
    page = page_of(request, record.about(pk, KIND))
    known = queries.names(row.person for row in page.rows if row.person)
    rows = [(row, known.get(row.person or 0, "")) for row in page.rows]
    return render(request, "accounts/readers.html", {"person": found, "page": page, "rows": rows})


def deactivate(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask why, then close the account."""
    found = _person(request, "accounts.deactivate", pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.deactivate(actor=request.actor, person=pk, **form.cleaned_data)
        messages.success(request, _("Akun dinonaktifkan dan semua sesinya diakhiri."))
        return redirect("accounts:person", pk)
    events.record_read(request.actor, KIND, [pk], gettext_noop("halaman penonaktifan"), fields=("name",))
    words = {"form": form, "person": found}
    return render(request, "accounts/deactivate.html", words, status=422 if form.errors else 200)


def reactivate(request: GatedRequest, pk: int) -> HttpResponse:
    """Open the account again."""
    services.reactivate(actor=request.actor, person=pk)
    messages.success(request, _("Akun aktif kembali."))
    return redirect("accounts:person", pk)


def _person(request: GatedRequest, rule: str, pk: int) -> Person:
    return demand_for(request.actor, rule, Person.objects.filter(pk=pk), rules.people, see="accounts.person")
