"""Times that repeat: compared with a plain search minute by minute."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.jobs.rules import Cron
from kotaham.core.errors import Refused

pytestmark = pytest.mark.no_database

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")
MINUTE = timedelta(minutes=1)


def part(low: int, high: int) -> st.SearchStrategy[str]:
    """Parts that fall due within a few days, so that the plain search ends."""
    number = st.integers(low, high)
    span = st.tuples(number, number).map(lambda ends: f"{min(ends)}-{max(ends)}")
    step = st.integers(1, 9).map(lambda every: f"*/{every}")
    piece = st.one_of(st.just("*"), number.map(str), span, step)
    return st.lists(piece, min_size=1, max_size=3).map(",".join)


def due(parts: list[str], moment: datetime) -> bool:
    """Say whether a moment fits, reading each part anew: the slow way that is easy to believe."""

    def fits(text: str, value: int, low: int, high: int) -> bool:
        for piece in text.split(","):
            span, _, every = piece.partition("/")
            first, _, last = span.partition("-")
            numbers = range(low, high + 1) if span == "*" else range(int(first), int(last or first) + 1)
            if value in list(numbers)[:: int(every or 1)]:
                return True
        return False

    minute, hour, day, month, weekday = parts
    sunday = moment.isoweekday() % 7
    by_day = fits(day, moment.day, 1, 31)
    by_weekday = fits(weekday, sunday, 0, 7) or (sunday == 0 and fits(weekday, 7, 0, 7))
    both_given = not day.startswith("*") and not weekday.startswith("*")
    on_day = (by_day or by_weekday) if both_given else (by_day and by_weekday)
    clock = fits(minute, moment.minute, 0, 59) and fits(hour, moment.hour, 0, 23)
    return clock and fits(month, moment.month, 1, 12) and on_day


@given(
    st.tuples(part(0, 59), part(0, 23), part(1, 28), st.just("*"), part(0, 7)),
    st.sampled_from(ZONES),
    st.integers(0, 3_000_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + minutes * MINUTE),
)
def test_the_next_due_time_is_the_first_one_a_plain_search_finds(
    parts: tuple[str, ...], zone: str, start: datetime
) -> None:
    moment = start.astimezone(ZoneInfo(zone))
    found = Cron.read(" ".join(parts), zone).after(moment)
    assert found > moment
    assert due(list(parts), found.astimezone(ZoneInfo(zone)))
    between = moment.replace(second=0, microsecond=0) + MINUTE
    for _ in range(3000):  # as far as a search minute by minute is quick enough
        if between >= found:
            break
        assert not due(list(parts), between)
        between += MINUTE


@pytest.mark.parametrize(
    ("text", "zone", "after", "expected"),
    [
        ("*/15 * * * *", "Asia/Jakarta", "2026-11-21T23:59:59+00:00", "2026-11-22T00:00:00+00:00"),
        ("*/15 * * * *", "Asia/Jakarta", "2026-11-22T00:00:00+00:00", "2026-11-22T00:15:00+00:00"),
        ("0 7 * * *", "Asia/Jakarta", "2026-11-22T00:00:00+00:00", "2026-11-23T00:00:00+00:00"),
        ("0 7 * * *", "Asia/Jayapura", "2026-11-21T00:00:00+00:00", "2026-11-21T22:00:00+00:00"),
        ("0 0 29 2 *", "UTC", "2096-03-01T00:00:00+00:00", "2104-02-29T00:00:00+00:00"),
        ("30 8 1 * 1", "UTC", "2026-11-02T09:00:00+00:00", "2026-11-09T08:30:00+00:00"),
        ("0 9 * * 7", "UTC", "2026-11-21T00:00:00+00:00", "2026-11-22T09:00:00+00:00"),
    ],
)
def test_a_schedule_is_due_at(text: str, zone: str, after: str, expected: str) -> None:
    found = Cron.read(text, zone).after(datetime.fromisoformat(after))
    assert found == datetime.fromisoformat(expected)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    ["", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *",
     "*/0 * * * *", "a * * * *", "1- * * * *", "-1 * * * *", "1,,2 * * * *", "²  * * * *", "* * * JAN *"],
)  # fmt: skip
def test_a_schedule_that_makes_no_sense_is_refused_with_words(text: str) -> None:
    with pytest.raises(Refused, match=r"tidak dapat dibaca: .*misalnya 0 7 \* \* 1-5"):
        Cron.read(text, "UTC")


def test_a_day_that_never_comes_is_refused_when_it_is_looked_for() -> None:
    with pytest.raises(Refused, match="tidak pernah jatuh tempo"):
        Cron.read("0 0 31 2 *", "UTC").after(datetime(2026, 1, 1, tzinfo=UTC))
