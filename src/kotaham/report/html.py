"""Write the report as HTML that stands on its own: no network, no other file, readable without its script."""

import base64
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kotaham import __version__
from kotaham.core.language import Lang
from kotaham.core.numbers import plain
from kotaham.core.scoring.explain import told_html
from kotaham.report import pictures
from kotaham.report.charts import ACCENT, HATCHES, MUTED, ON_SHADE, SHADES, TRACK, BarTemplate, Spec, svg
from kotaham.report.city import make_city
from kotaham.report.inlined import framed
from kotaham.report.method import make_method
from kotaham.report.overview import make_overview
from kotaham.report.reading import Reading
from kotaham.report.run import Run
from kotaham.report.tile_map import tile_map
from kotaham.report.view import Amount, CityPage, Overview
from kotaham.report.words import word

# An answer takes some 1.1 kB: above this many a single file becomes too heavy (10 MB); cities then get their own.
MOST_ROWS = 8_000
FOLDER = "kota"
_KIND = re.compile('<li class="told-[^"]*">')


def write_html(path: Path, run: Run, lang: Lang) -> None:
    """Write the report; with very many answers also `kota/<code>.html` beside it, one page a city."""
    book = _Book(run, lang)
    if book.paged:
        folder = path.parent / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for anchor, text in book.city_files(path.name):
            (folder / f"{anchor}.html").write_text(text, encoding="utf-8")
    path.write_text(book.report(), encoding="utf-8")


class _Book:
    """Makes the pages of one run."""

    def __init__(self, run: Run, lang: Lang) -> None:
        self.lang: Lang = lang
        self.reading = Reading(run, lang)
        self.overview = make_overview(self.reading)
        self.paged = len(self.reading.results) * len(self.reading.indicators) > MOST_ROWS
        self.env = _environment(self.reading)
        self.template: BarTemplate | None = None

    def report(self) -> str:
        """Make the report itself."""
        menu = [("#ringkasan", "overview"), ("#daerah", "cities"), ("#metode", "method")]
        return self.page(
            "report.html.j2",
            self.overview.title,
            menu,
            cities=[] if self.paged else list(self.cities("")),
            pics=_pictures(self.overview, self.lang),
            tables=_tables(self.reading, self.overview),
            map_has_gaps=_map_has_gaps(self.overview),
            m=make_method(self.reading),
            link=(lambda anchor: f"{FOLDER}/{anchor}.html") if self.paged else (lambda anchor: f"#{anchor}"),
        )

    def city_files(self, report: str) -> Iterator[tuple[str, str]]:
        """Make the page of every city as a file of its own."""
        menu = [(f"../{report}#ringkasan", "overview"), (f"../{report}#daerah", "cities")]
        menu.append((f"../{report}#metode", "method"))
        pages = self.cities(f"../{report}")
        for anchor, name, body in zip(self.reading.anchors, self.names(), pages, strict=True):
            yield anchor, self.page("city_page.html.j2", f"{name} · {self.overview.title}", menu, city=body)

    def names(self) -> list[str]:
        """Return the names of the subjects."""
        return [str(result["name"]) for result in self.reading.results]

    def page(self, template: str, title: str, menu: list[tuple[str, str]], **values: Any) -> str:
        """Make a whole page."""
        style, script = _asset("report.css"), _asset("report.js")
        return self.env.get_template(template).render(
            page_title=title,
            menu=[(href, self.reading.word(key)) for href, key in menu],
            o=self.overview,
            paged=self.paged,
            version=__version__,
            style=_trusted(style),
            script=_trusted(script),
            style_hash=_digest(style),
            script_hash=_digest(script),
            **values,
        )

    def cities(self, home: str) -> Iterator[Markup]:
        """Make the parts of all cities."""
        template = self.env.get_template("city.html.j2")
        for index in range(len(self.reading.results)):
            page = make_city(self.reading, index, self.overview)
            told = _trusted(_KIND.sub("<li>", told_html(page.told)))
            picture = self.picture(page)
            yield _tight(template.render(c=page, o=self.overview, told=told, picture=picture, home=home))

    def picture(self, page: CityPage) -> Markup:
        """Draw the rights of a city; the first city draws the template that all share."""
        rows = pictures.right_rows(page, self.overview, self.lang)
        if self.template is None:
            self.template = pictures.rights_template(rows)
        drawn = self.template.fill([(row.share, row.text) for row in rows])
        return framed(drawn, pictures.told_rows(self.reading.word("rights_of"), rows), "")


