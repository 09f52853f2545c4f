"""The matrix of states, verbs and people of the river: what each cell of the services must answer, and what it does.

What a cell must answer is computed from three tables: the life tables of the rooms (states and verbs), the policy table
(roles and how far they reach; which office lies below which is written by hand in `tests.apps.matrix`), and the few
special rules that a row of `Verb` declares: who has a seat at the table, whose own hands keep them away, which verbs
end with a day or with the round. `tell` makes a cell happen, looks at everything that is stored, and undoes it.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

from django.apps import apps
from django.db import connection, transaction
from django.http import Http404

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, policy, system
from kotaham.core.errors import Refused
from kotaham.core.lifecycle import Move
from kotaham.core.policy import Reach
from tests.apps.matrix import BELOW
from tests.cast import _PEOPLE, SINCE, World

ROOMS = ("instruments", "rounds", "submissions", "verification", "scores", "publication")
KEPT = (*ROOMS, "evidence", "events", "notices", "jobs")  # whose tables nobody may touch who is refused
# What a cell answers: a status of the letters, or that nothing was there to do.
DONE, NOTHING, FORBIDDEN, ABSENT, STALE, REFUSED, BROKEN = 200, 204, 403, 404, 409, 422, 500
NOT_NOW = frozenset({STALE, REFUSED})
# Roles at offices where the cast has nobody: the same role, elsewhere.
ELSEWHERE = (
    ("kanwil_verifier", "kanwil_other"), ("kanwil_trainer", "kanwil_other"), ("policy_reviewer", "kanwil_other"),
    ("province_coordinator", "province_other"), ("unit_officer", "dinas_rukun"), ("unit_officer", "puskesmas"),
    ("instrument_editor", "ministry"), ("decision_maker", "ministry"), ("learner", "damai"),
)  # fmt: skip
# For whom a role acts, in the words of all life tables.
PARTIES: Mapping[str, frozenset[str]] = {
    "city_coordinator": frozenset({"city"}), "kanwil_head": frozenset({"kanwil"}),
    "kanwil_verifier": frozenset({"kanwil"}), "assessor": frozenset({"centre", "assessor"}),
    "ministry_admin": frozenset({"centre", "organiser"}), "decision_maker": frozenset({"centre", "decider", "editor"}),
    "instrument_editor": frozenset({"editor"}),
}  # fmt: skip


@dataclass(frozen=True)
class Viewer:
    """Somebody who tries: a role at an office, and whose hands they have."""

    name: str
    actor: Actor
    office: str = ""

    @property
    def role(self) -> str:
        """The role acted in."""
        return self.actor.role or ""


@dataclass
class Scene:
    """One piece of work in one state, everybody who tries something with it, and what is around it."""

    world: World
    state: str
    viewers: Mapping[str, Viewer]
    things: dict[str, Any] = field(default_factory=dict)
    hands: dict[str, set[int]] = field(default_factory=dict)  # who had a hand in what
    late: bool = False  # every last day is over
    ended: bool = False  # the round was cancelled

    def actor(self, name: str) -> Actor:
        """Return somebody of the cast."""
        return self.viewers[name].actor


Near = Callable[[Scene, Viewer, Reach], bool]


@dataclass(frozen=True)
class Verb:
    """One row: a service, its rule in the policy table, the states it starts from, and its special rules."""

    service: str  # room.name
    rule: str
    states: Collection[str]
    call: Callable[[Scene, Viewer], Any]
    near: Near
    see: str = ""
    also: str = ""  # what part of the service this row is, where one service has several rows
    moves: Move | None = None  # the row of the life table from the first of its states
    never: Collection[str] = ()  # hands that keep away
    seats: Callable[[Scene, Viewer], bool] = lambda _scene, _viewer: True
    unseated: frozenset[int] = frozenset({FORBIDDEN})
    timed: bool = False
    ends: bool = True  # not possible once the round is cancelled
    idle: frozenset[int] = NOT_NOW  # what it answers in another state
    good: int = DONE
    recorded: bool = True  # what finishes a job that was recorded when asked leaves no event of its own
    before: Callable[[Scene], None] = lambda _scene: None  # makes the verb possible in this state

    def __str__(self) -> str:
        """Show as the name of a failure."""
        return f"{self.service}{':' if self.also else ''}{self.also}"


def carries(reach: Reach, office: str, holder: str) -> bool:
    """Tell whether a reach carries from an office to the holder, by the hand-written organisation."""
    if reach in {Reach.ALL, Reach.NONE} or not office:
        return reach is Reach.ALL
    return holder == office or (reach is Reach.BELOW and holder in BELOW.get(office, set()))


def everywhere(_scene: Scene, _viewer: Viewer, reach: Reach) -> bool:
    """Reach what has no holder."""
    return reach > Reach.NONE


def wanted(verb: Verb, scene: Scene, viewer: Viewer) -> frozenset[int]:
    """Return what a cell may answer, computed from the tables."""
    reach = policy().rules[verb.rule].reach(viewer.actor.columns)
    if not reach:
        return frozenset({FORBIDDEN})
    if not verb.near(scene, viewer, reach):
        seen = policy().rules[verb.see].reach(viewer.actor.columns) if verb.see else Reach.NONE
        return frozenset({FORBIDDEN if seen and verb.near(scene, viewer, seen) else ABSENT})
    faults: frozenset[int] = frozenset()
    if scene.state not in verb.states:
        faults |= verb.idle
    if (scene.late and verb.timed) or (scene.ended and verb.ends):
        faults |= {REFUSED} | (verb.idle - NOT_NOW)
    if not verb.seats(scene, viewer):
        faults |= verb.unseated
    if any(viewer.actor.person in scene.hands.get(one, set()) for one in verb.never):
        faults |= {FORBIDDEN}
    if verb.moves and viewer.role and not verb.moves.open_to(PARTIES.get(viewer.role, frozenset())):
        faults |= {FORBIDDEN}
    return faults or frozenset({verb.good})


class _Undo(Exception):
    """Raised to undo what a cell wrote."""


@contextmanager
def undone() -> Iterator[None]:
    """Do something that leaves nothing behind."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def tell(verb: Verb, scene: Scene, viewer: Viewer, untouched: str, last: int) -> str:
    """Make one cell happen and undo it; return what is wrong with it, or nothing."""
    may = wanted(verb, scene, viewer)
    fault = ""
    with undone():
        got, wrote = _answered(verb, scene, viewer)
        rows = list(Event.objects.filter(seq__gt=last).values_list("person", "role", "verb"))
        if got not in may:
            fault = f"answered {got}, wanted {sorted(may)}"
        elif got == DONE:
            fault = _not_told(rows, viewer) if verb.recorded else ""
        elif rows or (wrote and digest() != untouched):
            fault = f"answered {got} and changed something: {rows or 'rows'}"
    return f"{viewer.name} {verb} in {_named(scene)}: {fault}" if fault else ""


