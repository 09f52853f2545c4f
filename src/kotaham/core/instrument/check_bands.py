"""Advice on how indicators earn points: values without points, bands that say too much, points that run backwards."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kotaham.core.errors import Kind
from kotaham.core.instrument.advice import Advice
from kotaham.core.instrument.intervals import (
    AFTER_ALL,
    Interval,
    after,
    before,
    gaps,
    interval_of,
    interval_of_span,
)
from kotaham.core.instrument.kinds import (
    Band,
    Bands,
    Checklist,
    Choice,
    Direct,
    Document,
    Ratio,
    YesNo,
    max_points,
)
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.instrument.places import Path, Places
from kotaham.core.language import Say
from kotaham.core.numbers import plain_both

GAP = Kind(
    "check.gap-between-bands",
    Say(
        "{code}: angka {values} tidak punya poin; aturan untuk celah: {policy}.",
        "{code}: values {values} have no points; gap policy: {policy}.",
    ),
    Say(
        "Periksa apakah teks hukumnya memang menyisakan celah; kalau tidak, sambungkan kedua rentang.",
        "Check whether the legal text really leaves a gap; if not, join the two bands.",
    ),
)
OPEN_END = Kind(
    "check.open-end",
    Say("{code}: angka {values} tidak punya poin.", "{code}: values {values} have no points."),
    Say(
        "Buka ujung rentang terluarnya, atau batasi angka yang mungkin dengan `possible`.",
        "Leave the outermost band open, or limit what can occur with `possible`.",
    ),
)
COUNT_GAP = Kind(
    "check.count-without-points",
    Say(
        "{code}: {values} dari {most} butir terpenuhi tidak punya poin; aturan untuk celah: {policy}.",
        "{code}: {values} of {most} items have no points; gap policy: {policy}.",
    ),
    Say("Tambahkan rentang untuk jumlah itu.", "Add a band for that count."),
)
SAME_TWICE = Kind(
    "check.covered-twice",
    Say(
        "{code}: angka {values} tercakup dalam dua rentang yang poinnya sama (baris {line} dan di sini).",
        "{code}: values {values} are covered by two bands with the same points (line {line} and here).",
    ),
    Say("Rapikan ujungnya, agar jelas rentang mana yang dipakai.", "Tidy the ends, so that one band counts."),
)
NEVER_REACHED = Kind(
    "check.band-never-reached",
    Say(
        "{code}: rentang ini ({values}) tidak akan pernah dipakai; angka yang mungkin: {possible}.",
        "{code}: this band ({values}) can never be used; possible values: {possible}.",
    ),
    Say("Hapus rentangnya, atau betulkan ujungnya.", "Delete the band, or correct its ends."),
)
BACKWARDS = Kind(
    "check.points-run-backwards",
    Say(
        "{code}: `direction: {direction}`, tetapi poinnya {move} dari {one} ke {other} saat angkanya naik.",
        "{code}: `direction: {direction}`, but the points {move} from {one} to {other} as the value rises.",
    ),
    Say("Betulkan `direction` atau poinnya.", "Correct `direction` or the points."),
)
NO_UNIT = Kind(
    "check.no-unit",
    Say("{code}: satuannya tidak disebut.", "{code}: no unit is named."),
    Say(
        "Tulis `unit`, misalnya persen; jika belum diketahui tulis `unknown`.",
        "Write `unit`, such as percent; or `unknown` when nobody knows.",
    ),
    why=Say(
        "Pengisi data dapat keliru antara 0,05 dan 5 persen.",
        "Whoever fills it in may confuse 0.05 with 5 percent.",
    ),
)
REQUIRED_WITHOUT_EFFECT = Kind(
    "check.required-without-effect",
    Say(
        "{code}: tanpa butir wajib pun poinnya bisa {given}, padahal paling banyak {most}.",
        "{code}: without a required item the points may still be {given}, of at most {most}.",
    ),
    Say(
        "Turunkan `without_required`, atau hapus `required`.",
        "Lower `without_required`, or delete `required`.",
    ),
)
NO_DIFFERENCE = Kind(
    "check.answers-make-no-difference",
    Say("{code}: semua jawaban mendapat {points} poin.", "{code}: every answer earns {points} points."),
    Say("Periksa poinnya.", "Check the points."),
)
NEGATIVE_POINTS = Kind(
    "check.negative-points",
    Say("{code}: ada poin negatif ({points}).", "{code}: there are negative points ({points})."),
    Say("Periksa apakah teks hukumnya memang mengurangi poin.", "Check that the legal text really takes points away."),
)
STEP_MISSES_END = Kind(
    "check.step-misses-the-end",
    Say(
        "{code}: dengan langkah {step} dari {low}, poin tertinggi {high} tidak pernah tercapai.",
        "{code}: in steps of {step} from {low}, the highest {high} is never reached.",
    ),
    Say("Betulkan `step`, `from`, atau `to`.", "Correct `step`, `from` or `to`."),
)


def advice_on_scoring(instrument: Instrument, places: Places) -> Iterator[Advice]:
    """Yield advice on every indicator's scoring."""
    policy = instrument.policies.gap.rule
    for index, indicator in enumerate(instrument.known_indicators):
        path: Path = ("indicators", index, "scoring")
        match indicator.scoring:
            case Bands() | Ratio():
                yield from _ladder(indicator, indicator.scoring, policy, path, places)
                if indicator.unit is None:
                    yield Advice(NO_UNIT(places.at("indicators", index), code=indicator.code))
            case Checklist():
                yield from _checklist(indicator, indicator.scoring, policy, path, places)
            case Direct():
                yield from _direct(indicator, indicator.scoring, path, places)
            case _:
                pass
        yield from _points(indicator, path, places)


