"""The tables of lives, and the way from a state to what the proofs say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.courses.rules import ENROLMENT_LIFE, LIFE, RECKONED, Goal, goal_of, needs_of, route

pytestmark = pytest.mark.no_database
GOALS = ("", "finished", "passed", "failed")


def test_the_tables_name_every_state_of_the_models() -> None:
    assert set(LIFE.states) == set(Version.State.values)
    assert set(ENROLMENT_LIFE.states) == set(Enrolment.State.values)


@pytest.mark.parametrize("state", RECKONED)
@pytest.mark.parametrize("goal", GOALS)
def test_every_way_follows_the_table_to_its_goal(state: str, goal: str) -> None:
    here = state
    for verb in route(state, goal):
        here = ENROLMENT_LIFE.move(verb, here).target
    assert here == (goal or (state if state in {"invited", "enrolled", "started"} else "started"))


@pytest.mark.parametrize("state", RECKONED)
@pytest.mark.parametrize("goal", GOALS)
def test_a_way_that_was_gone_is_not_gone_again(state: str, goal: str) -> None:
    here = state
    for verb in route(state, goal):
        here = ENROLMENT_LIFE.move(verb, here).target
    assert route(here, goal) == ()


AMOUNTS = st.dictionaries(st.sampled_from(["modules", "attendance", "pre", "post"]), st.integers(0, 5))
SAID = st.fixed_dictionaries(
    {},
    optional={"modules": st.booleans(), "attendance": st.integers(0, 4), "pre": st.booleans(),
              "post": st.sampled_from(["", "taken", "passed"])},
)  # fmt: skip


@given(SAID, AMOUNTS, st.booleans(), st.integers(0, 5))
def test_more_proof_never_leads_to_less(said: dict[str, Any], there: dict[str, int], failed: bool, more: int) -> None:
    needs = list(needs_of(said, 2))
    rank = {"": 0, "finished": 1, "failed": 1, "passed": 2}
    before = goal_of(needs, Goal(there, failed))
    after = goal_of(needs, Goal({kind: amount + more for kind, amount in there.items()}, failed))
    assert rank[after] >= rank[before]


def test_nothing_asked_for_is_nothing_reached() -> None:
    assert goal_of([], Goal({"modules": 9})) == ""


def test_a_final_test_that_was_taken_but_not_passed_is_finished_and_no_pass() -> None:
    needs = list(needs_of({"post": "passed"}, 0))
    assert goal_of(needs, Goal({"post": 1})) == "finished"
    assert goal_of(needs, Goal({"post": 1}, failed=True)) == "failed"
    assert goal_of(needs, Goal({"post": 2})) == "passed"


@pytest.mark.parametrize("verb", ["withdraw", "waive"])
def test_who_has_passed_cannot_be_taken_out_or_waived(verb: str) -> None:
    assert "passed" not in ENROLMENT_LIFE.sources(verb)
