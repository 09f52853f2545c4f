"""A unit of work: the changes and their events are written together, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.events.queries import chain
from kotaham.apps.events.queries.naming import PERSON
from kotaham.apps.events.rules import as_text, clean, must_be_verb
from kotaham.apps.events.rules.content import LONGEST_WHY
from kotaham.apps.events.services.hearing import Heard, tell
from kotaham.apps.gate.services import Actor
from kotaham.core.chain import seal
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

Subject = Model | tuple[str, object]

OUTSIDE = Kind(
    "events.outside-unit",
    Say("Kejadian {verb} dicatat di luar satuan kerja.", "Event {verb} was recorded outside a unit of work."),
    Say(
        "Catat di dalam blok events.work, bersama perubahannya.",
        "Record it inside the block of events.work, together with its change.",
    ),
    Say("Di luar itu perubahan dan catatannya dapat terpisah.", "Outside it, a change and its record can part."),
)
UNSAVED = Kind(
    "events.no-subject",
    Say("Kejadian {verb} tidak menyebut hal yang tersimpan.", "Event {verb} names nothing that is saved."),
    Say("Simpan dulu, lalu catat.", "Save it first, then record."),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event that waits for the end of its unit."""

    actor: Actor
    verb: str
    kind: str
    subject: str
    holder: int | None
    why: str
    data: str


Late = Callable[[Sequence[Any]], None]


@dataclass(frozen=True, slots=True)
class _Late:
    """What is kept for a call that comes at the end of its unit."""

    call: Late
    items: Sequence[Any]


_Entries = list["_Entry | _Late"]
_open: ContextVar[_Entries | None] = ContextVar("events_unit", default=None)


class Log:
    """Takes the events of one unit of work, while it is open."""

    def __init__(self, actor: Actor, entries: _Entries) -> None:
        """Take who acts, and where events wait."""
        self.actor, self._entries, self._is_open = actor, entries, True

    def record(
        self,
        verb: str,
        subject: Subject,
        *,
        holder: int | None = None,
        reason: str = "",
        data: Mapping[str, object] | None = None,
    ) -> None:
        """Record that something was done to a subject; `holder` is the office whose subject it is."""
        if not self._is_open:
            raise Refused(OUTSIDE(verb=verb))
        kind, key = _named(subject, verb)
        why = clean(reason, LONGEST_WHY, "reason")
        self._entries.append(_Entry(self.actor, must_be_verb(verb), kind, key, holder, why, as_text(data or {})))

    def at_end(self, call: Late, items: Sequence[Any]) -> None:
        """Keep things for one call with all that the outermost unit has kept for it, in its transaction, at its end.

        For rows that many units write, as tallies are: they are locked once, in one order, and briefly.
        """
        self._entries.append(_Late(call, items))

    def close(self) -> None:
        """Take no more."""
        self._is_open = False


@contextmanager
def work(actor: Actor) -> Iterator[Log]:
    """Do changes and record them in one transaction; inner units join the outermost.

    All events of the outermost unit are chained at its very end, so that the lock on the chain is the last one taken
    and nobody who waits for it holds up somebody else. A unit that raises leaves no change and no event.
    """
    outer = _open.get()
    unit: AbstractContextManager[_Entries] = _outermost() if outer is None else _joined(outer)
    with unit as entries:
        log = Log(actor, entries)
        try:
            yield log
        finally:
            log.close()


@contextmanager
def _outermost() -> Iterator[_Entries]:
    entries: _Entries = []
    token = _open.set(entries)
    try:
        with transaction.atomic():
            yield entries
            _end(entries)
            recorded = [entry for entry in entries if isinstance(entry, _Entry)]
            tell([Heard(one.verb, one.kind, one.subject, one.data) for one in recorded])
            _append(recorded)
    finally:
        _open.reset(token)


@contextmanager
def _joined(entries: _Entries) -> Iterator[_Entries]:
    """Join a unit; when this part raises and the outer one goes on, its events go as its changes do."""
    before = len(entries)
    try:
        with transaction.atomic():
            yield entries
    except BaseException:
        del entries[before:]
        raise


def _end(entries: _Entries) -> None:
    """Make every late call once, with what was kept for it in its order."""
    kept: dict[Late, list[Any]] = {}
    for entry in entries:
        if isinstance(entry, _Late):
            kept.setdefault(entry.call, []).extend(entry.items)
    for call, items in kept.items():
        call(items)


def record_read(
    actor: Actor,
    kind: str,
    ids: Iterable[object],
    why: str = "",
    *,
    fields: Sequence[str] = (),
    holder: int | None = None,
) -> None:
    """Record that personal data were shown: one event for each other person or thing, who can ask who read it."""
    own = str(actor.person) if kind == PERSON else ""  # who looks at oneself is no reader: nobody needs to know of it
    wanted = [one for one in dict.fromkeys(ids) if not own or str(one) != own]
    if not wanted:
        return
    verb = f"{kind.partition('.')[0]}.read"
    data: dict[str, object] = {"fields": list(fields)} if fields else {}
    with work(actor) as log:
        for one in wanted:
            log.record(verb, (kind, one), holder=holder, reason=why, data=data)


def _named(subject: Subject, verb: str) -> tuple[str, str]:
    kind, key = (subject._meta.label_lower, subject.pk) if isinstance(subject, Model) else subject
    if key is None or key == "" or not kind:
        raise Refused(UNSAVED(verb=verb))
    return kind, str(key)


def _append(entries: Sequence[_Entry]) -> None:
    """Chain the events of a unit to the end of the record."""
    if not entries:
        return
    chain.lock()
    last, digest = chain.last()
    now = timezone.now()
    rows = []
    for seq, entry in enumerate(entries, start=last + 1):
        event = _event(entry, seq)
        event.at, event.prev = now, digest
        event.digest = digest = seal(digest, chain.bytes_of(event))
        rows.append(event)
    Event.objects.bulk_create(rows)


def _event(entry: _Entry, seq: int) -> Event:
    actor = entry.actor
    return Event(
        seq=seq,
        person=actor.person,
        role=actor.role or "",
        appointment=actor.appointment,
        office=actor.office,
        system=actor.system[:60],
        verb=entry.verb,
        kind=entry.kind,
        subject=entry.subject,
        holder=entry.holder,
        why=entry.why,
        origin=actor.origin[:64],
        request=actor.request[:64],
        data=entry.data,
    )
