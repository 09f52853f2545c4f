"""What an open answer costs: the engine itself says it, exactly."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.submissions.rules.costs import costs
from kotaham.core.facts import Answer, FactTable
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import Plan, compile_plan
from tests.random_instruments import random_case


def first_city(seed: int) -> tuple[Plan, FactTable, dict[str, Answer]]:
    instrument, table = random_case(seed)
    answers = {code: column[0] or Answer(None) for code, column in table.columns.items()}
    return compile_plan(instrument), table, answers


@given(st.integers(0, 3000))
def test_the_total_is_that_of_the_engine(seed: int) -> None:
    plan, table, answers = first_city(seed)
    subject = table.subjects[0]
    found = costs(plan, subject, answers, table.period, table.period_end)
    one = FactTable([subject], {code: [answer] for code, answer in answers.items()}, table.period, table.period_end)
    assert found.total == score(plan, one).total(0)
    assert found.impossible == ()


@given(st.integers(0, 3000))
def test_what_open_answers_cost_adds_up_to_what_all_of_them_cost(seed: int) -> None:
    plan, table, answers = first_city(seed)
    subject = table.subjects[0]
    found = costs(plan, subject, answers, table.period, table.period_end)
    holes = {
        leaf.indicator.code
        for leaf in plan.leaves
        if (answer := answers.get(leaf.indicator.code)) is None or (answer.value is None and not answer.not_applicable)
    }
    holes -= {leaf.indicator.code for leaf in plan.leaves if leaf.indicator.scoring.kind == "unknown"}
    assert set(found.each) == holes
    known = [cost for cost in found.each.values() if cost is not None]
    assert all(cost >= 0 for cost in known)
    assert sum(known, Fraction(0)) <= plan.instrument.scale


def test_an_impossible_answer_counts_as_open_and_is_named() -> None:
    plan, table, answers = first_city(1)
    code = next(leaf.indicator.code for leaf in plan.leaves if leaf.indicator.scoring.kind != "yes_no")
    answers[code] = Answer(True)
    found = costs(plan, table.subjects[0], answers, table.period, table.period_end)
    assert found.impossible == (code,)
    assert code in found.each or plan.leaves[plan.leaf_of[code]].indicator.scoring.kind == "unknown"
