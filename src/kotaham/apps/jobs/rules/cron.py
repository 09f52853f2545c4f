"""Times that repeat, written as cron: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
PIECE = re.compile(r"(?P<first>\*|[0-9]{1,2})(?:-(?P<last>[0-9]{1,2}))?(?:/(?P<every>[0-9]{1,2}))?")
FARTHEST = 366 * 8 + 2  # days; 29 February comes at least that often
BAD_CRON = Kind(
    "jobs.bad-cron",
    Say(
        "Jadwal \u201c{text}\u201d tidak dapat dibaca: {part}.",
        "The schedule \u201c{text}\u201d cannot be read: {part}.",
    ),
    Say(
        "Tulis lima bagian: menit jam tanggal bulan hari, misalnya 0 7 * * 1-5.",
        "Write five parts: minute hour day month weekday, for example 0 7 * * 1-5.",
    ),
)


@dataclass(frozen=True, slots=True)
class Cron:
    """A schedule in a time zone without summer time, as all zones of Indonesia are."""

    text: str
    zone: ZoneInfo
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool  # day of the month or weekday: cron takes both when neither is a star

    @classmethod
    def read(cls, text: str, zone: str) -> "Cron":
        """Read a schedule, or refuse it with words."""
        parts = text.split()
        if len(parts) != len(BOUNDS):
            raise Refused(BAD_CRON(text=text, part=Say("bagiannya bukan lima", "it has not five parts")))
        minutes, hours, days, months, weekdays = (
            _numbers(part, low, high, text) for part, (low, high) in zip(parts, BOUNDS, strict=True)
        )
        return cls(
            text=text,
            zone=ZoneInfo(zone),
            minutes=tuple(sorted(minutes)),
            hours=tuple(sorted(hours)),
            days=frozenset(days),
            months=frozenset(months),
            weekdays=frozenset(day % 7 for day in weekdays),
            either=not parts[2].startswith("*") and not parts[4].startswith("*"),
        )

    def after(self, moment: datetime) -> datetime:
        """Return the first due time later than a moment, in UTC."""
        local = moment.astimezone(self.zone)
        for day in self._days(local.date()):
            for due in self._times(day):
                if due > moment:
                    return due.astimezone(UTC)
        raise Refused(BAD_CRON(text=self.text, part=Say("tidak pernah jatuh tempo", "it is never due")))

    def _days(self, first: date) -> Iterator[date]:
        for ahead in range(FARTHEST):
            day = first + timedelta(days=ahead)
            if day.month in self.months and self._falls_on(day):
                yield day

    def _falls_on(self, day: date) -> bool:
        by_date, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return (by_date or by_weekday) if self.either else (by_date and by_weekday)

    def _times(self, day: date) -> Iterator[datetime]:
        for hour in self.hours:
            for minute in self.minutes:
                yield datetime.combine(day, time(hour, minute), self.zone)


def _numbers(part: str, low: int, high: int, text: str) -> set[int]:
    """Read one of the five parts: stars, numbers, ranges, steps, and lists of them."""
    found: set[int] = set()
    for piece in part.split(","):
        match = PIECE.fullmatch(piece)
        if match is None:
            raise Refused(BAD_CRON(text=text, part=piece))
        first, last, every = match["first"], match["last"], int(match["every"] or 1)
        start = low if first == "*" else int(first)
        end = high if first == "*" or (match["every"] and not last) else int(last or first)
        if not low <= start <= end <= high or not every:
            raise Refused(BAD_CRON(text=text, part=piece))
        found.update(range(start, end + 1, every))
    return found
