"""Who is told what of the fill side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.services.asking import open_questions
from kotaham.core.dates import day
from kotaham.core.language import Say

COORDINATOR, OFFICER = "city_coordinator", "unit_officer"
KINDS = (
    NoticeKind("submissions.delegated", Say("Indikator dibagikan kepada Anda", "Indicators given to you"), "digest"),
    NoticeKind("submissions.nudged", Say("Pengingat dari koordinator kota", "Reminders of your coordinator"), "mail"),
    NoticeKind(
        "submissions.returned",
        Say("Jawaban dikembalikan untuk diperbaiki", "Answers returned for repair"),
        "mail",
        firm=True,
    ),
)
DELEGATED = Say(
    "{n} indikator dibagikan kepada {unit}. Tenggat {due}.",
    "{n} {n:indicator was|indicators were} given to {unit}. Due {due}.",
)
DELEGATED_NO_DUE = Say(
    "{n} indikator dibagikan kepada {unit}.", "{n} {n:indicator was|indicators were} given to {unit}."
)
TAKEN_BACK = Say("{n} indikator ditarik kembali oleh koordinator.", "{n} {n:indicator was|indicators were} taken back.")
NUDGED = Say(
    "Masih ada {n} indikator yang menunggu {unit}. Tenggat {due}.",
    "{n} {n:indicator|indicators} still {n:waits|wait} for {unit}. Due {due}.",
)
NUDGED_NO_DUE = Say(
    "Masih ada {n} indikator yang menunggu {unit}.", "{n} {n:indicator|indicators} still {n:waits|wait} for {unit}."
)
REOPENED = Say("Jawaban {code} dibuka kembali. Alasan: {reason}", "Answer {code} was reopened. Reason: {reason}")
RETURNED_ONE = Say(
    "Kanwil bertanya tentang {codes}: {question} Jawab paling lambat {due}.",
    "The Kanwil asks about {codes}: {question} Answer by {due}.",
)
RETURNED = Say(
    "{n} jawaban dikembalikan Kanwil untuk diperbaiki: {codes}.",
    "The Kanwil returned {n} {n:answer|answers} for repair: {codes}.",
)
KIND_BACK = "submissions.returned"
SHORT = 200
FEW = 6


def people_of(office: int, roles: Sequence[str], zone: str) -> set[int]:
    """Return who holds one of the roles in an office today."""
    on = rounds.today_in(zone, timezone.now())
    return set(accounts.holders([office], roles, on).values_list("pk", flat=True))


def tell(
    actor: Actor,
    people: Iterable[int],
    kind: str,
    title: Say,
    submission: Submission,
    *,
    url: str = "",
    **values: object,
) -> int:
    """Tell people something about a submission, except whoever did it."""
    return notices.notify(
        sorted(set(people) - {actor.person}),
        kind,
        title,
        values=values,
        url=url or reverse("submissions:detail", args=[submission.pk]),
        subject=("submissions.submission", submission.pk),
        office=submission.office_id,
        urgent=kind == "submissions.returned",
        about=submission.round.title,
    )


def tell_unit(actor: Actor, answer: Answer, title: Say, **values: object) -> None:
    """Tell the unit of one answer."""
    if answer.unit_id is None:
        return
    submission = answer.submission
    people = people_of(answer.unit_id, [OFFICER], submission.zone)
    url = answer.get_absolute_url()
    tell(actor, people, "submissions.delegated", title, submission, url=url, code=answer.code, **values)


def tell_returned(actor: Actor, answers: Sequence[Answer]) -> None:
    """Tell the city and the units that answers came back; each hears of its own only."""
    if not answers:
        return
    submission = answers[0].submission
    by_unit: dict[int | None, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_unit[answer.unit_id].append(answer)
    for unit, held in by_unit.items():
        if unit is not None:
            _tell_back(actor, people_of(unit, [OFFICER], submission.zone), held, reverse("submissions:mine"))
    _tell_back(actor, people_of(submission.office_id, [COORDINATOR], submission.zone), answers, "")


def _tell_back(actor: Actor, people: Iterable[int], answers: Sequence[Answer], url: str) -> None:
    """Tell people what came back; of a single answer with the words of the question, and with the way to its page."""
    submission, asked = answers[0].submission, open_questions(answers)
    values: dict[str, object] = {"codes": _codes(answers)}
    one = asked.get(answers[0].pk) if len(answers) == 1 else None
    if one is not None and one.due is not None:
        due = Say(day(one.due, "id"), day(one.due, "en"))
        values |= {"question": f"\u201c{short(one.text)}\u201d", "due": due}
        tell(actor, people, KIND_BACK, RETURNED_ONE, submission, url=answers[0].get_absolute_url(), **values)
    else:
        tell(actor, people, KIND_BACK, RETURNED, submission, url=url, n=len(answers), **values)


def _codes(answers: Sequence[Answer]) -> str:
    shown = ", ".join(answer.code for answer in answers[:FEW])
    return f"{shown}, \u2026" if len(answers) > FEW else shown


def short(reason: str) -> str:
    """Return the start of a reason, for a notice."""
    text = " ".join(reason.split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "\u2026"


def counts_of(units: Sequence[int], on: date) -> dict[int, int]:
    """Count, in one question, who can sign in for each of several units."""
    return accounts.count_holders(units, [OFFICER], on)
