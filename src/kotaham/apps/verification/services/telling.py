"""Who hears of what happens to a report on the desks: readers, heads, the city, the centre; never who did it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.verification.models import Case
from kotaham.core.language import Say

KINDS = (
    NoticeKind("verification.assigned", Say("Berkas yang harus Anda telaah", "Reports for you to verify"), "digest"),
    NoticeKind("verification.resent", Say("Perbaikan sudah dikirim", "Repairs that have come in"), "digest"),
    NoticeKind(
        "verification.escalated", Say("Menunggu putusan kepala Kanwil", "Waiting for the head of the Kanwil"), "digest"
    ),
    NoticeKind("verification.settled", Say("Putusan kepala Kanwil", "Decisions of the head of the Kanwil"), "digest"),
    NoticeKind("verification.concluded", Say("Penelaahan selesai", "Verifications concluded"), "digest"),
    NoticeKind("verification.sent-back", Say("Dikembalikan oleh penilai pusat", "Sent back by the centre"), "digest"),
    NoticeKind(
        "verification.announced", Say("Hasil penilaian disampaikan", "Results that were announced"), "mail", firm=True
    ),
)
ASSIGNED = Say("Anda menelaah laporan {name}.", "You verify the report of {name}.")
SECOND = Say(
    "Anda pembaca kedua contoh laporan {name}.", "You are the second reader of the sample of the report of {name}."
)
RESENT = Say("Perbaikan laporan {name} sudah dikirim.", "The repair of the report of {name} has been sent.")
ESCALATED = Say(
    "Laporan {name}: jawaban {code} menunggu putusan Anda.",
    "The report of {name}: answer {code} waits for your decision.",
)
SETTLED = Say(
    "Laporan {name}: kepala Kanwil memutuskan jawaban {code}.",
    "The report of {name}: the head of the Kanwil decided answer {code}.",
)
CONCLUDED = Say(
    "Penelaahan laporan {name} selesai dan menunggu penilaian pusat.",
    "The report of {name} is verified and waits for the centre.",
)
SENT_BACK = Say(
    "Laporan {name} dikembalikan penilai pusat. Alasan: {reason}",
    "The centre sent the report of {name} back. Reason: {reason}",
)
ANNOUNCED = Say(
    "Hasil penilaian laporan {name} sudah disampaikan. Sanggahan dapat diajukan sampai {until}.",
    "The result of the report of {name} was announced. Objections can be filed until {until}.",
)
SHORT = 200


def tell(
    people: Iterable[int | None],
    actor: Actor,
    submission: Any,
    kind: str,
    title: Say,
    url: str,
    *,
    urgent: bool = False,
    **values: object,
) -> None:
    """Tell people of a report, except who did it."""
    wanted = sorted({one for one in people if one is not None} - {actor.person})
    notices.notify(
        wanted,
        kind,
        title,
        values={"name": submission.name, **values},
        url=url,
        subject=("submissions.submission", submission.pk),
        office=submission.office_id,
        urgent=urgent,
        about=submission.round.title,
    )


def settle_concluded(submission: Any) -> None:
    """Lay aside what asked the assessors for one who begins."""
    notices.settle(("submissions.submission", submission.pk), ["verification.concluded"])


def page(submission: Any) -> str:
    """Return the address of the case."""
    return reverse("verification:case", args=[submission.pk])


def sides(submission: Any) -> str:
    """Return the address where the stages stand side by side."""
    return reverse("verification:sides", args=[submission.pk])


def readers(case: Case) -> set[int | None]:
    """Return who reads for the Kanwil."""
    return {case.reader_id, case.second_id}


def heads(case: Case) -> set[int]:
    """Return who heads the Kanwil of a case today."""
    return holders([case.office_id], "kanwil_head")


def city(submission: Any) -> set[int]:
    """Return who answers for the city today."""
    return holders([submission.office_id], "city_coordinator", zone=submission.zone)


def assessors() -> set[int]:
    """Return the assessors of the ministry today."""
    return holders([offices.ministry_id()], "assessor")


def holders(at: Iterable[int | None], role: str, zone: str = "") -> set[int]:
    """Return who holds a role in some offices today."""
    known = [one for one in at if one is not None]
    return set(accounts.holders(known, [role], rounds.today(zone)).values_list("pk", flat=True))


def short(reason: str) -> str:
    """Return the start of a reason, for a notice."""
    words = " ".join(reason.split())
    return words if len(words) <= SHORT else words[: SHORT - 1] + "\u2026"
