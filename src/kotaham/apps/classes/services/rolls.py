"""Take in the list of an online meeting: read and matched, shown, taken in when somebody agrees, undone as one.

Of the list only numbers of rows stay here; names, addresses and NIP stay in the file. Rows are matched by the blind
index of the NIP in the name, then of the e-mail, among those who have a seat and the people within reach; then by name
among those with a seat, and only where one person has that name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Attendance, Roll, Session
from kotaham.apps.classes.rules import Line, bare, present, read_roll
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.planning import find
from kotaham.apps.classes.services.presence import Method, Seen, attend, must_take, take_back
from kotaham.apps.classes.services.seating import PEOPLE, hold
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, search_key
from kotaham.apps.register import queries as register
from kotaham.apps.register import services as register_services
from kotaham.core.errors import Refused
from kotaham.core.language import Say

MOST_BYTES = 5 * 2**20
THING = Say("Daftar hadir ini", "This list")


def read(pk: int, name: str, data: bytes, *, actor: Actor) -> Roll:
    """Read a list and match it; nobody is written down as present yet."""
    session = find(pk, "classes.present", actor=actor)
    must_take(session)
    if len(data) > MOST_BYTES:
        raise Refused(letters.LARGE_ROLL(limit=MOST_BYTES // 2**20))
    lines = read_roll(data)
    if not lines:
        raise Refused(letters.NO_ROLL())
    members = match(session, lines, actor)
    minutes = _minutes(lines, members)
    rows = sorted((member, minutes[member], min(found)) for member, found in _by_member(members).items())
    fields = {"name": name[:200], "rows": len(lines), "matched": len(members), "found": [list(one) for one in rows],
              "unmatched": [line.row for line in lines if line.row not in members]}  # fmt: skip
    digest = sha256(data).hexdigest()
    try:
        with events.work(actor) as log:
            Roll.objects.filter(session=session, sha256=digest, taken_at=None, undone_at=None).delete()
            roll = Roll.objects.create(session=session, sha256=digest, by_id=actor.person or 0, **fields)
            log.record("classes.roll-read", roll, holder=session.office_id, data={"rows": len(lines)})
    except IntegrityError as error:
        raise Refused(letters.SAME_ROLL()) from error
    return roll


def match(session: Session, lines: Sequence[Line], actor: Actor) -> Mapping[int, int]:
    """Return which member each row is, where one is known."""
    blind = {line.row: _blind(line) for line in lines}
    known = _known(session, [one for indexes in blind.values() for one in indexes], actor)
    by_name = _by_name(session)
    found: dict[int, int] = {}
    for line in lines:
        members = [known[one] for one in blind[line.row] if one in known] or _named(line, by_name)
        if members:
            found[line.row] = members[0]
    return found


def _by_name(session: Session) -> Mapping[str, Sequence[int]]:
    """Return the members with a seat by their names, and by these without titles."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, members in queries.by_name(session.pk).items():
        for name in {key, bare(key)}:
            found[name] += members
    return found


def _blind(line: Line) -> list[bytes]:
    """Return the blind indexes by which a row is looked for, the surest first."""
    ring = register_services.keyring()
    told = (("number", line.number), ("email", line.mail))
    return [bytes(one) for name, text in told if text for one in ring.indexes(name, text)]