def possible_values(scoring: Bands | Ratio) -> Interval:
    """Return the values that can occur; a ratio of two counts is never below 0."""
    span = interval_of_span(scoring.possible)
    return span & Interval(before(0), AFTER_ALL) if isinstance(scoring, Ratio) else span


def _ladder(indicator: Indicator, scoring: Bands | Ratio, policy: str, path: Path, places: Places) -> Iterator[Advice]:
    intervals = [interval_of(band) for band in scoring.bands]
    possible = possible_values(scoring)
    reached = Interval(min(i.low for i in intervals), max(i.high for i in intervals))
    open_pieces = list(gaps(intervals, possible))
    outer = [gap for gap in open_pieces if gap.low < reached.low or gap.high > reached.high]
    inner = [gap for gap in open_pieces if gap not in outer]
    if inner:
        at = places.at(*path, "bands", _next_band(intervals, inner[0]))
        yield Advice(GAP(at, code=indicator.code, values=_listed(inner), policy=policy))
    if outer:
        at = places.at(*path, "bands")
        yield Advice(OPEN_END(at, code=indicator.code, values=_listed(outer)))
    yield from _never_reached(indicator, intervals, possible, path, places)
    yield from _covered_twice(indicator, scoring.bands, intervals, path, places)
    yield from _backwards(indicator, scoring.bands, path, places)


def _listed(pieces: Sequence[Interval]) -> Say:
    """Tell several pieces of the number line in one breath."""
    words = [piece.words() for piece in pieces]
    return Say("; ".join(say.id for say in words), "; ".join(say.en for say in words))


def _next_band(intervals: Sequence[Interval], gap: Interval) -> int:
    """Return the band that follows a gap, where the jurist will look."""
    return min(range(len(intervals)), key=lambda i: (intervals[i].low < gap.high, intervals[i].low))


def _never_reached(
    indicator: Indicator, intervals: Sequence[Interval], possible: Interval, path: Path, places: Places
) -> Iterator[Advice]:
    for index, interval in enumerate(intervals):
        if (interval & possible).empty:
            values = {"values": interval.words(), "possible": possible.words()}
            yield Advice(NEVER_REACHED(places.at(*path, "bands", index), code=indicator.code, **values))


