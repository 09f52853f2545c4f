"""What the room tells on the page "Pekerjaan saya"."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action
from kotaham.apps.gate.services import Actor, Box, Line, Section, reach_of
from kotaham.apps.gate.services.boxes import MANY


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell what is the actor's office's turn, what is late, and what it waits for."""
    if actor.office is None or not reach_of(actor, "actions.take"):
        return
    parts: Iterable[tuple[Section, object, str, str, QuerySet[Action]]] = (
        (Section.MINE, _("Tindak lanjut kantor saya"), "list-check", "milik", queries.mine(actor)),
        (Section.MINE, _("Menunggu penerimaan saya"), "check-circle", "terima", queries.to_accept(actor)),
        (Section.LATE, _("Tindak lanjut terlambat"), "exclamation-triangle", "lewat", queries.late(actor)),
        (Section.OTHERS, _("Yang saya minta"), "send", "menunggu", queries.waiting_for_others(actor)),
    )
    now = timezone.now()
    for section, title, icon, part, rows in parts:
        found = list(rows[: MANY + 1])
        lines = [_line(row, actor, queries.late_now(row, now)) for row in found]
        yield Box(section, title, icon, f"{reverse('actions:list')}?{urlencode({'bagian': part})}", lines, len(found))


def _line(row: Action, actor: Actor, is_late: bool) -> Line:
    other = row.asker if row.owner_id == actor.office else row.owner
    return Line(row.title, row.get_absolute_url(), note=str(other) if other else "", due=row.due, late=is_late)
