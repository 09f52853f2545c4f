"""Give hours away: files for people, JSON for programs that have a token."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.credits import queries, services
from kotaham.apps.credits.forms import AccessForm, ExportForm
from kotaham.apps.credits.rules import EMPTY
from kotaham.apps.credits.views.parts import attached, attempt, year_of
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import Actor, GatedRequest, demand, language, origin_of, reach_of
from kotaham.apps.offices import queries as offices

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def export(request: GatedRequest) -> HttpResponse:
    """Ask what is wanted and why; answer with the file."""
    asked = {"year": offices.today().year, "after": request.GET.get("sesudah")}
    may_reveal = bool(reach_of(request.actor, "register.reveal"))
    if "full" in request.POST:
        demand(request.actor, "register.reveal")  # it was not offered: refused, not quietly given less
    form = ExportForm(request.POST or None, initial=asked, may_reveal=may_reveal)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        found, problems = attempt(lambda: _exported(form.cleaned_data, request.actor))
        if found:
            return found
        if not problems:
            messages.info(request, _("Tidak ada JP pada tahun itu dalam wilayah Anda."))
    lang = language()
    context = {
        "form": form,
        "problems": problems,
        "empty": [(name, why.text(lang)) for name, why in EMPTY.items()],
        "most": services.MOST,
    }
    return render(request, "credits/export.html", context, status=422 if form.errors or problems else 200)


def _exported(said: dict[str, Any], actor: Actor) -> HttpResponse | None:
    """Return the file, or None where there is nothing to write."""
    after, numbers = said["after"] or 0, None
    if said.get("full"):
        rows, numbers = services.exportable_in_full(said["year"], after, said["reason"], actor=actor)
    else:
        rows = services.exportable(said["year"], after, said["reason"], actor=actor)
    if not rows:
        return None
    name = f"jp-{said['year']}-{after}" if after else f"jp-{said['year']}"
    if said["shape"] == "csv":
        return attached(services.export_csv(rows), f"{name}.csv", CSV)
    return attached(services.export_xlsx(rows, language(), numbers), f"{name}.xlsx", XLSX)


def accesses(request: GatedRequest) -> HttpResponse:
    """Show the accesses of programs, and make one; its token is shown this once."""
    form = AccessForm(request.POST or None)
    problems: list[dict[str, str]] = []
    token = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made, problems = attempt(lambda: services.make_access(said["name"], said["ends"], actor=request.actor))
        if made:
            token, form = made[1], AccessForm()
    page = page_of(request, queries.accesses(request.actor, request.reach))
    context = {"form": form, "problems": problems, "token": token, "page": page, "today": offices.today()}
    return render(request, "credits/accesses.html", context, status=422 if form.errors or problems else 200)


def revoke(request: GatedRequest, pk: int) -> HttpResponse:
    """End an access at once."""
    services.revoke_access(pk, actor=request.actor)
    messages.success(request, _("Akses dicabut; tokennya tidak berlaku lagi."))
    return redirect("credits:accesses")


def api(request: HttpRequest) -> HttpResponse:
    """Answer a program with a page of records; who has no token that counts learns nothing."""
    access = services.bearer(request.headers.get("Authorization", ""))
    if access is None:
        return JsonResponse({"error": "token"}, status=401, headers={"WWW-Authenticate": "Bearer"})
    if services.too_often(access):
        return JsonResponse({"error": "too-often"}, status=429, headers={"Retry-After": "60"})
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        return JsonResponse({"error": "after"}, status=400)
    reader = services.reader_of(access, origin_of(request), getattr(request, "number", ""))
    return JsonResponse(
        services.page_json(access, reader, year_of(request), int(after)), headers={"Cache-Control": "no-store"}
    )
