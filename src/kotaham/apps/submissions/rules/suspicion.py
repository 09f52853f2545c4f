"""Which answers deserve a second look, and why: each rule has a name and a formula that the page shows.

None of them blocks anything: they are arithmetic, and the city knows its figures better. The two thresholds below are
conventions of this program and stand in no regulation.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from kotaham.apps.submissions.rules.words import filled
from kotaham.core.dates import day
from kotaham.core.facts import Answer, Paper, Quotient, Ticked
from kotaham.core.instrument.kinds import Bands, Checklist, Document, Ratio, Span
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Say
from kotaham.core.numbers import median, show_both
from kotaham.core.scoring.encode import is_number, paper_step

FACTORS = (10, 100, 1000)  # a decimal mark that slipped, a percentage of a thousand, a unit of thousands
NEAR = Fraction(1, 20)  # how near to such a factor
CHANGE_TIMES = Fraction(3)  # a change of more than so many times in one period is asked about
PEERS_LEAST = 5  # of fewer cities no median is told: it would say little, and too much of each


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule is called, and how it reckons."""

    title: Say
    formula: Say


RULES: Mapping[str, Rule] = {
    "outside-span": Rule(
        Say("Di luar nilai yang mungkin", "Outside what is possible"),
        Say("Angka lebih kecil atau lebih besar daripada batas dalam instrumen.", "Beyond the instrument's limits."),
    ),
    "numerator-over": Rule(
        Say("Pembilang lebih besar daripada penyebut", "Numerator above denominator"),
        Say(
            "Pembilang > penyebut, padahal instrumen membatasi angkanya paling tinggi sama dengan penyebut.",
            "Numerator > denominator, where the instrument allows at most the denominator.",
        ),
    ),
    "factor-last": Rule(
        Say("Berbeda sepuluh, seratus, atau seribu kali dari periode lalu", "10, 100 or 1000 times the last period"),
        Say(
            "Angka sekarang dibagi angka periode lalu berada dalam 5 persen dari 10, 100, 1000, atau kebalikannya.",
            "This figure over the last one lies within 5 percent of 10, 100, 1000 or their inverses.",
        ),
    ),
    "factor-peers": Rule(
        Say("Berbeda sepuluh, seratus, atau seribu kali dari daerah lain", "10, 100 or 1000 times the others"),
        Say(
            "Angka dibagi nilai tengah kabupaten/kota lain seprovinsi yang sudah mengirim (paling sedikit 5) "
            "berada dalam 5 persen dari 10, 100, 1000, atau kebalikannya.",
            "The figure over the median of the other cities of the province that have sent (at least 5) "
            "lies within 5 percent of 10, 100, 1000 or their inverses.",
        ),
    ),
    "change": Rule(
        Say("Berubah lebih dari tiga kali", "Changed more than three times"),
        Say(
            "Angka sekarang lebih dari 3 kali angka periode lalu, atau kurang dari sepertiganya.",
            "More than 3 times the last period's figure, or less than a third of it.",
        ),
    ),
    "same-count": Rule(
        Say("Hitungan yang sama ditulis berbeda", "The same count written differently"),
        Say(
            "Dua indikator meminta pembilang atau penyebut dengan kata-kata yang sama, tetapi angkanya tidak sama.",
            "Two indicators ask for the same numerator or denominator, but the numbers differ.",
        ),
    ),
    "required-missing": Rule(
        Say("Butir wajib belum terpenuhi", "A required item does not hold"),
        Say(
            "Ada butir lain yang terpenuhi, tetapi butir wajib tidak, sehingga poinnya dibatasi.",
            "Other items hold but a required one does not, so the points are limited.",
        ),
    ),
    "document-invalid": Rule(
        Say("Dokumen tidak berlaku pada akhir masa data", "Document not valid at the end of the period"),
        Say("Tanggal berlaku tidak mencakup hari akhir masa data.", "Its dates do not cover the period's last day."),
    ),
    "no-evidence": Rule(
        Say("Tanpa bukti", "Without evidence"),
        Say("Ada nilai, tetapi tidak satu pun bukti dilampirkan.", "There is a value but not one piece of evidence."),
    ),
    "evidence-expired": Rule(
        Say("Bukti habis berlaku sebelum akhir masa data", "Evidence expired before the end of the period"),
        Say("Bukti berlaku sampai hari sebelum akhir masa data.", "It is valid until before the period's last day."),
    ),
    "evidence-later": Rule(
        Say("Bukti baru berlaku sesudah masa data", "Evidence effective after the period"),
        Say("Bukti mulai berlaku sesudah akhir masa data.", "It takes effect after the period's last day."),
    ),
    "same-file": Rule(
        Say("Berkas yang sama dipakai daerah lain", "The same file is used by another city"),
        Say(
            "SHA-256 berkas sama persis dengan berkas milik daerah lain pada putaran ini.",
            "The file's SHA-256 equals that of a file of another city in this round.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule that an answer has met, told with its numbers."""

    rule: str
    code: str  # of the indicator
    text: Say

    @property
    def told(self) -> Rule:
        """The rule itself."""
        return RULES[self.rule]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the check must know of a piece of evidence."""

    number: str
    effective_from: date | None = None
    expires: date | None = None
    used_by_others: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an answer: last period's, the figures of other cities, its evidence."""

    last: Answer | None = None
    peers: Sequence[Fraction] = ()
    proofs: Sequence[Proof] = field(default=())


def figure(indicator: Indicator, value: Any) -> Fraction | None:
    """Return the number that a value comes to, exactly; None for kinds that are no number."""
    if isinstance(value, Quotient):
        ratio = indicator.scoring if value.denominator and isinstance(indicator.scoring, Ratio) else None
        return Fraction(value.numerator) * ratio.per / Fraction(value.denominator) if ratio else None
    return Fraction(value) if is_number(value) else None


def doubts(indicator: Indicator, answer: Answer, beside: Beside, period_end: date) -> list[Doubt]:
    """Return what deserves a second look in one answer, in the order of `RULES`."""
    if answer.value is None:
        return []
    found = [
        *_possible(indicator, answer),
        *_numbers(indicator, answer, beside),
        *_shape(indicator, answer, period_end),
        *_proofs(indicator, beside.proofs, period_end),
    ]
    order = list(RULES)
    return sorted(found, key=lambda doubt: order.index(doubt.rule))


def same_counts(answers: Iterable[tuple[Indicator, Answer]]) -> list[Doubt]:
    """Return where two indicators ask for the same count in the same words and got different numbers."""
    first: dict[str, tuple[str, Fraction]] = {}
    found = []
    for indicator, answer in answers:
        for words, count in _counts(indicator, answer):
            code, other = first.setdefault(_folded(words), (indicator.code, count))
            if other != count:
                text = Say(
                    "“{words}”: {now} di sini, {other} pada {code}.", "“{words}”: {now} here, {other} at {code}."
                )
                values = {"words": _plain(words), "now": show_both(count), "other": show_both(other), "code": code}
                found.append(Doubt("same-count", indicator.code, filled(text, **values)))
    return found


def _counts(indicator: Indicator, answer: Answer) -> Iterator[tuple[str, Fraction]]:
    scoring, value = indicator.scoring, answer.value
    if isinstance(scoring, Ratio) and isinstance(value, Quotient):
        yield scoring.numerator, Fraction(value.numerator)
        yield scoring.denominator, Fraction(value.denominator)


def _possible(indicator: Indicator, answer: Answer) -> Iterator[Doubt]:
    scoring, value, now = indicator.scoring, answer.value, figure(indicator, answer.value)
    span: Span | None = scoring.possible if isinstance(scoring, Bands | Ratio) else None
    if now is None or span is None:
        return
    over = isinstance(scoring, Ratio) and span.to is not None and span.to <= scoring.per
    if over and isinstance(value, Quotient) and value.numerator > value.denominator:
        text = Say("Pembilang {top}, penyebut {bottom}.", "Numerator {top}, denominator {bottom}.")
        values = {"top": show_both(value.numerator), "bottom": show_both(value.denominator)}
        yield Doubt("numerator-over", indicator.code, filled(text, **values))
    elif (span.from_ is not None and now < span.from_) or (span.to is not None and now > span.to):
        text = Say("Angkanya {now}; yang mungkin {span}.", "The figure is {now}; possible is {span}.")
        yield Doubt("outside-span", indicator.code, filled(text, now=show_both(now), span=_span(span)))


def _numbers(indicator: Indicator, answer: Answer, beside: Beside) -> Iterator[Doubt]:
    """Compare with the last period, part by part, and with other cities."""
    last = beside.last.value if beside.last else None
    text = Say("{part}: sekarang {now}, periode lalu {then}.", "{part}: now {now}, last period {then}.")
    for part, now, then in _parts(indicator, answer.value, last):
        values = {"part": part, "now": show_both(now), "then": show_both(then)}
        if factor(now, then):
            yield Doubt("factor-last", indicator.code, filled(text, **values))
            break
        if part is not NUMERATOR and changed(now, then):
            yield Doubt("change", indicator.code, filled(text, **values))
            break
    now_ = figure(indicator, answer.value)
    if now_ is not None and len(beside.peers) >= PEERS_LEAST:
        middle = median(beside.peers)
        if factor(now_, middle):
            told = Say(
                "Angkanya {now}; nilai tengah {n} daerah lain {middle}.",
                "The figure is {now}; the median of {n} others is {middle}.",
            )
            shown = filled(told, now=show_both(now_), n=len(beside.peers), middle=show_both(middle))
            yield Doubt("factor-peers", indicator.code, shown)


FIGURE, NUMERATOR, DENOMINATOR = Say("Angka", "Figure"), Say("Pembilang", "Numerator"), Say("Penyebut", "Denominator")


def _parts(indicator: Indicator, now: Any, last: Any) -> Iterator[tuple[Say, Fraction, Fraction]]:
    here, then = figure(indicator, now), figure(indicator, last)
    if here is not None and then is not None:
        yield FIGURE, here, then
    if isinstance(now, Quotient) and isinstance(last, Quotient):
        yield DENOMINATOR, Fraction(now.denominator), Fraction(last.denominator)
        yield NUMERATOR, Fraction(now.numerator), Fraction(last.numerator)


def factor(now: Fraction, then: Fraction) -> int:
    """Return 10, 100 or 1000 when one number is nearly so many times the other, else 0."""
    if now * then <= 0:
        return 0
    ratio = max(now / then, then / now)
    return next((one for one in FACTORS if abs(ratio / one - 1) <= NEAR), 0)


def changed(now: Fraction, then: Fraction) -> bool:
    """Tell whether a number grew or shrank more than `CHANGE_TIMES`; from nothing, every growth is possible."""
    if then == 0:
        return False
    ratio = now / then
    return ratio > CHANGE_TIMES or ratio < 1 / CHANGE_TIMES


def _shape(indicator: Indicator, answer: Answer, period_end: date) -> Iterator[Doubt]:
    scoring, value = indicator.scoring, answer.value
    if isinstance(scoring, Checklist) and isinstance(value, Ticked) and value.items:
        short = [item.title for item in scoring.items if item.required and item.code not in value.items]
        if short:
            text = Say("Belum terpenuhi: {items}.", "Does not hold: {items}.")
            yield Doubt("required-missing", indicator.code, filled(text, items=_plain("; ".join(short))))
    if isinstance(scoring, Document) and isinstance(value, Paper) and paper_step(value, period_end.isoformat()) == 1:
        text = Say("Berlaku {start} sampai {end}.", "Valid from {start} to {end}.")
        yield Doubt("document-invalid", indicator.code, filled(text, **_period(value)))


def _proofs(indicator: Indicator, proofs: Sequence[Proof], period_end: date) -> Iterator[Doubt]:
    if not proofs:
        yield Doubt("no-evidence", indicator.code, Say("Belum ada bukti.", "There is no evidence yet."))
    tests: Mapping[str, Callable[[Proof], bool]] = {
        "evidence-expired": lambda proof: proof.expires is not None and proof.expires < period_end,
        "evidence-later": lambda proof: proof.effective_from is not None and proof.effective_from > period_end,
        "same-file": lambda proof: proof.used_by_others,
    }
    for rule, test in tests.items():
        if found := [proof.number for proof in proofs if test(proof)]:
            yield Doubt(rule, indicator.code, Say(f"Bukti {', '.join(found)}.", f"Evidence {', '.join(found)}."))


def _period(paper: Paper) -> dict[str, Say]:
    dates = {"start": paper.valid_from, "end": paper.valid_until}
    return {name: _day(text) if text else Say("tanpa batas", "without limit") for name, text in dates.items()}


def _day(text: str) -> Say:
    on = date.fromisoformat(text)
    return Say(day(on, "id"), day(on, "en"))


def _span(span: Span) -> Say:
    ends = [("dari", "from", span.from_), ("sampai", "to", span.to)]
    told = [(id_, en, show_both(end)) for id_, en, end in ends if end is not None]
    return Say(" ".join(f"{i} {n.id}" for i, _, n in told), " ".join(f"{e} {n.en}" for _, e, n in told))


def _plain(words: str) -> str:
    short = " ".join(words.split())
    return short if len(short) <= 160 else f"{short[:159]}…"


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
