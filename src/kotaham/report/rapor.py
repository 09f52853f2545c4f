"""The content of a report card: a page of one city as the plain data its template lays out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kotaham.core.instrument.kinds import Direct, Document
from kotaham.core.language import Lang
from kotaham.report import pictures
from kotaham.report.charts import BarTemplate
from kotaham.report.city import make_city
from kotaham.report.method import make_method
from kotaham.report.overview import make_overview
from kotaham.report.print_words import plain_words, print_word
from kotaham.report.printing import in_our_font, shown
from kotaham.report.reading import NOT_APPLICABLE, Reading
from kotaham.report.run import Run
from kotaham.report.view import CityPage, IndicatorRow, Ladder, MethodPage, Overview, RightRow, Rule, Step
from kotaham.report.words import word

Data = dict[str, Any]
HEX = re.compile("[0-9a-f]{64}")
HEADER = 118  # characters that fit on one line of the header; it has two, shared with the notices
EDGE = 0.06  # keeps the wedge over its own step
ROOM_FOR_LABELS = 130  # characters that fit beside each other on one ladder
NOTE = 56  # characters of code and unit beside the title of an indicator
CAN_RISE = frozenset({"scored", "missing"})  # what lacks a rule rises by a legal text, not by what a city does


class Rapors:
    """Makes the content of report cards of one run; what all of them share is made once."""

    def __init__(self, run: Run, lang: str) -> None:
        """Take the run and the language of the reader."""
        self.reading = Reading(run, "en" if lang == "en" else "id")
        self.overview = make_overview(self.reading)
        self.shared = shared_data(self.reading, self.overview, make_method(self.reading))
        others = _about_others(self.reading, self.overview)
        self.cautions = [one for one in self.shared["cautions"] if one != others]
        self.holes = {group.code for group in run.told_in.groups if group.hole}
        self.total_picture = pictures.total_template(self.overview, self.reading.lang)
        self.rights_picture: BarTemplate | None = None
        self.thresholds = _thresholds(self.reading)
        self.ranks = Counter(city.rank for city in self.overview.cities if city.rank is not None)

    def data(self, index: int) -> Data:
        """Return what the template needs for the subject at `index` in the order of the record."""
        lang = self.reading.lang
        page = make_city(self.reading, index, self.overview)
        scale = page.scale.text
        many = len(self.overview.cities) > 1
        about = print_word("rights_about" if many else "rights_about_one", lang, scale=scale)
        return self.shared | {
            "title": print_word("rapor_title", lang, name=page.name, title=self.overview.title),
            "kind": f"{print_word('rapor', lang)} · {self.overview.title}",
            "under-name": " · ".join(part for part in (page.code, page.province, self.overview.period) if part),
            "header": in_header(f"{page.name} · {self.overview.title}", self.overview),
            "out-of": self.reading.word("out_of", n=scale) if page.total.value is not None else "",
            "rights-about": about,
            "detail": any(right.indicators for right in page.rights),
            "cautions": self.cautions,
            "thresholds": self.thresholds,
            "page": self._page(page, index, many)
            | self._pictures(page)
            | self._rank(self.reading.results[index]["rank"]),
        }

    def _pictures(self, page: CityPage) -> Data:
        """Fill in the charts of a city, the same as on its page; the first city draws what all share."""
        rows = pictures.right_rows(page, self.overview, self.reading.lang)
        if self.rights_picture is None:
            named = [replace(row, label=shown(row.label)) for row in rows]
            self.rights_picture = pictures.rights_template(named)
        drawn = self.rights_picture.fill([(row.share, row.text) for row in rows])
        total = pictures.share(page.total, self.overview)
        bar = "" if total is None else self.total_picture.fill([(total, page.scale.text)])
        values = {"n": page.total.text, "scale": page.scale.text}
        return {
            "rights-picture": in_our_font(drawn),
            "rights-alt": pictures.told_rows(self.reading.word("rights_of"), rows),
            "total-picture": in_our_font(bar),
            "total-alt": print_word("total_alt", self.reading.lang, **values),
        }

    def _page(self, page: CityPage, index: int, many: bool) -> Data:
        lang = self.reading.lang
        return {
            "name": page.name.strip() or page.code.strip() or "–",
            "headline": page.headline,
            "total": page.total.text if page.total.value is not None else print_word("no_total", lang),
            "outcome": page.outcome or print_word("no_predicate", lang),
            "outcome-note": self._withheld(index) or self._next_level(page),
            "why-none": page.why_none,
            "gates": [f"{gate.title.rstrip('.')}. {gate.text}" for gate in page.gates],
            "bonus": page.bonus,
            "rights": [self._right(right, many) for right in page.rights],
            "without": [f"{one.title}: {one.why}." for one in page.rights if one.why and one.code not in self.holes],
            "lift": [self._lift(row) for row in most_to_gain(page)],
            "missing": _missing(page),
        }

    def _rank(self, rank: int | None) -> Data:
        lang, count = self.reading.lang, self.reading.count
        if rank is None:
            return {"rank": "–", "rank-note": print_word("no_rank", lang)}
        others = self.ranks[rank] - 1
        key = "rank_tied" if others else "rank_of"
        return {"rank": count(rank), "rank-note": print_word(key, lang, all=count(self.ranks.total()), n=count(others))}

    def _withheld(self, index: int) -> str:
        """Name the predicates whose threshold was reached but whose conditions were not."""
        titles = ", ".join(self.reading.titles[code] for code in self.reading.results[index]["verdict"]["withheld"])
        return print_word("withheld", self.reading.lang, titles=titles) if titles else ""

    def _next_level(self, page: CityPage) -> str:
        """Tell how much is short of the next predicate, in full where rounding would show zero."""
        total = page.total.value
        levels = sorted(self.reading.instrument.predicates.levels, key=lambda level: level.from_)
        above = [level for level in levels if total is not None and level.from_ > total]
        if total is None or not above:
            return ""
        short = above[0].from_ - total
        shown = self.reading.score(short)
        text = shown.text if any(digit in shown.text for digit in "123456789") else self.reading.short(short)
        return print_word("next_level", self.reading.lang, n=text, title=above[0].title)

    def _right(self, right: RightRow, many: bool) -> Data:
        median = right.median
        shown = print_word("median", self.reading.lang, n=median.text) if many and median.value is not None else ""
        return {
            "title": right.title,
            "value": right.value.text,
            "median": shown,
            "indicators": [self._indicator(row) for row in right.indicators],
        }

    def _indicator(self, row: IndicatorRow) -> Data:
        reading = self.reading
        applies = row.state != NOT_APPLICABLE
        key = "points_none" if row.points.value is None else "points_of"
        points = reading.word(key, n=row.points.text, most=row.most.text) if applies else row.state_text
        return {
            "title": row.title,
            "note": in_one_line(" · ".join(part for part in (row.code, row.unit) if part), NOTE),
            "points": points,
            "ladder": _ladder(row.ladder, reading.lang) if applies else None,
            "chosen": self._chosen(row),
            "items": [
                {"title": item.title, "held": item.held, "state": self._item_state(item.held, item.required)}
                for item in row.items
                if applies
            ],
            "stands": self._stands(row),
            "adds": self._adds(row),
            "proof": self._proof(row) if applies else "",
            "marks": list(row.marks),
        }

    def _item_state(self, held: bool | None, required: bool) -> str:
        """Tell what the sign before an item does not: that it is required, that it does not hold."""
        words = [word for word, said in (("required", required), ("not_held", held is False)) if said]
        return f"({', '.join(map(self.reading.word, words))})" if words else ""

    def _stands(self, row: IndicatorRow) -> str:
        """Tell the answer and where it stands, or the state when it was not judged."""
        if row.state == "scored" and row.ladder is None:
            return f"{self.reading.word('answer')}: {row.answer}"
        if row.state == "scored" and not _as_strip(row.ladder):
            return ""  # the list of steps tells it
        if row.state in ("scored", "in_gap") and row.ladder is not None:
            reckoning = f"{row.answer} = " if row.figure else ""
            return f"{reckoning}{row.ladder.sentence}"
        return f"{row.state_text[:1].upper()}{row.state_text[1:]}" + (f": {row.answer}" if row.answer else "")

    def _chosen(self, row: IndicatorRow) -> str:
        """Tell that a step of a list is the answer; of a document with its dates."""
        is_paper = isinstance(self.reading.indicators[row.code].scoring, Document)
        dates = row.answer.removeprefix(self.reading.word("paper_here")).strip() if is_paper else ""
        dated = dates and dates != row.answer
        return print_word("chosen_dated" if dated else "chosen", self.reading.lang, dates=dates)

    def _proof(self, row: IndicatorRow) -> str:
        """Tell by what a reviewer judged, and what the city gave as evidence."""
        scoring = self.reading.indicators[row.code].scoring
        criteria = scoring.criteria.strip().rstrip(".") if isinstance(scoring, Direct) else ""
        parts = ((print_word("criteria", self.reading.lang), criteria), (self.reading.word("evidence"), row.evidence))
        return " · ".join(f"{label}: {text}" for label, text in parts if text)

    def _adds(self, row: IndicatorRow) -> str:
        if row.weight.value is None:
            return ""
        key = "adds" if row.given.value is not None else "adds_nothing_yet"
        return self.reading.word(key, given=row.given.text, weight=row.weight.text)

    def _lift(self, row: IndicatorRow) -> Data:
        lang = self.reading.lang
        if row.state == "missing":
            text = self._stands(row)
        else:
            now = print_word("lift_now", lang, points=row.points.text, most=row.most.text)
            best = self._best_step(row)
            text = f"{now} {print_word('lift_best', lang, step=best)}" if best else now
        gain = print_word("lift_gain", lang, n=self.reading.score(to_gain(row)).text)
        return {"title": f"{row.title} ({row.code})", "text": text, "gain": gain}

    def _best_step(self, row: IndicatorRow) -> str:
        """Tell the step with the most points, as the instrument has it."""
        steps = row.ladder.steps if row.ladder else ()
        best = next((one for one in steps if one.height == 1), None)
        unit = f" {row.unit}" if row.unit and row.ladder and row.ladder.numeric and not row.items else ""
        if best is None:
            scoring = self.reading.indicators[row.code].scoring
            return scoring.criteria.rstrip(".") if isinstance(scoring, Direct) else ""
        items = f" {self.reading.word('items').lower()}" if row.items else ""
        return f"{best.words}{unit}{items}"


def to_gain(row: IndicatorRow) -> Fraction:
    """Return what an answer could still add to the total: (most - points) x weight / most, exactly."""
    return (row.weight.value or Fraction(0)) - (row.given.value or Fraction(0))


def most_to_gain(page: CityPage, count: int = 3) -> list[IndicatorRow]:
    """Return the indicators that could still add most to the total, greatest first; ties in the instrument's order."""
    rows = (row for right in page.rights for row in right.indicators if row.state in CAN_RISE and to_gain(row) > 0)
    return sorted(rows, key=to_gain, reverse=True)[:count]


