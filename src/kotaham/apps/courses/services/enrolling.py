"""Enrol people: by themselves, by number, by choosing from the own people, or from a room above; all in one go.

Who takes the version already stays as they are, so that the same list twice changes nothing. Where somebody serves on
the day is kept with the enrolment: a later transfer moves no count.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.courses.rules import PUBLISHED
from kotaham.apps.courses.services import letters, telling
from kotaham.apps.courses.services.finding import find_version
from kotaham.apps.courses.services.settling import happened, settle
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.register import queries as register
from kotaham.apps.register import services as register_services
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.identity.number import clean
from kotaham.core.language import Say
from kotaham.core.policy import Reach

__all__ = ["MOST", "Pasted", "enrol", "enrol_members", "enrol_numbers", "join", "read_numbers"]

MOST = 10_000  # numbers that are pasted at once
BATCH = 2_000
How, State = Enrolment.How, Enrolment.State
Also = Callable[[Collection[int]], Collection[int]]

UNKNOWN = Kind(
    "courses.number-unknown",
    Say("Nomor ini tidak ada dalam daftar peserta.", "This number is not in the register."),
    Say("Periksa angkanya, atau tambahkan orangnya ke daftar dulu.", "Check its digits, or add the person first."),
)
BEYOND = Kind(
    "courses.number-beyond",
    Say(
        "Orang dengan nomor ini di luar kantor atau wilayah Anda.", "Who has this number is beyond your office or area."
    ),
    Say("Minta kantornya sendiri yang mendaftarkan.", "Ask their own office to enrol them."),
)
AGAIN = Kind(
    "courses.number-again",
    Say("Nomor ini sama dengan baris {row}.", "This number is the same as in line {row}."),
    Say("Tidak apa-apa; orangnya dicatat sekali.", "No harm; the person is written down once."),
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A list of numbers as it was read: whom it names, and what is wrong with its rows."""

    members: Sequence[int]
    problems: Sequence[Problem]


def enrol(version: Version, member_ids: Collection[int], *, actor: Actor, how: str, log: Log) -> list[Enrolment]:
    """Enrol members in the unit of work of who has asked and was allowed; return the enrolments that are new."""
    if version.state != PUBLISHED:
        raise Refused(letters.NOT_PUBLISHED(version=letters.named(version)))
    list(Version.objects.filter(pk=version.pk).select_for_update(no_key=True).values("pk"))  # one list after the other
    wanted = sorted(set(member_ids) - queries.taken(version.pk, member_ids))
    serving = register.serving(wanted, timezone.localdate())
    now, state = timezone.now(), State.INVITED if how == How.INVITED else State.ENROLLED
    rows = Enrolment.objects.bulk_create(
        (
            Enrolment(
                version=version, member_id=one, state=state, how=how, office_id=serving[one].office,
                kanwil_id=serving[one].kanwil, group=serving[one].group, at=now, since=now, by_id=actor.person,
            )
            for one in wanted
            if one in serving
        ),
        batch_size=BATCH,
    )  # fmt: skip
    verb = "courses.invited" if state == State.INVITED else "courses.enrolled"
    for row in rows:
        log.record(verb, row, holder=row.office_id, data={"version": version.pk, "how": str(how)})
    if how in {How.BULK, How.INVITED}:
        register_services.count([happened(row, "invited", now) for row in rows], log)
    return rows


def enrol_members(pk: int, member_ids: Collection[int], *, actor: Actor, how: str = How.BULK) -> list[Enrolment]:
    """Enrol people within the actor's reach whom somebody chose from a list; others of the list are left out.

    Whoever is invited accepts or refuses on their own.
    """
    version = find_version(pk, "courses.enrol", actor=actor)
    reach = demand(actor, "courses.enrol")
    if not member_ids:
        raise Refused(letters.NOBODY())
    near = register.search(actor, reach, "").filter(pk__in=list(member_ids)[:MOST])
    with events.work(actor) as log:
        rows = enrol(version, list(near.values_list("pk", flat=True)), actor=actor, how=how, log=log)
        _tell(version, rows, actor)
        settle([row.pk for row in rows if row.state != State.INVITED], log)
    return rows


