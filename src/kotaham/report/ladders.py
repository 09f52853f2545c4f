"""The ladder of an indicator: its steps from left to right and the place of a subject on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kotaham.core.instrument.kinds import Band, Bands, Certainty, Checklist, Choice, Ratio, max_points
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang
from kotaham.core.numbers import exact, show
from kotaham.core.scoring.judge import step_points
from kotaham.core.scoring.ladder import ends
from kotaham.core.scoring.telling import tell_figure, tell_step
from kotaham.report.reading import Reading
from kotaham.report.view import Ladder, Step

MIDDLE = Fraction(1, 2)


def band_label(band: Band, lang: Lang) -> str:
    """Tell the reach of a band in signs: `111–140`, `> 9`, `≤ 110`, `= 0`."""
    if band.exactly is not None:
        return f"= {show(band.exactly, lang=lang)}"
    low, high = (band.from_, band.above), (band.to, band.below)
    if low == (None, None) and high == (None, None):
        return "–∞ … ∞"
    if low == (None, None):
        return f"≤ {show(band.to, lang=lang)}" if band.to is not None else f"< {show(band.below, lang=lang)}"
    if high == (None, None):
        return f"≥ {show(band.from_, lang=lang)}" if band.from_ is not None else f"> {show(band.above, lang=lang)}"
    begin = show(band.from_, lang=lang) if band.from_ is not None else f"> {show(band.above, lang=lang)}"
    end = show(band.to, lang=lang) if band.to is not None else f"< {show(band.below, lang=lang)}"
    return f"{begin}–{end}" if band.from_ is not None and band.to is not None else f"{begin} – {end}"


def count_label(band: Band, most: int, lang: Lang) -> str:
    """Tell which counts of 0 to `most` a band holds: `4`, `2–3`; in signs where it holds none."""
    low, high = ends(band)
    held = [
        count
        for count in range(most + 1)
        if (low is None or (Fraction(count), 1) > low) and (high is None or (Fraction(count), 0) < high)
    ]
    if not held:
        return band_label(band, lang)
    return str(held[0]) if len(held) == 1 else f"{held[0]}–{held[-1]}"


def order_of(indicator: Indicator) -> list[int]:
    """Return the steps from left to right: bands up the number line, the others as the instrument has them."""
    scoring = indicator.scoring
    if not isinstance(scoring, Bands | Ratio | Checklist):
        return list(range(len(step_points(scoring))))
    return sorted(range(len(scoring.bands)), key=lambda at: _left(scoring.bands[at]))


def _left(band: Band) -> tuple[bool, Fraction, int]:
    """Sort key: an open lower end comes first."""
    low = ends(band)[0]
    return (False, Fraction(0), 0) if low is None else (True, *low)


def make_steps(reading: Reading, indicator: Indicator, current: int | None = None) -> tuple[Step, ...]:
    """Make the steps of an indicator, the current one marked; kept, since many subjects share them."""
    key = (indicator.code, current)
    if key not in reading.steps:
        points, most = step_points(indicator.scoring), max_points(indicator.scoring)
        places = order_of(indicator)
        reading.steps[key] = tuple(_step(reading, indicator, at, points[at], most, at == current) for at in places)
    return reading.steps[key]


def _step(
    reading: Reading, indicator: Indicator, at: int, points: Fraction | str, most: Fraction | None, current: bool
) -> Step:
    words, scoring = tell_step(indicator, at, reading.lang), indicator.scoring
    label = words
    if isinstance(scoring, Checklist):
        label = count_label(scoring.bands[at], len(scoring.items), reading.lang)
    elif isinstance(scoring, Bands | Ratio):
        label = band_label(scoring.bands[at], reading.lang)
    known = points if isinstance(points, Fraction) else None
    height = known / most if known is not None and most else None
    shown = reading.word("points_unknown") if known is None else reading.short(known)
    own = own_certainty(indicator, at)
    sure = reading.certainty(own) if own is not None and own != indicator.certainty else ""
    return Step(label, words, shown, height, current, sure)


def own_certainty(indicator: Indicator, step: int) -> Certainty | None:
    """Return the certainty a step has of its own, if any."""
    match indicator.scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands):
            return bands[step].certainty
        case Choice(options=options):
            return options[step].certainty
    return None


def make_ladder(reading: Reading, indicator: Indicator, judged: Mapping[str, Any]) -> Ladder | None:
    """Make the ladder of one answer; None for kinds that have no steps."""
    steps = _with_limit(reading, indicator, make_steps(reading, indicator, judged["step"]), judged)
    if not steps:
        return None
    numeric = isinstance(indicator.scoring, Bands | Ratio | Checklist)
    figure = None if judged["figure"] is None else exact(judged["figure"])
    inside, gap = None, None
    if judged["step"] is not None:
        inside = _inside(indicator, judged["step"], figure)
    elif figure is not None:
        gap = _gap_before(indicator, figure)
    points = reading.points(judged["points"]).text
    return Ladder(numeric, steps, inside, gap, _sentence(reading, indicator, steps, figure, points))


def _with_limit(
    reading: Reading, indicator: Indicator, steps: tuple[Step, ...], judged: Mapping[str, Any]
) -> tuple[Step, ...]:
    """Mark the current step where a required item leaves fewer points than the step gives."""
    if judged["step"] is None or judged["points"] is None:
        return steps
    full, earned = step_points(indicator.scoring)[judged["step"]], exact(judged["points"])
    if not isinstance(full, Fraction) or full == earned:
        return steps
    return tuple(replace(one, earned=reading.short(earned)) if one.current else one for one in steps)


def _sentence(
    reading: Reading, indicator: Indicator, steps: Sequence[Step], figure: Fraction | None, points: str
) -> str:
    shown = "" if figure is None else tell_figure(indicator, figure, reading.lang)
    for step in steps:
        if step.current:
            key = "stands_limited" if step.earned else "stands" if shown else "stands_choice"
            return reading.word(key, figure=shown, step=step.words, points=points, full=step.points)
    return reading.word("in_gap", figure=shown) if figure is not None else reading.word("stands_nowhere")


def _inside(indicator: Indicator, step: int, figure: Fraction | None) -> Fraction:
    """Return the place within the step, 0 to 1; the middle where a step has no width or only one end.

    A figure from a gap that a rule gave to this band stands at the edge it came from.
    """
    scoring = indicator.scoring
    if figure is None or not isinstance(scoring, Bands | Ratio):
        return MIDDLE
    low, high = ends(scoring.bands[step])
    if low is not None and figure < low[0]:
        return Fraction(0)
    if high is not None and figure > high[0]:
        return Fraction(1)
    if low is None or high is None or low[0] == high[0]:
        return MIDDLE
    return (figure - low[0]) / (high[0] - low[0])


def _gap_before(indicator: Indicator, figure: Fraction) -> int:
    """Return before which step, from left to right, a figure in a gap lies."""
    scoring = indicator.scoring
    bands: Sequence[Band] = scoring.bands if isinstance(scoring, Bands | Ratio | Checklist) else ()
    ordered = [bands[at] for at in order_of(indicator)]
    return sum((high := ends(band)[1]) is not None and figure >= high[0] for band in ordered)
