"""The river as a machine: ten thousand random steps, and after each of them what may never break holds.

The walker has dice of its own in place of a hypothesis machine: a walk must be hundreds of steps long to reach a
decision, hypothesis would make round and cast anew for every example and once more for each it shrinks, and the figure
of ten thousand steps is to be counted and not hoped for. A failure names seed and trail, and the same seed walks the
same way again.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection, transaction
from django.http import Http404

from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import same
from kotaham.apps.verification.models import Check
from kotaham.core.errors import Refused
from tests.apps.events.making import verified as chain
from tests.apps.river_ledger import Ledger
from tests.apps.river_matrix import undone
from tests.apps.river_scene import pieces
from tests.apps.river_walk import Tried, Walk
from tests.cast import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WANTED, SHARES = 10_000, 2  # steps in all, and into how many tests they are cut
STEPS, AFTERWARDS = 320, 90  # of one walk at most; of these after its round has ended
BEGIN = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def tried_out(walk: Walk, ledger: Ledger) -> Tried:
    """Make one step and look."""
    tried, act = walk.step()
    try:
        with transaction.atomic():
            act()
        tried.done = True
    except Http404:
        tried.why = "404"
    except Refused as refused:
        tried.why = str(getattr(refused, "status", 422))
        tried.saved, tried.run = {}, 0
    ledger.after(tried)
    return tried


@contextmanager
def a_walk(world: World, seed: int) -> Iterator[tuple[Walk, Ledger]]:
    """Give a walk whose steps are undone at its end."""
    drawn = patch("kotaham.apps.rounds.services.opening.new_seed", lambda: f"{seed:064x}")
    with drawn, time_machine.travel(BEGIN, tick=False) as clock, undone():
        walk = Walk(world, seed, clock)
        if seed % 3 == 2:
            walk.begin_late()
        yield walk, Ledger(walk)


def walked(world: World, seed: int, tally: Counter[str]) -> int:
    """Walk until nothing more can come of it, and tell seed and trail when something breaks; return the steps."""
    with a_walk(world, seed) as (walk, ledger):
        trail: list[str] = []
        ended = 0
        try:
            while len(trail) < STEPS and ended < AFTERWARDS:
                tried = tried_out(walk, ledger)
                trail.append(str(tried))
                tally[f"{tried.name}:{'done' if tried.done else tried.why}"] += 1
                walk.clock.shift(1)
                ended += bool(ledger.states) and {"decided", "withdrawn"}.issuperset(ledger.states.values())
                ended += walk.cancelled
                if len(trail) % 40 == 0:
                    ledger.rests()
            ledger.rests()
            assert chain().fine
        except Exception as error:
            raise AssertionError(f"seed {seed}, step {len(trail)}: {error!r}\n" + "\n".join(trail[-12:])) from error
        tally.update(f"state:{state}" for state in ledger.states.values())
        tally["runs"] += ledger.runs
    return len(trail)


# What the walks must have reached: one that only bounces off refusals would prove nothing.
REACHED = (
    "send", "resend", "give_back", "conclude", "send_back", "validate", "judge", "take_away", "settle_days", "score",
    "freeze", "correct", "amend", "change_roles", "endorse", "call_back", "withdraw",
)  # fmt: skip


@pytest.mark.parametrize("first", range(SHARES))  # the processes of a test run share the walks
def test_ten_thousand_steps_break_nothing(world: World, first: int) -> None:
    pieces(world)
    tally: Counter[str] = Counter()
    steps, seed = 0, first
    wanted = WANTED // SHARES if connection.vendor == "sqlite" else WANTED // SHARES // 10
    while steps < wanted:
        steps += walked(world, seed, tally)
        seed += SHARES
    walks, told = len(range(first, seed, SHARES)), json.dumps(dict(sorted(tally.items())))
    print(f"\n{steps} steps in {walks} walks on {connection.vendor}: {told}")
    if wanted == WANTED // SHARES:
        assert not [name for name in REACHED if not tally[f"{name}:done"]], tally
        assert tally["state:decided"] > 0
        assert tally["runs"] > 0


@pytest.fixture
def half_way(world: World) -> Iterator[tuple[Walk, Ledger]]:
    """Give a walk that has reached a report on the desk of the Kanwil."""
    pieces(world)
    for seed in (0, 1, 3, 4, 6):
        with a_walk(world, seed) as (walk, ledger):
            for _ in range(200):
                tried_out(walk, ledger)
                rows = Answer.objects.filter(submission__state="verifying", saved_by__isnull=False, value__isnull=False)
                if rows.filter(code="RK-1").exists():
                    yield walk, ledger
                    return
    raise AssertionError("no walk reaches the desk of the Kanwil")


def step_done(walk: Walk) -> Tried:
    """Return a step that says it was done, and did nothing."""
    return Tried("clock", "damai", "eko", walk.actor("eko"), done=True)


def test_a_state_that_moves_behind_the_record_is_found(half_way: tuple[Walk, Ledger]) -> None:
    walk, ledger = half_way
    Submission.objects.filter(state="verifying").update(state="verified")
    with pytest.raises(AssertionError, match="without an event"):
        ledger.after(step_done(walk))


def test_an_answer_that_is_lost_is_found(half_way: tuple[Walk, Ledger]) -> None:
    walk, ledger = half_way
    row = Answer.objects.filter(submission__state="verifying", value__isnull=False).first()
    assert row is not None
    Answer.objects.filter(pk=row.pk).update(value=None)
    ledger.before = ledger._seen()
    with pytest.raises(AssertionError, match="answers differ"):
        ledger.after(step_done(walk))


def test_what_changes_though_it_was_refused_is_found(half_way: tuple[Walk, Ledger]) -> None:
    walk, ledger = half_way
    Answer.objects.update(note="x")
    refused = step_done(walk)
    refused.done = False
    with pytest.raises(AssertionError, match="refused, and something changed"):
        ledger.after(refused)


def test_an_answer_that_changes_after_it_was_sent_is_found(half_way: tuple[Walk, Ledger]) -> None:
    _walk, ledger = half_way
    row = Answer.objects.filter(submission__state="verifying", value__isnull=False, code="RK-1").first()
    assert row is not None
    pk = row.submission_id
    assert not same(row.value, {"number": "1.5"})
    Answer.objects.filter(pk=row.pk).update(value={"number": "1.5"})
    with pytest.raises(AssertionError, match="what was sent has changed"):
        ledger._sent(pk)


def test_a_reader_who_filled_it_in_is_found(half_way: tuple[Walk, Ledger]) -> None:
    walk, ledger = half_way
    row = Answer.objects.filter(submission__state="verifying", saved_by__isnull=False).first()
    assert row is not None
    pk = row.submission_id
    Check.objects.create(
        answer=row, stage="verified", slot=3, verdict="accept", seen=row.version, by_id=row.saved_by_id or 0
    )
    with pytest.raises(AssertionError, match="had a hand in"):
        ledger._four_eyes(pk)
    assert walk.reports
