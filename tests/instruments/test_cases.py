"""Every worked example of every shipped instrument, each a test of its own name."""

from typing import Any

import pytest

from kotaham.core.scoring.cases import run_case
from kotaham.core.scoring.plan import compile_plan
from tests.instruments.shelf import WITH_CASES, cases, shipped

SHIPPED_CASES = [pytest.param(name, case, id=f"{name}: {case['name']}") for name in WITH_CASES for case in cases(name)]


@pytest.mark.parametrize(("name", "case"), SHIPPED_CASES)
def test_a_worked_example_comes_out_as_somebody_signed_it(name: str, case: dict[str, Any]) -> None:
    problems = run_case(compile_plan(shipped(name)), case, name)
    assert [problem.text() for problem in problems] == []


def test_the_examples_found_are_all_that_stand_on_the_shelves() -> None:
    assert len(SHIPPED_CASES) == sum(len(cases(name)) for name in WITH_CASES) >= 13
