"""How the matrix of rights makes scores: a round in which the office of the cell has sent, and a run over it."""

from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.offices.models import Office
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.scores import services
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions.models import Answer, Submission
from tests.apps.river import CODES, GOOD, PERIOD, PERIOD_END, small_instrument


def sent(office: Office) -> Submission:
    """Make a round of its own in which the office, whatever kind it is, has sent."""
    version = small_instrument()
    made = Round.objects.create(
        title="Putaran matriks nilai", instrument=version, content_sha256=version.content_sha256, period=PERIOD,
        period_end=PERIOD_END, state=Round.State.OPEN, opened_at=timezone.now(), sample_seed="0" * 64,
    )  # fmt: skip
    place = {"place_code": office.place_code or "00", "province_code": office.province_code or "00"}
    Participant.objects.create(round=made, office=office, name="Contoh", zone="Asia/Jakarta", **place)
    submission = Submission.objects.create(
        round=made, office=office, name="Contoh", zone="Asia/Jakarta", state="sent", sent_at=timezone.now(),
        total=len(CODES), given=len(CODES), **place,
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(submission=submission, code=code, position=at, value=GOOD[code], state="ready")
        for at, code in enumerate(CODES)
    )
    return submission


def a_run(office: Office) -> Run:
    """Make a run at once, as an assessor of the ministry asks for it."""
    submission = sent(office)
    held = Appointment.objects.filter(role="assessor").order_by("pk")[0]
    actor = actor_of_appointment(held.pk, person=held.person_id)
    run = services.ask_run(submission.round_id, "self", actor=actor)
    services.make(run.pk, actor=actor)
    return Run.objects.get(pk=run.pk)


def of_run(office: Office) -> dict[str, Any]:
    return {"pk": a_run(office).pk}


def of_round(office: Office) -> dict[str, Any]:
    return {"pk": sent(office).round_id}


def of_city(office: Office) -> dict[str, Any]:
    return {"pk": a_run(office).results.get().submission_id}


def of_stage(office: Office) -> dict[str, Any]:
    return {**of_city(office), "stage": "self"}


SPECIMENS = {
    "scores:round": of_round,
    "scores:ask": of_round,
    **{f"scores:{name}": of_run for name in ("run", "check", "facts", "record", "kit", "replay",
        "package", "package-file")},
    **{f"scores:{name}": of_stage for name in ("trace", "rapor", "city-facts")},
    "scores:city": of_city,
    "scores:draft": of_city,
}  # fmt: skip