def shared_data(reading: Reading, overview: Overview, method: MethodPage) -> Data:
    """Return what every printed report of a run says: notices, cautions, rules, digests."""
    rules = [method.formula, *method.policies, *method.gates]
    return {
        "lang": reading.lang,
        "words": plain_words(reading.lang),
        "notices": [one for one in (overview.notice, overview.partial) if one],
        "footer": f"KotaHAM · {overview.reference} · {method_digest(reading)}",
        "cautions": _cautions(reading, overview),
        "rules": [told_rule(one, reading.instrument.nature) for one in rules],
        "digests": [{"name": name, "text": text, "hex": bool(HEX.fullmatch(text))} for name, text in method.digests],
        "recompute": list(method.recompute),
    }


def one_rule(bonus: Sequence[Rule]) -> list[Rule]:
    """Tell what gives a bonus, and how much there can be, as one rule."""
    if not bonus:
        return []
    items, whole = bonus[:-1], bonus[-1]
    listed = "; ".join(f"{one.name}: {one.text}" for one in items)
    return [replace(whole, text=f"{listed}. {whole.text}" if listed else whole.text)]


def method_digest(reading: Reading) -> str:
    """Return the first digits of the digest of the instrument, enough to tell versions apart at sight."""
    return f"SHA-256 {reading.run.record['instrument']['content_sha256'][:16]}"


