"""An instrument told in plain lines: what it judges, by which rules, and what nobody knows about it."""

from collections.abc import Iterator

from kotaham.core.instrument.kinds import (
    Band,
    Bands,
    Checklist,
    Choice,
    Claim,
    Direct,
    Document,
    NotKnown,
    Option,
    Ratio,
    YesNo,
)
from kotaham.core.instrument.model import Bonus, Indicator, Instrument, Nature
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show
from kotaham.core.scoring.telling import PAPER, tell_band
from kotaham.core.scoring.words import CERTAINTY, GAP_RULES, METHODS, MISSING_RULES, NOT_APPLICABLE_RULES, how_sure

KINDS = {
    "bands": Say("angka yang dibaca menurut rentang", "a number read on bands"),
    "ratio": Say(
        "pembilang / penyebut x {per}, dibaca menurut rentang", "numerator / denominator x {per}, read on bands"
    ),
    "yes_no": Say("ya atau tidak", "yes or no"),
    "choice": Say("satu pilihan", "one option"),
    "checklist": Say("berapa butir yang terpenuhi", "how many items hold"),
    "document": Say("dokumen ada dan berlaku", "a document present and valid"),
    "direct": Say("poin dari penelaah", "points given by a reviewer"),
    "unknown": Say("cara penilaian belum diketahui", "way of scoring not known"),
}
NOT_KNOWN = Say("belum diketahui", "not known")


def method_lines(instrument: Instrument, lang: Lang = "id") -> Iterator[str]:
    """Tell an instrument (already in the language wanted) line by line."""
    yield f"{instrument.title} ({instrument.id}@{instrument.version})"
    if instrument.notice:
        yield instrument.notice
    if instrument.about:
        yield instrument.about
    for basis in instrument.legal_basis:
        gazette = f", {basis.gazette}" if basis.gazette and basis.gazette != "unknown" else ""
        yield f"- {basis.title}{gazette}{sure(basis, instrument.nature, lang)}"
    yield from _rules(instrument, lang)
    for group in instrument.groups:
        yield ""
        yield f"{group.title} ({group.code})" + (f": {group.hole}" if group.hole else "")
        for indicator in instrument.known_indicators:
            if indicator.group == group.code:
                yield from indicator_lines(indicator, lang, instrument.nature)
    yield ""
    count = len(unknowns(instrument))
    yield Say("{n} hal belum diketahui.", "{n} {n:thing is|things are} not known.").text(lang, n=count)


def sure(claim: Claim, nature: Nature, lang: Lang) -> str:
    """Tell how sure we are of a claim, in brackets; nothing for the rules of an example."""
    told = how_sure(claim.certainty, nature, lang)
    return f" [{told}]" if told else ""


def formula(instrument: Instrument, lang: Lang) -> str:
    """Tell the formula of the total."""
    points = ", ".join(
        f"{one.title} {'?' if one.points is None or one.points == 'unknown' else show(one.points, lang=lang)}"
        for one in instrument.elements
    )
    return METHODS[instrument.aggregation.method].text(lang, scale=show(instrument.scale, lang=lang), elements=points)


def _rules(instrument: Instrument, lang: Lang) -> Iterator[str]:
    rules, predicates, nature = instrument.policies, instrument.predicates, instrument.nature
    head = Say("Rumus: {f}{sure}", "Formula: {f}{sure}")
    yield head.text(lang, f=formula(instrument, lang), sure=sure(instrument.aggregation, nature, lang))
    yield f"- {MISSING_RULES[rules.missing.rule].text(lang)}{sure(rules.missing, nature, lang)}"
    applicable = NOT_APPLICABLE_RULES[rules.not_applicable.rule]
    yield f"- {applicable.text(lang)}{sure(rules.not_applicable, nature, lang)}"
    yield f"- {GAP_RULES[rules.gap.rule].text(lang)}{sure(rules.gap, nature, lang)}"
    for level in predicates.levels:
        start = Say("mulai {n}", "from {n}").text(lang, n=show(level.from_, lang=lang))
        yield f"- {level.title}: {start}{sure(level, nature, lang)}"
    if predicates.below:
        below = NOT_KNOWN.text(lang) if predicates.below == "unknown" else predicates.below
        yield Say("- di bawahnya: {b}", "- below that: {b}").text(lang, b=below)
    if predicates.none_because:
        yield predicates.none_because
    for gate in instrument.gates:
        yield Say("- syarat: {t}{s}", "- gate: {t}{s}").text(lang, t=gate.title, s=sure(gate, nature, lang))
    yield from _bonus(instrument, lang)


