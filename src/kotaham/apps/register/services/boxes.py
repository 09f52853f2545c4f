"""What the room tells on the page "Pekerjaan saya": lists that wait for approval, and rows that may be one person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, Box, Line, Section, reach_of
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch
from kotaham.core.language import Say
from kotaham.core.policy import Reach

ROWS = Say("{rows} baris, {refused} ditolak", "{rows} rows, {refused} refused")
PAIR, PAIRS = Say("1 pasangan", "1 pair"), Say("{n} pasangan", "{n} pairs")
LOOK = Say("Baris yang mungkin satu orang", "Rows that may be one person")


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell whoever holds training for an area what waits there; others are told of their own lists by a notice."""
    reach = reach_of(actor, "register.merge")
    if reach is Reach.BELOW and reach_of(actor, "classes.make"):
        yield _imports(actor)
        yield _pairs(actor, reach)


def _imports(actor: Actor) -> Box:
    rows = queries.imports(actor, Reach.OWN).filter(state=Batch.State.PREVIEW)[: MANY + 1]
    lines = [
        Line(row.name, row.get_absolute_url(), note=ROWS.text(actor.lang, rows=row.rows, refused=row.refused))
        for row in rows
    ]
    return Box(Section.MINE, _("Impor menunggu persetujuan"), "upload", reverse("register:batches"), lines, len(lines))


def _pairs(actor: Actor, reach: Reach) -> Box:
    """Tell how many pairs there are in one line, which names nobody."""
    count = queries.pairs(actor, reach).order_by("pk").values("pk")[: MANY + 1].count()
    said = PAIR.text(actor.lang) if count == 1 else PAIRS.text(actor.lang, n=f"{MANY}+" if count > MANY else count)
    url = reverse("register:pairs")
    lines = [Line(LOOK.text(actor.lang), url, note=said)] if count else []
    return Box(Section.MINE, _("Kemungkinan kembar"), "people", url, lines, len(lines))
