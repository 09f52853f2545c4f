"""Join the lists of the rooms below: kinds of notices, what evidence proves."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.notices.services import register
from kotaham.apps.publication import queries
from kotaham.apps.publication.services import proving
from kotaham.apps.publication.services.telling import KINDS
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS)
    evidence.register(proving.OBJECTION, find=proving.as_objection, frozen=proving.closed_objections)
    evidence.register(proving.DECISION, find=proving.as_decision, frozen=proving.closed_decisions)
    sending.when_asked_whose_turn(whose_turn)
    sending.when_asked_for_ways(ways)


def ways(submission: Any, actor: Actor) -> Iterator[sending.Way]:
    """Name the page where a city objects while it may, and the list of objections where the report has one."""
    own = submission.office_id == actor.office and bool(reach_of(actor, "publication.object"))
    if own and submission.state == "validated":
        url = reverse("publication:choose", args=[submission.pk])
        yield sending.Way(_("Sanggah hasil penilaian"), url, "megaphone")
    if reach_of(actor, "publication.objections") and queries.of_submission(submission.pk).exists():
        yield sending.Way(pgettext_lazy("banyak", "Sanggahan"), reverse("publication:objections"), "megaphone")


def whose_turn(reports: Collection[Any]) -> Mapping[int, str]:
    """Return the centre for the reports where an objection that was filed waits for its decision."""
    announced = [one.pk for one in reports if one.state == "validated"]
    return dict.fromkeys(queries.filed_in(announced), submissions.CENTRE) if announced else {}
