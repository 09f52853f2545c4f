"""Mandates and contacts of an office."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services.request import GatedRequest
from kotaham.apps.offices import services
from kotaham.apps.offices.forms import ContactForm, EndForm, MandateForm
from kotaham.apps.offices.services import Task
from kotaham.apps.offices.views.changing import done


def mandate(request: GatedRequest, pk: int) -> HttpResponse:
    """Add a task or function."""
    office = services.admit(request.actor, "offices.mandate", pk)
    form = MandateForm(request.POST or None, initial={"version": office.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        task = Task(data["text"], data["basis"], data["article"], data["url"], data["valid_from"])
        services.add_mandate(pk, actor=request.actor, version=data["version"], task=task)
        return done(request, pk, _("Tugas dan fungsi ditambahkan."))
    return render(request, "offices/mandate.html", {"form": form, "office": office})


def end_mandate(request: GatedRequest, pk: int, mandate: int) -> HttpResponse:
    """End a task or function."""
    form = EndForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        services.end_mandate(mandate, actor=request.actor, office_id=pk, on=data["on"], reason=data["reason"])
        return done(request, pk, _("Tugas dan fungsi diakhiri."))
    office = services.admit(request.actor, "offices.mandate", pk)
    return render(request, "offices/end_mandate.html", {"form": form, "office": office, "mandate": mandate})


def contact(request: GatedRequest, pk: int) -> HttpResponse:
    """Set how a jabatan is reached."""
    office = services.admit(request.actor, "offices.contact", pk)
    form = ContactForm(request.POST or None, initial={"version": office.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.set_contact(pk, actor=request.actor, version=data.pop("version"), **data)
        return done(request, pk, _("Kontak disimpan."))
    return render(request, "offices/contact.html", {"form": form, "office": office})


def drop_contact(request: GatedRequest, pk: int, contact: int) -> HttpResponse:
    """Take a contact off."""
    services.drop_contact(contact, actor=request.actor, office_id=pk)
    done(request, pk, _("Kontak dihapus."))
    return redirect("offices:detail", pk=pk)
