"""Check a run oneself: the files, the command, the digests; recompute here; the package of reports."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from kotaham.apps.gate.services import GatedRequest, in_words, language, reach_of
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.scores import queries, services
from kotaham.apps.scores.models import Run
from kotaham.apps.scores.services.running import stored
from kotaham.apps.scores.views import shown

FEW = 10
ZIP = "application/zip"


def check(request: GatedRequest, pk: int) -> HttpResponse:
    """Show how anybody comes to the same record."""
    actor = request.actor
    run = services.run_to_check(pk, "scores.check", actor=actor)
    found = list(queries.replays(pk)[:FEW])
    packages = queries.packages(pk)
    package = packages.get(language())
    context = {
        "run": run,
        "round": run.round,
        "line": shown.status_of_round(run.round),
        "title": in_words(queries.TITLES[run.stage]),
        "command": services.kit_command(run),
        "done": run.state == Run.State.DONE,
        "replays": [{"row": row, "tone": {"equal": "ok", "differs": "bad"}.get(row.state, "info")} for row in found],
        "waits": any(row.state == row.State.WAITING for row in found),
        "package": package if package and package.sha256 else None,
        "packing": bool(package and not package.sha256 and jobs.unfinished("scores.package", pk=package.pk).exists()),
        "may_replay": bool(reach_of(actor, "scores.replay")),
        "may_pack": bool(reach_of(actor, "scores.package")),
    }
    return render(request, "scores/check.html", context)


def facts(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the facts of a run as the file that was scored."""
    run = services.run_to_check(pk, "scores.check", actor=request.actor)
    return shown.download(stored(run)[0], "facts.json")


def record(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the record of a run."""
    run = services.run_to_check(pk, "scores.check", actor=request.actor)
    return shown.download(stored(run)[1], "record.json")


def kit(request: GatedRequest, pk: int) -> HttpResponse:
    """Give everything to recompute a run at home."""
    run = services.run_to_check(pk, "scores.check", actor=request.actor)
    return shown.download(services.kit(run, language()), f"{run}.zip", ZIP)


def replay(request: GatedRequest, pk: int) -> HttpResponse:
    """Have a run recomputed now."""
    services.ask_replay(pk, actor=request.actor)
    return redirect("scores:check", pk=pk)


def package(request: GatedRequest, pk: int) -> HttpResponse:
    """Have the reports of a run written."""
    services.ask_package(pk, actor=request.actor)
    return redirect("scores:check", pk=pk)


def package_file(request: GatedRequest, pk: int) -> HttpResponseBase:
    """Give the package of reports."""
    run = services.run_to_check(pk, "scores.check", actor=request.actor)
    file = services.package_file(run, language())
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name, content_type=ZIP)
