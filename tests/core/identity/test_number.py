"""A NIP is read by its real rules, and a letter about a number never repeats it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Problem
from kotaham.core.identity import letters
from kotaham.core.identity.number import Number, Sex, Status, clean, mask, read

TODAY = date(2026, 11, 22)
PNS = "199003092015021007"  # made up
PPPK = "199009132025242014"


def code(text: str, status: Status) -> str:
    found = read(text, status, today=TODAY)
    assert isinstance(found, Problem), found
    return found.code


def test_a_pns_is_read_with_birthday_and_sex() -> None:
    found = read(PNS, Status.PNS, today=TODAY)
    assert found == Number(Status.PNS, PNS, date(1990, 3, 9), Sex.MALE)


@pytest.mark.parametrize("text", ["19900309 201502 1 007", "'199003092015021007", " 19900309-201502.1.007\u00a0"])
def test_what_people_put_between_the_digits_is_taken_out(text: str) -> None:
    assert clean(text) == PNS


def test_digits_13_and_14_of_a_pppk_are_no_month() -> None:
    found = read(PPPK, Status.PPPK, today=TODAY)
    assert isinstance(found, Number)
    assert found.sex is Sex.FEMALE
    assert code(PPPK, Status.PNS) == "identity.month"


@pytest.mark.parametrize(
    ("text", "status", "wrong"),
    [
        ("19900309201502100", Status.PNS, "identity.length"),
        ("1990030920150210O7", Status.PNS, "identity.length"),
        ("١٩٩٠٠٣٠٩٢٠١٥٠٢١٠٠٧", Status.PNS, "identity.length"),
        ("199002302015021007", Status.PNS, "identity.birth"),
        ("202703092015021007", Status.PNS, "identity.birth"),
        ("199003092015001007", Status.PNS, "identity.month"),
        ("199003092015131007", Status.PNS, "identity.month"),
        ("199003091990021007", Status.PNS, "identity.year"),
        ("199003092027021007", Status.PPPK, "identity.year"),
        ("199003092026121007", Status.PNS, "identity.year"),
        ("199003092015023007", Status.PNS, "identity.sex"),
        ("199003092015021000", Status.PNS, "identity.sequence"),
        ("1,99003E+17", Status.PNS, "identity.cut"),
        ("1.99003092015021E+17", Status.PPPK, "identity.cut"),
        ("12", Status.TNI, "identity.nrp"),
        ("12/34-xx!", Status.POLRI, "identity.nrp"),
    ],
)
def test_what_is_wrong_is_told_by_its_first_wrong_part(text: str, status: Status, wrong: str) -> None:
    assert code(text, status) == wrong


def test_the_letter_of_a_pppk_in_the_wrong_column_says_what_to_do() -> None:
    found = letters.MONTH().text("id")
    assert "PPPK" in found
    assert "bulan" in found


def test_an_nrp_is_taken_as_it_is_and_tells_nothing() -> None:
    assert read("8207 1234", Status.POLRI, today=TODAY) == Number(Status.POLRI, "82071234")


def test_a_mask_shows_three_digits_and_the_length() -> None:
    assert mask(PNS) == "\u2022" * 15 + "007"
    assert mask("12") == "\u2022\u2022"


births = st.dates(date(1950, 1, 1), date(2005, 12, 31))


@given(births, st.integers(18, 20), st.integers(1, 12), st.sampled_from("12"), st.integers(1, 999))
def test_every_number_made_by_the_rules_is_read_back(
    birth: date, age: int, month: int, sex: str, sequence: int
) -> None:
    digits = f"{birth:%Y%m%d}{birth.year + age}{month:02}{sex}{sequence:03}"
    found = read(digits, Status.PNS, today=TODAY)
    assert isinstance(found, Number)
    assert (found.birth, found.sex, found.spaced.replace(" ", "")) == (birth, Sex(sex), digits)


@given(st.text(max_size=24), st.sampled_from(Status))
def test_any_text_is_a_number_or_a_letter_that_does_not_repeat_it(text: str, status: Status) -> None:
    found = read(text, status, today=TODAY)
    if isinstance(found, Problem) and len(clean(text)) > 5:
        assert clean(text) not in found.text()


def test_nobody_is_born_tomorrow_nor_appointed_next_month() -> None:
    born = TODAY + timedelta(days=1)
    assert code(f"{born:%Y%m%d}2026111001", Status.PPPK) == "identity.birth"
    assert isinstance(read("200003092026111001", Status.PNS, today=TODAY), Number)
