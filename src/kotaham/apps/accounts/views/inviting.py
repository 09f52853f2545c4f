"""Invitations: the list, writing one, sending it again, withdrawing it, taking it up."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.accounts import queries, rules, services
from kotaham.apps.accounts.forms.people import AcceptForm, InviteForm
from kotaham.apps.accounts.models import Invitation, Person
from kotaham.apps.accounts.views.holding import chosen_office, givable
from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, reach_of, told
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say

STATES = ("open", "accepted", "expired", "withdrawn")


def listed(request: GatedRequest) -> HttpResponse:
    """List the invitations within reach by state."""
    actor, now = request.actor, timezone.now()
    state = choice_of(request, "keadaan", STATES, "open")
    rows = queries.invitations(rules.invitations(actor, request.reach), state, now)
    page = page_of(request, rows)
    may = bool(reach_of(actor, "accounts.manage-invitation"))
    events.record_read(
        actor, "accounts.invitation", [row.pk for row in page.rows], gettext_noop("daftar undangan"), fields=("name",)
    )
    words = {
        "page": page,
        "rows": [(row, state_of(row)) for row in page.rows],
        "tabs": _tabs(state),
        "may_manage": may,
        "may_invite": bool(reach_of(actor, "accounts.invite")),
    }
    return render(request, "accounts/invitations.html", words)


def state_of(row: Invitation) -> str:
    """Return the state of an invitation: accepted, withdrawn, expired or open."""
    if row.accepted_at:
        return "accepted"
    if row.revoked_at:
        return "withdrawn"
    return "open" if row.expires_at > timezone.now() else "expired"


def _tabs(state: str) -> list[dict[str, Any]]:
    words = {
        "open": _("Menunggu jawaban"),
        "accepted": _("Diterima"),
        "expired": _("Kedaluwarsa"),
        "withdrawn": _("Dicabut"),
    }
    return [{"url": f"?keadaan={one}", "title": words[one], "current": one == state} for one in STATES]


def invite(request: GatedRequest) -> HttpResponse:
    """Choose an office, then write the invitation and send it."""
    words: dict[str, Any] = {}
    office = chosen_office(request, words)
    if office is None:
        return render(request, "accounts/invite.html", words)
    initial = {"starts": timezone.localdate(), "language": "id"}
    form = InviteForm(request.POST or None, roles=givable(request.actor, office), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.invite(actor=request.actor, office=office.pk, **form.cleaned_data)
        messages.success(request, _("Undangan tercatat dan suratnya segera dikirim."))
        return redirect("accounts:invitations")
    return render(request, "accounts/invite.html", {**words, "form": form}, status=422 if form.errors else 200)


def renew(request: GatedRequest, pk: int) -> HttpResponse:
    """Send an invitation again with a new link; the old one is void."""
    services.renew(actor=request.actor, invitation=pk)
    messages.success(request, _("Undangan dikirim ulang dengan tautan baru; tautan lama tidak berlaku lagi."))
    return redirect("accounts:invitations")


def revoke(request: GatedRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    services.revoke(actor=request.actor, invitation=pk)
    messages.success(request, _("Undangan dicabut; tautannya tidak berlaku lagi."))
    return redirect("accounts:invitations")


def accept(request: GatedRequest, token: str) -> HttpResponse:
    """Show what is offered, take a name and a password, and sign in."""
    try:
        invited = services.open_invitation(token)
    except Refused as refused:
        return render(request, "accounts/invitation_gone.html", {"problems": told(refused)}, status=400)
    known = Person.objects.filter(email=invited.email).exists()
    actor = request.actor
    form = AcceptForm(request.POST or None, initial={"name": invited.name})
    if request.method == "POST" and (known or actor.person or form.is_valid()):
        given = (
            {}
            if known or actor.person
            else {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"]}
        )
        try:
            made = services.accept(actor=actor, token=token, **given)
        except Refused as refused:
            if "accounts.password-refused" not in refused.codes:
                raise
            for problem in refused.problems:
                form.add_error("password", _reason(problem))
        else:
            return _welcome(request, made.person, signed_in=actor.person is not None)
    words = {"form": form, "invited": invited, "known": known, "token": token}
    return render(request, "accounts/accept.html", words, status=422 if form.errors else 200)


def _reason(problem: Problem) -> str:
    said = problem.values["reason"]
    return said.id if isinstance(said, Say) else str(said)  # a validator spoke in the language of the reader


def _welcome(request: GatedRequest, person: Person, *, signed_in: bool) -> HttpResponse:
    if not signed_in:
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    messages.success(request, _("Selamat datang. Peran Anda sudah berlaku."))
    return redirect(settings.LOGIN_REDIRECT_URL)
