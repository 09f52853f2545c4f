"""Forms that change what is said of evidence, end it, or use it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries, services
from kotaham.apps.evidence.forms import AmendForm, UseForm, WithdrawForm
from kotaham.apps.evidence.rules import reachable, usable
from kotaham.apps.evidence.services import Draft
from kotaham.apps.gate.services import GatedRequest, demand_for


def amend(request: GatedRequest, pk: int) -> HttpResponse:
    """Change title, note, dates or the mark of personal data."""
    evidence = demand_for(request.actor, "evidence.amend", queries.piece(pk), reachable, see="evidence.see")
    first = {name: getattr(evidence, name) for name in (*Draft.__dataclass_fields__, "version")}
    form = AmendForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        services.amend(actor=request.actor, evidence=pk, version=form.cleaned_data["version"], draft=form.draft())
        messages.success(request, _("Keterangan bukti diubah."))
        return redirect("evidence:detail", pk=pk)
    context = {"form": form, "evidence": evidence}
    return render(request, "evidence/amend.html", context, status=422 if form.is_bound else 200)


def withdraw(request: GatedRequest, pk: int) -> HttpResponse:
    """Take a piece out of use."""
    evidence = demand_for(request.actor, "evidence.withdraw", queries.piece(pk), reachable, see="evidence.see")
    form = WithdrawForm(request.POST or None, initial={"version": evidence.version})
    if request.method == "POST" and form.is_valid():
        services.withdraw(actor=request.actor, evidence=pk, **form.cleaned_data)
        messages.success(request, _("Bukti ditarik. Riwayat dan berkasnya tetap tersimpan."))
        return redirect("evidence:detail", pk=pk)
    context = {"form": form, "evidence": evidence}
    return render(request, "evidence/withdraw.html", context, status=422 if form.is_bound else 200)


def use(request: GatedRequest, pk: int) -> HttpResponse:
    """Let a piece prove something, at a place in it."""
    evidence = demand_for(request.actor, "evidence.use", queries.piece(pk), usable, see="evidence.see")
    first = {"kind": request.GET.get("jenis", ""), "subject": request.GET.get("untuk", "")}
    form = UseForm(request.POST or None, initial=first)
    named = (form.data if form.is_bound else first).get
    subject = services.subject_of(request.actor, str(named("kind") or ""), str(named("subject") or ""))
    if request.method == "POST" and form.is_valid():
        proved = (form.cleaned_data["kind"], form.cleaned_data["subject"])
        services.use(actor=request.actor, evidence=pk, subject=proved, pinpoint=form.pinpoint())
        messages.success(request, _("Bukti dipakai untuk: %(title)s.") % {"title": subject.title})
        return redirect(subject.url) if subject.url else redirect("evidence:detail", pk=pk)
    context = {"form": form, "evidence": evidence, "subject": subject, "latest": queries.revision_of(evidence)}
    return render(request, "evidence/use.html", context, status=422 if form.is_bound else 200)


def share(request: GatedRequest, pk: int) -> HttpResponse:
    """Let the cities of the province use a piece, or no longer."""
    on = request.POST.get("bagikan") == "ya"
    services.share(actor=request.actor, evidence=pk, on=on)
    done = _("Kabupaten/kota di provinsi ini dapat memakainya.") if on else _("Bukti tidak lagi dibagikan.")
    messages.success(request, done)
    return redirect("evidence:detail", pk=pk)


def release(request: GatedRequest, pk: int, use: int) -> HttpResponse:
    """Let a subject do without a piece again."""
    services.release(actor=request.actor, evidence=pk, use=use)
    messages.success(request, _("Pemakaian dihentikan; catatannya tetap ada."))
    return redirect("evidence:detail", pk=pk)
