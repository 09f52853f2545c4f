"""What the room tells on the page "Pekerjaan saya": tests that somebody can sit now."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt, Exam
from kotaham.apps.gate.services import Actor, Box, Line, Section
from kotaham.apps.gate.services.boxes import MANY
from kotaham.core.language import Say

AGAIN = Say("{course}: belum lulus, {n} percobaan lagi", "{course}: not passed, {n} more to try")


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell a learner which open tests of their courses they have not sat, and which one runs."""
    now = timezone.now()
    rows = queries.for_learner(actor).filter(Q(opens=None) | Q(opens__lte=now), Q(closes=None) | Q(closes__gt=now))
    found = list(rows.filter(state=Exam.State.OPEN)[: MANY + 1])
    ended = queries.attempts_of(actor, [row.pk for row in found]).exclude(state=Attempt.State.RUNNING) if found else []
    own: dict[int, list[Attempt]] = defaultdict(list)
    for one in ended:
        own[one.exam_id].append(one)
    url = reverse("exams:mine")
    lines = [
        Line(row.title, f"{url}#tes-{row.pk}", note=_note(row, len(own[row.pk]), actor))
        for row in found
        if not own[row.pk] or _again(row, own[row.pk])
    ]
    yield Box(Section.MINE, _("Tes saya"), "card-checklist", url, lines, len(lines))


def _again(row: Exam, ended: Sequence[Attempt]) -> bool:
    """Tell whether a test that must be passed was sat, told and not passed, and may be sat again."""
    needed = row.version.needs.get(row.stage) == "passed" and row.at_once and row.pass_percent is not None
    return needed and len(ended) < row.attempts and not any(one.passed for one in ended)


def _note(row: Exam, sat: int, actor: Actor) -> str:
    course = row.version.course.title
    return AGAIN.text(actor.lang, course=course, n=row.attempts - sat) if sat else course
