"""What the scoring of one indicator must satisfy: every possible answer earns at most one number of points."""

from collections.abc import Iterator, Sequence

from kotaham.core.errors import Kind, Problem
from kotaham.core.instrument.intervals import Interval, interval_of
from kotaham.core.instrument.kinds import (
    Band,
    Bands,
    Checklist,
    Direct,
    NotKnown,
    Ratio,
    Span,
    max_points,
)
from kotaham.core.instrument.model import Indicator
from kotaham.core.instrument.places import Path, Places
from kotaham.core.language import Say
from kotaham.core.numbers import plain_both

ENDS_CONTRADICT = Kind(
    "instrument.band-ends-contradict",
    Say("Rentang ini memakai `{one}` dan `{other}` sekaligus.", "The band uses both `{one}` and `{other}`."),
    Say("Pakai salah satu saja.", "Use only one of them."),
)
BAND_EMPTY = Kind(
    "instrument.band-empty",
    Say(
        "Rentang ini tidak memuat angka apa pun: {low} lebih besar dari atau sama dengan {high}.",
        "The band holds no value at all: {low} is not less than {high}.",
    ),
    Say("Betulkan kedua ujungnya.", "Correct its ends."),
)
OVERLAP = Kind(
    "instrument.bands-overlap",
    Say(
        "Dua rentang tumpang tindih: angka {values} mendapat {one} poin di baris {line} dan {other} poin di sini.",
        "Two bands overlap: values {values} earn {one} points on line {line} and {other} points here.",
    ),
    Say(
        "Geser salah satu ujungnya (`below` berarti kurang dari, `to` berarti sampai dengan).",
        "Move one of the ends (`below` means less than, `to` means up to and including).",
    ),
)
SPAN_REVERSED = Kind(
    "instrument.span-reversed",
    Say(
        "`from` ({low}) lebih besar daripada `to` ({high}).",
        "`from` ({low}) is greater than `to` ({high}).",
    ),
    Say("Tukar atau betulkan keduanya.", "Swap or correct them."),
)
NOT_POSITIVE = Kind(
    "instrument.not-positive",
    Say("`{key}` harus lebih besar dari 0, bukan {given}.", "`{key}` must be greater than 0, not {given}."),
    Say(
        "Betulkan angkanya, atau hapus bagian ini kalau memang tidak dihitung.",
        "Correct the number, or delete this part if it does not count.",
    ),
)
NO_POINTS = Kind(
    "instrument.no-points-to-earn",
    Say(
        "Tidak ada jawaban yang mendapat poin di atas 0: poin tertingginya {most}.",
        "No answer earns more than 0 points: the most is {most}.",
    ),
    Say(
        "Betulkan poinnya; indikator tanpa poin tidak dapat dihitung.",
        "Correct the points; an indicator without points cannot be counted.",
    ),
)

_PAIRS = (
    ("from", "above"),
    ("to", "below"),
    ("exactly", "from"),
    ("exactly", "above"),
    ("exactly", "to"),
    ("exactly", "below"),
)


def broken_scoring_rules(indicator: Indicator, path: Path, places: Places) -> Iterator[Problem]:
    """Yield every broken rule of one indicator's scoring."""
    scoring = indicator.scoring
    if isinstance(scoring, Bands | Ratio | Checklist):
        counts = len(scoring.items) if isinstance(scoring, Checklist) else None
        yield from _band_rules(scoring.bands, counts, (*path, "bands"), places)
    if isinstance(scoring, Bands | Ratio) and scoring.possible is not None:
        yield from _span_rules(scoring.possible, (*path, "possible"), places)
    if isinstance(scoring, Ratio) and scoring.per <= 0:
        yield NOT_POSITIVE(places.at(*path, "per"), key="per", given=plain_both(scoring.per))
    if isinstance(scoring, Direct):
        yield from _direct_rules(scoring, path, places)
    most = max_points(scoring)
    if most is not None and most <= 0:
        key = "max_points" if isinstance(scoring, NotKnown) else "kind"
        yield NO_POINTS(places.at(*path, key), most=plain_both(most))


def _band_rules(bands: Sequence[Band], counts: int | None, path: Path, places: Places) -> Iterator[Problem]:
    """Yield contradictory and overlapping bands; `counts` is n where only 0, 1 ... n can occur."""
    sound: list[tuple[Interval, int]] = []
    for index, band in enumerate(bands):
        problems = list(_end_problems(band, (*path, index), places))
        yield from problems
        if not problems:
            sound.append((interval_of(band), index))
    widest: tuple[Interval, int] | None = None
    for interval, index in sorted(sound):
        if widest is not None:
            yield from _overlap(bands, widest, (interval, index), counts, path, places)
        if widest is None or interval.high > widest[0].high:
            widest = (interval, index)


def _end_problems(band: Band, path: Path, places: Places) -> Iterator[Problem]:
    values = {"from": band.from_, "above": band.above, "to": band.to, "below": band.below, "exactly": band.exactly}
    for one, other in _PAIRS:
        if values[one] is not None and values[other] is not None:
            yield ENDS_CONTRADICT(places.at(*path), one=one, other=other)
            return
    interval = interval_of(band)
    if interval.empty:
        low, high = plain_both(interval.low[1]), plain_both(interval.high[1])
        yield BAND_EMPTY(places.at(*path), low=low, high=high)


def _overlap(
    bands: Sequence[Band],
    one: tuple[Interval, int],
    other: tuple[Interval, int],
    counts: int | None,
    path: Path,
    places: Places,
) -> Iterator[Problem]:
    """Yield the overlap of two bands whose points differ, told at the later line."""
    shared = one[0] & other[0]
    first, second = sorted((one[1], other[1]))
    if shared.empty or bands[first].points == bands[second].points:
        return
    if counts is not None and not any(count in shared for count in range(counts + 1)):
        return
    yield OVERLAP(
        places.at(*path, second),
        values=shared.words(),
        one=_points(bands[first]),
        line=places.at(*path, first).line,
        other=_points(bands[second]),
    )


def _points(band: Band) -> str | Say:
    return "unknown" if band.points == "unknown" else plain_both(band.points)


def _span_rules(span: Span | Direct, path: Path, places: Places) -> Iterator[Problem]:
    if span.from_ is not None and span.to is not None and span.from_ > span.to:
        yield SPAN_REVERSED(places.at(*path, "from"), low=plain_both(span.from_), high=plain_both(span.to))


def _direct_rules(scoring: Direct, path: Path, places: Places) -> Iterator[Problem]:
    yield from _span_rules(scoring, path, places)
    if scoring.step is not None and scoring.step <= 0:
        yield NOT_POSITIVE(places.at(*path, "step"), key="step", given=plain_both(scoring.step))
