"""What it takes to finish and to pass a version: a few kinds of need, each with how much of it.

How far somebody is with a need is told by a number: sessions attended, modules done, tests taken. Of the final test 1
means taken and 2 passed. What is needed is printed beside the progress, so that nobody has to guess.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kotaham.core.language import Say

MODULES, ATTENDANCE, PRE, POST = "modules", "attendance", "pre", "post"
NEEDS: Mapping[str, Say] = {
    MODULES: Say("Menyelesaikan semua modul wajib", "Finish all required modules"),
    ATTENDANCE: Say("Hadir pada {n} sesi", "Attend {n} sessions"),
    PRE: Say("Mengerjakan tes awal", "Take the first test"),
    POST: Say("Mengerjakan tes akhir", "Take the final test"),
}
PASS = Say("Lulus tes akhir", "Pass the final test")
ONE_SESSION = Say("Hadir pada satu sesi", "Attend one session")
TAKEN, PASSED = 1, 2
MOST_SESSIONS = 50


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a version asks for: its kind, how much, and how much of that is enough to have finished."""

    kind: str
    amount: int

    @property
    def to_finish(self) -> int:
        """How much it takes to have finished; a test that is not passed was taken all the same."""
        return TAKEN if self.kind == POST else self.amount

    @property
    def words(self) -> Say:
        """The rule in words."""
        if self.kind == POST and self.amount == PASSED:
            return PASS
        if self.kind == ATTENDANCE:
            said = NEEDS[ATTENDANCE]
            return ONE_SESSION if self.amount == 1 else Say(*(one.format(n=self.amount) for one in (said.id, said.en)))
        return NEEDS[self.kind]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is there of each need, and whether the final test can no longer be passed."""

    amounts: Mapping[str, int]
    failed: bool = False


def needs_of(said: Mapping[str, object], required: int) -> Iterator[Need]:
    """Yield the needs of a version in the order of a learner's way; `required` is how many modules must be done.

    >>> [need.kind for need in needs_of({"modules": True, "post": "passed"}, 4)]
    ['modules', 'post']
    """
    if said.get(PRE):
        yield Need(PRE, TAKEN)
    if said.get(MODULES):
        yield Need(MODULES, required)
    sessions = said.get(ATTENDANCE)
    if isinstance(sessions, int) and sessions > 0:
        yield Need(ATTENDANCE, int(sessions))
    if said.get(POST):
        yield Need(POST, PASSED if said[POST] == "passed" else TAKEN)


def goal_of(needs: list[Need], there: Goal) -> str:
    """Return what the proofs say of an enrolment: "passed", "failed", "finished", or "" while something is missing."""
    if not needs or any(there.amounts.get(need.kind, 0) < need.to_finish for need in needs):
        return ""
    if all(there.amounts.get(need.kind, 0) >= need.amount for need in needs):
        return "passed"
    return "failed" if there.failed else "finished"
