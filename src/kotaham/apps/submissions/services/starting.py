"""Begin: when a round opens, every city that takes part gets its submission and one empty answer per indicator."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions.models import Answer, Submission

CHUNK = 2000


def start(round_: Any, participants: Iterable[Any], actor: Actor, log: Log) -> None:
    """Write the submissions and their answers inside the unit of work that opens the round or lets cities join."""
    codes = [one.code for one in instruments.instrument_of(instruments.get(round_.instrument_id)).known_indicators]
    fields = ("office_id", "place_code", "name", "province_code", "province", "zone")
    made = Submission.objects.bulk_create(
        [
            Submission(round=round_, total=len(codes), **{field: getattr(one, field) for field in fields})
            for one in participants
        ],
        batch_size=500,
    )
    rows = (
        Answer(submission_id=one.pk, code=code, position=position)
        for one in made
        for position, code in enumerate(codes)
    )
    while chunk := list(islice(rows, CHUNK)):
        Answer.objects.bulk_create(chunk)
    data = {"submissions": len(made), "indicators": len(codes), "by": actor.person}
    log.record("submissions.started", ("rounds.round", round_.pk), data=data)
