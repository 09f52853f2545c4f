"""Tell how a number came about: from fact to band to points to right to total to predicate.

An explanation is made from the record of a run alone (plus the instrument in the language wanted and the answers),
so that it can be told years later from a result pack. It is a tree of sentences; text, JSON and HTML are three ways
to print the same tree.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from kotaham.core.errors import Kind, Refused
from kotaham.core.facts import Answer
from kotaham.core.instrument.kinds import Checklist, Claim
from kotaham.core.instrument.model import Group, Indicator, Instrument
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact, show
from kotaham.core.scoring.telling import tell_figure, tell_reckoning, tell_step
from kotaham.core.scoring.told import Told, told_html, told_json, told_text
from kotaham.core.scoring.words import (
    GAP_RULES,
    MARKS,
    METHODS,
    MISSING_RULES,
    NOT_APPLICABLE_RULES,
    STATES,
    WHY_NONE,
    how_sure,
)

NO_SUCH_PART = Kind(
    "explain.no-such-part",
    Say(
        "Instrumen {instrument} tidak punya {what} '{code}'.",
        "Instrument {instrument} has no {what} '{code}'.",
    ),
    Say("Yang ada: {codes}.", "There are: {codes}."),
)


def explain(
    told_in: Instrument,
    result: Mapping[str, Any],
    answers: Mapping[str, Answer | None],
    lang: Lang = "id",
    *,
    group: str | None = None,
    indicator: str | None = None,
) -> Told:
    """Explain a result of the record: the whole of it, one right, or one indicator.

    `told_in` is the instrument in the language `lang`; `answers` maps indicator codes to the answers given.
    Raises Refused when the right or indicator does not exist, or the indicator is not one of that right.
    """
    teller = _Teller(told_in, result, answers, lang)
    if indicator is not None:
        inside = [one for one in told_in.known_indicators if group in (None, one.group)]
        return teller.indicator(_find(told_in, Say("indikator", "indicator"), indicator, inside))
    if group is not None:
        return teller.group(_find(told_in, Say("hak", "right"), group, told_in.groups))
    return teller.whole()


__all__ = ["Told", "explain", "told_html", "told_json", "told_text"]

Coded = TypeVar("Coded", Group, Indicator)


def _find(instrument: Instrument, what: Say, code: str, among: Sequence[Coded]) -> Coded:
    for one in among:
        if one.code == code:
            return one
    codes = ", ".join(one.code for one in among) or "-"
    raise Refused(NO_SUCH_PART(instrument=instrument.id, what=what, code=code, codes=codes))


class _Teller:
    """Tells one result in one language."""

    def __init__(
        self, told_in: Instrument, result: Mapping[str, Any], answers: Mapping[str, Answer | None], lang: Lang
    ) -> None:
        self.instrument = told_in
        self.result = result
        self.answers = answers
        self.lang: Lang = lang
        self.judged = {one["indicator"]: one for one in result["answers"]}
        self.values = {(one["kind"], one["code"]): one["value"] for one in result["branches"]}

    def say(self, indonesian: str, english: str, **values: object) -> str:
        return Say(indonesian, english).text(self.lang, **values)

    def number(self, text: str | None) -> str:
        """Show an exact value with the instrument's decimals."""
        return show(None if text is None else exact(text), self.instrument.rounding.decimals, self.lang)

    def short(self, text: str | None) -> str:
        """Show points in full when they end, else rounded."""
        return show(None if text is None else exact(text), lang=self.lang)

    def whole(self) -> Told:
        name = f"{self.result['name']} ({self.result['code']})"
        parts = [self.notice(), self.coverage(), self.verdict(), self.formula(), self.bonus()]
        parts += [self.group(group) for group in self.instrument.groups]
        parts += [self.policies()]
        text = f"{name} - {self.headline()}"
        return Told("result", text, dict(_head(self.result)), tuple(part for part in parts if part is not None))

    def notice(self) -> Told | None:
        return Told("notice", self.instrument.notice) if self.instrument.notice else None

    def coverage(self) -> Told:
        """Tell how much of the instrument could be scored, and the points so far."""
        scored = [one for one in self.result["answers"] if one["points"] is not None]
        if not self.result["answers"]:
            text = self.say(
                "Indikator instrumen ini belum diketahui, jadi tidak ada yang dapat dinilai.",
                "The indicators of this instrument are not known, so nothing can be scored.",
            )
            return Told("coverage", text, {"scored": 0, "of": 0})
        all_answers = len(self.result["answers"])
        text = self.say(
            "Dinilai {n} dari {a} indikator", "Scored {n} of {a} {a:indicator|indicators}", n=len(scored), a=all_answers
        )
        if self.result["total"] is None:
            text = f"{text}; {self.points_so_far(scored)}"
        return Told("coverage", text, {"scored": len(scored), "of": all_answers})

    def points_so_far(self, scored: Sequence[Mapping[str, Any]]) -> str:
        """Tell the points of the answers that could be scored; only where there is no total to confuse them with."""
        points = sum((exact(one["points"]) for one in scored), Fraction(0))
        most = sum((exact(one["most"]) for one in scored), Fraction(0))
        shown = {"p": show(points, lang=self.lang), "m": show(most, lang=self.lang)}
        return self.say("poin sejauh ini {p} dari {m}", "points so far {p} of {m}", **shown)

    def headline(self) -> str:
        """Tell total and predicate in one line."""
        verdict, total = self.result["verdict"], self.result["total_with_bonus"]
        value = (
            self.say("nilai akhir {n}", "score {n}", n=self.number(total))
            if total
            else self.say("tanpa nilai akhir", "no total")
        )
        titles = {level.code: level.title for level in self.instrument.predicates.levels}
        if verdict["predicate"]:
            return f"{value}, {titles[verdict['predicate']]}"
        if verdict["below"]:
            return f"{value}, {self.instrument.predicates.below}"
        return value

    def verdict(self) -> Told:
        verdict = self.result["verdict"]
        parts = [self.threshold(level.code) for level in self.instrument.predicates.levels]
        parts += [self.gate(gate) for gate in verdict["gates"]]
        if verdict["why_none"]:
            text = WHY_NONE[verdict["why_none"]].text(self.lang)
            because = self.instrument.predicates.none_because
            text = f"{text} {because}" if verdict["why_none"] == "no_predicates" and because else text
        else:
            text = self.say("Predikat: {what}", "Predicate: {what}", what=self.headline().split(", ", 1)[1])
        return Told("verdict", text, dict(verdict), tuple(parts))

    def threshold(self, code: str) -> Told:
        level = next(one for one in self.instrument.predicates.levels if one.code == code)
        uses_bonus = self.instrument.predicates.on == "total_with_bonus"
        total = self.result["total_with_bonus" if uses_bonus else "total"]
        reached = total is not None and exact(total) >= level.from_
        outcome = self.say("tercapai", "reached") if reached else self.say("tidak tercapai", "not reached")
        outcome = outcome if total is not None else self.say("tidak dapat dinilai", "cannot be judged")
        withheld = code in self.result["verdict"]["withheld"]
        outcome += self.say(", tertahan oleh syarat", ", withheld by a gate") if withheld else ""
        least = show(level.from_, lang=self.lang)
        text = self.say(
            "{title}: mulai {least} - {outcome}",
            "{title}: from {least} - {outcome}",
            title=level.title,
            least=least,
            outcome=outcome,
        )
        return Told("threshold", self.cite(text, level), {"code": code, "from": least, "reached": reached})

    def gate(self, found: Mapping[str, Any]) -> Told:
        gate = next(one for one in self.instrument.gates if one.code == found["code"])
        short = "; ".join(f"{self.title_of(code)}: {self.number(value)}" for code, value in found["short"])
        outcome = (
            self.say("terpenuhi", "met") if not short else self.say("belum terpenuhi: {s}", "not met: {s}", s=short)
        )
        level = next(one.title for one in self.instrument.predicates.levels if one.code == gate.for_)
        text = self.say("Syarat untuk {p}: {t} - {o}", "Condition for {p}: {t} - {o}", p=level, t=gate.title, o=outcome)
        return Told("gate", self.cite(text, gate), dict(found))

    def title_of(self, code: str) -> str:
        """Return the title of a right or indicator by its code."""
        titles = {one.code: one.title for one in self.instrument.known_indicators}
        titles |= {one.code: one.title for one in self.instrument.groups}
        return titles.get(code, code)

    def formula(self) -> Told:
        aggregation = self.instrument.aggregation
        elements = ", ".join(f"{one.title} {self.points(one.points)}" for one in self.instrument.elements)
        scale = show(self.instrument.scale, lang=self.lang)
        rule = METHODS[aggregation.method].text(self.lang, scale=scale, elements=elements)
        text = self.say("Rumus: {rule}", "Formula: {rule}", rule=rule)
        total = self.result["total"]
        if total is not None:
            shown = self.number(total)
            text += f" = {shown}" + (f" ({self.say('tepatnya', 'exactly')} {total})" if "/" in total else "")
        return Told("formula", self.cite(text, aggregation), {"method": aggregation.method, "total": total})

    def points(self, points: object) -> str:
        return "?" if points in (None, "unknown") else show(Fraction(str(points)), lang=self.lang)

    def bonus(self) -> Told | None:
        if self.instrument.bonus is None:
            return None
        if self.instrument.bonus == "unknown":
            text = self.say(
                "Nilai tambah: ada menurut sumber, besarnya belum diketahui, jadi tidak dihitung.",
                "Bonus: said to exist, its size is not known, so it is not counted.",
            )
            return Told("bonus", f"{text} {self.instrument.bonus_note or ''}".strip())
        cap = show(self.instrument.bonus.cap, lang=self.lang)
        text = self.say(
            "Nilai tambah: diajukan {claimed}, dihitung {counted} (paling banyak {cap}); nilai akhir {total}",
            "Bonus: claimed {claimed}, counted {counted} (at most {cap}); total with bonus {total}",
            claimed=self.short(self.result["bonus_claimed"]),
            counted=self.short(self.result["bonus"]),
            cap=cap,
            total=self.number(self.result["total_with_bonus"]),
        )
        return Told("bonus", text, {"claimed": self.result["bonus_claimed"], "counted": self.result["bonus"]})

    def group(self, group: Group) -> Told:
        value = self.values.get(("group", group.code))
        data = {"code": group.code, "value": value}
        if group.hole:
            text = self.say(
                "{t}: tidak ada indikator. {why}", "{t}: no indicator. {why}", t=group.title, why=group.hole
            )
            return Told("group", text, data)
        indicators = [one for one in self.instrument.known_indicators if one.group == group.code]
        if not indicators:
            text = self.say("{t}: indikatornya belum diketahui", "{t}: its indicators are not known", t=group.title)
            return Told("group", text, data)
        scale = show(self.instrument.scale, lang=self.lang)
        known = self.say("{n} dari {scale}", "{n} of {scale}", n=self.number(value), scale=scale)
        text = f"{group.title}: {known if value is not None else self.without_value(indicators)}"
        parts = [*self.elements(group), *(self.indicator(one) for one in indicators)]
        return Told("group", self.cite(text, group), data, tuple(parts))

    def without_value(self, indicators: Sequence[Indicator]) -> str:
        """Tell which indicators keep a right from having a value, or that nothing applies."""
        states = {one.code: self.judged[one.code]["state"] for one in indicators}
        if all(state == "not_applicable" for state in states.values()):
            return self.say("tidak ada indikator yang berlaku", "no indicator is applicable")
        held = [
            f"{c} ({STATES[s].text(self.lang)})" for c, s in states.items() if s not in ("scored", "not_applicable")
        ]
        return self.say("tidak ada nilai karena {list}", "no value because of {list}", list=", ".join(held) or "?")

    def elements(self, group: Group) -> list[Told]:
        """Tell the elements (structure, process, outcome) of a right, where the formula uses them."""
        told = []
        for element in self.instrument.elements:
            key = ("element", f"{group.code}/{element.code}")
            if key in self.values:
                value, most = self.values[key], element.points
                earned = None if value is None else exact(value) * Fraction(str(most or 0)) / self.instrument.scale
                shown = show(earned, self.instrument.rounding.decimals, self.lang)
                text = self.say(
                    "{t}: {n} dari {m} poin unsur",
                    "{t}: {n} of {m} element {m:point|points}",
                    t=element.title,
                    n=shown,
                    m=self.points(most),
                )
                told.append(Told("element", text, {"code": key[1], "value": value}))
        return told

    def indicator(self, indicator: Indicator) -> Told:
        judged = self.judged[indicator.code]
        text = f"{indicator.code} {indicator.title}: {self.outcome(judged)}"
        parts = [self.fact(indicator), self.step(indicator, judged), self.weight(judged)]
        parts += [Told("mark", MARKS[mark].text(self.lang), {"mark": mark}) for mark in judged["marks"]]
        return Told("indicator", text, dict(judged), tuple(part for part in parts if part is not None))

    def outcome(self, judged: Mapping[str, Any]) -> str:
        if judged["points"] is None:
            return STATES[judged["state"]].text(self.lang)
        points, most = self.short(judged["points"]), self.short(judged["most"])
        return self.say("{p} dari {m} poin", "{p} of {m} {m:point|points}", p=points, m=most)

    def fact(self, indicator: Indicator) -> Told:
        answer = self.answers.get(indicator.code)
        if answer is None:
            return Told("fact", self.say("Tidak ada jawaban dalam berkas.", "No answer in the file."))
        what = tell_reckoning(indicator, answer, self.lang) or self.say("kosong", "blank")
        if answer.not_applicable:
            what = self.say("tidak berlaku: {why}", "not applicable: {why}", why=what)
        elif answer.value is None:
            what = self.say("tidak ada data: {why}", "no data: {why}", why=what)
        proof = self.say("; data dukung: {e}", "; evidence: {e}", e=answer.evidence) if answer.evidence else ""
        origin = f" [{answer.origin}]" if answer.origin else ""
        return Told(
            "fact",
            self.say("Jawaban: {w}", "Answer: {w}", w=what) + proof + origin,
            {"origin": answer.origin},
        )

    def step(self, indicator: Indicator, judged: Mapping[str, Any]) -> Told | None:
        figure = None if judged["figure"] is None else exact(judged["figure"])
        shown = "" if figure is None else tell_figure(indicator, figure, self.lang)
        if judged["state"] == "in_gap":
            rule = GAP_RULES[self.instrument.policies.gap.rule].text(self.lang)
            text = self.say("{f} tidak masuk rentang mana pun; {r}.", "{f} is in no band; {r}.", f=shown, r=rule)
            return Told("gap", text, {"figure": judged["figure"]})
        if judged["step"] is None:
            return None
        reach = tell_step(indicator, judged["step"], self.lang)
        if judged["points"] is None:
            points = STATES[judged["state"]].text(self.lang)
        else:
            points = self.say("{p} poin", "{p} {p:point|points}", p=self.short(judged["points"]))
        lead = self.say("{f} masuk rentang {r}", "{f} is in the band {r}", f=shown, r=reach) if shown else reach
        text = f"{lead}{self.limited(indicator, judged)} = {points}"
        text = self.cite(text, indicator, judged["certainty"])
        return Told("step", text, {"step": judged["step"], "certainty": judged["certainty"]})

    def limited(self, indicator: Indicator, judged: Mapping[str, Any]) -> str:
        """Tell that a required item that does not hold limits the points of the band; nothing where it does not."""
        scoring = indicator.scoring
        if "required_missing" not in judged["marks"] or not isinstance(scoring, Checklist):
            return ""
        band, points = scoring.bands[judged["step"]].points, judged["points"]
        if band == "unknown" or points is None or exact(points) == band:
            return ""
        return self.say(
            " ({b} poin), dibatasi karena butir wajib belum terpenuhi",
            " ({b} {b:point|points}), limited because a required item is missing",
            b=show(band, lang=self.lang),
        )

    def weight(self, judged: Mapping[str, Any]) -> Told | None:
        if judged["points"] is None or exact(judged["weight"]) == 0 or not judged["most"] or exact(judged["most"]) == 0:
            return None
        most = exact(judged["weight"])
        given = most * exact(judged["points"]) / exact(judged["most"])
        decimals = max(2, self.instrument.rounding.decimals)
        text = self.say(
            "Menyumbang {g} dari paling banyak {m} pada nilai akhir",
            "Adds {g} of at most {m} to the total",
            g=show(given, decimals, self.lang),
            m=show(most, decimals, self.lang),
        )
        return Told("weight", text, {"weight": judged["weight"]})

    def policies(self) -> Told:
        rules = self.instrument.policies
        parts = [
            Told("policy", self.cite(MISSING_RULES[rules.missing.rule].text(self.lang), rules.missing)),
            Told(
                "policy",
                self.cite(NOT_APPLICABLE_RULES[rules.not_applicable.rule].text(self.lang), rules.not_applicable),
            ),
            Told("policy", self.cite(GAP_RULES[rules.gap.rule].text(self.lang), rules.gap)),
        ]
        return Told("policies", self.say("Aturan hitung yang dipakai", "Policies used"), {}, tuple(parts))

    def cite(self, text: str, claim: Claim, certainty: str | None = None) -> str:
        """Add article, certainty and source to a sentence."""
        sure = how_sure(certainty or claim.certainty, self.instrument.nature, self.lang)
        codes = [code.strip() for code in (claim.source or "").split(",")]
        source = ", ".join(self.instrument.sources.get(code, code) for code in codes if code)
        told = [claim.article, sure, self.say("sumber: {s}", "source: {s}", s=source) if source else None]
        cited = "; ".join(one for one in told if one)
        return f"{text} [{cited}]" if cited else text


def _head(result: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: result[key] for key in ("code", "name", "rank", "total", "bonus", "total_with_bonus")}
