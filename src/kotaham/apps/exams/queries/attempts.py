"""Find attempts and what was answered; sets of them for jobs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from kotaham.apps.exams.models import Attempt, Exam, Response
from kotaham.apps.exams.rules import GRACE, oneself
from kotaham.apps.gate.queries import Prepared
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

State = Attempt.State
RUNNING = State.RUNNING


def attempt(pk: int) -> QuerySet[Attempt]:
    """Return the one attempt as a query, for `demand_for`."""
    return Attempt.objects.filter(pk=pk).select_related("exam", "exam__version__course", "form", "member")


def several(pks: Collection[int]) -> QuerySet[Attempt]:
    """Return attempts with their tests, courses and members; rights are the caller's to ask."""
    return Attempt.objects.filter(pk__in=pks).select_related("exam", "exam__version__course", "member").order_by("pk")


def _held(pk: int, person: int) -> QuerySet[Attempt]:
    rows = Attempt.objects.filter(pk=pk, member__account_id=person).select_related("form").order_by()
    rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.only("state", "started_at", "ends_at", "form__seed", "form__digest", "form__questions", "form")


_held_now = Prepared(_held, 987_654_321, 987_654_322)


def held(pk: int, person: int | None) -> Attempt | None:
    """Return somebody's own attempt and hold its row: who ends it waits until what is saved now is kept.

    It brings no more than it takes to keep an answer, since hundreds of people do that in one second.
    """
    return next(iter(_held_now(pk, person)), None) if person else None


def running(exam: int, member: int) -> Attempt | None:
    """Return the attempt that somebody has under way."""
    return Attempt.objects.filter(exam=exam, member=member, state=RUNNING).first()


def last_number(exam: int, member: int) -> int:
    """Return the number of somebody's last attempt; 0 before the first."""
    found = Attempt.objects.filter(exam=exam, member=member).aggregate(last=Max("number"))["last"]
    return int(found or 0)


def attempts_of(actor: Actor, exams: Collection[int]) -> QuerySet[Attempt]:
    """Return the actor's own attempts at some tests, the newest first."""
    return Attempt.objects.filter(oneself(actor, Reach.OWN), exam__in=exams).select_related("exam").order_by("-pk")


def people(exam: int) -> QuerySet[Attempt]:
    """Return the attempts at a test with who made them, the newest first."""
    return Attempt.objects.filter(exam=exam).select_related("member", "office").order_by("-pk")


def responses(pk: int) -> Mapping[int, Response]:
    """Return what was answered in an attempt by position."""
    return {row.position: row for row in Response.objects.filter(attempt=pk)}


def responses_of(pks: Collection[int]) -> Mapping[int, list[Response]]:
    """Return what was answered in several attempts, all in one look."""
    found: dict[int, list[Response]] = {pk: [] for pk in pks}
    for row in Response.objects.filter(attempt__in=pks):
        found[row.attempt_id].append(row)
    return found


def running_of(pks: Collection[int]) -> Sequence[Attempt]:
    """Return those of some attempts that run, and hold them."""
    rows = Attempt.objects.filter(pk__in=pks, state=RUNNING).select_related("exam", "form")
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def due(now: datetime, most: int) -> list[int]:
    """Return attempts whose time is up and that nobody handed in."""
    rows = Attempt.objects.filter(state=RUNNING, ends_at__lt=now - GRACE).order_by("ends_at")
    return list(rows.values_list("pk", flat=True)[:most])


def expired_of(exam: int, most: int) -> list[int]:
    """Return attempts at a test that still run."""
    rows = Attempt.objects.filter(exam=exam, state=RUNNING).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def due_tests(now: datetime) -> list[int]:
    """Return the open tests whose end has come, with the time for what was on its way."""
    rows = Exam.objects.filter(state=Exam.State.OPEN, closes__lt=now - GRACE).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def chosen(pk: int) -> set[int]:
    """Return the positions of an attempt that have an answer."""
    return set(Response.objects.filter(attempt=pk, value__isnull=False).values_list("position", flat=True))


def pairs_of(enrolments: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Return (version, member) of those enrolments whose version has tests."""
    rows = Exam.objects.filter(version__enrolments__in=enrolments).order_by()
    told = rows.values_list("version__enrolments", "version", "version__enrolments__member").distinct()
    return {pk: (version, member) for pk, version, member in told if pk in set(enrolments)}


def ended(exam: int, after: int, most: int) -> Sequence[Attempt]:
    """Return the next attempts at a test that have ended, in the order of their numbers."""
    rows = Attempt.objects.filter(~Q(state=RUNNING), exam=exam, pk__gt=after).select_related("exam").order_by("pk")
    return list(rows[:most])


def proofs(pairs: Collection[tuple[int, int]], stage: str) -> Mapping[tuple[int, int], tuple[int, bool, bool]]:
    """Return for (version, member) how much of a test is there: 1 taken, 2 passed; whether it can pass no more; and
    whether a result waits for the close of its test.

    Taken is what has ended. Nobody can pass any more who has used up every attempt at every open test of that stage.
    """
    versions, members = {version for version, _member in pairs}, {member for _version, member in pairs}
    rows = Attempt.objects.filter(~Q(state=RUNNING), exam__version__in=versions, exam__stage=stage, member__in=members)
    found: dict[tuple[int, int], tuple[int, bool, bool]] = {}
    told = Q(exam__state=Exam.State.CLOSED) | Q(exam__at_once=True) | Q(exam__pass_percent=None)
    columns = ("exam__version", "member", "number", "passed", "exam__attempts", "exam__pass_percent", "told")
    for version, member, number, passed, most, mark, is_told in rows.annotate(told=Q(told)).values_list(*columns):
        amount, failed, waits = found.get((version, member), (0, False, False))
        passed_it = is_told and (passed or mark is None)  # without a mark nobody fails: who took it has all there is
        failed = failed or (is_told and not passed_it and number >= most)
        found[version, member] = (max(amount, 2 if passed_it else 1), failed, waits or not is_told)
    return {pair: _standing(*found[pair]) for pair in set(pairs) & set(found)}


def _standing(amount: int, failed: bool, waits: bool) -> tuple[int, bool, bool]:
    return amount, failed and not waits and amount < 2, waits and amount < 2


def tries(pairs: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], tuple[int, int, int]]:
    """Return for (version, member) an open final test that can be sat: its number, attempts left, the one that runs.

    Where there are several, one that is being sat comes first, then the newest.
    """
    versions, members = {version for version, _member in pairs}, {member for _version, member in pairs}
    there = Exam.objects.filter(version__in=versions, stage=Exam.Stage.POST, state=Exam.State.OPEN).order_by("pk")
    tests = list(there.values_list("pk", "version", "attempts")) if pairs else []
    own: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = Attempt.objects.filter(exam__in=[pk for pk, _version, _most in tests], member__in=members)
    for exam, member, pk, state in rows.values_list("exam", "member", "pk", "state") if tests else ():
        own[exam, member].append(pk if state == RUNNING else 0)
    found: dict[tuple[int, int], tuple[int, int, int]] = {}
    for pk, version, most in tests:
        for pair in (one for one in pairs if one[0] == version):
            begun = own[pk, pair[1]]
            one = (pk, max(most - len(begun), 0), max(begun, default=0))
            if (one[1] or one[2]) and not found.get(pair, (0, 0, 0))[2]:
                found[pair] = one
    return found


def attempt_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what attempts are called in the record: by test and number, never by person."""
    rows = Attempt.objects.filter(pk__in=set(pks)).values_list("pk", "exam__title", "number")
    return {pk: f"{title} ({number})" for pk, title, number in rows}
