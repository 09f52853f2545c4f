"""The content of the summary of all cities, as the plain data its template lays out."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kotaham.core.numbers import show
from kotaham.report import pictures
from kotaham.report.charts import ON_SHADE, SHADES, Spec
from kotaham.report.method import make_method
from kotaham.report.overview import make_overview
from kotaham.report.print_words import print_word
from kotaham.report.printing import Drawing, drawing
from kotaham.report.rapor import Data, in_header, one_rule, shared_data, told_rule
from kotaham.report.reading import Reading
from kotaham.report.run import Run
from kotaham.report.tile_map import tile_map
from kotaham.report.tiles import load_tiles
from kotaham.report.view import CityRow, Overview, ProvinceRow, Refusal, RightSummary

MOST_REFUSED = 30  # the pack holds them all
PROVINCES = 24  # as many as fit below each other on a page


def national_data(run: Run, lang: str) -> Data:
    """Return what the template of the summary needs."""
    reading = Reading(run, "en" if lang == "en" else "id")
    overview = make_overview(reading)
    method = make_method(reading)
    data = shared_data(reading, overview, method)
    data["rules"] += [told_rule(one, reading.instrument.nature) for one in one_rule(method.bonus)]
    return data | _head(reading, overview) | _pictures(reading, overview) | _tables(reading, overview)


def _head(reading: Reading, overview: Overview) -> Data:
    return {
        "title": print_word("national_title", reading.lang, title=overview.title),
        "name": overview.title.strip() or overview.reference,
        "under-name": f"{overview.reference} · {reading.word('period')} {overview.period}",
        "header": in_header(print_word("national_title", reading.lang, title=overview.title), overview),
        "summary": overview.summary,
        "facts": [
            {"label": one.label, "value": one.value, "note": one.note, "long": len(one.value) > 9}
            for one in overview.facts
        ],
    }


def _pictures(reading: Reading, overview: Overview) -> Data:
    lang = reading.lang
    absent = "" if {city.code for city in overview.cities} >= set(load_tiles()) else reading.word("map_absent")
    return {
        "distribution": _drawn(
            [pictures.side_by_side(overview, pictures.WIDE) or pictures.distribution(overview, pictures.WIDE, lang)],
            print_word("distribution_alt", lang),
        ),
        "by-right": _drawn([pictures.by_right(overview, pictures.WIDE, lang)], print_word("rights_alt", lang)),
        "by-right-about": reading.word("by_right_about"),
        "by-province": _drawn(list(_provinces_in_parts(reading, overview)), print_word("provinces_alt", lang)),
        "by-province-about": reading.word("by_province_predicates" if overview.has_predicates else "by_province_about"),
        "distribution-title": reading.word("side_by_side") if overview.few else print_word("distribution", lang),
        "distribution-about": _about_totals(reading, overview),
        "levels-title": print_word("predicates" if overview.has_predicates else "groups", lang),
        "levels-about": "" if overview.has_predicates else _no_predicates(reading, overview),
        "has-reach": overview.has_predicates,
        "levels": [
            {
                "title": one.title,
                "number": str(one.number) if one.number else "",
                "shade": SHADES[one.shade],
                "ink": ON_SHADE[one.shade],
                "reach": one.reach,
                "count": reading.count(one.count),
                "share": one.share,
            }
            for one in reversed(overview.levels)
            if one.count or one.number
        ],
        "map": _map(overview),
        "map-width": _map_width(overview),
        "map-about": f"{reading.word('map_about')} {absent}".strip(),
        "map-alt": print_word("map_alt", lang, n=reading.count(len(overview.cities))),
    }


def _about_totals(reading: Reading, overview: Overview) -> str:
    if overview.few:
        return reading.word("side_by_side_about" if overview.has_predicates else "side_by_side_plain")
    width = overview.bins[0].high - overview.bins[0].low if overview.bins else Fraction(0)
    return print_word("distribution_about", reading.lang, n=show(width, lang=reading.lang))


def _drawn(specs: Sequence[Spec | None], alternative: str) -> list[Data]:
    """Draw the specifications of the page; each part of a tall picture says that its figures stand in the table."""
    return [{"drawn": drawing(spec), "alt": alternative} for spec in specs if spec is not None]


def _provinces_in_parts(reading: Reading, overview: Overview) -> Iterator[Spec | None]:
    for start in range(0, len(overview.provinces), PROVINCES):
        part = slice(start, start + PROVINCES)
        yield pictures.by_province(overview, pictures.WIDE, reading.lang, part)


def _map(overview: Overview) -> Drawing:
    """Return the tile map as SVG in the font of the document; empty when there is none."""
    spec = tile_map(overview)
    return Drawing("" if spec is None else drawing(spec))


def _map_width(overview: Overview) -> float:
    """Return the share of the page the map takes; one of few tiles is not blown up."""
    spec = tile_map(overview)
    return 0 if spec is None else min(1.0, spec["width"] / pictures.WIDE)


def _no_predicates(reading: Reading, overview: Overview) -> str:
    why = reading.word("no_predicates", why=overview.none_because).strip()
    return f"{why} {reading.word('levels_are_ours')}"


def _tables(reading: Reading, overview: Overview) -> Data:
    rights = [one for one in overview.rights if not one.hole]
    kept = [at for at, one in enumerate(overview.rights) if not one.hole]
    return {
        "rights": [_right(reading, one) for one in overview.rights],
        "provinces": [_province(reading, one) for one in overview.provinces],
        "level-titles": [level.title for level in overview.levels],
        "by-predicate": _by_predicate(reading, overview) if overview.has_predicates else [],
        "right-titles": [one.title for one in rights],
        "outcome-head": print_word("predicate", reading.lang) if overview.has_predicates else "",
        "wide": len(rights) + 2 * overview.has_predicates > 4,
        "few": overview.few,
        "cities": [_city(one, kept) for one in overview.ranked],
        "refused": _refused(reading, overview.refused),
    }


def _right(reading: Reading, right: RightSummary) -> Data:
    return {
        "title": right.title,
        "hole": right.hole,
        "half": f"{right.first.text} – {right.third.text}",
        "median": right.median.text,
        "range": f"{right.low.text} – {right.high.text}",
        "count": reading.count(right.scored),
    }


def _province(reading: Reading, province: ProvinceRow) -> Data:
    return {
        "name": province.name,
        "scored": print_word(
            "scored_of", reading.lang, n=reading.count(province.scored), all=reading.count(province.cities)
        ),
        "mean": province.mean.text,
        "range": f"{province.low.text} – {province.high.text}",
    }


def _by_predicate(reading: Reading, overview: Overview) -> list[Data]:
    return [{"name": one.name, "counts": [reading.count(n) for n in one.counts]} for one in overview.provinces]


def _city(city: CityRow, kept: list[int]) -> Data:
    return {
        "rank": city.rank_text,
        "code": city.code,
        "name": city.name,
        "province": city.province,
        "total": city.total.text,
        "outcome": city.outcome,
        "rights": [city.rights[at].text for at in kept],
    }


def _refused(reading: Reading, refused: tuple[Refusal, ...]) -> list[Data]:
    lang = reading.lang
    told = [
        {
            "title": print_word("refused_row", lang, row=one.row, name=one.name, code=one.code),
            "text": " ".join(one.reasons),
        }
        for one in refused[:MOST_REFUSED]
    ]
    rest = len(refused) - len(told)
    more = [{"title": print_word("refused_more", lang, n=reading.count(rest)), "text": ""}] if rest else []
    return told + more
