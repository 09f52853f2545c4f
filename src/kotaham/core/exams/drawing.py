"""Draw equal forms from a bank: the same number of questions of each topic and right, the same points, near difficulty.

What is drawn follows from the seed alone, whatever order the bank comes in: a question's place is the number
SHA-256("seed/salt/id"). The first form fits questions to places by augmenting paths (H. W. Kuhn, "The Hungarian method
for the assignment problem", 1955), so that a draw that is possible is found; what it has in points, topic by topic,
every other form has too. Forms share questions only when the bank has too few of the same points. At last questions of
the same place change forms as long as that brings the mean difficulties nearer to each other; questions whose
difficulty nobody knows stay where they are.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kotaham.core.exams.question import Body, Option

PASSES = 20  # of exchanging; each brings the forms nearer or ends


@dataclass(frozen=True, slots=True)
class Drawable:
    """A question of the bank as the draw sees it; `difficulty` is the known share of points, 0-1."""

    id: int
    topic: str
    right: str
    points: int
    difficulty: float | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """So many questions of a topic, a right, or both; empty means any."""

    topic: str
    right: str
    count: int

    def fits(self, one: Drawable) -> bool:
        """Tell whether a question is of this topic and right."""
        return self.topic in ("", one.topic) and self.right in ("", one.right)


@dataclass(frozen=True, slots=True)
class Short:
    """What a bank has too few of: the draw as a whole, first seen at this wish."""

    want: Want
    found: int


class NotEnough(ValueError):
    """The bank cannot fill a form."""

    def __init__(self, short: Sequence[Short]) -> None:
        """Keep what is missing."""
        super().__init__(", ".join(f"{one.want}: {one.found}" for one in short))
        self.short = tuple(short)


Slot = tuple[int, int]  # number of the want, points (0: any)
Row = list[tuple[Slot, Drawable]]


def number_of(seed: str, *salt: object) -> str:
    """Return the number that decides an order."""
    return hashlib.sha256("/".join((seed, *map(str, salt))).encode()).hexdigest()


def draw(bank: Sequence[Drawable], wants: Sequence[Want], forms: int, seed: str) -> list[list[int]]:
    """Return the questions of each form, in the order in which they are asked; raises NotEnough."""
    open_slots = [(number, 0) for number, want in enumerate(wants) for _ in range(want.count)]
    first = _fill(_ordered(bank, seed, {}), open_slots, wants)
    slots = [(number, one.points) for (number, _any), one in first]
    rows: list[Row] = [list(zip(slots, (one for _slot, one in first), strict=True))]
    used = dict.fromkeys((one.id for _slot, one in first), 1)
    for _form in range(1, forms):
        row = _fill(_ordered(bank, seed, used), slots, wants)
        for _slot, one in row:
            used[one.id] = used.get(one.id, 0) + 1
        rows.append(row)
    _balance(rows)
    return [
        sorted((one.id for _slot, one in row), key=lambda pk, form=form: number_of(seed, "order", form, pk))  # type: ignore[misc]
        for form, row in enumerate(rows)
    ]


def _ordered(bank: Sequence[Drawable], seed: str, used: Mapping[int, int]) -> list[Drawable]:
    """Return the bank by seed; what earlier forms have comes last, so that forms differ as far as they can."""
    return sorted(bank, key=lambda one: (used.get(one.id, 0), number_of(seed, "draw", one.id), one.id))


def _fill(bank: Sequence[Drawable], slots: Sequence[Slot], wants: Sequence[Want]) -> Row:
    """Give every slot a question of its own."""
    fitting: dict[Slot, list[int]] = {}
    for slot in dict.fromkeys(slots):
        want, points = wants[slot[0]], slot[1]
        fitting[slot] = [at for at, one in enumerate(bank) if want.fits(one) and points in (0, one.points)]
    held: dict[int, int] = {}  # place in the bank -> slot
    for number in _narrow_first(slots, fitting):
        if not _place(number, slots, fitting, held):
            raise NotEnough(_missing(bank, wants))
    given = {slot: at for at, slot in held.items()}
    return [(slot, bank[given[number]]) for number, slot in enumerate(slots)]


def _narrow_first(slots: Sequence[Slot], fitting: Mapping[Slot, Sequence[int]]) -> list[int]:
    return sorted(range(len(slots)), key=lambda number: (len(fitting[slots[number]]), number))


def _place(start: int, slots: Sequence[Slot], fitting: Mapping[Slot, Sequence[int]], held: dict[int, int]) -> bool:
    """Find an augmenting path from a slot, breadth first, and follow it."""
    came: dict[int, int] = {}  # place in the bank -> slot that reached it
    waiting = [start]
    for number in waiting:
        for at in fitting[slots[number]]:
            if at in came:
                continue
            came[at] = number
            if at not in held:
                _follow(at, came, held)
                return True
            waiting.append(held[at])
    return False


def _follow(at: int, came: Mapping[int, int], held: dict[int, int]) -> None:
    before = {slot: place for place, slot in held.items()}
    step: int | None = at
    while step is not None:
        slot = came[step]
        held[step], step = slot, before.get(slot)


def _missing(bank: Sequence[Drawable], wants: Sequence[Want]) -> list[Short]:
    """Tell which wishes are short by themselves; where only all together are, tell all."""
    found = [Short(want, sum(want.fits(one) for one in bank)) for want in wants]
    return [one for one in found if one.found < one.want.count] or found


def _balance(rows: list[Row]) -> None:
    """Exchange questions between forms, and with none, until no exchange brings the means nearer."""
    for _pass in range(PASSES):
        moved = False
        for one, other in combinations(rows, 2):
            moved |= _exchange(one, other)
        if not moved:
            return


def _exchange(one: Row, other: Row) -> bool:
    """Make the exchanges between two forms that bring their sums of difficulty nearer."""
    gap, moved = _total(one) - _total(other), False
    for here, there in product(range(len(one)), range(len(other))):
        (slot, mine), (same, theirs) = one[here], other[there]
        if slot != same or mine.difficulty is None or theirs.difficulty is None:
            continue
        after = gap - 2 * (mine.difficulty - theirs.difficulty)
        if abs(after) < abs(gap) - 1e-9 and not (_holds(other, mine) or _holds(one, theirs)):
            one[here], other[there] = (slot, theirs), (same, mine)
            gap, moved = after, True
    return moved


def _holds(row: Row, one: Drawable) -> bool:
    return any(held.id == one.id for _slot, held in row)


def _total(row: Row) -> float:
    return sum(one.difficulty for _slot, one in row if one.difficulty is not None)


def in_order(body: Body, seed: str) -> Body:
    """Return a body with its options in the order of one attempt; parts of a case each by their own."""
    parts = tuple(
        type(one)(one.id, one.asked, one.points, in_order(one.body, f"{seed}/{one.id}")) for one in body.parts
    )
    # Partners in the order of the pairs would be the key itself, so those are always mixed.
    options = body.options if body.fixed and not body.left else _mixed(body.options, seed)
    return Body(body.text, options, body.left, parts, body.fixed)


def _mixed(options: Sequence[Option], seed: str) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda one: (number_of(seed, one.id), one.id)))
