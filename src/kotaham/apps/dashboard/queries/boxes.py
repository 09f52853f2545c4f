"""The boxes that the dashboard makes for the rooms below that declare none, one bounded query each."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.evidence import queries as evidence
from kotaham.apps.gate.services import Actor, Box, Line, Section, language, reach_of
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.jobs import services as job_services
from kotaham.apps.notices import queries as notices
from kotaham.apps.notices import services as notice_services
from kotaham.core.language import Say
from kotaham.core.policy import Reach

MOST = MANY + 1


def dates(actor: Actor) -> Iterator[Box]:
    """Tell the next days of the actor's calendar, of every room that fills it."""
    lang, today = language(), timezone.localdate()
    days = [day for source in notice_services.calendar_sources.values() for day in source(actor) if day.on >= today]
    lines = [Line(day.title.text(lang), day.url, due=day.on) for day in sorted(days, key=lambda day: (day.on, day.uid))]
    yield Box(Section.DATES, _("Kalender saya"), "calendar-event", "", lines[:MOST], len(lines[:MOST]))


def expiring(actor: Actor) -> Iterator[Box]:
    """Tell which evidence within reach expires soon, to those who can revise it."""
    reach = reach_of(actor, "evidence.list")
    if not reach or not reach_of(actor, "evidence.revise"):
        return
    rows = list(evidence.listed(actor, reach, evidence.Wanted(only="expiring"), timezone.localdate())[:MOST])
    lines = [
        Line(row.title, reverse("evidence:detail", args=[row.pk]), note=row.holder.name, due=row.expires)
        for row in rows
    ]
    url = f"{reverse('evidence:list')}?keadaan=expiring"
    yield Box(Section.DATES, _("Bukti segera habis masa berlakunya"), "file-earmark-text", url, lines, len(rows))


def news(actor: Actor) -> Iterator[Box]:
    """Tell what the actor has not read yet."""
    lang, url = language(), reverse("notices:list")
    rows = list(notices.unread(actor.person, MOST))
    lines = [
        Line(
            notice_services.words_of(row, lang), row.url or url,
            note=notice_services.about(row), late=row.urgent, at=row.created_at,
        )
        for row in rows
    ]  # fmt: skip
    yield Box(Section.NEWS, _("Kotak masuk"), "bell", url, lines, len(rows))


def running(actor: Actor) -> Iterator[Box]:
    """Tell what works for the actor in the background; one piece has a page, the whole queue only for operators."""
    rows = list(jobs.listed(actor, Reach.OWN).filter(state__in=("waiting", "running"))[:MOST])
    titles, lang = job_services.titles(), language()
    lines = [
        Line(
            titles.get(row.name, Say(row.name, row.name)).text(lang),
            reverse("jobs:detail", args=[row.pk]),
            note=row.words.get(lang, "") or str(row.get_state_display()),
        )
        for row in rows
    ]
    yield Box(Section.RUNNING, _("Pekerjaan latar"), "cpu", "", lines, len(rows))
