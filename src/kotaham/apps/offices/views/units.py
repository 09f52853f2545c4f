"""Units of a government: from the starter list, or from a table."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.gate.services.request import GatedRequest
from kotaham.apps.offices import services
from kotaham.apps.offices.forms import AdoptForm, TableForm
from kotaham.apps.offices.models import Office
from kotaham.apps.offices.services import Line
from kotaham.apps.offices.services.bring_in import BAD_ROWS, TOO_LARGE
from kotaham.apps.offices.views.changing import done
from kotaham.core.errors import Refused, Where

LARGEST = 5 * 2**20


def adopt(request: GatedRequest, pk: int) -> HttpResponse:
    """Choose among the usual units of a city."""
    office = services.admit(request.actor, "offices.adopt", pk)
    usual = services.proposals(office)
    names = [(one.name, one.full_name) for one in usual if not one.exists]
    form = AdoptForm(request.POST or None, names=names, initial={"units": [name for name, _full in names]})
    if request.method == "POST":
        # The service judges, not the form: a second click finds nothing left, and that is no mistake in the form.
        count = services.adopt_starter_units(pk, actor=request.actor, names=request.POST.getlist("units"))
        words = ngettext("%(count)d unit diusulkan.", "%(count)d unit diusulkan.", count)
        return done(request, pk, words % {"count": count})
    there = [one for one in usual if one.exists]
    return render(request, "offices/adopt.html", {"form": form, "office": office, "there": there, "names": names})


def bring_in(request: GatedRequest, pk: int) -> HttpResponse:
    """Take a table, and show what it would open."""
    office = services.admit(request.actor, "offices.import", pk)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["table"]
        lines = _read(upload, office)
        rows = [[one.row, one.name, one.short_name, one.kind, one.parent, one.note] for one in lines]
        context = {
            "office": office,
            "lines": lines,
            "new": sum(not one.exists for one in lines),
            "rows": json.dumps(rows, ensure_ascii=False, separators=(",", ":")),
            "source": Path(upload.name or "").name[:100],
        }
        return render(request, "offices/preview.html", context)
    return render(request, "offices/import.html", {"form": form, "office": office})


def write(request: GatedRequest, pk: int) -> HttpResponse:
    """Open the units that the preview showed; they are judged again from the start."""
    services.admit(request.actor, "offices.import", pk)
    rows = _rows(request.POST.get("rows", ""))
    source = request.POST.get("source", "")[:100]
    count = services.bring_in_units(pk, actor=request.actor, rows=rows, source=source)
    words = ngettext("%(count)d unit dibuka.", "%(count)d unit dibuka.", count) % {"count": count}
    return done(request, pk, words if count else _("Semua unit dalam tabel sudah ada; tidak ada yang berubah."))


def _read(upload: "UploadedFile[bytes]", office: Office) -> list[Line]:
    name = Path(upload.name or "tabel.csv").name
    name = f"{Path(name).stem[:60]}{Path(name).suffix.lower()[:6]}"
    if (upload.size or 0) > LARGEST:
        raise Refused(TOO_LARGE(Where(name)))
    with TemporaryDirectory() as folder:
        file = Path(folder) / name  # a folder of its own; letters call the file as people do
        file.write_bytes(upload.read())
        return services.read_units(file, office)


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that the preview carried; whoever changed them by hand is judged like a file."""
    keys = ("name", "short_name", "kind", "parent", "note")
    try:
        return [(int(row[0]), dict(zip(keys, map(str, row[1:]), strict=True))) for row in json.loads(text)]
    except (ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
        raise Refused(BAD_ROWS()) from error
