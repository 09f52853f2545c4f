"""Learn: what I take, one course with what is still needed, one module; progress kept one by one."""

from collections.abc import Iterator, Sequence
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.forms import ReasonForm
from kotaham.apps.courses.models import Enrolment, Module
from kotaham.apps.courses.rules import ENROLMENT_LIFE, LEARNER, as_html
from kotaham.apps.courses.views import shown
from kotaham.apps.courses.views.cards import cards
from kotaham.apps.courses.views.ranges import asked_for, cut
from kotaham.apps.courses.views.shown import STATES, attempt
from kotaham.apps.courses.views.steps import next_of
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.notices.services import site
from kotaham.apps.register import queries as register

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def mine(request: GatedRequest) -> HttpResponse:
    """Show what I take."""
    page = page_of(request, queries.mine(request.actor))
    member = register.of_account(request.actor.person)
    return render(request, "courses/mine.html", {"page": page, "rows": cards(page.rows), "member": member})


def catalogue(request: GatedRequest) -> HttpResponse:
    """Show the courses that anybody may take."""
    words = request.GET.get("cari", "")
    page = page_of(request, queries.open_to_all(words))
    member = register.of_account(request.actor.person)
    taken = queries.of_versions([row.pk for row in page.rows], [member.pk] if member else [])
    mine = {one.version_id: one for one in taken}
    totals = queries.totals({row.pk for row in page.rows})
    rows = [{"version": row, "mine": mine.get(row.pk), "total": totals.get(row.pk, 0)} for row in page.rows]
    return render(request, "courses/catalogue.html", {"page": page, "rows": rows, "words": words, "member": member})


def join(request: GatedRequest, pk: int) -> HttpResponse:
    """Take a course."""
    row = services.join(pk, actor=request.actor)
    return redirect("courses:learn", row.pk)


def learn(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one course that I take."""
    return _learn(request, pk, {})


def _learn(request: GatedRequest, pk: int, more: dict[str, Any], status: int = 200) -> HttpResponse:
    row = services.find_own(pk, actor=request.actor)
    modules, progress = queries.parts(row.version_id), queries.progress_of(pk)
    page = reverse("courses:module", args=[pk, 0]).removesuffix("0")
    lines = [_line(one, progress.get(one.pk), page) for one in modules]
    verbs = {move.verb for move in ENROLMENT_LIFE.from_here(row.state, [LEARNER])}
    needs, links = shown.standing(row, modules, progress), services.links(pk, request.actor)
    for need in needs:
        need["links"] = [{"words": shown.said(one.title), "link": one} for one in links if one.need == need["kind"]]
    context = {
        "row": row,
        "tone": STATES[row.state],
        "not_passed": row.state == Enrolment.State.FINISHED and not all(one["met"] or one["waits"] for one in needs),
        "needs": needs,
        "lines": lines,
        "total": len(lines),
        "next": next_of(row, needs, links, lines),
        "done": sum(1 for line in lines if line["done"]),
        "may_accept": "accept" in verbs,
        "may_refuse": "refuse" in verbs,
        "may_give_up": "withdraw" in verbs and "refuse" not in verbs,
        "reason": ReasonForm(),
        **more,
    }
    return render(request, "courses/learn.html", context, status=status)


def _line(module: Module, progress: Any, page: str) -> dict[str, Any]:
    url = f"{page}{module.position}"
    return {"module": module, "url": url, "done": bool(progress and progress.done_at), "begun": bool(progress)}


def accept(request: GatedRequest, pk: int) -> HttpResponse:
    """Accept an invitation."""
    services.accept(pk, actor=request.actor)
    return redirect("courses:learn", pk)


def refuse(request: GatedRequest, pk: int) -> HttpResponse:
    """Refuse an invitation."""
    services.refuse(pk, actor=request.actor)
    messages.success(request, _("Undangan ditolak."))
    return redirect("courses:mine")


def give_up(request: GatedRequest, pk: int) -> HttpResponse:
    """Leave a course."""
    form = ReasonForm(request.POST)
    reason = request.POST.get("reason", "")
    done, problems = attempt(lambda: services.give_up(pk, actor=request.actor, reason=reason))
    if done is None:
        return _learn(request, pk, {"problems": problems, "reason": form}, 422)
    messages.success(request, _("Anda keluar dari pelatihan ini."))
    return redirect("courses:mine")


@csp_update({"media-src": [SELF]})  # type: ignore[arg-type]  # a view takes what its address holds
def module(request: GatedRequest, pk: int, position: int) -> HttpResponse:
    """Show a module, at the place where I was."""
    row, found = services.find_part(pk, position, actor=request.actor)
    modules = queries.parts(row.version_id)
    progress = queries.progress_in(pk, found.pk)
    context = {
        "row": row,
        "module": found,
        "text": SafeString(as_html(found.text)),
        "place": progress.place if progress else 0,
        "done": bool(progress and progress.done_at),
        "media": services.media_of(found),
        "total": len(modules),
        "before": _neighbour(modules, position, -1),
        "after": _neighbour(modules, position, 1),
    }
    return render(request, "courses/module.html", context)


def _neighbour(modules: Sequence[Module], position: int, step: int) -> Module | None:
    return next((one for one in modules if one.position == position + step), None)


def progress(request: GatedRequest, pk: int, position: int) -> HttpResponse:
    """Keep a place; a script is told what is kept, a form goes on to the next page."""
    done = request.POST.get("selesai") == "1"
    saved = services.save_progress(pk, position, actor=request.actor, place=_number(request), done=done)
    if request.headers.get("X-Requested-With") == "belajar":
        return JsonResponse({"place": saved.place, "done": saved.done, "state": saved.enrolment.state})
    row = saved.enrolment
    after = queries.module(row.version_id, position + 1) if done else None
    messages.success(request, _("Tersimpan."))
    return redirect("courses:module", pk, after.position) if after else redirect("courses:learn", pk)


def _number(request: GatedRequest) -> int:
    text = request.POST.get("tempat", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def file(request: GatedRequest, pk: int, position: int) -> HttpResponseBase:
    """Send the file of a module, or a part of it, as players ask; `?takarir` sends the captions."""
    _row, found = services.find_part(pk, position, actor=request.actor)
    captions = "takarir" in request.GET
    opened = services.opened(found, captions=captions)
    part = asked_for(request.headers.get("Range", ""), opened.size)
    chunks: Iterator[bytes] = cut(opened.chunks(), part) if part else opened.chunks()
    response = StreamingHttpResponse(chunks, content_type=opened.mime, status=206 if part else 200)
    response["Content-Length"] = str(part[1] - part[0] + 1 if part else opened.size)
    response["Accept-Ranges"] = "bytes"
    if part:
        response["Content-Range"] = f"bytes {part[0]}-{part[1]}/{opened.size}"
    attached = not captions and found.kind != Module.Kind.VIDEO
    response["Content-Disposition"] = content_disposition_header(attached, opened.name) or "inline"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=86400"
    return response


def pack(request: GatedRequest, pk: int, position: int) -> HttpResponse:
    """Send a module as one file for days without a signal."""
    row, found = services.find_part(pk, position, actor=request.actor)
    back = site().rstrip("/") + reverse("courses:module", args=[pk, position])
    data = services.pack_of(found, row.version.course.title, back)
    response = HttpResponse(data, content_type="text/html; charset=utf-8")
    name = f"{row.version.course.code}-modul-{position}.html"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
