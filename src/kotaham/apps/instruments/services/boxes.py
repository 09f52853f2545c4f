"""What the room tells on the page "Pekerjaan saya"."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, Box, Line, Section, reach_of
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.queries import listed


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell which drafts wait for this person: to be looked at, or to be gone on with."""
    if actor.person is None or not reach_of(actor, "instruments.seal"):
        return
    waiting = listed().filter(state=Version.State.REVIEW)
    theirs = waiting.exclude(Q(changed_by_id=actor.person) | Q(offered_by_id=actor.person)).order_by("pk")
    rows = list(theirs[: MANY + 1])
    lines = [Line(row.title, row.get_absolute_url(), note=row.ref) for row in rows]
    url = f"{reverse('instruments:list')}?keadaan=review&periksa=1"
    yield Box(Section.MINE, _("Rancangan instrumen yang harus diperiksa"), "file-earmark-check", url, lines, len(rows))