def _bonus(instrument: Instrument, lang: Lang) -> Iterator[str]:
    if instrument.bonus == "unknown":
        note = instrument.bonus_note or NOT_KNOWN.text(lang)
        yield Say("- nilai tambah: {n}", "- bonus: {n}").text(lang, n=note)
    if isinstance(instrument.bonus, Bonus):
        cap = show(instrument.bonus.cap, lang=lang)
        yield Say("- nilai tambah paling banyak {n}", "- bonus of at most {n}").text(lang, n=cap)
        for item in instrument.bonus.items:
            yield f"  {item.code} {item.title}: {show(item.max_points, lang=lang)}"


def indicator_lines(indicator: Indicator, lang: Lang, nature: Nature = "regulation") -> Iterator[str]:
    """Tell one indicator: title, unit, owners, kind and steps."""
    yield f"  {indicator.code} {indicator.title}{sure(indicator, nature, lang)}"
    scoring = indicator.scoring
    per = show(scoring.per, lang=lang) if isinstance(scoring, Ratio) else ""
    unit = f"; {indicator.unit}" if indicator.unit not in (None, "unknown") else ""
    yield f"    {KINDS[scoring.kind].text(lang, per=per)}{unit}"
    for line in (*_asked(indicator, lang), *steps(indicator, lang)):
        yield f"    {line}"
    sources = [text for text in (indicator.article, indicator.source) if text]
    if sources:
        yield Say("    sumber: {s}", "    source: {s}").text(lang, s="; ".join(sources))
    if indicator.note:
        yield Say("    catatan: {n}", "    note: {n}").text(lang, n=indicator.note)


def _asked(indicator: Indicator, lang: Lang) -> Iterator[str]:
    """Tell what an answer consists of: numerator and denominator, or the items of a checklist."""
    scoring = indicator.scoring
    if isinstance(scoring, Ratio):
        said = Say("pembilang: {n}; penyebut: {d}", "numerator: {n}; denominator: {d}")
        yield said.text(lang, n=scoring.numerator, d=scoring.denominator)
    if isinstance(scoring, Checklist):
        required = Say("wajib", "required").text(lang)
        for item in scoring.items:
            yield f"- {item.title}" + (f" ({required})" if item.required else "")
        if any(item.required for item in scoring.items):
            said = Say(
                "tanpa butir wajib paling banyak {p} poin", "without a required item at most {p} {p:point|points}"
            )
            yield said.text(lang, p=show(scoring.without_required, lang=lang))


def steps(indicator: Indicator, lang: Lang) -> list[str]:
    """Tell how an indicator earns points, one line per step."""
    scoring = indicator.scoring
    points = Say("{reach} = {p} poin", "{reach} = {p} {p:point|points}")
    match scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands):
            pairs = [(tell_band(band, lang), band.points) for band in bands]
        case YesNo():
            pairs = [(Say("ya", "yes").text(lang), scoring.yes), (Say("tidak", "no").text(lang), scoring.no)]
        case Choice(options=options):
            pairs = [(option.title, option.points) for option in options]
        case Document():
            values = (scoring.valid, scoring.invalid, scoring.absent)
            pairs = [(paper.text(lang), value) for paper, value in zip(PAPER, values, strict=True)]
        case Direct():
            reach = f"{show(scoring.from_, lang=lang)} - {show(scoring.to, lang=lang)}"
            return [f"{reach}: {scoring.criteria}"]
        case NotKnown():
            return []
    told = ["?" if value == "unknown" else show(value, lang=lang) for _, value in pairs]
    sure_of = _own_certainties(indicator, lang) or [""] * len(pairs)
    lines = [points.text(lang, reach=pair[0], p=value) for pair, value in zip(pairs, told, strict=True)]
    return [line + own for line, own in zip(lines, sure_of, strict=True)]


def _own_certainties(indicator: Indicator, lang: Lang) -> list[str]:
    """Tell where a band or option is less (or more) certain than its indicator; empty strings where it is not."""
    scoring = indicator.scoring
    parts: tuple[Band | Option, ...] = ()
    if isinstance(scoring, Bands | Ratio | Checklist):
        parts = scoring.bands
    elif isinstance(scoring, Choice):
        parts = scoring.options
    own = [part.certainty if part.certainty not in (None, indicator.certainty) else None for part in parts]
    return [f" [{CERTAINTY[one].text(lang)}]" if one else "" for one in own]
