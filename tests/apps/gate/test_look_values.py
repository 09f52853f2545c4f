"""Dates, numbers, sizes, names: as an Indonesian office writes them, and in English."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context
from django.test import RequestFactory
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.gate.templatetags import look

pytestmark = pytest.mark.no_database

MOMENT = datetime(2026, 11, 21, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Jakarta", "21 November 2026, 10.15 WIB"),
        ("Asia/Pontianak", "21 November 2026, 10.15 WIB"),
        ("Asia/Makassar", "21 November 2026, 11.15 WITA"),
        ("Asia/Jayapura", "21 November 2026, 12.15 WIT"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_its_place(zone: str, told: str) -> None:
    assert look.tanggal(MOMENT, zone) == told


def test_a_moment_without_a_place_is_told_in_the_zone_of_the_request() -> None:
    with timezone.override("Asia/Jayapura"):
        assert look.tanggal(MOMENT) == "21 November 2026, 12.15 WIT"


def test_a_day_carries_no_clock() -> None:
    assert look.tanggal(date(2026, 8, 17)) == "17 Agustus 2026"
    assert look.hari(datetime(2026, 8, 16, 23, 0, tzinfo=UTC), "Asia/Jayapura") == "17 Agustus 2026"


def test_english_keeps_the_order_of_the_day_and_writes_the_clock_its_own_way() -> None:
    with translation.override("en"):
        assert look.tanggal(MOMENT, "Asia/Makassar") == "21 November 2026, 11:15 WITA"
        assert look.tanggal(date(2026, 8, 17)) == "17 August 2026"


def test_what_has_no_date_is_told_as_nothing() -> None:
    assert look.tanggal(None) == look.hari(None) == look.berapa_lama(None) == ""


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (1234.5, None, "1.234,5"),
        (1_000_000, None, "1.000.000"),
        (Decimal("77.25"), 2, "77,25"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(155, 2), None, "77,5"),
        ("61.4", 2, "61,40"),
        (0, None, "0"),
        (81, 0, "81"),
        (None, None, "–"),
        (None, 2, "–"),
    ],
)
def test_numbers_are_written_with_a_decimal_comma(
    value: look.Number | str | None, decimals: int | None, told: str
) -> None:
    assert look.angka(value, decimals) == told


def test_numbers_in_english() -> None:
    with translation.override("en"):
        assert look.angka(1234.5) == "1,234.5"


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_loses_no_digit(value: int) -> None:
    assert int(look.angka(value).replace(".", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (1_234_567, "1,2 MB"),
        (20_000_000, "20 MB"),
        (5 * 10**9, "5 GB"),
        (None, "–"),
    ],
)
def test_sizes_of_files_are_short(size: int | None, told: str) -> None:
    assert look.ukuran(size) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "hari ini"), (3, "3 hari lagi"), (21, "21 hari lagi"), (-2, "2 hari yang lalu"), (-40, "40 hari yang lalu")],
)
def test_how_far_a_day_is(days: int, told: str) -> None:
    assert look.berapa_lama(timezone.localdate() + timedelta(days=days)) == told


def test_how_far_a_moment_is() -> None:
    assert look.berapa_lama(timezone.now() - timedelta(hours=2, minutes=5)) == "2 jam yang lalu"


def test_a_role_is_told_in_both_languages_and_none_is_told_too() -> None:
    assert look.peran("auditor") == "Auditor"
    assert look.peran("city_coordinator") == "Koordinator kabupaten/kota"
    assert look.peran(None) == "tanpa peran"
    with translation.override("en"):
        assert look.peran("city_coordinator") == "City coordinator"


@pytest.mark.parametrize(
    ("name", "told"), [("Ani Andayani", "AA"), ("Sukarno", "S"), ("I Gusti Ngurah Rai", "IG"), ("", "?"), (None, "?")]
)
def test_the_sign_of_a_person_has_at_most_two_letters(name: str | None, told: str) -> None:
    assert look.inisial(name) == told


@given(st.text(max_size=40))
def test_any_name_has_a_sign(name: str) -> None:
    assert look.inisial(name)


def test_a_masked_name_or_address_keeps_first_letters() -> None:
    assert look.samarkan("Budi Santoso") == "B••• S••••••"
    assert look.samarkan("budi@damai.example") == "b•••@damai.example"
    assert look.samarkan(None) == ""


@pytest.mark.parametrize("number", range(1, 9))
def test_a_ladder_of_any_length_uses_the_ramp_in_order(number: int) -> None:
    steps = look.rungs([f"langkah {n}" for n in range(number)], number)
    shades = [step.shade for step in steps]
    assert shades == sorted(shades)
    assert shades[-1] == 5
    assert [step.current for step in steps] == [False] * (number - 1) + [True]


def test_a_ladder_nobody_stands_on_marks_no_step() -> None:
    assert not any(step.current for step in look.rungs([("Ada", ""), ("Berlaku", "")]))


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (75, 0, 100, "75.00%"),
        ("61.4", "0", "100", "61.40%"),
        (120, 0, 100, "100.00%"),
        (-3, 0, 100, "0.00%"),
        (None, 0, 1, "0%"),
    ],
)
def test_a_bar_never_leaves_its_track(value: look.Number | None, low: int, high: int, told: str) -> None:
    assert look.share(value, low, high) == told


def test_a_link_to_the_next_page_keeps_every_filter(rf: RequestFactory) -> None:
    context = Context({"request": rf.get("/kantor", {"q": "dinas & kota", "hal": "2"})})
    assert look.pager_link(context, "hal", 2, 1) == "?q=dinas+%26+kota&hal=3"
    assert look.pager_link(context, "hal", 2, -1) == "?q=dinas+%26+kota&hal=1"


def test_the_label_of_an_icon_cannot_become_markup() -> None:
    drawn = look.ikon("bell", '"><script>')
    assert "<script>" not in drawn
    assert 'role="img"' in drawn
    assert 'aria-hidden="true"' in look.ikon("bell")


@pytest.mark.parametrize(("shown", "number"), [(1, 1), ("1", 1), (0, 2), ("1,5", 2), (12, 2), (None, 2)])
def test_a_number_that_is_words_already_chooses_between_one_and_many(shown: object, number: int) -> None:
    assert look.jamak(shown) == number