def _covered_twice(
    indicator: Indicator, bands: Sequence[Band], intervals: Sequence[Interval], path: Path, places: Places
) -> Iterator[Advice]:
    """Yield neighbours that overlap; the loader has already refused any whose points differ."""
    order = sorted(range(len(bands)), key=lambda index: intervals[index])
    for one, other in pairwise(order):
        shared = intervals[one] & intervals[other]
        if not shared.empty:
            first, second = sorted((one, other))
            line = places.at(*path, "bands", first).line
            at = places.at(*path, "bands", second)
            yield Advice(SAME_TWICE(at, code=indicator.code, values=shared.words(), line=line))


def _backwards(indicator: Indicator, bands: Sequence[Band], path: Path, places: Places) -> Iterator[Advice]:
    """Yield where points move against the direction; an error when the whole ladder does."""
    rising = {"higher_better": True, "lower_better": False}.get(indicator.direction)
    if rising is None:
        return
    order = sorted(range(len(bands)), key=lambda index: interval_of(bands[index]))
    known = [(index, points) for index in order if isinstance(points := bands[index].points, Fraction)]
    wrong = [(a, b) for a, b in pairwise(known) if a[1] != b[1] and (b[1] > a[1]) is not rising]
    right = sum(a[1] != b[1] for a, b in pairwise(known)) - len(wrong)
    for (_, one), (index, other) in wrong:
        move = Say("turun", "fall") if other < one else Say("naik", "rise")
        at = places.at(*path, "bands", index)
        values = {"code": indicator.code, "direction": indicator.direction, "move": move}
        problem = BACKWARDS(at, **values, one=plain_both(one), other=plain_both(other))
        yield Advice(problem, "advice" if right else "error")


def _checklist(indicator: Indicator, scoring: Checklist, policy: str, path: Path, places: Places) -> Iterator[Advice]:
    intervals = [interval_of(band) for band in scoring.bands]
    most = len(scoring.items)
    bare = [n for n in range(most + 1) if not any(n in interval for interval in intervals)]
    if bare:
        values = ", ".join(str(n) for n in bare)
        at = places.at(*path, "bands")
        yield Advice(COUNT_GAP(at, code=indicator.code, values=values, most=most, policy=policy))
    for index, interval in enumerate(intervals):
        if not any(n in interval for n in range(most + 1)):
            words = {"values": interval.words(), "possible": Interval(before(0), after(most)).words()}
            yield Advice(NEVER_REACHED(places.at(*path, "bands", index), code=indicator.code, **words))
    best = max_points(scoring)
    required = any(item.required for item in scoring.items)
    if required and best is not None and scoring.without_required >= best:
        given, at = plain_both(scoring.without_required), places.at(*path, "without_required")
        problem = REQUIRED_WITHOUT_EFFECT(at, code=indicator.code, given=given, most=plain_both(best))
        yield Advice(problem, "error")


def _direct(indicator: Indicator, scoring: Direct, path: Path, places: Places) -> Iterator[Advice]:
    if scoring.step is not None and (scoring.to - scoring.from_) % scoring.step:
        values = {"step": plain_both(scoring.step), "low": plain_both(scoring.from_), "high": plain_both(scoring.to)}
        yield Advice(STEP_MISSES_END(places.at(*path, "step"), code=indicator.code, **values), "error")


def _points(indicator: Indicator, path: Path, places: Places) -> Iterator[Advice]:
    """Yield points below 0, and answers that all earn the same."""
    earned = answer_points(indicator)
    lowest = min(earned, default=Fraction(0))
    if lowest < 0:
        yield Advice(NEGATIVE_POINTS(places.at(*path), code=indicator.code, points=plain_both(lowest)))
    if len(earned) > 1 and len(set(earned)) == 1:
        yield Advice(NO_DIFFERENCE(places.at(*path), code=indicator.code, points=plain_both(earned[0])))


def answer_points(indicator: Indicator) -> list[Fraction]:
    """Return the points of every kind of answer that is known."""
    match indicator.scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands):
            return [band.points for band in bands if isinstance(band.points, Fraction)]
        case YesNo(yes=yes, no=no):
            return [yes, no]
        case Choice(options=options):
            return [option.points for option in options]
        case Document(valid=valid, invalid=invalid, absent=absent):
            return [valid, invalid, absent]
        case Direct():
            return [indicator.scoring.from_, indicator.scoring.to]
        case _:
            return []