def enrol_numbers(pk: int, text: str, *, actor: Actor, how: str = How.BULK) -> tuple[list[Enrolment], Pasted]:
    """Enrol or invite whoever a pasted list names within reach; what is wrong with the other rows comes back by row."""
    find_version(pk, "courses.enrol", actor=actor)
    pasted = read_numbers(text, actor=actor)
    rows = enrol_members(pk, pasted.members, actor=actor, how=how) if pasted.members else []
    return rows, pasted


def join(pk: int, *, actor: Actor) -> Enrolment:
    """Enrol oneself; who takes it already goes on with that."""
    demand(actor, "courses.learn")
    version = queries.version(pk)
    if version is None or version.state != PUBLISHED or version.course.retired:
        raise Http404
    member = register.of_account(actor.person)
    if member is None:
        raise Refused(letters.NOT_MEMBER())
    with events.work(actor) as log:
        rows = enrol(version, [member.pk], actor=actor, how=How.SELF, log=log)
        settle([row.pk for row in rows], log)
    return rows[0] if rows else queries.of_versions([pk], [member.pk])[0]


def read_numbers(text: str, *, actor: Actor, rule: str = "courses.enrol", also: Also = lambda _ids: ()) -> Pasted:
    """Read a list of numbers, one a line, and find whom within reach it names; the problems never repeat a number.

    `also` returns those of some members who are known beside: they have a seat already, say.
    """
    reach = demand(actor, rule)
    lines = [(row, clean(line)) for row, line in enumerate(text.splitlines(), start=1)]
    wanted = [(row, digits) for row, digits in lines if digits]
    if not wanted:
        raise Refused(letters.NOBODY())
    if len(wanted) > MOST:
        raise Refused(letters.TOO_MANY(found=len(wanted), most=MOST))
    known = _known({digits for _row, digits in wanted})
    near = _near(actor, reach, set(known.values())) | set(also(set(known.values())))
    members: dict[int, int] = {}
    problems: list[Problem] = []
    for row, digits in wanted:
        member = known.get(digits)
        if member is None:
            problems.append(UNKNOWN(Where(row=row)))
        elif member not in near:
            problems.append(BEYOND(Where(row=row)))
        elif members.setdefault(member, row) != row:
            problems.append(AGAIN(Where(row=row), row=members[member]))
    return Pasted(list(members), problems)


def _known(numbers: Iterable[str]) -> dict[str, int]:
    """Return the members by number; one that somebody had before finds them, too."""
    blind = {digits: [bytes(index) for index in register_services.indexes(digits)] for digits in numbers}
    rows = register.by_index([index for indexes in blind.values() for index in indexes])
    now = {bytes(index): pk for pk, index in rows.values_list("pk", "number_index") if index is not None}
    found = {digits: next((now[i] for i in indexes if i in now), 0) for digits, indexes in blind.items()}
    older = rows.filter(old_numbers__isnull=False).values_list("pk", "old_numbers__index")
    before = {bytes(index): pk for pk, index in older}
    for digits in [digits for digits, member in found.items() if not member]:
        found[digits] = next((before[i] for i in blind[digits] if i in before), 0)
    return {digits: member for digits, member in found.items() if member}


def _near(actor: Actor, reach: Reach, members: Collection[int]) -> set[int]:
    rows = register.search(actor, reach, "").filter(pk__in=members)
    return set(rows.values_list("pk", flat=True))


def _tell(version: Version, rows: Sequence[Enrolment], actor: Actor) -> None:
    invited = [row.member_id for row in rows if row.state == State.INVITED]
    enrolled = [row.member_id for row in rows if row.state != State.INVITED]
    for members, tell in ((invited, telling.tell_invited), (enrolled, telling.tell_enrolled)):
        if members:
            tell(version, accounts_of(members), actor)


def accounts_of(members: Collection[int]) -> list[int]:
    """Return the accounts of members who have one."""
    rows = Enrolment.objects.filter(member__in=members, member__account__isnull=False)
    return list(rows.values_list("member__account_id", flat=True).distinct())
