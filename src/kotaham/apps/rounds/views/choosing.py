"""Choose who takes part: all, of a province, one by one, from a table of codes."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.forms import CodeForm, DeclineForm, TableForm
from kotaham.apps.rounds.services import letters
from kotaham.apps.rounds.views.parts import attempt
from kotaham.core.errors import Refused, Where


def choose(request: GatedRequest, pk: int) -> HttpResponse:
    """Show all provinces, or tick the cities of one."""
    round_ = services.editable(pk, actor=request.actor, rule="rounds.join")
    province = _province(request)
    if request.method == "POST":
        shown, wanted = request.POST.getlist("shown"), request.POST.getlist("wanted")
        joined, left = services.choose(pk, shown, wanted, actor=request.actor)
        messages.success(
            request,
            _("%(joined)d ditambahkan, %(left)d dihapus dari daftar.") % {"joined": joined, "left": left},
        )
        return redirect("rounds:choose", pk)
    if province:
        there = set(queries.participants(round_).filter(province_code=province).values_list("place_code", flat=True))
        cities = [
            {"code": one.place_code, "name": one.place.name, "in": one.place_code in there,
             "administrative": not one.place.autonomous}
            for one in queries.governments().filter(province_code=province)
        ]  # fmt: skip
        name = queries.province_names().get(province, province)
        context = {"round": round_, "cities": cities, "province": province, "name": name}
        return render(request, "rounds/choose_cities.html", context)
    shares = queries.shares(round_)
    context = {
        "round": round_,
        "shares": shares,
        "joined": sum(one.joined for one in shares),
        "total": sum(one.total for one in shares),
    }
    return render(request, "rounds/choose.html", context)


def join_all(request: GatedRequest, pk: int) -> HttpResponse:
    """Let every city of the country, or of a province, take part."""
    _told(request, services.join_all(pk, actor=request.actor, province=_province(request)))
    return redirect("rounds:choose", pk)


def leave_all(request: GatedRequest, pk: int) -> HttpResponse:
    """Take every city of the country, or of a province, off the list."""
    count = services.leave_all(pk, actor=request.actor, province=_province(request))
    words = ngettext("%(count)d dihapus dari daftar.", "%(count)d dihapus dari daftar.", count)
    messages.success(request, words % {"count": count})
    return redirect("rounds:choose", pk)


def join(request: GatedRequest, pk: int) -> HttpResponse:
    """Let one more city take part, also while the round runs."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        raise Refused(letters.NOT_A_CITY(code=request.POST.get("code", "")[:40]))
    _told(request, services.join(pk, [form.cleaned_data["code"]], actor=request.actor))
    return redirect("rounds:participants", pk)


def decline(request: GatedRequest, pk: int) -> HttpResponse:
    """Write down that a city does not take part, and why."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise Refused(letters.MISSING(field=letters.REASON))
    row = services.decline(pk, form.cleaned_data["code"], actor=request.actor, reason=form.cleaned_data["reason"])
    messages.success(request, _("Dicatat: %(name)s tidak ikut.") % {"name": row.name})
    return redirect(f"{reverse('rounds:participants', args=[pk])}?bagian=tidak")


def bring_in(request: GatedRequest, pk: int) -> HttpResponse:
    """Let the cities of a table take part; one wrong row, and nobody joins."""
    round_ = services.editable(pk, actor=request.actor, rule="rounds.join")
    form = TableForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["table"]
        count, problems = attempt(lambda: services.join(pk, _read(upload), actor=request.actor))
        if count is not None:
            _told(request, count)
            return redirect("rounds:choose", pk)
    context = {"form": form, "round": round_, "problems": problems}
    return render(request, "rounds/bring_in.html", context, status=422 if form.errors or problems else 200)


def _read(upload: "UploadedFile[bytes]") -> list[str]:
    name = Path(upload.name or "tabel.csv").name
    name = f"{Path(name).stem[:60]}{Path(name).suffix.lower()[:6]}"
    if (upload.size or 0) > services.LARGEST * 2**20:
        raise Refused(letters.TABLE_LARGE(Where(name), limit=services.LARGEST, rows=services.MOST))
    with TemporaryDirectory() as folder:
        file = Path(folder) / name  # a folder of its own; letters call the file as people do
        file.write_bytes(upload.read())
        return services.read_codes(file)


def _told(request: GatedRequest, count: int) -> None:
    words = ngettext("%(count)d ditambahkan.", "%(count)d ditambahkan.", count) % {"count": count}
    messages.success(request, words if count else _("Semuanya sudah menjadi peserta; tidak ada yang berubah."))


def _province(request: GatedRequest) -> str:
    text = request.POST.get("province") or request.GET.get("provinsi") or ""
    return text if len(text) == 2 and text.isascii() and text.isdigit() else ""
