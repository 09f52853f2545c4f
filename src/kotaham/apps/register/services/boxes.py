"""What the room tells on the page "Pekerjaan saya": lists that wait for approval, and what may be noted twice."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, Box, Line, Section, reach_of
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch
from kotaham.core.language import Say
from kotaham.core.policy import Reach

ROWS = Say("{rows} baris, {refused} ditolak", "{rows} {rows:row|rows}, {refused} refused")
PAIR, PAIRS = Say("1 pasangan", "1 pair"), Say("{n} pasangan", "{n} {n:pair|pairs}")
LOOK = Say("Baris yang mungkin satu orang", "Rows that may be one person")
LOOK_ENTITIES = Say("Catatan yang mungkin satu komunitas atau usaha", "Rows that may be one community or business")


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell whoever holds training for an area what waits there; others are told of their own lists by a notice.

    Pairs of communities and businesses wait for everybody who decides them for an area.
    """
    people, entities = reach_of(actor, "register.merge"), reach_of(actor, "register.entities-merge")
    if people is not Reach.BELOW or not reach_of(actor, "classes.make"):
        people = Reach.NONE
    entities = entities if entities is Reach.BELOW else Reach.NONE
    if not (people or entities):
        return
    if people:
        yield _imports(actor)
    found = queries.pairs_waiting(actor, people, entities, MANY + 1)
    yield _pairs(_("Kemungkinan kembar"), "people", LOOK, "register:pairs", found["people"], actor)
    title = _("Komunitas dan usaha yang mungkin kembar")
    yield _pairs(title, "copy", LOOK_ENTITIES, "register:entities", found["entities"], actor)


def _imports(actor: Actor) -> Box:
    rows = queries.imports(actor, Reach.OWN).filter(state=Batch.State.PREVIEW)[: MANY + 1]
    lines = [
        Line(row.name, row.get_absolute_url(), note=ROWS.text(actor.lang, rows=row.rows, refused=row.refused))
        for row in rows
    ]
    return Box(Section.MINE, _("Impor menunggu persetujuan"), "upload", reverse("register:batches"), lines, len(lines))


def _pairs(title: Any, icon: str, look: Say, route: str, count: int, actor: Actor) -> Box:
    """Tell how many pairs there are in one line, which names nobody; the page that it opens shows them."""
    said = PAIR.text(actor.lang) if count == 1 else PAIRS.text(actor.lang, n=f"{MANY}+" if count > MANY else count)
    url = reverse(route)
    lines = [Line(look.text(actor.lang), url, note=said)] if count else []
    return Box(Section.MINE, title, icon, url, lines, len(lines))
