"""What the fields show is what they read: nothing changes when somebody looks and saves."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given

from kotaham.apps.submissions.rules import same
from kotaham.apps.submissions.services import inputs_of, read_inputs
from kotaham.apps.submissions.services.inputs import HOW, ITEM, NONE, REASON, Inputs, shown_number
from kotaham.core.instrument.model import Indicator
from tests.apps.submissions.test_rules import PLAN, VALUES


def indicator(code: str) -> Indicator:
    return PLAN.leaves[PLAN.leaf_of[code]].indicator


def as_posted(shown: Inputs) -> QueryDict:
    """Send the fields as a browser would."""
    data = QueryDict(mutable=True)
    for name, text in shown.texts.items():
        if name != ITEM and text:
            data[name] = text
    if shown.kind == "checklist":
        data.setlist(ITEM, [option.code for option in shown.options if option.chosen])
    if shown.none_ticked:
        data[NONE] = "ya"
    data[HOW], data[REASON] = shown.how, shown.reason
    return data


@given(VALUES)
def test_looking_and_saving_changes_nothing_in_either_language(pair: tuple[str, dict[str, Any]]) -> None:
    code, value = pair
    for lang in ("id", "en"):
        shown = inputs_of(indicator(code), value, lang=lang)
        read = read_inputs(indicator(code), as_posted(shown))
        if "missing" in value:
            assert read.value == {"missing": value["missing"].strip()}
            continue
        assert not read.faults
        assert same(read.value, value)


def test_a_number_that_could_be_two_is_shown_so_that_it_is_one() -> None:
    assert shown_number(Decimal("1.234"), "id") == "1,2340"
    assert shown_number(Decimal("1.234"), "en") == "1.2340"
    assert shown_number(1234, "id") == "1234"


def test_nothing_given_is_no_value() -> None:
    for code in PLAN.leaf_of:
        assert read_inputs(indicator(code), QueryDict("cara=value")).value is None


def test_what_is_not_offered_is_refused() -> None:
    read = read_inputs(indicator("RK-4"), QueryDict("pilihan=z"))
    assert list(read.faults) == ["pilihan"]
    assert read.value is None


def test_dates_without_a_document_are_refused_where_they_stand() -> None:
    assert list(read_inputs(indicator("RK-6"), QueryDict("mulai=2024-01-01")).faults) == ["ada"]
    assert list(read_inputs(indicator("RK-6"), QueryDict("ada=ya&mulai=2024-02-01&sampai=2024-01-01")).faults) == [
        "sampai"
    ]
    assert list(read_inputs(indicator("RK-6"), QueryDict("ada=ya&mulai=kemarin")).faults) == ["mulai"]


def test_none_and_some_together_are_refused() -> None:
    assert list(read_inputs(indicator("RK-5"), QueryDict("butir=telepon&nihil=ya")).faults) == ["nihil"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1e20", "ditulis dengan pangkat"),
        ("1,5E3", "ditulis dengan pangkat"),
        ("1000000000000000", "paling banyak 15 angka"),
        ("-1000000000000000,5", "paling banyak 15 angka"),
    ],
)
def test_a_number_with_an_exponent_or_longer_than_the_form_keeps_is_refused_in_words(typed: str, words: str) -> None:
    for code, name in (("RK-1", "angka"), ("RK-2", "pembilang")):
        read = read_inputs(indicator(code), QueryDict(urlencode({name: typed, "penyebut": "5"})))
        assert list(read.faults) == [name]
        problem = read.problems[0]
        assert words in f"{problem.part('what', 'id')} {problem.part('next', 'id')}"
    assert not read_inputs(indicator("RK-1"), QueryDict("angka=999999999999999")).faults