def _environment(reading: Reading) -> Environment:
    env = Environment(
        loader=PackageLoader("kotaham.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    env.globals |= {
        "t": reading.word,
        "lang": reading.lang,
        "count": reading.count,
        "plain": lambda amount: "" if amount.value is None else plain(Fraction(round(amount.value, 9))),
        "twentieth": _twentieth,
        "meter": _meter(reading.instrument.scale),
        "shades": SHADES,
        "inks": ON_SHADE,
        "hatches": HATCHES,
        "line": MUTED,
    }
    return env


def _twentieth(share: Fraction | None) -> int:
    """Return a share in twentieths, for the classes of the style sheet."""
    return 0 if share is None else round(min(max(share, Fraction(0)), Fraction(1)) * 20)


def _meter(scale: Fraction) -> Callable[[Amount], Markup]:
    """Return a function that draws a small bar for a value."""

    def draw(amount: Amount) -> Markup:
        share = Fraction(0) if amount.value is None else amount.value / scale
        wide = f"{float(round(share * 100, 2)):g}"
        return Markup(
            '<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            '<line x2="100" y1="3" y2="3" stroke="{}" stroke-width="6"/>'
            '<line x2="{}" y1="3" y2="3" stroke="{}" stroke-width="6"/></svg>'
        ).format(TRACK, wide, ACCENT)

    return draw


def _trusted(text: str) -> Markup:
    """Take text that is markup already: our own files, or made by what escapes every word it is given."""
    return Markup(text)  # noqa: S704


# Quotation marks of users never stand in markup as such, so these are our own.
_QUOTED = re.compile(r'="([\w.-]+)"(?=[ >])')
_BETWEEN = re.compile(r">\n+<")


def _tight(markup: str) -> Markup:
    """Leave out quotation marks and line ends that HTML can do without: there is a page for every city."""
    return _trusted(_BETWEEN.sub("><", _QUOTED.sub(r"=\1", markup)))


@cache
def _asset(name: str) -> str:
    """Read a style sheet or script of the package, as it will stand in the page."""
    return (files("kotaham.report") / "data" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the source expression by which the content security policy allows an inline text."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _pictures(overview: Overview, lang: Lang) -> dict[str, Any]:
    """Draw the charts of the overview, each for wide and for narrow screens."""

    def both(draw: Callable[[int], Spec | None], title: str, wide: int = pictures.BROAD) -> list[Markup]:
        specs = ((draw(wide), "wide"), (draw(pictures.NARROW), "narrow"))
        return [framed(svg(spec), title, kind) for spec, kind in specs if spec is not None]

    drawn = tile_map(overview)
    return {
        "distribution": both(
            lambda width: pictures.distribution(overview, width, lang), word("distribution", lang), pictures.WIDE
        ),
        "side_by_side": both(
            lambda width: pictures.side_by_side(overview, width),
            word("side_by_side", lang),
            pictures.WIDE if overview.has_predicates else pictures.BROAD,
        ),
        "by_right": both(lambda width: pictures.by_right(overview, width, lang), word("by_right", lang)),
        "by_province": both(lambda width: pictures.by_province(overview, width, lang), word("by_province", lang)),
        "map": framed(svg(drawn), word("map", lang), "tiles", sized=True) if drawn else "",
    }


def _map_has_gaps(overview: Overview) -> bool:
    spec = tile_map(overview)
    return bool(spec and spec["layer"][0]["data"]["values"])


def _tables(reading: Reading, overview: Overview) -> dict[str, list[list[str]]]:
    """Return the figures of the charts as rows of text, the first row being the head."""
    say, count = reading.word, reading.count
    bins = [[say("range"), say("number_of")], *([one.label, count(one.count)] for one in overview.bins)]
    head = ("right", "with_total", "lowest", "first_quarter", "median", "third_quarter", "highest")
    rights = [[say(key) for key in head]]
    for one in overview.rights:
        amounts = (one.low, one.first, one.median, one.third, one.high)
        rights.append([one.title, count(one.scored), *(amount.text for amount in amounts)])
    return {"distribution": bins, "by_right": rights, "by_province": _province_table(reading, overview)}


def _province_table(reading: Reading, overview: Overview) -> list[list[str]]:
    say, count = reading.word, reading.count
    titles = [level.title for level in overview.levels] if overview.has_predicates else []
    rows = [[say(key) for key in ("province", "number_of", "with_total", "mean", "lowest", "highest")] + titles]
    for one in overview.provinces:
        amounts = [one.mean.text, one.low.text, one.high.text]
        counts = [count(number) for number in one.counts] if titles else []
        rows.append([one.name, count(one.cities), count(one.scored), *amounts, *counts])
    return rows
