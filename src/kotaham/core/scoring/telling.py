"""Answers, figures and steps in words, in both languages."""

from datetime import date
from fractions import Fraction
from typing import Any

from kotaham.core.dates import day
from kotaham.core.facts import Answer, Chosen, Given, Paper, Quotient, Ticked
from kotaham.core.instrument.kinds import Band, Bands, Checklist, Choice, Direct, Document, Ratio, YesNo
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show

YES, NO = Say("ya", "yes"), Say("tidak", "no")
PAPER = (
    Say("ada dan berlaku", "present and valid"),
    Say("ada, tetapi di luar masa berlaku pada akhir periode", "present, but not valid at the end of the period"),
    Say("tidak ada", "absent"),
)


def tell_band(band: Band, lang: Lang = "id") -> str:
    """Tell the reach of a band: `mulai 111 sampai 140`, `di atas 9`, `tepat 0`."""
    words = {
        "id": ("mulai", "di atas", "sampai", "sampai kurang dari", "tepat", "sampai", "di bawah", "semua angka"),
        "en": ("from", "above", "to", "to less than", "exactly", "up to", "below", "any value"),
    }[lang]
    ends = (band.from_, band.above, band.to, band.below, band.exactly)
    low_open = band.from_ is None and band.above is None
    told = (*words[:2], *(words[5:7] if low_open else words[2:4]), words[4])
    parts = [f"{word} {show(end, lang=lang)}" for word, end in zip(told, ends, strict=True) if end is not None]
    return " ".join(parts) or words[7]


def tell_answer(indicator: Indicator, answer: Answer, lang: Lang = "id") -> str:
    """Tell what was answered, as it was given."""
    scoring, value = indicator.scoring, answer.value
    match value:
        case None:
            return answer.reason
        case bool():
            return (YES if value else NO).text(lang)
        case Quotient():
            return f"{show(value.numerator, lang=lang)} / {show(value.denominator, lang=lang)}"
        case Chosen():
            titles = {one.code: one.title for one in scoring.options} if isinstance(scoring, Choice) else {}
            return titles.get(value.option, value.option)
        case Ticked():
            return _tell_ticked(indicator, value, lang)
        case Paper():
            return _tell_paper(value, lang)
        case Given():
            return f"{show(value.points, lang=lang)}" + (f" ({value.reason})" if value.reason else "")
        case _:
            return _with_unit(show(value, lang=lang), indicator)


def tell_reckoning(indicator: Indicator, answer: Answer, lang: Lang = "id") -> str:
    """Tell an answer as the sum that gives its figure: `1 / 412 x 100.000`; like `tell_answer` for other kinds."""
    told, scoring = tell_answer(indicator, answer, lang), indicator.scoring
    if isinstance(answer.value, Quotient) and isinstance(scoring, Ratio) and scoring.per != 1:
        return f"{told} × {show(scoring.per, lang=lang)}"
    return told


def _tell_ticked(indicator: Indicator, value: Ticked, lang: Lang) -> str:
    items = indicator.scoring.items if isinstance(indicator.scoring, Checklist) else ()
    held = [item.title for item in items if item.code in value.items]
    count = Say("{n} dari {all} butir", "{n} of {all} {all:item|items}").text(lang, n=len(held), all=len(items))
    return f"{count}: {'; '.join(held)}" if held else count


def _tell_paper(value: Paper, lang: Lang) -> str:
    if not value.present:
        return PAPER[2].text(lang)
    words = {"id": ("ada", "sejak", "sampai"), "en": ("present", "from", "until")}[lang]
    ends = zip(words[1:], (value.valid_from, value.valid_until), strict=True)
    dates = [f"{word} {day(date.fromisoformat(text), lang)}" for word, text in ends if text]
    return " ".join([words[0], *dates])


def _with_unit(number: str, indicator: Indicator) -> str:
    unit = indicator.unit
    return number if unit in (None, "unknown") else f"{number} {unit}"


def tell_figure(indicator: Indicator, figure: Fraction, lang: Lang = "id") -> str:
    """Tell the figure that was judged; four decimals where it does not end."""
    shown = show(figure, lang=lang)
    return (
        Say("{n} butir", "{n} {n:item|items}").text(lang, n=shown)
        if isinstance(indicator.scoring, Checklist)
        else shown
    )


def tell_step(indicator: Indicator, step: int, lang: Lang = "id") -> str:
    """Tell the step an answer earned its points by: the band, option, yes/no or state of the document."""
    scoring: Any = indicator.scoring
    match scoring:
        case Bands() | Ratio() | Checklist():
            return tell_band(scoring.bands[step], lang)
        case YesNo():
            return (YES, NO)[step].text(lang)
        case Choice():
            return str(scoring.options[step].title)
        case Document():
            return PAPER[step].text(lang)
        case Direct():
            return str(scoring.criteria)
    return ""