def _missing(page: CityPage) -> list[Data]:
    """Tell what is missing; indicators that lack the same thing are told together."""
    by_text: dict[str, list[str]] = {}
    for code, title, text in page.todo:
        by_text.setdefault(text, []).append(f"{title} ({code})")
    return [{"title": "; ".join(titles), "text": text} for text, titles in by_text.items()]


def _cautions(reading: Reading, overview: Overview) -> list[str]:
    """Return the cautions of the overview, pointing to where a printed report has its list of what is unknown."""
    unknown = reading.count(int(reading.run.record["instrument"]["unknown"]))
    elsewhere = {reading.word("unknown_parts", n=unknown): print_word("unknown_parts", reading.lang, n=unknown)}
    return [elsewhere.get(one, one) for one in overview.cautions]


def _about_others(reading: Reading, overview: Overview) -> str:
    """Return the caution that only counts other cities."""
    count = reading.count
    without = sum(city.total.value is None for city in overview.cities)
    return reading.word("not_complete", n=count(without), all=count(len(overview.cities)))


def told_rule(rule: Rule, nature: str) -> Data:
    """Tell a rule, and how sure it is; an example has no legal text to be sure of."""
    certainty = "" if nature == "example" else rule.certainty
    sure = "; ".join(part for part in (certainty, rule.note) if part)
    return {"name": rule.name, "text": f"{rule.text.rstrip('.')}.", "sure": f"[{sure}]" if sure else ""}


