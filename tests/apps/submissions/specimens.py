"""How the matrix of rights makes reports: of an office, with an answer that the same office holds as a unit."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.offices.models import Office
from kotaham.apps.rounds.models import Round, Step
from kotaham.apps.submissions.models import Answer, Batch, Receipt, Submission
from tests.apps.river import CODES, FAR, GOOD, PERIOD, PERIOD_END, STEPS, small_instrument

CODE = "RK-1"


def a_round() -> Round:
    version = small_instrument()
    found = Round.objects.filter(title="Putaran matriks").first()
    if found is not None:
        return found
    today = timezone.localdate()
    made = Round.objects.create(
        title="Putaran matriks", instrument=version, content_sha256=version.content_sha256, period=PERIOD,
        period_end=PERIOD_END, state=Round.State.OPEN, opened_at=timezone.now(), bonus=["NT-1"], sample_seed="0" * 64,
    )  # fmt: skip
    Step.objects.bulk_create(
        Step(round=made, step=step, opens=today - timedelta(days=9), closes=today + FAR) for step in STEPS
    )
    return made


def a_submission(office: Office, state: str = "filling", **fields: Any) -> Submission:
    """Make the report of an office, whatever kind of office it is; every answer is held by the same office."""
    sent = {} if state in {"filling", "endorsing", "withdrawn"} else {"sent_at": timezone.now()}
    made, new = Submission.objects.get_or_create(
        round=a_round(), office=office,
        defaults={
            "place_code": office.place_code or "00", "name": office.name,
            "province_code": office.place_code[:2] or "00", "zone": "Asia/Jakarta", "total": len(CODES),
            "given": len(CODES), "state": state, **sent, **fields,
        },
    )  # fmt: skip
    if new:
        Answer.objects.bulk_create(
            Answer(
                submission=made, code=code, position=at, unit=office, value=GOOD[code], state="draft",
                saved_at=timezone.now(),
            )
            for at, code in enumerate(CODES)
        )  # fmt: skip
    return made


def whole(office: Office) -> dict[str, Any]:
    return {"pk": a_submission(office).pk}


def one(office: Office) -> dict[str, Any]:
    return {"pk": a_submission(office).pk, "code": CODE}


def with_unit(office: Office) -> dict[str, Any]:
    return {"pk": a_submission(office).pk, "unit": office.pk}


def in_state(state: str, **more: Any) -> Any:
    """Make reports of one state; `more` are further parts of the address."""
    return lambda office: {"pk": a_submission(office, state).pk, **more}


def a_receipt(office: Office) -> Receipt:
    sent = a_submission(office, "sent", name="Kota Contoh")  # the public page names the city, by design
    facts = '{"format":"kotaham-facts/1","period":"2025","subjects":[{"answers":{}}]}'
    words = {"round": "Putaran", "instrument": "x@1", "by": "Sari", "role": ["", ""], "demo": False, "trial": False,
             "total": 6, "endorsements": []}  # fmt: skip
    found = Receipt.objects.filter(submission=sent).first()
    return found or Receipt.objects.create(
        submission=sent, number=1, token=f"matriks-{sent.pk}", digest="0" * 64, facts=facts, words=words, answered=0,
        sent_by=Person.objects.order_by("pk")[0],
    )  # fmt: skip


def with_receipt(office: Office) -> dict[str, Any]:
    return {"pk": a_receipt(office).submission_id, "number": 1}


def with_batch(office: Office) -> dict[str, Any]:
    held = a_submission(office)
    made = Batch.objects.create(
        submission=held, unit=office, name="x.xlsx", sha256=f"{office.pk:064}", by=Person.objects.order_by("pk")[0]
    )
    return {"pk": held.pk, "batch": made.pk}


SENDING = {
    "submissions:check": whole,
    "submissions:propose": whole,
    "submissions:unlock": in_state("endorsing"),
    "submissions:send": whole,
    "submissions:call-back": in_state("sent"),
    "submissions:resend": in_state("repair"),
    "submissions:withdraw": whole,
    "submissions:explain": one,
    "submissions:endorsements": in_state("endorsing"),
    "submissions:endorse": in_state("endorsing", kind="sekda"),
    "submissions:statement": in_state("endorsing", kind="sekda"),
    "submissions:receipt": with_receipt,
    "submissions:receipt-paper": with_receipt,
    "submissions:receipt-facts": with_receipt,
    "submissions:receipt-check": lambda office: {"token": a_receipt(office).token},
    "submissions:workbook": whole,
    "submissions:workbook-out": whole,
    "submissions:workbook-in": whole,
    "submissions:workbook-apply": whole,
    "submissions:workbook-undo": with_batch,
}
SPECIMENS = {
    "submissions:detail": whole,
    "submissions:delegate": whole,
    "submissions:take-back": whole,
    "submissions:nudge": with_unit,
    "submissions:bonus": whole,
    "submissions:bonus-prove": in_state("filling", item="NT-1"),
    "submissions:answer": one,
    "submissions:reopen": one,
    "submissions:prove": one,
    **SENDING,
}
