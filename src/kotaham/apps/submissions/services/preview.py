"""What an answer earns as it stands, in words and as a ladder, by the engine that will score it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.rules import answer_of
from kotaham.apps.submissions.rules.judging import STAIRS, Judgement, by_reviewer, judge_answer, next_band
from kotaham.core.errors import Refused
from kotaham.core.instrument.kinds import Checklist, NotKnown, Ratio
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show
from kotaham.core.scoring.judge import step_points
from kotaham.core.scoring.plan import Leaf
from kotaham.core.scoring.states import State
from kotaham.core.scoring.telling import tell_answer, tell_band, tell_figure, tell_reckoning, tell_step
from kotaham.core.scoring.words import GAP_RULES, MARKS, MISSING_RULES, STATES
from kotaham.report.ladders import band_label, count_label

POINTS = Say("{points} poin", "{points} {points:point|points}")
ONE_POINT = Say("{points} poin", "{points} point")
UNKNOWN_POINTS = Say("poin belum diketahui", "points not known")
OF = Say("{points} dari {most} poin", "{points} of {most} {most:point|points}")
NO_POINTS = Say("Belum ada poin: {why}.", "No points yet: {why}.")
NOT_ANSWERED = Say("belum dijawab", "not answered yet")
NEXT_UP = Say(
    "Untuk {points} poin angkanya harus naik {gap}, menjadi {band}.",
    "For {points} {points:point|points} the figure must rise by {gap}, to {band}.",
)
NEXT_DOWN = Say(
    "Untuk {points} poin angkanya harus turun {gap}, menjadi {band}.",
    "For {points} {points:point|points} the figure must fall by {gap}, to {band}.",
)
NEXT_AT_EDGE = Say(
    "Untuk {points} poin angkanya harus {band}.", "For {points} {points:point|points} the figure must be {band}."
)
TOP = Say("Ini poin tertinggi.", "These are the highest points.")
LIMITED = Say(
    "Butir wajib belum terpenuhi, jadi poinnya paling banyak {most}.",
    "A required item is missing, so the points are at most {most}.",
)
BY_REVIEWER = Say(
    "Poin indikator ini diberikan penelaah; kabupaten/kota melampirkan buktinya.",
    "Reviewers give the points of this indicator; the city adds the evidence.",
)
SCORING_UNKNOWN = Say(
    "Cara penilaian indikator ini belum diketahui dari peraturannya, jadi poinnya tidak dihitung. "
    "Jawaban tetap disimpan.",
    "How this indicator earns points is not known from the regulation, so none are counted. Your answer is kept.",
)


@dataclass(frozen=True, slots=True)
class Preview:
    """The points in words, the figure that was judged, the ladder with the step reached, and what to know beside."""

    points: str
    earned: Fraction | None
    most: Fraction | None
    figure: str
    steps: Sequence[tuple[str, str]]
    current: int | None
    next: str
    notes: Sequence[str]
    scored: bool


def preview_of(submission: Submission, code: str, value: Mapping[str, Any] | None, lang: Lang) -> Preview:
    """Return what an answer earns as it stands."""
    plan = instruments.plan_of(submission.round.instrument)
    leaf = plan.leaves[plan.leaf_of[code]]
    spoken = indicator_of(submission, code, lang)
    answer = answer_of(value)
    order = _order(leaf)
    try:
        judged = judge_answer(plan, code, answer, submission.round.period_end.isoformat())
    except Refused as refused:
        notes = [problem.part("what", lang) for problem in refused.problems]
        return Preview("", None, leaf.most, "", _steps(leaf, spoken, order, lang), None, "", notes, False)
    figure = "" if judged.figure is None else tell_figure(spoken, judged.figure, lang)
    if isinstance(spoken.scoring, Ratio) and answer is not None and figure:
        figure = f"{tell_reckoning(spoken, answer, lang)} = {figure}"
    elif not isinstance(spoken.scoring, Checklist):
        figure = ""
    return Preview(
        _points(leaf, judged, value is None, lang),
        judged.points,
        leaf.most,
        figure,
        _steps(leaf, spoken, order, lang),
        order.index(judged.step) + 1 if judged.step is not None else None,
        _next(leaf, judged, lang),
        list(_notes(plan.instrument.policies, leaf, judged, lang)),
        judged.state == State.SCORED,
    )


def indicator_of(submission: Submission, code: str, lang: Lang) -> Indicator:
    """Return an indicator in the language of the reader."""
    known = instruments.instrument_of(submission.round.instrument, lang).known_indicators
    return next(one for one in known if one.code == code)


def told(submission: Submission, code: str, value: Mapping[str, Any] | None, lang: Lang) -> str:
    """Tell a stored value in words."""
    answer = answer_of(value)
    if answer is None:
        return ""
    spoken = indicator_of(submission, code, lang)
    if answer.value is None:
        state = STATES["not_applicable" if answer.not_applicable else "missing"].text(lang)
        return f"{state}: {answer.reason}" if answer.reason else state
    return tell_answer(spoken, answer, lang)


def _order(leaf: Leaf) -> list[int]:
    """Return the steps from the fewest points to the most; those whose points nobody knows come first."""
    points = step_points(leaf.indicator.scoring)
    return sorted(range(len(points)), key=lambda at: (Fraction(-1) if isinstance(points[at], str) else points[at], at))


def _steps(leaf: Leaf, spoken: Indicator, order: Sequence[int], lang: Lang) -> list[tuple[str, str]]:
    points = step_points(leaf.indicator.scoring)
    return [(_worth(points[at], lang), _reach(spoken, at, lang)) for at in order]


def _worth(points: Fraction | str, lang: Lang) -> str:
    if isinstance(points, str):
        return UNKNOWN_POINTS.text(lang)
    return (ONE_POINT if points == 1 else POINTS).text(lang, points=show(points, lang=lang))


def _reach(spoken: Indicator, step: int, lang: Lang) -> str:
    scoring = spoken.scoring
    if isinstance(scoring, Checklist):
        words = Say("{n} butir", "{n} {n:item|items}")
        return words.text(lang, n=count_label(scoring.bands[step], len(scoring.items), lang))
    return band_label(scoring.bands[step], lang) if isinstance(scoring, STAIRS) else tell_step(spoken, step, lang)


def _points(leaf: Leaf, judged: Judgement, is_open: bool, lang: Lang) -> str:
    if judged.points is not None:
        points = show(judged.points, lang=lang)
        known = leaf.most is not None
        return (
            OF.text(lang, points=points, most=show(leaf.most, lang=lang)) if known else POINTS.text(lang, points=points)
        )
    if by_reviewer(leaf) or isinstance(leaf.indicator.scoring, NotKnown):
        return ""
    why = NOT_ANSWERED if is_open else STATES[judged.state.word]
    return NO_POINTS.text(lang, why=why.text(lang))


def _next(leaf: Leaf, judged: Judgement, lang: Lang) -> str:
    """Tell what the next better band asks for; for the kinds without a figure the ladder says it all."""
    scoring = leaf.indicator.scoring
    if judged.points is not None and judged.points == leaf.most:
        return TOP.text(lang)
    found = next_band(leaf, judged)
    if found is None or judged.figure is None or not isinstance(scoring, STAIRS):
        return ""
    band = scoring.bands[found.step]
    low, high = (band.from_, band.above), (band.to, band.below)
    edge = (
        next(end for end in (low if found.rise else high) if end is not None) if band.exactly is None else band.exactly
    )
    gap = abs(edge - judged.figure)
    sentence = NEXT_AT_EDGE if not gap else NEXT_UP if found.rise else NEXT_DOWN
    reach = count_label(band, len(scoring.items), lang) if isinstance(scoring, Checklist) else tell_band(band, lang)
    return sentence.text(lang, points=show(found.points, lang=lang), gap=show(gap, lang=lang), band=reach)


def _notes(policies: Any, leaf: Leaf, judged: Judgement, lang: Lang) -> Sequence[str]:
    notes = []
    if by_reviewer(leaf):
        notes.append(BY_REVIEWER.text(lang))
    elif isinstance(leaf.indicator.scoring, NotKnown):
        notes.append(SCORING_UNKNOWN.text(lang))
    elif judged.state == State.MISSING:
        notes.append(_sentence(MISSING_RULES[policies.missing.rule], lang))
    scoring = leaf.indicator.scoring
    for mark in judged.marks:
        if mark == "required_missing" and isinstance(scoring, Checklist):
            notes.append(LIMITED.text(lang, most=show(scoring.without_required, lang=lang)))
        elif mark == "gap":
            notes += [_sentence(MARKS[mark], lang), _sentence(GAP_RULES[policies.gap.rule], lang)]
        elif mark not in {"zero_by_rule", "left_out"}:
            notes.append(_sentence(MARKS[mark], lang))
    if judged.state == State.UNKNOWN_BAND:
        notes.append(_sentence(STATES["unknown_band"], lang))
    return notes


def _sentence(words: Say, lang: Lang) -> str:
    text = words.text(lang)
    return f"{text[0].upper()}{text[1:]}."
