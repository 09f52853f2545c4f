"""One's own account, the role acted in, and what the roles are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kotaham.apps.accounts import queries, services
from kotaham.apps.accounts.forms.people import ProfileForm
from kotaham.apps.accounts.models import Person
from kotaham.apps.gate.services import GatedRequest

FEW = 5  # hand-overs shown on the own page


def profile(request: GatedRequest) -> HttpResponse:
    """Show and change name, language and time zone; the roles held stand beside."""
    actor = request.actor
    person = Person.objects.get(pk=actor.person or 0)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        saved = services.set_profile(actor=actor, **form.cleaned_data)
        with translation.override(saved.language):  # as the next page speaks
            messages.success(request, _("Akun Anda tersimpan."))
        response = redirect("accounts:profile")
        response.set_cookie("bahasa", saved.language, max_age=365 * 86400, samesite="Lax", secure=request.is_secure())
        return response
    received = queries.received_by(person.pk)[:FEW]
    words = {"form": form, "person": person, "acting": services.acting_of(request), "received": received}
    return render(request, "accounts/profile.html", words, status=422 if form.errors else 200)


def act(request: GatedRequest) -> HttpResponse:
    """Choose the role to act in, and go on."""
    number = request.POST.get("appointment", "")
    chosen = services.act(request, actor=request.actor, appointment=int(number) if number.isdecimal() else 0)
    messages.success(request, _("Anda sekarang bertindak untuk %(office)s.") % {"office": chosen.office.name})
    back = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if own else "/")


def roles(request: GatedRequest) -> HttpResponse:
    """Tell each role from the tables that are asked."""
    return render(request, "accounts/roles.html", {"roles": queries.roles_told()})
