"""How the matrix of rights makes rounds: running, with the office of the cell as the one that takes part."""

from typing import Any

from django.utils import timezone

from kotaham.apps.offices.models import Office
from kotaham.apps.rounds.models import Participant, Round, Step
from tests.apps.river import small_instrument
from tests.apps.rounds.conftest import in_days


def a_round(office: Office, state: str = "open") -> Round:
    version = small_instrument()
    ran = state != "draft"
    round_ = Round.objects.create(
        title="Contoh", instrument=version, content_sha256=version.content_sha256 if ran else "", period="2025",
        period_end=in_days(-300), state=state, opened_at=timezone.now() if ran else None, sample_seed="0" * 64,
    )  # fmt: skip
    for step, last in (("submit", 30), ("verify", 60)):
        Step.objects.create(round=round_, step=step, opens=in_days(0), closes=in_days(last))
    Participant.objects.create(
        round=round_, office=office, place_code=office.place_code if office.kind == "city" else "00.00", name="Contoh",
        province_code=office.province_code, zone="Asia/Jakarta",
    )  # fmt: skip
    return round_


def in_state(state: str) -> Any:
    return lambda office: {"pk": a_round(office, state).pk}


SPECIMENS = {
    "rounds:detail": in_state("open"),
    "rounds:participants": in_state("open"),
    "rounds:sample": in_state("open"),
    "rounds:extend": in_state("open"),
    "rounds:join": in_state("open"),
    "rounds:cancel": in_state("open"),
    **{f"rounds:{name}": in_state("draft") for name in (
        "edit", "days", "choose", "join-all", "leave-all", "bring-in", "decline", "open")},
}  # fmt: skip
# A unit sees the rounds of its city.
UPWARD = ("rounds:detail", "rounds:participants", "rounds:sample")
