"""Plan a session and lead it through its life."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.db.models import F
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Session, Speaker
from kotaham.apps.classes.rules import LIFE, held, seen
from kotaham.apps.classes.services import letters, telling
from kotaham.apps.classes.services.counted import retell, revisit
from kotaham.apps.classes.services.filling import fill
from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Scope, Stale, demand, demand_for
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say
from kotaham.core.policy import Reach

TITLE, ABOUT = Say("Judul", "The title"), Say("Keterangan", "The description")
MOST_DAYS = 14
MOST_SPEAKERS = 20
VERBS = {"open": "classes.opened", "close": "classes.closed", "hold": "classes.held", "cancel": "classes.cancelled"}
State = Session.State


@dataclass(frozen=True, slots=True)
class Talk:
    """A speaker."""

    name: str
    title: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a session is to be."""

    title: str
    mode: str
    starts: datetime
    ends: datetime
    zone: str = "Asia/Jakarta"
    place: str = ""
    link: str = ""
    capacity: int | None = None
    about: str = ""
    letter: str = ""
    letter_day: date | None = None
    version: int | None = None


def plan(wish: Wish, speakers: Sequence[Talk] = (), *, actor: Actor) -> Session:
    """Prepare a session of the actor's own office."""
    demand(actor, "classes.make")
    fields = _judged(wish, None)
    with events.work(actor) as log:
        row = Session.objects.create(office_id=cast("int", actor.office), secret=secrets.token_urlsafe(32), **fields)
        _put_speakers(row, speakers)
        log.record("classes.planned", row, holder=row.office_id, data={"mode": row.mode})
    return row


def change(pk: int, wish: Wish, speakers: Sequence[Talk] = (), *, actor: Actor, revision: int) -> Session:
    """Change a session that was not held yet; seats hear of another time or place, who waits gets a new seat."""
    row = find(pk, "classes.edit", actor=actor)
    if row.state in {State.HELD, State.CANCELLED}:
        raise Refused(letters.OVER(session=letters.named(row)))
    fields = _judged(wish, row)
    changed = sorted(name.removesuffix("_id") for name, value in fields.items() if getattr(row, name) != value)
    with events.work(actor) as log:
        _touch(row, revision, **fields)
        _put_speakers(row, speakers)
        log.record("classes.changed", row, holder=row.office_id, data={"fields": changed})
        retell(row, wish.mode, log)
        revisit(row, wish.mode, log)
        if row.state != State.DRAFT and {"starts", "ends", "place", "link"} & set(changed):
            Session.objects.filter(pk=pk).update(told_day=None, told_hour=None, moved_at=timezone.now())
            telling.tell_seats(queries.rows(pk).get(), "classes.changed", telling.CHANGED, actor)
        fill(row, log)
    return queries.rows(pk).get()


def move(pk: int, verb: str, *, actor: Actor, reason: str = "", now: datetime | None = None) -> Session:
    """Open, close, hold or cancel a session; none is held before it begins, and the second of two clicks is stale."""
    row = find(pk, "classes.edit", actor=actor)
    step = LIFE.move(verb, row.state)
    if verb == "hold" and (now or timezone.now()) < row.starts:
        raise Refused(letters.NOT_BEGUN(session=letters.named(row), on=telling.when(row)))
    why = letters.must_say(reason) if step.reason else ""
    with events.work(actor) as log:
        rows = Session.objects.filter(pk=pk, state=step.source)
        fields = {"why": why} if why else {}
        if not rows.update(state=step.target, since=timezone.now(), revision=F("revision") + 1, **fields):
            raise Stale.of(letters.named(row))
        log.record(VERBS[verb], row, holder=row.office_id, reason=why)
        row = queries.rows(pk).get()
        if verb == "cancel":
            telling.tell_seats(row, "classes.cancelled", telling.CANCELLED, actor, reason=why)
    return row


def find(pk: int, rule: str, *, actor: Actor) -> Session:
    """Return a session that the rule reaches among those held within reach."""
    return demand_for(actor, rule, queries.rows(pk), _held_then_seen(), see="classes.see")


def look(pk: int, rule: str, *, actor: Actor) -> Session:
    """Return a session that the rule lets the actor see: theirs, or one that was announced."""
    return demand_for(actor, rule, queries.rows(pk), seen)


def _held_then_seen() -> Scope:
    asked = iter((held, seen))

    def scope(actor: Actor, reach: Reach) -> Any:
        return next(asked)(actor, reach)

    return scope


def _judged(wish: Wish, now: Session | None) -> dict[str, Any]:
    problems: list[Problem] = [
        *letters.words(wish.title, TITLE, 200),
        *letters.words(wish.about, ABOUT, 4000, needed=False),
    ]
    problems += slips(asdict(wish))
    if wish.capacity is not None and now and wish.capacity < now.seated:
        problems.append(letters.TOO_SMALL(seated=now.seated))
    if wish.version and not (now and now.version_id == wish.version) and not _is_published(wish.version):
        problems.append(letters.NO_VERSION())
    if problems:
        raise Refused(problems)
    fields = asdict(wish)
    fields["version_id"] = fields.pop("version")
    return fields | {"title": " ".join(wish.title.split())}


def _is_published(version: int) -> bool:
    found = courses.version(version)
    return found is not None and found.state == "published"


def slips(said: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the times and the place of a session; what is not said yet is not judged."""
    problems: list[Problem] = []
    starts, ends = said.get("starts"), said.get("ends")
    if starts and ends and ends <= starts:
        problems.append(letters.TURNED())
    elif starts and ends and ends - starts > timedelta(days=MOST_DAYS):
        problems.append(letters.ENDLESS(most=MOST_DAYS))
    if {"mode", "place", "link"} <= set(said) and not _somewhere(said["mode"], said["place"], said["link"]):
        problems.append(letters.NOWHERE())
    return problems


def _somewhere(mode: str, place: str, link: str) -> bool:
    wants_place = mode in {"onsite", "hybrid", "latsar"}
    wants_link = mode in {"webinar", "hybrid"}
    return (bool(place.strip()) or not wants_place) and (bool(link.strip()) or not wants_link)


def _put_speakers(row: Session, speakers: Sequence[Talk]) -> None:
    Speaker.objects.filter(session=row).delete()
    Speaker.objects.bulk_create(
        Speaker(session=row, position=at, name=one.name[:160], title=one.title[:200], topic=one.topic[:300])
        for at, one in enumerate(speakers[:MOST_SPEAKERS], start=1)
        if one.name.strip()
    )


def _touch(row: Session, revision: int, **fields: Any) -> None:
    rows = Session.objects.filter(pk=row.pk, state=row.state, revision=revision)
    capacity = fields.get("capacity")
    rows = rows.filter(seated__lte=capacity) if capacity is not None else rows
    if not rows.update(revision=F("revision") + 1, **fields):
        raise Stale.of(letters.named(row))
