"""What the room tells on the page "Pekerjaan saya": what somebody reads, and what waits for a reader."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kotaham.apps.gate.services import Actor, Box, Line, Section, reach_of
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.verification import queries
from kotaham.apps.verification.models import Case

READERS = frozenset({"kanwil_verifier", "assessor"})
# By role the part of the queue that waits for whoever is free.
WAITING = {"kanwil_verifier": "baru", "kanwil_head": "baru", "assessor": "menunggu"}


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell a reader of their reports, and of those that wait; the head of a Kanwil, too, of what they decide."""
    reach = reach_of(actor, "verification.queue")
    if not reach or actor.role not in WAITING:
        return
    parts: list[tuple[Any, str, str]] = []
    if actor.role in READERS:
        parts.append((_("Laporan yang saya baca"), "clipboard-check", "saya"))
    parts.append((_("Laporan yang menunggu pembaca"), "inbox", WAITING[actor.role]))
    decisions: Sequence[tuple[Case, int]] = ()
    if actor.role == "kanwil_head":  # one question for what is to be taken and what is to be decided
        held = queries.at_the_kanwil(actor, reach)
        found = {"baru": [one for one in held if one.submission.state == "sent"][: MANY + 1]}
        decisions = queries.for_head(held)
    else:
        found = {part: list(queries.waiting(actor, reach, part)[: MANY + 1]) for _title, _icon, part in parts}
    listed = [one for rows in found.values() for one in rows] + [case for case, _count in decisions]
    days = rounds.days_of_many({one.submission.round_id for one in listed})
    for title, icon, part in parts:
        lines = [_line(one, days) for one in found[part]]
        url = f"{reverse('verification:queue')}?{urlencode({'bagian': part})}"
        yield Box(Section.MINE, title, icon, url, lines, len(lines))
    if actor.role == "kanwil_head":
        yield _decisions(decisions, days)


def _decisions(found: Sequence[tuple[Case, int]], days: Any) -> Box:
    """Tell the head of the reports in which answers wait for their decision."""
    lines = []
    for case, count in found:
        line = _line(case, days)
        words = ngettext("%(n)s jawaban menunggu putusan Anda", "%(n)s jawaban menunggu putusan Anda", count)
        lines.append(replace(line, url=f"{line.url}?bagian=kepala", note=words % {"n": count}))
    return Box(Section.MINE, _("Putusan kepala Kanwil yang ditunggu"), "signpost-split", "", lines, len(lines))


def _line(case: Case, days: Any) -> Line:
    """Return one report; its day is that of the round, extensions of a single city stand in the queue."""
    submission = case.submission
    step = days[submission.round_id].get(queries.step_of(submission.state))
    due = step.closes if step else None
    late = due is not None and rounds.is_over(due, submission.zone, timezone.now())
    return Line(submission.name, case.get_absolute_url(), note=submission.round.title, due=due, late=late)
