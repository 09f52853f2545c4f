"""What the room tells on the page "Pekerjaan saya"."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, Box, Line, Section
from kotaham.apps.gate.services.boxes import MANY
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.language import Say

DECIDE = Say("Sanggahan {name}", "Objection of {name}")


def work_boxes(actor: Actor) -> Iterator[Box]:
    """Tell an assessor which objections wait, a city that it may object, the decision maker what is to be frozen."""
    makers = {"assessor": _of_assessor, "city_coordinator": _of_city, "decision_maker": _of_decider}
    if actor.office is not None and actor.role in makers:
        yield from makers[actor.role](actor)


def _of_assessor(actor: Actor) -> Iterator[Box]:
    rows = Objection.objects.filter(pk__in=queries.waiting_for(actor)).select_related(
        "submission__round__instrument", "answer"
    )
    rows = rows.defer("submission__round__instrument__content", "submission__round__instrument__translation")
    found = list(rows.order_by("filed_at", "pk")[: MANY + 1])
    lines = [
        Line(
            DECIDE.text(actor.lang, name=row.submission.name), row.get_absolute_url(),
            note=f"{sending.indicator_of(row.submission, row.answer.code, actor.lang).title} ({row})", at=row.filed_at,
        )
        for row in found
    ]  # fmt: skip
    url = f"{reverse('publication:objections')}?bagian=saya"
    yield Box(Section.MINE, _("Sanggahan yang dapat Anda putus"), "megaphone", url, lines, len(lines))


def _of_city(actor: Actor) -> Iterator[Box]:
    rows = submissions.of_office(actor.office or 0).filter(state="validated", round__state="open")
    found: list[Any] = list(rows[: MANY + 1])
    ends = submissions.objection_ends(found)
    lines = [
        Line(
            row.round.title, reverse("publication:choose", args=[row.pk]),
            due=rounds.today_in(row.zone, end) if (end := ends[row.pk]) else None,
        )
        for row in found
    ]  # fmt: skip
    url = reverse("submissions:list") + "?keadaan=validated"
    yield Box(Section.MINE, _("Hasil yang dapat disanggah"), "megaphone", url, lines, len(lines))


def _of_decider(_actor: Actor) -> Iterator[Box]:
    rows = Decision.objects.filter(state=Decision.State.DRAFT).select_related("round").order_by("pk")
    lines = [Line(row.title, row.get_absolute_url(), note=row.round.title) for row in rows[: MANY + 1]]
    url = reverse("publication:decisions")
    yield Box(Section.MINE, _("Keputusan yang menunggu penetapan"), "award", url, lines, len(lines))
