"""Claims of hours earned elsewhere, and lines that are taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.credits import queries, services
from kotaham.apps.credits.forms import ClaimForm, DecideForm, ReasonForm
from kotaham.apps.credits.views.parts import attempt
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, reach_of

TONES = {"waiting": "warn", "accepted": "ok", "refused": "bad"}
WAITING = "waiting"


def index(request: GatedRequest) -> HttpResponse:
    """Show the claims within reach, those that wait unless asked otherwise."""
    state = "" if request.GET.get("semua") else WAITING
    page = page_of(request, queries.claims(request.actor, request.reach, state))
    services.seen_people({row.member_id for row in page.rows}, gettext_noop("pengakuan JP"), actor=request.actor)
    rows = [{"row": row, "tone": TONES[row.state]} for row in page.rows]
    return render(request, "credits/claims.html", {"page": page, "rows": rows, "all": not state})


def create(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Ask that hours earned elsewhere be recognised."""
    member = services.find_member(ref, "credits.claim-ask", actor=request.actor)
    services.seen_people([member.pk], gettext_noop("pengajuan JP"), actor=request.actor)
    offered = services.offered(request.actor)
    form = ClaimForm(request.POST or None, offered=offered)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        row, problems = attempt(lambda: services.ask(ref, services.Wish(**form.cleaned_data), actor=request.actor))
        if row:
            messages.success(request, _("Diajukan. Orang lain yang berwenang memutuskannya."))
            return redirect(row)
    context = {"form": form, "problems": problems, "member": member, "offered": offered}
    return render(request, "credits/claim_create.html", context, status=422 if form.errors or problems else 200)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a claim, its proof, and what it may count a second time."""
    row = services.find_claim(pk, actor=request.actor)
    services.seen_people([row.member_id], gettext_noop("pengakuan JP"), actor=request.actor)
    actor = request.actor
    waiting = row.state == WAITING
    context = {
        "claim": row,
        "tone": TONES[row.state],
        "proof": evidences.names([row.proof]).get(row.proof, row.proof),
        "overlaps": services.overlaps(row),
        "may_decide": waiting and row.by_id != actor.person and bool(reach_of(actor, "credits.claim-decide")),
        "form": DecideForm(),
    }
    return render(request, "credits/claim.html", context)


def decide(request: GatedRequest, pk: int) -> HttpResponse:
    """Recognise or refuse a claim."""
    form = DecideForm(request.POST)
    form.is_valid()
    services.decide(pk, form.cleaned_data.get("verb", ""), request.POST.get("reason", ""), actor=request.actor)
    messages.success(request, _("Keputusan dicatat."))
    return redirect("credits:claim", pk)


def reverse(request: GatedRequest, pk: int) -> HttpResponse:
    """Take a line back, and say why."""
    row = services.find_line(pk, "credits.reverse", actor=request.actor)
    form = ReasonForm(request.POST or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.reverse(pk, form.cleaned_data["reason"], actor=request.actor))
        if done:
            messages.success(request, _("JP ditarik kembali; kedua barisnya tetap terlihat."))
            return redirect("credits:person", row.member.ref)
    context = {"form": form, "problems": problems, "line": row}
    return render(request, "credits/reverse.html", context, status=422 if form.errors or problems else 200)
