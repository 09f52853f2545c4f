"""Record one change of a place by hand: first what it would do, then the change itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.places import queries
from kotaham.apps.places.models import Place, PlaceChange
from kotaham.apps.places.services.changes import Step, step_of, take
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say

What = PlaceChange.What
NO_REASON = Kind(
    "places.reason-missing",
    Say("Alasan perubahan kosong.", "The reason for the change is empty."),
    Say("Tulis alasannya, misalnya nomor surat pemberitahuan.", "Write it, such as the number of the letter about it."),
)
SAME = Kind(
    "places.nothing-changes",
    Say("Sesudah perubahan ini semuanya tetap sama.", "After this change all is as it was."),
    Say("Periksa kode dan nama barunya.", "Check the new code and the new name."),
)
THING = Say("Perubahan wilayah ini", "This change of a place")

# Rooms above that follow the places append here when the program starts; each runs in the unit of work of the change.
followers: list[Callable[[Actor], object]] = []


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to record; a new name alone needs no second code."""

    what: str
    before: str
    after: str
    new_name: str
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: places before and after, and how many inside would follow."""

    ended: Sequence[Place]
    begun: Sequence[Place]
    renamed: Sequence[tuple[str, Place]]
    inside: int


def change_place(wish: Wish, *, actor: Actor, reason: str) -> Place:
    """Record one change, with its event; return the place as it is called after it."""
    demand(actor, "places.change")
    if not reason.strip():
        raise Refused(NO_REASON())
    step = _step(wish)
    with events.work(actor) as log:
        change = _taken(step)
        change.save()
        data = {
            "what": step.what.value,
            "before": step.before,
            "after": step.after,
            "on": step.on.isoformat(),
            "basis": step.basis,
        }
        names = {"old_name": step.old_name, "new_name": step.new_name} if step.what == What.RENAME else {}
        log.record("places.changed", change.after, reason=reason, data={**data, **names})
        for follow in followers:
            follow(actor)
    return change.after


def preview_change(wish: Wish, *, actor: Actor) -> Preview:
    """Tell what a change would do: it is done, looked at, and taken back."""
    demand(actor, "places.change")
    step = _step(wish)
    with transaction.atomic():
        there, inside = _places(step), Place.objects.filter(parent__code=step.before, valid_to=None).count()
        _taken(step)
        now = _places(step)
        moved = inside - Place.objects.filter(parent__code=step.before, valid_to=None).count()
        transaction.set_rollback(True)
    was_open = {pk for pk, place in there.items() if place.valid_to is None}
    return Preview(
        ended=[place for pk, place in now.items() if place.valid_to and pk in was_open],
        begun=[place for pk, place in now.items() if pk not in there and place.valid_to is None],
        renamed=[(there[pk].name, place) for pk, place in now.items() if pk in there and there[pk].name != place.name],
        inside=moved if step.what == What.RECODE else 0,
    )


def _step(wish: Wish) -> Step:
    """Read the wish as a line of the table of changes; the present name is the old one."""
    now = queries.once(wish.before)
    cells = {
        "what": wish.what,
        "before": wish.before,
        "after": wish.before if wish.what == What.RENAME else wish.after,
        "on": wish.on.isoformat(),
        "basis": " ".join(wish.basis.split()),
        "old_name": now.name if now else "",
        "new_name": " ".join(wish.new_name.split()),
    }
    problems: list[Problem] = []
    step = step_of(Where(), cells, problems)
    if step is None:
        raise Refused(problems)
    if step.what == What.RENAME and step.new_name in {"", step.old_name}:
        raise Refused(SAME())
    if step.what != What.RENAME and step.before == step.after:
        raise Refused(SAME())
    return step


def _taken(step: Step) -> PlaceChange:
    problems: list[Problem] = []
    change = take(step, problems)
    if change is None:
        raise Refused(problems)
    if change.pk:
        raise Stale.of(THING)
    return change


def _places(step: Step) -> dict[int, Place]:
    rows = Place.objects.filter(code__in={step.before, step.after}).select_related("parent")
    return {place.pk: place for place in rows}