def _named(line: Line, by_name: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Return who alone has one of the names that a row may mean, as it stands or else without titles."""
    for names in (line.names, [bare(name) for name in line.names]):
        same = {member for name in names for member in by_name.get(search_key(name), ())}
        if same:
            return list(same) if len(same) == 1 else []
    return []


def _known(session: Session, indexes: Sequence[bytes], actor: Actor) -> dict[bytes, int]:
    """Return the members by number or e-mail; of two with one address none, unless one of them has a seat."""
    near = register.search(actor, demand(actor, PEOPLE), "")
    found: dict[bytes, set[int]] = defaultdict(set)
    for column in ("email_index", "number_index"):
        for index, member in near.filter(**{f"{column}__in": indexes}).values_list(column, "pk"):
            found[bytes(index)].add(member)
    single = {index: members.pop() for index, members in found.items() if len(members) == 1}
    return single | dict(queries.by_index(session.pk, indexes))


def _by_member(members: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row, member in members.items():
        found[member].append(row)
    return found


def _minutes(lines: Sequence[Line], members: Mapping[int, int]) -> dict[int, int | None]:
    """Return how long each was there, over all their rows."""
    theirs: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if (member := members.get(line.row)) is not None:
            theirs[member].append(line)
    return {member: present(rows) for member, rows in theirs.items()}


def look(pk: int, roll: int, *, actor: Actor) -> tuple[Session, Roll]:
    """Return a list of a session."""
    session = find(pk, "classes.present", actor=actor)
    found = queries.roll(pk, roll)
    if found is None:
        raise Http404
    return session, found


def take(pk: int, roll: int, *, actor: Actor) -> int:
    """Write down as present whom a list was matched to; return how many are new."""
    session, found = look(pk, roll, actor=actor)
    with events.work(actor) as log:
        rows = Roll.objects.filter(pk=roll, taken_at=None, undone_at=None)
        if not rows.update(taken_at=timezone.now()):
            raise Stale.of(THING)
        seen = [Seen(member, _small(minutes), online=True) for member, minutes, _row in found.found]
        new = attend(session, seen, Method.LIST, actor=actor, log=log, roll=roll)
        log.record("classes.roll-taken", found, holder=session.office_id, data={"count": len(new)})
    return len(new)


def _small(minutes: int | None) -> int | None:
    return None if minutes is None else min(minutes, 32_000)


def drop(pk: int, roll: int, *, actor: Actor) -> None:
    """Throw away a list that was read and never taken in; what it was matched to is forgotten."""
    session, found = look(pk, roll, actor=actor)
    with events.work(actor) as log:
        rows = Roll.objects.filter(pk=roll, taken_at=None, undone_at=None)
        if not rows.update(undone_at=timezone.now(), found=[], unmatched=[]):
            raise Stale.of(THING)
        log.record("classes.roll-dropped", found, holder=session.office_id)


def undo(pk: int, roll: int, reason: str, *, actor: Actor) -> int:
    """Take back all that a list has brought; who was seen by another way, too, stays."""
    session, found = look(pk, roll, actor=actor)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        hold(session)
        rows = Roll.objects.filter(pk=roll, undone_at=None).exclude(taken_at=None)
        if not rows.update(undone_at=timezone.now()):
            raise Stale.of(THING)
        mine = list(Attendance.objects.filter(roll=roll, void_at=None))
        gone = [row for row in mine if not row.also]
        _keep([row for row in mine if row.also])
        _forget(session, roll)
        done = take_back(session, gone, why, actor=actor, log=log) if gone else 0
        log.record("classes.roll-undone", found, holder=session.office_id, reason=why, data={"count": done})
    return done


def _keep(rows: Sequence[Attendance]) -> None:
    """Let an attendance stand on the next way by which it was seen."""
    for row in rows:
        first, *rest = row.also
        row.method, row.roll_id, row.minutes = first["how"], first["roll"], first["minutes"]
        row.online, row.also = first["online"], rest
    Attendance.objects.bulk_update(rows, ["method", "roll", "minutes", "online", "also"], batch_size=2_000)


def _forget(session: Session, roll: int) -> None:
    """Take the list out of the other ways of those who were seen by it, too."""
    changed: list[Any] = []
    for row in Attendance.objects.filter(session=session, void_at=None).exclude(also=[]):
        left = [way for way in row.also if way["roll"] != roll]
        if len(left) < len(row.also):
            row.also = left
            changed.append(row)
    Attendance.objects.bulk_update(changed, ["also"], batch_size=2_000)
