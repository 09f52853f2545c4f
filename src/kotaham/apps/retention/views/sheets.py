"""A list of what is due: what stands on it, and the steps of the two people who decide."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.register import queries as register
from kotaham.apps.retention import queries, services
from kotaham.apps.retention.forms import HoldForm, ReasonForm
from kotaham.apps.retention.models import Sheet
from kotaham.apps.retention.rules import PEOPLE

TONES = {"listed": "warn", "checked": "warn", "confirmed": "info", "erased": "ok", "dropped": "plain"}
State = Sheet.State
MEMBER = "register.member"


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a list, and what may be done with it."""
    row = services.find_sheet(pk, actor=request.actor)
    kind, lang = services.kind_of(row.kind), language()
    actor = request.actor
    may_check, may_confirm = (bool(reach_of(actor, f"retention.{verb}")) for verb in ("check", "confirm"))
    page = page_of(request, queries.entries(pk))
    names = _names(request, row, [one.number for one in page.rows])
    context = {
        "sheet": row,
        "tone": TONES[row.state],
        "title": kind.title.text(lang),
        "goes": kind.goes.text(lang),
        "stays": kind.stays.text(lang),
        "page": page,
        "rows": [{"row": one, "name": names.get(one.number, "")} for one in page.rows],
        "may_check": may_check and row.state == State.LISTED,
        "may_confirm": may_confirm and row.state == State.CHECKED and row.checked_by_id != actor.person,
        "must_wait": row.state == State.CHECKED and row.checked_by_id == actor.person,
        "may_drop": may_check and row.state in {State.LISTED, State.CHECKED},
    }
    return render(request, "retention/sheet.html", context)


def _names(request: GatedRequest, sheet: Sheet, numbers: list[int]) -> dict[int, str]:
    """Return who stands on a list of people; nobody can check a list of numbers alone, so the reading is recorded."""
    if sheet.kind != PEOPLE.code:
        return {}
    events.record_read(request.actor, MEMBER, numbers, gettext_noop("daftar yang jatuh tempo"), fields=["name"])
    return register.names(numbers)


def check(request: GatedRequest, pk: int) -> HttpResponse:
    """Say that one has looked through a list."""
    services.check(pk, actor=request.actor)
    messages.success(request, _("Tercatat. Orang kedua yang berwenang kini dapat menyetujuinya."))
    return redirect("retention:sheet", pk)


def hold(request: GatedRequest, pk: int) -> HttpResponse:
    """Hold a row back."""
    form = HoldForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    services.hold(pk, said.get("number", -1), said.get("reason", ""), actor=request.actor)
    messages.success(request, _("Baris itu ditahan dan tidak akan dihapus."))
    return redirect("retention:sheet", pk)


def confirm(request: GatedRequest, pk: int) -> HttpResponse:
    """Confirm a list as the second person."""
    services.confirm(pk, actor=request.actor)
    messages.success(request, _("Disetujui. Penghapusan berjalan di belakang layar."))
    return redirect("retention:sheet", pk)


def drop(request: GatedRequest, pk: int) -> HttpResponse:
    """Let a list go."""
    form = ReasonForm(request.POST)
    form.is_valid()
    services.drop(pk, form.cleaned_data.get("reason", ""), actor=request.actor)
    messages.success(request, _("Daftar ini tidak dilaksanakan; tidak ada yang dihapus."))
    return redirect("retention:sheet", pk)