def in_header(text: str, overview: Overview) -> str:
    """Cut a text to the two lines of the header that the notices leave; it stands in full elsewhere."""
    notices = "  ".join(one for one in (overview.notice, overview.partial) if one)
    return in_one_line(text, 2 * (HEADER - len(notices)))


def in_one_line(text: str, most: int) -> str:
    """Cut a text to what fits; it stands in full elsewhere."""
    return text if len(text) <= most else f"{text[:most]}…"


def share_of(value: Fraction | None, scale: Fraction | None) -> float | None:
    """Return a share of the scale for drawing; the only place where an exact number becomes a float."""
    return None if value is None or not scale else float(value / scale)


def _as_strip(ladder: Ladder | None) -> bool:
    """Tell whether steps stand beside each other; names that are long, or only two, stand in a list."""
    if ladder is None or ladder.numeric:
        return ladder is not None
    count = len(ladder.steps)
    return count > 2 and count * max(len(one.label) for one in ladder.steps) <= ROOM_FOR_LABELS


def _ladder(ladder: Ladder | None, lang: Lang) -> Data | None:
    if ladder is None:
        return None
    steps: list[Data] = [
        {"label": one.label, "words": one.words, "points": _step_points(one, lang), "current": one.current}
        for one in ladder.steps
    ]
    widest = max(len(one["label"]) for one in steps) + max(len(one["points"]) for one in steps)
    low = len(steps) * (widest + 3) <= ROOM_FOR_LABELS
    return {"strip": _as_strip(ladder), "low": low, "steps": steps, "mark": _mark(ladder)}


def _step_points(step: Step, lang: Lang) -> str:
    """Tell the points of a step, and those that are left of them where a required item is missing."""
    return f"{step.points} → {step.earned} {word('limited', lang)}" if step.earned else step.points


def _mark(ladder: Ladder) -> float | None:
    """Return the place on the ladder in widths of a step from the left."""
    current = next((at for at, one in enumerate(ladder.steps) if one.current), None)
    if current is not None:
        inside = float(ladder.inside if ladder.inside is not None else Fraction(1, 2))
        return current + min(max(inside, EDGE), 1 - EDGE)
    return None if ladder.gap_before is None else float(ladder.gap_before)


def _thresholds(reading: Reading) -> str:
    """Name the thresholds of the predicates, as the lines in the bar of the total; nothing where there are none."""
    levels = sorted(reading.instrument.predicates.levels, key=lambda level: level.from_)
    told = "; ".join(f"{level.title} {reading.short(level.from_)}" for level in levels)
    return print_word("thresholds", reading.lang, list=told) if told else ""
