"""The rows of the summary and method sheets: what was found, by which rules, and how to compute it again."""

from collections.abc import Iterable, Iterator, Sequence

from kotaham.core.numbers import show
from kotaham.report.method import make_method
from kotaham.report.print_words import print_word
from kotaham.report.reading import Reading
from kotaham.report.score_rows import Cell
from kotaham.report.view import MethodIndicator, Overview, Rule

Row = Sequence[Cell]


def summary_rows(reading: Reading, overview: Overview) -> Iterator[Row]:
    """Tell what was found: rows in and out, spread of totals, predicates, rights, provinces, refused rows."""
    say = reading.word
    yield [say("instrument"), f"{overview.title} ({overview.reference})"]
    yield [say("period"), overview.period]
    yield [say("overview"), overview.summary]
    for fact in overview.facts:
        yield [fact.label, fact.value, fact.note]
    yield [print_word("predicates" if overview.has_predicates else "groups", reading.lang)]
    for level in reversed(overview.levels):
        yield [level.title, level.count, level.share, level.reach]
    yield from _rights(reading, overview)
    if len(overview.provinces) > 1:
        yield from _provinces(reading, overview)
    if overview.refused:
        yield [say("refused")]
        for row in overview.refused:
            yield [f"{row.row}: {row.name} ({row.code})", " ".join(row.reasons)]


def _rights(reading: Reading, overview: Overview) -> Iterator[Row]:
    say = reading.word
    yield [print_word("rights_all", reading.lang)]
    yield ["", say("number_of"), say("lowest"), say("median"), say("highest")]
    for one in overview.rights:
        yield (
            [one.title, one.hole]
            if one.hole
            else [one.title, one.scored, one.low.value, one.median.value, one.high.value]
        )


def _provinces(reading: Reading, overview: Overview) -> Iterator[Row]:
    say = reading.word
    yield [say("by_province")]
    yield ["", say("number_of"), say("with_total"), say("lowest"), say("mean"), say("highest")]
    for one in overview.provinces:
        yield [one.name, one.cities, one.scored, one.low.value, one.mean.value, one.high.value]


def method_rows(reading: Reading) -> Iterator[Row]:
    """Tell the rules that judged, the indicators, what is unknown, and the digests."""
    method, say = make_method(reading), reading.word
    yield from _section(say("legal_basis"), method.legal_basis)
    yield from _section(say("rules"), [method.formula, *method.policies])
    yield from _section(say("predicates"), [*method.predicates, *method.gates, *method.bonus])
    yield [say("every_indicator")]
    for right in method.rights:
        yield [right.title, right.hole]
        yield from (row for one in right.indicators for row in _indicator(one))
    if method.unknowns:
        yield [say("unknowns")]
        yield from (["", text] for text in method.unknowns)
    yield [say("digests")]
    yield from ([name, text] for name, text in method.digests)
    yield [say("recompute")]
    yield from ([show(at, lang=reading.lang), text] for at, text in enumerate(method.recompute, start=1))


def _section(title: str, rules: Iterable[Rule]) -> Iterator[Row]:
    kept = list(rules)
    if kept:
        yield [title]
        yield from ([one.name, one.text, one.certainty, one.note] for one in kept)


def _indicator(one: MethodIndicator) -> Iterator[Row]:
    ladder = "; ".join(f"{step.words} = {step.points}" for step in one.steps)
    yield [f"{one.code} {one.title}", "\n".join(f"{label}: {text}" for label, text in one.details), ladder]
