"""Rules of the room: stored values, what one answer earns, whom an indicator is proposed to."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.submissions.rules import answer_of, same, same_figure, short, stored
from kotaham.apps.submissions.rules.judging import judge_answer, next_band
from kotaham.apps.submissions.rules.proposing import Unit, matches, propose
from kotaham.core.errors import Refused
from kotaham.core.facts import FactTable, Subject
from kotaham.core.instrument.load import parse
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.core.scoring.states import State
from tests.apps.river import GOOD, SMALL

pytestmark = pytest.mark.no_database

PLAN = compile_plan(parse(SMALL).instrument)
NUMBERS = st.decimals(min_value=0, max_value=100, places=3).map(lambda one: f"{one:f}")
COUNTS = st.integers(min_value=0, max_value=10**9)
VALUES: Any = st.one_of(
    st.tuples(st.just("RK-1"), NUMBERS.map(lambda one: {"number": one})),
    st.tuples(
        st.just("RK-2"),
        st.tuples(COUNTS, st.integers(1, 10**9)).map(
            lambda two: {"numerator": str(two[0]), "denominator": str(two[1])}
        ),
    ),
    st.tuples(st.just("RK-3"), st.booleans().map(lambda one: {"yes": one})),
    st.tuples(st.just("RK-4"), st.sampled_from("abc").map(lambda one: {"choice": one})),
    st.tuples(
        st.just("RK-5"),
        st.sets(st.sampled_from(["telepon", "petugas", "rekap"])).map(lambda one: {"checked": sorted(one)}),
    ),
    st.tuples(
        st.just("RK-6"),
        st.one_of(
            st.just({"document": {"present": False, "from": "", "until": ""}}),
            st.tuples(st.dates(), st.dates()).map(
                lambda one: {"document": {"present": True, "from": str(min(one)), "until": str(max(one))}}
            ),
        ),
    ),
    st.tuples(st.sampled_from(list(GOOD)), st.text(min_size=1, max_size=9).map(lambda one: {"missing": one})),
    st.tuples(
        st.sampled_from(list(GOOD)),
        st.text(alphabet="abc", min_size=1, max_size=9).map(lambda one: {"not_applicable": one}),
    ),
)


@given(VALUES)
def test_one_answer_alone_earns_what_the_whole_table_gives_it(pair: tuple[str, dict[str, Any]]) -> None:
    code, value = pair
    alone = judge_answer(PLAN, code, answer_of(value), "2025-12-31")
    table = FactTable([Subject("1", "x")], {code: [answer_of(value)]}, "2025", "2025-12-31")
    scores = score(PLAN, table)
    leaf = PLAN.leaf_of[code]
    assert alone.points == scores.leaf_points(leaf, 0)
    assert alone.state == scores.state[leaf, 0]
    assert alone.figure == scores.figure(leaf, 0)


@given(VALUES)
def test_a_stored_value_says_the_same_however_it_is_written(pair: tuple[str, dict[str, Any]]) -> None:
    _code, value = pair
    kept = stored(answer_of(value))
    assert same(kept, value)
    assert same(stored(answer_of(kept)), kept)
    assert not same(value, None)
    assert short(value)


@given(NUMBERS.map(Fraction))
def test_the_next_band_earns_more_and_is_reached_at_its_edge(figure: Fraction) -> None:
    leaf = PLAN.leaves[PLAN.leaf_of["RK-1"]]
    judged = judge_answer(PLAN, "RK-1", answer_of({"number": str(figure)}), "")
    found = next_band(leaf, judged)
    assert (found is None) == (judged.points == 10)
    if found is not None:
        edge = {6: "80", 10: "95"}[int(found.points)]
        assert found.rise
        assert judge_answer(PLAN, "RK-1", answer_of({"number": edge}), "").points == found.points


def test_a_missing_required_item_limits_the_points() -> None:
    judged = judge_answer(PLAN, "RK-5", answer_of({"checked": ["petugas", "rekap"]}), "")
    assert judged.points == 2
    assert judged.marks == ("required_missing",)
    assert next_band(PLAN.leaves[PLAN.leaf_of["RK-5"]], judged) is None


def test_no_answer_has_no_points() -> None:
    judged = judge_answer(PLAN, "RK-1", None, "")
    assert (judged.state, judged.points) == (State.MISSING, None)


def test_an_impossible_answer_is_refused() -> None:
    with pytest.raises(Refused, match="tidak mungkin"):
        judge_answer(PLAN, "RK-1", answer_of({"number": "140"}), "")


@pytest.mark.parametrize(
    ("owner", "unit", "fits"),
    [
        ("Dinas Kesehatan", "Dinas Kesehatan Kota Damai", True),
        ("Dinas Kesehatan", "Suku Dinas Kesehatan Kota Administrasi Damai Pusat", True),
        ("Dinas Kesehatan", "Dinas Pendidikan Kota Damai", False),
        ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "Dinas Pemberdayaan Perempuan, Perlindungan Anak", True),
        ("Bappeda", "Badan Perencanaan Pembangunan Daerah", False),
        ("", "Dinas Kesehatan", False),
    ],
)
def test_a_unit_fits_when_its_name_holds_every_word_of_the_owner(owner: str, unit: str, fits: bool) -> None:
    assert matches(owner, Unit(1, unit)) is fits


def test_a_short_name_fits_as_a_whole() -> None:
    assert matches("Bappeda", Unit(1, "Badan Perencanaan Pembangunan Daerah", "BAPPEDA"))


def test_the_name_with_the_fewest_other_words_is_proposed() -> None:
    units = [Unit(1, "UPT Laboratorium Dinas Kesehatan Kota Damai"), Unit(2, "Dinas Kesehatan Kota Damai")]
    found = propose(["Dinas Kesehatan"], units)
    assert found is not None
    assert (found.unit, found.owner) == (2, "Dinas Kesehatan")


def test_two_that_fit_as_well_are_not_guessed_between() -> None:
    units = [Unit(1, "Dinas Sosial Utara"), Unit(2, "Dinas Sosial Selatan")]
    assert propose(["Dinas Sosial"], units) is None


def test_the_second_owner_is_tried_when_nobody_has_the_name_of_the_first() -> None:
    found = propose(["Bappeda", "Dinas Sosial"], [Unit(3, "Dinas Sosial")])
    assert found is not None
    assert (found.unit, found.owner) == (3, "Dinas Sosial")


def test_points_count_the_same_whatever_the_reason_and_are_kept_with_each() -> None:
    one, other = {"points": "6.5", "reason": "Rapi."}, {"points": "6.50", "reason": "Lengkap."}
    assert same_figure(one, other)
    assert not same(one, other)
    assert not same_figure(one, {"points": "6", "reason": "Rapi."})
    assert not same_figure(one, None)
    assert not same_figure({"missing": "Belum ada."}, {"missing": "Hilang."})
