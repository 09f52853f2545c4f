"""How the matrix of rights makes reports on the desk: whatever office holds them, in the state the verb wants."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.instruments.models import Version
from kotaham.apps.offices.models import Office
from kotaham.apps.rounds.models import Round
from kotaham.apps.submissions.models import Answer, BonusClaim, Submission
from kotaham.apps.verification.models import Case, Minutes
from tests.apps import river as rivers

CODE = "RK-1"


def a_report(office: Office, state: str = "verifying", **case: Any) -> Submission:
    now = timezone.now()
    version: Version = rivers.small_instrument()
    round_ = Round.objects.create(
        title="Putaran", instrument=version, content_sha256=version.content_sha256, period="2025",
        period_end=rivers.PERIOD_END, state="open", opened_at=now, sample_seed="0" * 64,
    )  # fmt: skip
    made = Submission.objects.create(
        round=round_, office=office, place_code="99.71", name="Kota Contoh", province_code="99",
        zone="Asia/Jakarta", state=state, sent_at=now, total=6,
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(submission=made, code=code, position=at, value=rivers.GOOD[code]) for at, code in enumerate(rivers.CODES)
    )
    Case.objects.create(submission=made, **case)
    return made


def in_state(state: str, **more: Any) -> Callable[[Office], dict[str, Any]]:
    return lambda office: {"pk": a_report(office, state).pk, **more}


def with_bonus(office: Office) -> dict[str, Any]:
    report = a_report(office)
    BonusClaim.objects.create(submission=report, item="NT-1", points="1")
    return {"pk": report.pk, "item": "NT-1"}


def with_minutes(office: Office) -> dict[str, Any]:
    report = a_report(office, "verified")
    by = Person.objects.order_by("pk")[0]
    Minutes.objects.create(submission=report, told=TOLD, sha256="0" * 64, made_by=by)
    return {"pk": report.pk, "edition": 1}


WORDS = ("page", "number", "parties", "summary", "corrections", "none", "indicator", "self", "verified", "points",
         "reason", "arithmetic", "arithmetic-about", "part", "agreement", "signatures", "edition", "blank")  # fmt: skip
TOLD = {
    "lang": "id", "title": "Berita acara", "header": "", "footer": "", "notices": [], "number": "", "place": "",
    "day": "", "signatories": [], "edition": "1", "parties": [], "summary": [], "corrections": [],
    "arithmetic": [["Nilai akhir", "-", "-"]], "agreement": "", "words": {word: word for word in WORDS},
}  # fmt: skip

# Doors that ask a second table: who reads this report, and, for the city, whether it has been announced.
NARROWED = (
    "verification:sides", "verification:take", "verification:second", "verification:assign", "verification:answer",
    "verification:bulk", "verification:return", "verification:settle", "verification:conclude", "verification:bonus",
    "verification:assess", "verification:send-back", "verification:validate",
)  # fmt: skip
SPECIMENS = {
    "verification:case": in_state("verifying"),
    "verification:answer": in_state("verifying", code=CODE),
    "verification:bulk": in_state("verifying"),
    "verification:questions": in_state("verifying"),
    "verification:sides": in_state("verifying"),
    "verification:minutes": in_state("verified"),
    "verification:minutes-file": with_minutes,
    "verification:signed": with_minutes,
    "verification:take": in_state("sent"),
    "verification:second": in_state("verifying"),
    "verification:assign": in_state("verifying"),
    "verification:return": in_state("verifying"),
    "verification:settle": in_state("verifying", code=CODE),
    "verification:conclude": in_state("verifying"),
    "verification:bonus": with_bonus,
    "verification:assess": in_state("verified"),
    "verification:send-back": in_state("validating"),
    "verification:validate": in_state("validating"),
}
