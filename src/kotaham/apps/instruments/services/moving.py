"""Move a version along its life: offered by one person, looked at by another, sealed for good; or dropped."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, reach_of
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Comment, Version
from kotaham.apps.instruments.rules import EDITOR, LIFE, WRITER
from kotaham.apps.instruments.services import letters, telling
from kotaham.apps.instruments.services.finding import writable
from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.lifecycle import Move

PAST = {"offer": "offered", "send_back": "sent-back", "seal": "sealed", "drop": "dropped"}
SHOWN = 60  # unknown things listed in the letter; the page of the draft lists all


def offer(pk: int, *, actor: Actor) -> Version:
    """Ask a second person to look at a draft."""
    version = writable(pk, "instruments.offer", actor=actor)
    if version.mistakes:
        raise Refused(queries.faults(version))
    return _move(version, "offer", actor, offered_by_id=actor.person)


def send_back(pk: int, *, actor: Actor, reason: str) -> Version:
    """Give a draft back to its writers, who are told why."""
    reason = letters.must_say(reason)
    return _move(writable(pk, "instruments.send_back", actor=actor), "send_back", actor, reason=reason)


def seal(pk: int, *, actor: Actor, reason: str, sha256: str) -> Version:
    """Seal a version for good; `sha256` is the digest of the text that was looked at."""
    version = writable(pk, "instruments.seal", actor=actor)
    reason = letters.must_say(reason)
    if version.file_sha256 != sha256:
        raise Stale.of(letters.named(version))
    if is_writer(version, actor) and version.state == Version.State.REVIEW:
        raise letters.OwnWork(letters.OWN_WORK(ref=version.ref))
    if problems := list(_not_ready(version)):
        raise Refused(problems)
    return _move(version, "seal", actor, reason=reason, sealed_by_id=actor.person, sealed_at=timezone.now())


def drop(pk: int, *, actor: Actor, reason: str) -> Version:
    """Go on with a draft no longer; it stays readable."""
    reason = letters.must_say(reason)
    return _move(writable(pk, "instruments.drop", actor=actor), "drop", actor, reason=reason)


def seal_line(version: Version) -> str:
    """Return the line for the file SEALED beside the instrument's file."""
    return f"{version.label} sha256:{version.file_sha256}"


def is_writer(version: Version, actor: Actor) -> bool:
    """Tell whether somebody changed or offered this draft last."""
    return actor.person is not None and actor.person in {version.changed_by_id, version.offered_by_id}


def moves_of(version: Version, actor: Actor) -> list[Move]:
    """Return the moves that somebody may make now, for the buttons of the page."""
    if version.shipped:
        return []
    parties = {EDITOR, WRITER} if is_writer(version, actor) else {EDITOR}
    found = LIFE.from_here(version.state, parties)
    return [move for move in found if reach_of(actor, f"instruments.{move.verb}")]


def _not_ready(version: Version) -> Iterator[Problem]:
    """Yield what keeps a version from being sealed: mistakes, unknown things one by one, comments."""
    yield from queries.faults(version)
    if not version.indicators:
        yield letters.NO_INDICATORS(ref=version.ref)
    loaded = queries.loaded(version)
    if left := unknowns(loaded.instrument, loaded.places):
        yield letters.UNKNOWN_LEFT(ref=version.ref, count=len(left))
        yield from left[:SHOWN]
    if count := Comment.objects.filter(version=version, settled_at=None).count():
        yield letters.OPEN_COMMENTS(count=count)


def _move(version: Version, verb: str, actor: Actor, *, reason: str = "", **changes: Any) -> Version:
    """Make one move with its event, once; the text is the one that was looked at."""
    move = _move_of(verb, version)
    with events.work(actor) as log:
        rows = Version.objects.filter(pk=version.pk, state=move.source, file_sha256=version.file_sha256)
        if not rows.update(state=move.target, edition=version.edition + 1, **changes):
            raise Stale.of(letters.named(version))
        data = {"sha256": version.file_sha256}
        log.record(f"instruments.{PAST[verb]}", version, holder=version.office_id, reason=reason, data=data)
        moved = queries.get(version.pk)
        telling.tell(actor, moved, verb, reason)
    return moved


def _move_of(verb: str, version: Version) -> Move:
    """Return the move; one that somebody already made is told as such, not as a mistake."""
    if all(LIFE.table[verb, source].target == version.state for source in LIFE.sources(verb)):
        raise Stale.of(letters.named(version))
    return LIFE.move(verb, version.state)