def _answered(verb: Verb, scene: Scene, viewer: Viewer) -> tuple[int, bool]:
    """Return the status of what happened, and whether anything was written on the way."""
    writes: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            writes.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        try:
            with transaction.atomic():
                found = verb.call(scene, viewer)
        except Http404:
            return ABSENT, bool(writes)
        except Refused as refused:
            return getattr(refused, "status", REFUSED), bool(writes)
        except Exception:  # noqa: BLE001 - a service that breaks is a fault of its cell
            return BROKEN, bool(writes)
    nothing = found == 0 and not isinstance(found, bool)
    return (NOTHING if nothing else DONE), bool(writes)


def _not_told(rows: list[tuple[int | None, str, str]], viewer: Viewer) -> str:
    if not rows:
        return "was done, and no event tells of it"
    strangers = [row for row in rows if row[:2] != (viewer.actor.person, viewer.role)]
    return f"was done, and events name somebody else: {strangers}" if strangers else ""


def _named(scene: Scene) -> str:
    return f"{scene.state}{', late' if scene.late else ''}{', round cancelled' if scene.ended else ''}"


def digest() -> str:
    """Return a digest of every row of the rooms, to see that nothing changed."""
    made = hashlib.sha256()
    for room in KEPT:
        for model in apps.get_app_config(room).get_models():
            for row in model._base_manager.order_by("pk").values_list():
                made.update(repr([bytes(one) if isinstance(one, memoryview) else one for one in row]).encode())
    return made.hexdigest()


Change = Callable[[Scene], None]


def tell_all(verbs: Collection[Verb], scene: Scene, how: str = "", change: Change | None = None) -> list[str]:
    """Make every cell of a scene happen; return what is wrong.

    With a change ("late": every day is over, "ended": the round was called off) everything is made ready first, so that
    the change alone is what refuses; whoever could not do it anyway is not asked again.
    """
    found = []
    for verb in verbs:
        now = replace(scene, late=how == "late", ended=how == "ended")
        with undone():
            if scene.state in verb.states:
                verb.before(scene)
            if change:
                change(scene)
            untouched, last = digest(), Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
            viewers = asked(verb, scene) if change else here(verb, scene)
            found += [fault for viewer in viewers if (fault := tell(verb, now, viewer, untouched, last))]
    return found


def asked(verb: Verb, scene: Scene) -> list[Viewer]:
    """Return who may do it in a scene that runs."""
    return [one for one in scene.viewers.values() if wanted(verb, scene, one) <= {DONE, NOTHING}]


def here(verb: Verb, scene: Scene) -> list[Viewer]:
    """Return everybody on SQLite; on PostgreSQL whoever may do it, and of the others every third."""
    if connection.vendor == "sqlite":
        return list(scene.viewers.values())
    may = asked(verb, scene)
    others = [one for one in scene.viewers.values() if one not in may]
    return [*may, *others[crc32(f"{verb} {scene.state}".encode()) % 3 :: 3]]


def cells(verbs: Collection[Verb], scene: Scene) -> int:
    """Count the cells of a scene that runs."""
    return len(verbs) * len(scene.viewers)


def viewers_of(world: World, hands: Mapping[str, tuple[str, int]]) -> dict[str, Viewer]:
    """Return everybody who tries: the cast, roles elsewhere, nobody, the program, and roles with somebody's hands.

    `hands` names viewers that act in the role of one of the cast with the person of another.
    """
    found = {}
    for name, (_full, role, office) in _PEOPLE.items():
        held = world.appointment(name).pk if role else None
        found[name] = Viewer(name, actor_of_appointment(held, person=world.people[name].pk), office)
    for role, office in ELSEWHERE:
        name = f"{role}@{office}"
        person = Person.objects.create(email=f"{role}.{office}@kotaham.example", name=name, name_key=name)
        row = Appointment.objects.create(
            person=person, role=role, office=world.office(office), starts=SINCE, basis="SK rekaan"
        )
        found[name] = Viewer(name, actor_of_appointment(row.pk, person=person.pk), office)
    for name, (role_of, person_pk) in hands.items():
        like = found[role_of]
        found[name] = Viewer(name, replace(like.actor, person=person_pk), like.office)
    found["nobody"] = Viewer("nobody", Actor())
    found["the program"] = Viewer("the program", system("tests"), "")
    return found
