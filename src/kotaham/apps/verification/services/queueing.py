"""Reports come in and are taken: who reads, who reads the sample a second time, what looks suspicious."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.submissions.services.checking import doubts_of
from kotaham.apps.verification.models import Case, Stage
from kotaham.apps.verification.rules import STEP
from kotaham.apps.verification.services import letters, telling
from kotaham.apps.verification.services.finding import Held, held, must_not_be_own, parties_of
from kotaham.apps.verification.services.readings import KIND
from kotaham.core.errors import Refused

VERIFIER = "kanwil_verifier"
READ = ("sent", "verifying", "repair")  # of the Kanwil; from `verified` on the centre has it


def open_case(submission: Any, log: Log) -> Case:
    """Open the case of a report that was sent, or look at it anew when it was sent again."""
    doubts = _doubts(submission)
    kanwil = offices.kanwil_of(submission.province_code)
    fields: dict[str, Any] = {"doubts": doubts, "risk": len(doubts)}
    case, fresh = Case.objects.get_or_create(
        submission_id=submission.pk,
        defaults={**fields, "office_id": kanwil.pk if kanwil else offices.ministry_id(), "sample": draw(submission)},
    )
    if fresh:
        log.record("verification.opened", (KIND, submission.pk), holder=case.office_id, data={"risk": len(doubts)})
    else:
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1, **fields)
    return case


def draw(submission: Any) -> Sequence[str]:
    """Draw the sample that two people read, by the public seed of the round."""
    codes = list(submissions.answers(submission.pk).values_list("code", flat=True))
    round_ = submission.round
    return rounds.sample(round_.sample_seed, submission.place_code, codes, round_.sample_percent)


def _doubts(submission: Any) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return by indicator what deserves a second look, by the rules of the check before sending."""
    found: dict[str, list[list[str]]] = {}
    for doubts in doubts_of([submission]).values():
        for doubt in doubts:
            found.setdefault(doubt.code, []).append([doubt.rule, doubt.text.id, doubt.text.en])
    return found


def take(pk: int, *, actor: Actor) -> Case:
    """Begin to verify a report, as its reader."""
    with held(pk, "verification.take", actor=actor) as one:
        must_not_be_own(one.submission, actor.person)
        if one.case.reader_id not in {None, actor.person}:
            raise letters.OwnWork(letters.NOT_READER(case=letters.named(one.submission)))
        sending.must_be_in_time(one.submission, STEP[Stage.VERIFIED])
        sending.move(pk, "take", actor=actor, log=one.log, parties=parties_of(actor))
        second = None if one.case.second_id == actor.person else one.case.second_id
        _write(one, {"reader_id": actor.person, "second_id": second, "taken_at": timezone.now()})
        one.log.record("verification.taken", (KIND, pk), holder=one.case.office_id)
    return Case.objects.get(pk=one.case.pk)


def read_second(pk: int, *, actor: Actor) -> Case:
    """Become the second reader of the sample; somebody else than the reader."""
    with held(pk, "verification.second", actor=actor) as one:
        _must_read(one, actor.person, "second_id", own_office=actor.office)
        if one.case.second_id is not None:
            raise Stale.of(letters.named(one.submission))
        _write(one, {"second_id": actor.person}, second_id=None)
        one.log.record("verification.second-read", (KIND, pk), holder=one.case.office_id)
    return Case.objects.get(pk=one.case.pk)


def assign(pk: int, *, actor: Actor, reader: int | None, second: int | None, version: int) -> Case:
    """Say who reads and who reads the sample a second time; what was read already stays."""
    with held(pk, "verification.assign", actor=actor) as one:
        if one.case.version != version:
            raise Stale.of(letters.named(one.submission))
        if reader is not None and reader == second:
            raise Refused(letters.ONE_SECOND(name=_name(second), case=letters.named(one.submission)))
        _must_be_here(one)
        for place, person in (("reader_id", reader), ("second_id", second)):
            if person is not None and person != getattr(one.case, place):
                _must_read(one, person, place, free={reader, second})
        _write(one, {"reader_id": reader, "second_id": second}, version=version)
        data = {"reader": [one.case.reader_id, reader], "second": [one.case.second_id, second]}
        one.log.record("verification.assigned", (KIND, pk), holder=one.case.office_id, data=data)
        if reader != one.case.reader_id:
            telling.tell([reader], actor, one.submission, "verification.assigned", telling.ASSIGNED, _page(one))
        if second != one.case.second_id:
            telling.tell([second], actor, one.submission, "verification.assigned", telling.SECOND, _page(one))
    return Case.objects.get(pk=one.case.pk)


def eligible(case: Case) -> list[Any]:
    """Return who of the Kanwil may read a report: its verifiers, without those who had a hand in it."""
    if case.office_id is None:
        return []
    people = accounts.holders([case.office_id], [VERIFIER], rounds.today()).order_by("name")
    return list(people.exclude(pk__in=submissions.people_behind(case.submission_id)))


def _must_read(
    one: Held, person: int | None, place: str, *, own_office: int | None = None, free: set[int | None] | None = None
) -> None:
    """Refuse who cannot read this report at this place."""
    _must_be_here(one)
    must_not_be_own(one.submission, person)
    other = one.case.reader_id if place == "second_id" else one.case.second_id
    taken = person == other and person not in (free or set())
    outside = own_office is None and person not in {row.pk for row in eligible(one.case)}
    if taken or outside or (own_office is not None and own_office != one.case.office_id):
        raise letters.OwnWork(letters.ONE_SECOND(name=_name(person), case=letters.named(one.submission)))


def _must_be_here(one: Held) -> None:
    """Refuse to change who reads once the Kanwil has concluded: then it tells who has read."""
    if one.submission.state not in READ:
        raise Refused(letters.NOT_NOW(case=letters.named(one.submission), state=letters.in_state(one.submission)))


def _write(one: Held, fields: Mapping[str, Any], **still: Any) -> None:
    """Change who reads, if the case is still as it was."""
    rows = Case.objects.filter(pk=one.case.pk, **still)
    if not rows.update(version=F("version") + 1, **fields):
        raise Stale.of(letters.named(one.submission))


def _name(person: int | None) -> str:
    return accounts.names([person]).get(person, "") if person is not None else ""


def _page(one: Held) -> str:
    return telling.page(one.submission)
