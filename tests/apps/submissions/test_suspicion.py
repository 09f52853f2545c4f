"""Rules for a second look: arithmetic with edges, told with their numbers, never more than that."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.submissions.rules.suspicion import (
    CHANGE_TIMES,
    FACTORS,
    NEAR,
    PEERS_LEAST,
    RULES,
    Beside,
    Proof,
    changed,
    doubts,
    factor,
    same_counts,
)
from kotaham.core.facts import Answer, Paper, Quotient, Ticked, Value
from kotaham.core.instrument.model import Indicator

pytestmark = pytest.mark.no_database

END = date(2025, 12, 31)
PROOF = (Proof("BK-000001"),)
BANDS = [{"from": 0, "below": 50, "points": 0}, {"from": 50, "to": 100, "points": 10}]


def indicator(kind: str, code: str = "A1", **more: Any) -> Indicator:
    shapes: dict[str, dict[str, Any]] = {
        "bands": {"bands": BANDS, "possible": {"from": 0, "to": 100}},
        "ratio": {"numerator": "Bayi lahir hidup", "denominator": "Penduduk", "per": 100, "bands": BANDS},
        "checklist": {
            "items": [{"code": "a", "title": "SK {nomor}", "required": True}, {"code": "b", "title": "Laporan"}],
            "bands": [{"from": 0, "to": 2, "points": 1}],
        },
        "document": {"valid": 10, "invalid": 5, "absent": 0},
    }
    scoring = {"kind": kind, **shapes[kind], **more}
    return Indicator.model_validate({"code": code, "group": "g", "title": "Judul", "scoring": scoring})


def found(one: Indicator, value: Value, beside: Beside) -> list[str]:
    return [doubt.rule for doubt in doubts(one, Answer(value), beside, END)]


def with_last(value: Value) -> Beside:
    return Beside(last=Answer(value), proofs=PROOF)


@pytest.mark.parametrize("times", FACTORS)
def test_a_figure_ten_hundred_or_thousand_times_the_last_one_is_asked_about(times: int) -> None:
    one = indicator("bands", possible=None)
    assert found(one, 7 * times, with_last(7)) == ["factor-last"]
    assert found(one, 7, with_last(7 * times)) == ["factor-last"]


def test_both_numbers_are_told_in_both_languages() -> None:
    doubt = doubts(indicator("bands"), Answer(Fraction(75, 10)), with_last(75), END)[0]
    assert doubt.text.text("id") == "Angka: sekarang 7,5, periode lalu 75."
    assert doubt.text.text("en") == "Figure: now 7.5, last period 75."


@given(st.fractions(1, 10**6), st.sampled_from(FACTORS), st.fractions(-NEAR, NEAR))
def test_within_five_percent_of_a_factor_is_near_and_both_ways_alike(then: Fraction, times: int, off: Fraction) -> None:
    now = then * times * (1 + off)
    assert factor(now, then) == factor(then, now) == times


@given(st.fractions(1, 10**6), st.sampled_from(FACTORS), st.fractions(NEAR, NEAR * 2))
def test_farther_than_that_is_not(then: Fraction, times: int, off: Fraction) -> None:
    if off > NEAR:
        assert factor(then * times * (1 + off), then) == 0


@given(st.fractions(-100, 100))
def test_zero_and_other_signs_have_no_factor(number: Fraction) -> None:
    assert factor(Fraction(0), number) == 0
    assert factor(-abs(number), abs(number)) == 0


@given(st.fractions(Fraction(1, 1000), 1000))
def test_exactly_three_times_is_no_change_and_a_hair_more_is(then: Fraction) -> None:
    hair = Fraction(1, 10**9)
    assert not changed(then * CHANGE_TIMES, then)
    assert changed(then * CHANGE_TIMES + hair, then)
    assert not changed(then / CHANGE_TIMES, then)
    assert changed(then / CHANGE_TIMES - hair, then)


def test_growth_from_nothing_says_nothing_and_a_fall_to_nothing_is_asked_about() -> None:
    assert not changed(Fraction(5), Fraction(0))
    assert changed(Fraction(0), Fraction(5))


def test_a_denominator_that_slipped_is_seen_though_the_figure_is_the_same() -> None:
    now, then = Quotient(500, 1000), Quotient(50, 100)
    assert found(indicator("ratio"), now, with_last(then)) == ["factor-last"]


def test_fewer_than_five_others_are_no_comparison() -> None:
    one = indicator("bands", possible=None)
    few, enough = [Fraction(5)] * (PEERS_LEAST - 1), [Fraction(5)] * PEERS_LEAST
    assert found(one, 50, Beside(peers=few, proofs=PROOF)) == []
    assert found(one, 50, Beside(peers=enough, proofs=PROOF)) == ["factor-peers"]


def test_outside_the_span_and_numerator_over_denominator() -> None:
    assert found(indicator("bands"), 101, Beside(proofs=PROOF)) == ["outside-span"]
    capped = indicator("ratio", possible={"from": 0, "to": 100})
    assert found(capped, Quotient(11, 10), Beside(proofs=PROOF)) == ["numerator-over"]
    assert found(capped, Quotient(10, 10), Beside(proofs=PROOF)) == []
    # Without such a limit a numerator may well be the larger one: visits over people.
    assert found(indicator("ratio"), Quotient(11, 10), Beside(proofs=PROOF)) == []


def test_a_document_must_cover_the_last_day() -> None:
    one = indicator("document")
    assert found(one, Paper(True, "2024-01-01", "2025-12-31"), Beside(proofs=PROOF)) == []
    assert found(one, Paper(True, "2024-01-01", "2025-12-30"), Beside(proofs=PROOF)) == ["document-invalid"]
    assert found(one, Paper(True, "2026-01-01", ""), Beside(proofs=PROOF)) == ["document-invalid"]


def test_a_required_item_that_does_not_hold_beside_one_that_does() -> None:
    one = indicator("checklist")
    doubt = doubts(one, Answer(Ticked(frozenset("b"))), Beside(proofs=PROOF), END)[0]
    assert (doubt.rule, doubt.text.text("id")) == ("required-missing", "Belum terpenuhi: SK {nomor}.")
    assert found(one, Ticked(frozenset("ab")), Beside(proofs=PROOF)) == []
    assert found(one, Ticked(frozenset()), Beside(proofs=PROOF)) == []


@pytest.mark.parametrize(
    ("proof", "rule"),
    [
        (Proof("BK-000009", expires=date(2025, 12, 30)), "evidence-expired"),
        (Proof("BK-000009", effective_from=date(2026, 1, 1)), "evidence-later"),
        (Proof("BK-000009", used_by_others=True), "same-file"),
    ],
)
def test_evidence_of_another_time_or_of_somebody_else(proof: Proof, rule: str) -> None:
    doubt = doubts(indicator("bands"), Answer(60), Beside(proofs=(*PROOF, proof)), END)[0]
    assert (doubt.rule, doubt.text.text("id")) == (rule, "Bukti BK-000009.")


def test_evidence_of_the_very_last_day_is_fine() -> None:
    assert found(indicator("bands"), 60, Beside(proofs=(Proof("BK-1", END, END),))) == []


def test_a_value_without_evidence_and_a_missing_value_with_none() -> None:
    assert found(indicator("bands"), 60, Beside()) == ["no-evidence"]
    assert doubts(indicator("bands"), Answer(None, "belum dihitung"), Beside(), END) == []


def test_the_same_count_must_be_the_same_number() -> None:
    one, two = indicator("ratio", "A1"), indicator("ratio", "A2", numerator="Bayi meninggal", denominator="PENDUDUK ")
    pairs = [(one, Answer(Quotient(10, 1000))), (two, Answer(Quotient(1, 1001)))]
    doubt = same_counts(pairs)[0]
    assert (doubt.rule, doubt.code) == ("same-count", "A2")
    assert doubt.text.text("id") == "“PENDUDUK”: 1.001 di sini, 1.000 pada A1."
    assert same_counts([pairs[0], (two, Answer(Quotient(1, 1000)))]) == []


def test_every_rule_says_how_it_reckons_in_both_languages() -> None:
    for rule in RULES.values():
        assert rule.title.id
        assert rule.title.en
        assert len(rule.formula.id) > 20
        assert len(rule.formula.en) > 20
    assert "3 kali" in RULES["change"].formula.id
    assert CHANGE_TIMES == 3, "the sentence names the number"
    assert str(PEERS_LEAST) in RULES["factor-peers"].formula.id
