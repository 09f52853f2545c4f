"""What the room tells on the page "Pekerjaan saya": invitations that wait for an answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.classes import queries
from kotaham.apps.classes.services.papers import when
from kotaham.apps.gate.services import Actor, Box, Line, Section
from kotaham.apps.gate.services.boxes import MANY


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell a learner to which sessions they are invited; those with a seat stand in the calendar."""
    found = [row.session for row in queries.unanswered(actor, timezone.now())[: MANY + 1]]
    lines = [
        Line(row.title, reverse("classes:mine-detail", args=[row.pk]), note=when(row, actor.lang)) for row in found
    ]
    yield Box(Section.MINE, _("Undangan sesi"), "calendar-check", reverse("classes:mine"), lines, len(lines))
