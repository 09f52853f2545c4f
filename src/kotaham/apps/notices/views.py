"""Pages of the room: the inbox, how to be told, and the calendar."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import Actor, GatedRequest
from kotaham.apps.notices import queries, services
from kotaham.apps.notices.forms import PreferenceForm
from kotaham.core.language import Lang

SHOWN_ONCE = "calendar_secret"


def inbox(request: GatedRequest) -> HttpResponse:
    """Show the notices of the reader, unread ones first."""
    lang, kinds = _lang(), services.known()
    kind = choice_of(request, "jenis", kinds)
    unread = bool(choice_of(request, "tampilkan", ("belum",)))
    page = page_of(request, queries.inbox(request.actor, unread=unread, kind=kind))
    titles = {name: _in(lang, found.title) for name, found in kinds.items()}
    context = {
        "page": page,
        "rows": [
            {
                "notice": row,
                "words": services.words_of(row, lang),
                "about": services.about(row),
                "kind": titles.get(row.kind, ""),
            }
            for row in page.rows
        ],
        "newest": max((row.pk for row in page.rows), default=0),
        "any_unread": any(row.unread for row in page.rows),
        "tabs": _tabs(unread, kind),
        "kinds": titles.items(),
        "kind": kind,
        "unread": unread,
    }
    return render(request, "notices/inbox.html", context)


def _tabs(unread: bool, kind: str) -> list[dict[str, Any]]:
    here = reverse("notices:list")
    also = f"jenis={kind}" if kind else ""
    return [
        {"title": _("Semua"), "url": f"{here}?{also}" if also else here, "current": not unread},
        {"title": _("Belum dibaca"), "url": f"{here}?tampilkan=belum{'&' if also else ''}{also}", "current": unread},
    ]


def read(request: GatedRequest, pk: int) -> HttpResponse:
    """Mark one notice as read, and go where it leads when asked to."""
    notice = services.mark_read(pk, actor=request.actor)
    return redirect(notice.url if "buka" in request.POST and notice.url else "notices:list")


def read_all(request: GatedRequest) -> HttpResponse:
    """Mark everything as read that the reader had in front of them."""
    text = request.POST.get("sampai", "")
    up_to = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    if services.mark_all_read(actor=request.actor, up_to=up_to):
        messages.success(request, _("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("notices:list")


def preferences(request: GatedRequest) -> HttpResponse:
    """Choose how to be told, when not, and whether a calendar may ask."""
    actor = request.actor
    channels = queries.channels(cast(int, actor.person))
    if request.method == "POST":
        form = PreferenceForm(request.POST, lang=_lang(), channels=channels)
        if form.is_valid():
            services.prefer(form.channels(), form.hours(), actor=actor)
            messages.success(request, _("Pengaturan pemberitahuan disimpan."))
            return redirect("notices:preferences")
        return _preferences(request, actor, form, status=422)
    hours = queries.quiet_hours([cast(int, actor.person)]).get(cast(int, actor.person))
    initial = {"quiet_starts": hours.starts, "quiet_ends": hours.ends, "quiet_zone": hours.zone} if hours else {}
    return _preferences(request, actor, PreferenceForm(lang=_lang(), channels=channels, initial=initial))


def _preferences(request: GatedRequest, actor: Actor, form: PreferenceForm, status: int = 200) -> HttpResponse:
    secret = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    address = request.build_absolute_uri(reverse("notices:calendar", args=[secret])) if secret else ""
    context = {"form": form, "feed": queries.feed_of(actor), "address": address}
    return render(request, "notices/preferences.html", context, status=status)


def feed_open(request: GatedRequest) -> HttpResponse:
    """Make a calendar address; it is shown once, on the next page."""
    request.session[SHOWN_ONCE] = services.open_feed(actor=request.actor)
    return redirect(reverse("notices:preferences") + "#kalender")


def feed_revoke(request: GatedRequest, pk: int) -> HttpResponse:
    """Make a calendar address useless."""
    services.revoke_feed(pk, actor=request.actor)
    messages.success(request, _("Alamat kalender dicabut; kalender yang memakainya tidak lagi diperbarui."))
    return redirect(reverse("notices:preferences") + "#kalender")


def calendar(request: GatedRequest, secret: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a calendar program that knows the secret."""
    feed = services.feed_of_secret(secret)
    if feed is None:
        raise Http404
    lang: Lang = "en" if feed.person.language == "en" else "id"
    days = services.days_of(feed.person_id)
    body = services.ical.calendar(days, now=timezone.now(), lang=lang, site=services.site())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kotaham.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _lang() -> Lang:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _in(lang: Lang, title: Any) -> str:
    return str(title.id if lang == "id" else title.en)
