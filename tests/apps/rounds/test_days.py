"""The days of a round by the clock of a place; edges at midnight."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.rules import STEPS, ZONES, Days, begin_of, end_of, faults, is_over, latest, next_day, standing
from kotaham.core.errors import Refused
from tests.apps.rounds.conftest import Prepare, in_days
from tests.cast import World

DAYS = st.dates(date(2015, 1, 1), date(2060, 12, 31))
ZONE = st.sampled_from(ZONES)
EARLY, LATE = datetime(2015, 1, 1), datetime(2060, 12, 30)  # noqa: DTZ001 - hypothesis adds the zone
LAST = date(2026, 8, 10)


@given(DAYS, ZONE)
def test_the_last_second_counts_and_the_next_moment_does_not(last: date, zone: str) -> None:
    end = end_of(last, zone)
    assert not is_over(last, zone, end)
    assert is_over(last, zone, end + timedelta(microseconds=1))


@given(DAYS, ZONE, st.datetimes(EARLY, LATE, timezones=st.just(UTC)))
def test_over_means_later_than_the_last_moment(last: date, zone: str, now: datetime) -> None:
    assert is_over(last, zone, now) == (now > end_of(last, zone))


@given(DAYS)
def test_a_day_ends_in_the_east_two_hours_before_it_ends_in_the_west(last: date) -> None:
    west, middle, east = (end_of(last, zone) for zone in ZONES)
    assert (middle - east, west - middle) == (timedelta(hours=1), timedelta(hours=1))


@given(DAYS, ZONE)
def test_a_day_is_exactly_as_long_as_a_day(day: date, zone: str) -> None:
    assert end_of(day, zone) - begin_of(day, zone) == timedelta(days=1) - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("moment", "zone", "over"),
    [
        (datetime(2026, 8, 10, 14, 59, 59, tzinfo=UTC), "Asia/Jayapura", False),  # 23.59.59 WIT
        (datetime(2026, 8, 10, 15, 0, 0, tzinfo=UTC), "Asia/Jayapura", True),  # midnight WIT, 22.00 WIB
        (datetime(2026, 8, 10, 15, 0, 0, tzinfo=UTC), "Asia/Jakarta", False),
        (datetime(2026, 8, 10, 16, 59, 59, tzinfo=UTC), "Asia/Jakarta", False),  # 23.59.59 WIB
        (datetime(2026, 8, 10, 17, 0, 0, tzinfo=UTC), "Asia/Jakarta", True),
    ],
)
def test_each_place_has_its_own_midnight(moment: datetime, zone: str, over: bool) -> None:
    assert is_over(LAST, zone, moment) is over


@given(st.dictionaries(st.sampled_from(list(STEPS)), st.tuples(st.none() | DAYS, DAYS)))
def test_days_without_a_fault_are_in_the_order_of_the_steps(given_days: dict[str, tuple[date | None, date]]) -> None:
    days = {step: Days(*two) for step, two in given_days.items()}
    found = {wrong.step for wrong in faults(days)}
    ends = [days[step].closes for step in STEPS if step in days]
    if not found:
        assert ends == sorted(ends)
        assert all(one.opens is None or one.opens <= one.closes for one in days.values())
    assert found <= set(days)


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_step_is_over_runs_or_comes(closes: date, opens: date | None, today: date) -> None:
    if opens and opens > closes:
        return
    state = standing(Days(opens, closes), today)
    assert (state == "over") == (today > closes)
    assert (state == "coming") == (opens is not None and today < opens)


@given(st.lists(st.none() | DAYS))
def test_the_latest_day_is_one_of_them_and_none_is_later(days: list[date | None]) -> None:
    found = latest(*days)
    assert found == max((day for day in days if day), default=None)


def test_the_next_day_is_never_past() -> None:
    days = [Days(date(2026, 1, 1), date(2026, 2, 1)), Days(None, date(2026, 3, 1))]
    assert next_day(days, date(2026, 1, 15)) == date(2026, 2, 1)
    assert next_day(days, date(2026, 3, 2)) is None


def test_closes_is_the_last_moment_in_the_zone_of_the_place(opened: Prepare, world: World) -> None:
    round_ = opened()
    damai, seberang = world.office("damai").pk, world.office("seberang").pk
    west = queries.closes(round_, "submit", damai, "Asia/Jakarta")
    east = queries.closes(round_, "submit", seberang, "Asia/Jayapura")
    assert east is not None
    assert west is not None
    assert datetime.combine(in_days(30), datetime.max.time(), ZoneInfo("Asia/Jakarta")) == west
    assert west - east == timedelta(hours=2)
    assert queries.closes(round_, "nothing", damai, "Asia/Jakarta") is None


def test_the_latest_extension_for_this_city_or_for_all_counts(opened: Prepare, world: World, eko: Actor) -> None:
    round_ = opened()
    damai, rukun = world.office("damai").pk, world.office("rukun").pk
    services.extend(round_.pk, "submit", in_days(40), actor=eko, reason="Banjir.", office=damai)
    services.extend(round_.pk, "submit", in_days(35), actor=eko, reason="Libur.")
    found = queries.deadlines(round_, [damai, rukun])
    assert (found[damai, "submit"], found[rukun, "submit"]) == (in_days(40), in_days(35))
    assert found[damai, "verify"] == in_days(60)
    assert queries.days_for(round_, damai)["submit"].closes == in_days(40)
    assert queries.days_for(round_, None)["submit"].closes == in_days(35)
    assert queries.days_of_many([round_.pk])[round_.pk]["submit"].closes == in_days(35)
    assert queries.days(round_)["submit"].closes == in_days(30), "what was planned stays"


def test_the_letter_names_the_day_the_place_and_who_may_give_more(opened: Prepare, world: World) -> None:
    round_ = opened()
    late = end_of(in_days(30), "Asia/Jayapura") + timedelta(seconds=1)
    services.must_be_running(round_, "submit", world.office("damai").pk, "Asia/Jakarta", late)
    with pytest.raises(Refused) as refused:
        services.must_be_running(round_, "submit", world.office("seberang").pk, "Asia/Jayapura", late)
    words = refused.value.text()
    assert "Pengiriman oleh kabupaten/kota berakhir" in words
    assert "pukul 23.59 WIT" in words
    assert "Admin kementerian atau Kepala Kanwil" in words
    with pytest.raises(Refused) as refused:
        services.must_be_running(round_, "validate", None, "Asia/Jakarta")
    assert refused.value.codes == ("rounds.step-not-begun",)


def test_a_step_without_days_binds_nobody(opened: Prepare, world: World) -> None:
    round_ = opened(days=dict(_two_steps().items()))
    services.must_be_running(round_, "repair", world.office("damai").pk, "Asia/Jakarta")


def _two_steps() -> dict[str, tuple[date | None, date | None]]:
    return {"submit": (None, in_days(30)), "verify": (None, in_days(60))}


def test_a_round_that_does_not_run_binds_everybody(prepared: Prepare, world: World) -> None:
    with pytest.raises(Refused, match="tidak sedang berjalan: Disiapkan"):
        services.must_be_running(prepared(), "submit", world.office("damai").pk, "Asia/Jakarta")
