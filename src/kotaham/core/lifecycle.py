"""States and verbs of a piece of work as one table: what may follow, and which party may do it.

A room declares its table once. The services ask it before they move a state, the pages ask it for their buttons, the
tests walk every cell of it, and the documentation draws it. A party is a relation to the piece of work ("owner",
"asker"), not a role; whether a role may use a verb at all stands in the policy table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Lang, Say

NOT_FROM_HERE = Kind(
    "lifecycle.not-from-here",
    Say(
        "\u201c{verb}\u201d tidak mungkin dari keadaan \u201c{state}\u201d.",
        "\u201c{verb}\u201d is not possible from \u201c{state}\u201d.",
    ),
    Say("Yang mungkin sekarang: {possible}.", "Possible now: {possible}."),
)
NOTHING = Say("tidak ada", "nothing")


class BadTable(ValueError):
    """The table itself is wrong; an error of the program, found when it starts."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row: a verb takes a piece of work from one state to another, for any of these parties.

    `never` names parties that may not, whatever else they are: who reported a thing done does not accept it.
    `reason` says that the verb wants its reason in words.
    """

    verb: str
    source: str
    target: str
    who: frozenset[str]
    title: Say
    reason: bool = False
    never: frozenset[str] = frozenset()

    def open_to(self, parties: Iterable[str]) -> bool:
        """Tell whether somebody who is all of these parties may make the move."""
        found = frozenset(parties)
        return bool(found & self.who) and not found & self.never


@dataclass(frozen=True)
class Lifecycle:
    """The whole table; refuses at once to exist with a fault in it."""

    name: str
    states: Mapping[str, Say]
    start: str
    moves: Sequence[Move]

    def __post_init__(self) -> None:
        """Look for unknown, unreachable and doubly leading states."""
        if faults := list(self._faults()):
            raise BadTable(f"{self.name}: {'; '.join(faults)}")

    @cached_property
    def table(self) -> Mapping[tuple[str, str], Move]:
        """The rows by (verb, source)."""
        return {(move.verb, move.source): move for move in self.moves}

    @cached_property
    def verbs(self) -> Sequence[str]:
        """All verbs, in the order of the table."""
        return tuple(dict.fromkeys(move.verb for move in self.moves))

    @cached_property
    def ends(self) -> frozenset[str]:
        """The states where work rests: only a verb that wants a reason leads out, or none."""
        restless = {move.source for move in self.moves if not move.reason}
        return frozenset(self.states) - restless

    def sources(self, verb: str) -> tuple[str, ...]:
        """Return the states a verb may start from."""
        return tuple(move.source for move in self.moves if move.verb == verb)

    def title(self, verb: str) -> Say:
        """Return what a verb is called."""
        return next(move.title for move in self.moves if move.verb == verb)

    def from_here(self, state: str, parties: Iterable[str]) -> Sequence[Move]:
        """Return the moves that somebody who is these parties may make now, in the order of the table."""
        found = frozenset(parties)
        return tuple(move for move in self.moves if move.source == state and move.open_to(found))

    def move(self, verb: str, state: str) -> Move:
        """Return the move of a verb from a state, or refuse and say what is possible."""
        found = self.table.get((verb, state))
        if found is None:
            raise Refused(
                NOT_FROM_HERE(verb=self.title(verb), state=self.states[state], possible=self._possible(state))
            )
        return found

    def mermaid(self, lang: Lang = "id") -> str:
        """Draw the table for the documentation."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {state}: {words.text(lang)}" for state, words in self.states.items()]
        lines += [f"    {move.source} --> {move.target}: {move.title.text(lang)}" for move in self.moves]
        return "\n".join(lines)

    def _possible(self, state: str) -> Say:
        titles = dict.fromkeys(move.title for move in self.moves if move.source == state)
        if not titles:
            return NOTHING
        return Say(", ".join(title.id for title in titles), ", ".join(title.en for title in titles))

    def _faults(self) -> Iterable[str]:
        pairs = [(move.verb, move.source) for move in self.moves]
        yield from (
            f"{verb} leaves {source} twice" for verb, source in sorted({p for p in pairs if pairs.count(p) > 1})
        )
        named = {self.start} | {end for move in self.moves for end in (move.source, move.target)}
        yield from (f"state {state} is not declared" for state in sorted(named - set(self.states)))
        yield from (f"nobody may {move.verb} from {move.source}" for move in self.moves if not move.who - move.never)
        yield from (f"state {state} cannot be reached" for state in sorted(set(self.states) - self._reached()))

    def _reached(self) -> set[str]:
        reached = {self.start}
        while more := {move.target for move in self.moves if move.source in reached} - reached:
            reached |= more
        return reached
