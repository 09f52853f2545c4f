"""What the room tells on the page "Pekerjaan saya": courses that are under way, and invitations to some."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.rules import OPEN_STATES
from kotaham.apps.gate.services import Actor, Box, Line, Section
from kotaham.apps.gate.services.boxes import MANY
from kotaham.core.language import Say

DONE = Say("{done} dari {total} modul", "{done} of {total} {total:module|modules}")


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell a learner to which courses they are invited, and which they have not finished."""
    found = list(queries.mine(actor).filter(state__in=OPEN_STATES)[: MANY + 1])
    asked = [_line(row) for row in found if row.state == Enrolment.State.INVITED]
    yield Box(Section.MINE, _("Undangan pelatihan"), "envelope-open", reverse("courses:mine"), asked, len(asked))
    rows = [row for row in found if row.state != Enrolment.State.INVITED]
    totals = queries.totals({row.version_id for row in rows}) if rows else {}
    lines = [_line(row, _note(row, totals, actor)) for row in rows]
    yield Box(Section.MINE, _("Pelatihan saya"), "mortarboard", reverse("courses:mine"), lines, len(lines))


def _line(row: Enrolment, note: str = "") -> Line:
    return Line(row.version.course.title, reverse("courses:learn", args=[row.pk]), note=note)


def _note(row: Enrolment, totals: Mapping[int, int], actor: Actor) -> str:
    total = totals.get(row.version_id, 0)
    if not total:
        return str(row.get_state_display())
    return DONE.text(actor.lang, done=row.done, total=total)
