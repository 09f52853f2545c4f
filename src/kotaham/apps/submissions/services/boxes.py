"""What the room tells on the page "Pekerjaan saya", and to the pages of the rounds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, Box, Line, Section, reach_of
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.rounds.services import Part
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.rules import CITY, LIFE, STEP, UNIT, seen
from kotaham.apps.submissions.services.asked_boxes import asked_lines, came_back
from kotaham.apps.submissions.services.lines import parties_of, turns_of
from kotaham.apps.submissions.services.preview import indicator_of
from kotaham.core.language import Say

COORDINATOR = "city_coordinator"
OPEN = ("filling", "endorsing", "repair")  # what a city works on
OWES = {"submit": ("filling", "endorsing"), "repair": ("repair",)}  # who still owes a step of the city


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell a coordinator which reports are open and what came back, a unit what it has to answer."""
    if actor.office is None:
        return
    yield from _to_endorse(actor)
    if actor.role == COORDINATOR:
        yield from _of_city(actor)
    elif actor.role == UNIT and reach_of(actor, "submissions.mine"):
        yield from _of_unit(actor)


def _to_endorse(actor: Actor) -> Iterator[Box]:
    """Tell a province and the head of a unit which reports wait for them."""
    rows = list(queries.to_endorse(actor)[: MANY + 1])
    days = _days(rows)
    lines = [_report(row, days, row.round.title, endorse=True) for row in rows]
    url = "" if actor.role == UNIT else f"{reverse('submissions:list')}?{urlencode({'giliran': 'pengesahan'})}"
    yield Box(Section.MINE, _("Laporan yang menunggu pengesahan Anda"), "patch-check", url, lines, len(lines))


def _of_city(actor: Actor) -> Iterator[Box]:
    """Tell a city of its reports: those that wait for it, and those that it has given away, with whose turn it is."""
    rows = Submission.objects.filter(office_id=actor.office or 0, round__state="open").select_related("round")
    every = list(rows.exclude(state__in=("decided", "withdrawn")).order_by("-round_id")[: MANY + 1])
    parties, days = parties_of(every), _days(every)
    found = [row for row in every if row.state in OPEN and parties[row.pk] == CITY]
    url = reverse("submissions:list")
    note = Say("{given} dari {total} terisi", "{given} of {total} filled in")
    lines = [_report(row, days, note.text(actor.lang, given=row.given, total=row.total)) for row in found]
    yield Box(Section.MINE, _("Laporan kota saya"), "clipboard-data", url, lines, len(lines))
    away = [row for row in every if parties[row.pk] not in {CITY, ""}]
    turns = turns_of(away)
    lines = [_report(row, days, f"{row.get_state_display()}: {turns[row.pk]}") for row in away]
    yield Box(Section.OTHERS, _("Laporan kota saya di pihak lain"), "clipboard-check", url, lines, len(lines))
    back = [row for row in found if row.state == "repair"]
    for row in back:
        if answers := list(came_back(queries.answers(row.pk))[: MANY + 1]):
            url = f"{row.get_absolute_url()}?{urlencode({'keadaan': 'returned'})}"
            yield Box(Section.MINE, _("Pertanyaan Kanwil"), "reply", url, asked_lines(answers, row), len(answers))


Days = Mapping[tuple[int, int, str], date]


def _days(rows: Collection[Submission]) -> Days:
    return rounds.last_days((row.round_id, row.office_id) for row in rows)


def _report(row: Submission, days: Days, note: str, *, endorse: bool = False) -> Line:
    """Return one report; only what waits for its reader can be late for them."""
    due = days.get((row.round_id, row.office_id, STEP.get(row.state, "")))
    late = due is not None and rounds.is_over(due, row.zone, timezone.now())
    title = row.name if endorse else row.round.title
    page = reverse("submissions:endorsements", args=[row.pk]) if endorse else row.get_absolute_url()
    return Line(title, page, note=note, due=due, late=late)


def _of_unit(actor: Actor) -> Iterator[Box]:
    found = list(queries.waiting_for_unit(actor)[: MANY + 1])
    url = reverse("submissions:mine")
    if back := [row for row in found if row.returned]:
        lines = asked_lines(back, back[0].submission)
        yield Box(Section.MINE, _("Pertanyaan Kanwil"), "reply", url, lines, len(lines))
    lines = [
        Line(
            indicator_of(row.submission, row.code, actor.lang).title,
            row.get_absolute_url(),
            note=f"{row.code}, {row.submission.name}, {row.submission.round.title}",
            due=row.due,
            late=row.due is not None and rounds.is_over(row.due, row.submission.zone, timezone.now()),
        )
        for row in found
        if not row.returned
    ]
    yield Box(Section.MINE, _("Indikator saya"), "list-check", url, lines, len(lines))


def owing(round_pk: int, step: str, offices: Collection[int]) -> set[int]:
    """Return which cities still owe a step of the round, for its reminders."""
    states = OWES.get(step)
    if states is None:
        return set()
    rows = Submission.objects.filter(round_id=round_pk, state__in=states, office_id__in=list(offices))
    return set(rows.values_list("office_id", flat=True))


def progress(round_: Any, actor: Actor) -> Sequence[Part]:
    """Return how many reports within reach stand where, in the order of the river."""
    reach = reach_of(actor, "submissions.see")
    rows = Submission.objects.filter(seen(actor, reach), round=round_).order_by()
    counts = dict(rows.values_list("state").annotate(Count("pk")))
    return [
        Part(
            state,
            title,
            counts[state],
            f"{reverse('submissions:list')}?{urlencode({'putaran': round_.pk, 'keadaan': state})}",
        )
        for state, title in LIFE.states.items()
        if counts.get(state)
    ]
