#!/usr/bin/env python3
"""Hitung ulang sebuah paket hasil KotaHAM / recompute a KotaHAM result pack: python3 verify.py result-pack.zip.

Tanpa nama: paket di folder ini. Keluar / exit: 0 sama / equal, 1 berbeda / different, 2 tidak terbaca / unreadable.
A second implementation of docs/reference/scoring-rules.md (in the source of KotaHAM): no code is shared with it, only
Python 3.9 is needed, all arithmetic is exact. `must` refuses what KotaHAM would have refused.
"""

# ruff: noqa: D204, T201
# fmt: off
from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
import zipfile
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

MEGABYTES = {"instrument.json": 16, "facts.json": 512, "record.json": 512, "instrument.yaml": 4}
MEGABYTES.update({"verify.py": 1, "README.txt": 1, "MANIFEST.sha256": 1})  # a pack that holds more is not read
NUMBER = re.compile(r"-?[0-9]{1,200}(\.[0-9]{1,200}|/[1-9][0-9]{0,200})?")
SHOWN, INFINITY = 20, float("inf")
LABELS = {"instrument.json": "Isi instrumen / Content of the instrument"}  # as the reports call them
LABELS.update({"instrument.yaml": "Berkas instrumen / File of the instrument"})
LABELS.update({"facts.json": "Data yang dinilai / Data that were judged", "record.json": "Catatan hasil / Record"})
Json = dict[str, Any]

class Unreadable(Exception):
    """The pack is not what it should be; told in both languages."""

class Part(NamedTuple):
    """A branch or an answer: its share 0..1 (None = not known), whether nothing counts, what each indicator weighs."""
    share: Fraction | None
    empty: bool
    weights: dict[str, Fraction]

UNKNOWN = Part(None, False, {})  # what cannot be told because the text of the law is not known

def must(fine: object, what: object) -> None:
    """Refuse a pack that KotaHAM cannot have made."""
    if not fine:
        raise Unreadable(f"memuat isian yang tidak dapat diterima: {what}", f"holds what cannot be accepted: {what}")
def number(text: Any) -> Fraction:
    """Read "5", "5.1" or "1/3"."""
    must(isinstance(text, str) and NUMBER.fullmatch(text), repr(text)[:60])
    return Fraction(text)
def maybe(text: Any) -> Fraction | None:
    """Read a number that may be absent or unknown."""
    return None if text is None or text == "unknown" else number(text)
def told(value: Fraction | None) -> str | None:
    """Write a number the one way a record writes it: "5.1" when its decimals end, "1/3" when they do not."""
    if value is None or 10 ** value.denominator.bit_length() % value.denominator:
        return None if value is None else str(value)
    places = next(n for n in range(value.denominator) if (value * 10**n).denominator == 1)
    digits = str(abs(value) * 10**places).rjust(places + 1, "0")
    return "-" * (value < 0) + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
def half_up(value: Fraction, places: int) -> Fraction:
    """Round to decimals, halves away from zero."""
    rounded = Fraction(int(abs(value) * 10**places + Fraction(1, 2)), 10**places)
    return rounded if value >= 0 else -rounded
def ends(band: Json) -> tuple[Any, Any]:
    """Return both ends: (e, 0) lies just before e and (e, 1) just after it; an open end is infinitely far."""
    same = band["exactly"]
    low, above = maybe(same or band["from"]), maybe(band["above"])
    high, below = maybe(same or band["to"]), maybe(band["below"])
    first = (low, 0) if low is not None else (above, 1) if above is not None else (-INFINITY, 0)
    return first, (high, 1) if high is not None else (below, 0) if below is not None else (INFINITY, 0)
def find_band(bands: list[Json], value: Fraction) -> int | None:
    """Return the first band, in the order of the instrument, that holds the value."""
    held = (i for i, (low, high) in enumerate(map(ends, bands)) if low <= (value, 0) and (value, 1) <= high)
    return next(held, None)
def fill_gap(bands: list[Json], value: Fraction, rule: str) -> int | None:
    """Return the band that the rule for gaps gives to a value outside every band; None when it gives none."""
    pairs = list(map(ends, bands))
    if rule == "nearest_lower":
        lower = [(high, -i) for i, (_, high) in enumerate(pairs) if high <= (value, 0)]
        return -max(lower)[1] if lower else None
    if rule == "nearest_higher":
        higher = [(low, i) for i, (low, _) in enumerate(pairs) if low > (value, 0)]
        return min(higher)[1] if higher else None
    if rule == "flag":
        return None
    # round_half_up: to the decimals (nine at most) in which all ends can be written
    edges = [edge for pair in pairs for edge, _ in pair if abs(edge) != INFINITY]
    places = next((n for n in range(9) if all((edge * 10**n).denominator == 1 for edge in edges)), 9)
    return find_band(bands, half_up(value, places))
def step_points(scoring: Json) -> list[Any]:
    """Return the points of every step: band, option, yes/no, or valid/invalid/absent document."""
    if "bands" in scoring or "options" in scoring:
        return [step["points"] for step in scoring.get("bands") or scoring["options"]]
    return [scoring[key] for key in ("yes", "no", "valid", "invalid", "absent") if key in scoring]
def most_points(scoring: Json) -> Fraction | None:
    """Return the most points an indicator can earn; None when not known."""
    if scoring["kind"] in ("unknown", "direct"):
        return maybe(scoring["max_points" if scoring["kind"] == "unknown" else "to"])
    return max((number(points) for points in step_points(scoring) if points != "unknown"), default=None)
def within(span: Json | None, value: Fraction) -> Fraction:
    """Return a value that is possible; refuse any other."""
    low, high = (maybe(span["from"]), maybe(span["to"])) if span else (None, None)
    must((low is None or low <= value) and (high is None or value <= high), value)
    return value
def document_step(paper: Json, last_day: str) -> int:
    """Return 0 when valid on the last day of the period (both ends included), 1 when not valid then, 2 when absent."""
    start, end = paper["from"], paper["until"]
    must(all(not day or dt.date.fromisoformat(day).isoformat() == day for day in (start, end, last_day)), paper)
    valid = not (start or end) or (last_day and start <= last_day <= (end or last_day))
    return 2 if not paper["present"] else 0 if valid else 1

class Answer:
    """One answer, judged: its state, figure, step (band, option ...), points and marks."""
    def __init__(self, scoring: Json, fact: Json | None, policies: Json, last_day: str) -> None:
        self.scoring, self.fact, self.policies, self.last_day = scoring, fact or {}, policies, last_day
        self.state, self.marks = "scored", []  # type: str, list[str]
        self.figure, self.points, self.step, self.most = None, None, None, most_points(scoring)  # type: Any, Any, Any, Any
        if "not_applicable" in self.fact:
            must(policies["not_applicable"]["rule"] == "lowers_maximum" and self.fact["not_applicable"].strip(), fact)
            self.state = "not_applicable"
        elif scoring["kind"] == "unknown":
            self.state = "unscorable"
        elif fact is None or "missing" in fact:
            rule, self.state = policies["missing"]["rule"], "missing"
            self.points = Fraction(0) if rule == "zero_points" else None
            self.marks = {"zero_points": ["zero_by_rule"], "leave_out": ["left_out"]}.get(rule, [])
        elif scoring["kind"] == "direct":
            self.points, step = within(scoring, number(fact["points"])), maybe(scoring["step"])
            must(step is None or (self.points - number(scoring["from"])) % step == 0, fact)
        else:
            self.step = self.find_step()
            self.give_points()
    def find_step(self) -> int | None:
        """Return the step by which the answer earns its points; None when it stays in a gap."""
        if self.scoring["kind"] == "yes_no":
            return 0 if self.fact["yes"] else 1
        if self.scoring["kind"] == "choice":
            return [option["code"] for option in self.scoring["options"]].index(self.fact["choice"])
        if self.scoring["kind"] == "document":
            return document_step(self.fact["document"], self.last_day)
        self.figure = self.read_figure()
        step = find_band(self.scoring["bands"], self.figure)
        self.marks[:0] = ["gap"] if step is None else []
        return fill_gap(self.scoring["bands"], self.figure, self.policies["gap"]["rule"]) if step is None else step
    def read_figure(self) -> Fraction:
        """Return the figure that is read on the bands; note what a reader must know of it."""
        if self.scoring["kind"] == "checklist":
            checked, items = set(self.fact["checked"]), self.scoring["items"]
            must(checked <= {item["code"] for item in items}, self.fact)
            complete = checked >= {item["code"] for item in items if item["required"]}
            self.marks.extend([] if complete else ["required_missing"])
            return Fraction(len(checked))
        if self.scoring["kind"] == "ratio":
            top, bottom = number(self.fact["numerator"]), number(self.fact["denominator"])
            must(top >= 0 and bottom > 0, self.fact)
            small = maybe(self.scoring["small_below"])
            self.marks.extend(["small_denominator"] if small is not None and bottom < small else [])
            figure = top / bottom * number(self.scoring["per"])
        else:
            figure = number(self.fact["number"])
        return within(self.scoring["possible"], figure)
    def give_points(self) -> None:
        """Give the points of the step, or the state that says why there are none."""
        self.points = None if self.step is None else maybe(step_points(self.scoring)[self.step])
        if self.points is None:
            self.state = "in_gap" if self.step is None else "unknown_band"
        elif "required_missing" in self.marks:
            self.points = min(self.points, number(self.scoring["without_required"]))
    def part(self, code: str) -> Part:
        """Return the answer as a part of the formula: its points over the most points."""
        if self.state == "not_applicable" or "left_out" in self.marks:
            return Part(None, True, {})
        if self.most is None:
            return UNKNOWN
        return Part(None if self.points is None else self.points / self.most, False, {code: Fraction(1)})
    def told(self, one: Json, weight: Fraction) -> Json:
        """Write the answer as the record does."""
        steps = self.scoring.get("bands") or self.scoring.get("options")
        sure = steps[self.step]["certainty"] if steps and self.step is not None else None
        numbers = {"figure": self.figure, "points": self.points, "most": self.most, "weight": weight}
        words = {"state": self.state, "step": self.step, "marks": self.marks, "certainty": sure or one["certainty"]}
        return {"indicator": one["code"], **words, **{key: told(value) for key, value in numbers.items()}}

def mean(parts: list[tuple[Any, Part]]) -> Part:
    """Return the weighted mean of the parts that count; what is unknown in one of them makes it unknown."""
    counting = [(weight or Fraction(0), part) for weight, part in parts if not part.empty]
    total = sum((weight for weight, _ in counting), Fraction(0))
    shared = [(weight / total if total else total, part) for weight, part in counting]
    weights = {code: weight * inner for weight, part in shared for code, inner in part.weights.items()}
    if not counting or any(part.share is None for _, part in counting):
        return Part(None, not counting, weights)
    return Part(sum((weight * (part.share or 0) for weight, part in shared), Fraction(0)), False, weights)

class City:
    """The judged answers of one city, and every branch of the formula computed from them."""
    def __init__(self, instrument: Json, answers: dict[str, Answer]) -> None:
        self.instrument, self.answers, self.rules = instrument, answers, instrument["predicates"]
        self.indicators = [] if instrument["indicators"] == "unknown" else instrument["indicators"]
        self.parts = {code: answer.part(code) for code, answer in answers.items()}
        self.branches: dict[tuple[str, str], Part] = {}
        how = instrument["aggregation"]
        nodes = [self.node(node) for node in how.get("tree", [])]
        rights = [(Fraction(1), self.right(group, how)) for group in instrument["groups"]]
        total = mean(nodes if how["method"] == "weighted_tree" else rights)
        if how["method"] == "flat_mean":
            total = UNKNOWN if any(part is UNKNOWN for _, part in rights) else self.by_points(self.indicators)
        self.branches["total", "total"] = total
    def by_points(self, indicators: list[Json]) -> Part:
        """Return sum of points / sum of most points."""
        return mean([(self.answers[one["code"]].most, self.parts[one["code"]]) for one in indicators])
    def right(self, group: Json, how: Json) -> Part:
        """Return one right; in a weighted tree a node with the code of a right is that right."""
        if ("group", group["code"]) in self.branches:
            return self.branches["group", group["code"]]
        mine = [one for one in self.indicators if one["group"] == group["code"]]
        by_elements = how["method"] == "element_points"
        part = self.elements(group["code"], mine, how["within_element"]) if by_elements else self.by_points(mine)
        unknown = not mine and group["hole"] is None  # no indicator is known, and nobody says that there is none
        return self.branches.setdefault(("group", group["code"]), UNKNOWN if unknown else part)
    def elements(self, group: str, indicators: list[Json], within_element: str) -> Part:
        """Return the mean of the elements of a right, weighted by their points (10/30/60)."""
        parts = []
        for element in self.instrument["elements"]:
            mine = [one for one in indicators if one["element"] == element["code"]]
            if mine:
                equal = mean([(Fraction(1), self.parts[one["code"]]) for one in mine])
                part = {"equal": equal, "unknown": UNKNOWN}.get(within_element) or self.by_points(mine)
                self.branches["element", group + "/" + element["code"]] = part
                parts.append((maybe(element["points"]), part))
        return UNKNOWN if any(weight is None for weight, _ in parts) else mean(parts)
    def node(self, node: Json) -> tuple[Fraction, Part]:
        """Return the weight and the mean of a node of a weighted tree."""
        parts = [self.node(one) for one in node["children"]]
        part = mean(parts + [(number(weight), self.parts[code]) for code, weight in node["indicators"].items()])
        is_right = any(group["code"] == node["code"] for group in self.instrument["groups"])
        self.branches["group" if is_right else "node", node["code"]] = part
        return number(node["weight"]), part
    def value(self, kind: str, code: str) -> Fraction | None:
        """Return a branch on the instrument's scale."""
        share = self.branches[kind, code].share
        return None if share is None else share * number(self.instrument["scale"])
    def short(self, gate: Json) -> list[list[str | None]]:
        """Return the rights or indicators that are under a gate; what does not apply is not tried."""
        if gate["rule"] == "group_at_least":
            groups = {group["code"]: group["hole"] for group in self.instrument["groups"]}
            codes = [code for code in gate["groups"] or groups if groups[code] is None]
            tried = {code: self.value("group", code) for code in codes if not self.branches["group", code].empty}
        else:
            one = {code: self.answers[code] for code in gate["indicators"]}
            tried = {code: answer.points for code, answer in one.items() if answer.state != "not_applicable"}
        return [[c, told(value)] for c, value in tried.items() if value is None or value < number(gate["value"])]
    def verdict(self, final: Fraction | None) -> Json:
        """Give the highest predicate whose threshold is reached and whose gates (and those of lower ones) pass."""
        levels, below, gates = self.rules["levels"], self.rules["below"], self.instrument["gates"]
        given: Json = {"predicate": None, "below": False, "why_none": "", "withheld": [], "gates": []}
        if not levels or final is None:
            return {**given, "why_none": "no_total" if levels else "no_predicates"}
        short = {gate["code"]: self.short(gate) for gate in gates}
        given["gates"] = [{"code": code, "short": found} for code, found in short.items()]
        order = [level["code"] for level in levels]
        for place, level in enumerate(levels):
            if final >= number(level["from"]):
                if not any(short[gate["code"]] for gate in gates if order.index(gate["for"]) >= place):
                    return {**given, "predicate": level["code"]}
                given["withheld"].append(level["code"])
        low = not given["withheld"] and below not in (None, "unknown")
        return {**given, "below": low, "why_none": "withheld" if given["withheld"] else "" if low else "below_unknown"}

def score(instrument: Json, subject: Json, last_day: str) -> tuple[Json, Fraction | None]:
    """Score one city: its result in the form of the record (but for the rank), and the total that is ranked."""
    indicators = [] if instrument["indicators"] == "unknown" else instrument["indicators"]
    facts, policies, scale = subject["answers"], instrument["policies"], number(instrument["scale"])
    must(set(facts) <= {one["code"] for one in indicators}, sorted(facts))
    judged = {one["code"]: Answer(one["scoring"], facts.get(one["code"]), policies, last_day) for one in indicators}
    city = City(instrument, judged)
    rule = instrument["bonus"] if isinstance(instrument["bonus"], dict) else None
    most = {item["code"]: number(item["max_points"]) for item in rule["items"]} if rule else {}
    claims = {code: number(points) for code, points in subject["bonus"].items()}
    must(all(0 <= points <= most.get(code, 0) for code, points in claims.items()), subject["bonus"])
    claimed, total = sum(claims.values(), Fraction(0)), city.value("total", "total")
    bonus = min(claimed, number(rule["cap"])) if rule else Fraction(0)
    # The cap on totals never takes points away.
    raised = total if not rule or total is None else max(total, min(total + bonus, number(rule["total_cap"])))
    final = raised if city.rules["on"] == "total_with_bonus" else total
    result = {key: subject[key] for key in ("code", "name", "province")}
    result.update(total=told(total), bonus_claimed=told(claimed), bonus=told(bonus), total_with_bonus=told(raised))
    result["branches"] = [{"kind": k, "code": c, "value": told(city.value(k, c))} for k, c in city.branches]
    weights = {code: scale * weight for code, weight in city.branches["total", "total"].weights.items()}
    result["answers"] = [judged[one["code"]].told(one, weights.get(one["code"], Fraction(0))) for one in indicators]
    return {**result, "verdict": city.verdict(final)}, final
def recompute(instrument: Json, facts: Json) -> list[Json]:
    """Return the results that the record should hold; equal totals share the better rank."""
    scored = [score(instrument, subject, facts["period_end"]) for subject in facts["subjects"]]
    ranked = sorted((final for _, final in scored if final is not None), reverse=True)
    rank = {final: place for place, final in reversed(list(enumerate(ranked, 1)))}
    return [{**result, "rank": None if final is None else rank[final]} for result, final in scored]

def inside(where: str, i: int, item: Any) -> str:
    """Return where an item of a list is, by the name of its city, indicator or branch if it has one."""
    if isinstance(item, dict) and "verdict" in item:
        return f"{item['code']} {item['name']}, "
    if not where.endswith((", answers/", ", branches/")):
        return f"{where}{i}/"
    return f"{where.rpartition(', ')[0]}, {item.get('indicator') or item['kind'] + ' ' + item['code']}, "
def differences(one: Any, other: Any, where: str = "record.json/") -> list[str]:
    """Say where the record (one) and what was recomputed (other) differ, and both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted({*one, *other})
        return [found for key in keys for found in differences(one.get(key), other.get(key), f"{where}{key}/")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [found for i in range(len(one)) for found in differences(one[i], other[i], inside(where, i, other[i]))]
    if one == other and type(one) is type(other):
        return []
    write = repr if str(one) == str(other) else str
    was, now = ("tidak ada / none" if value is None else write(value)[:100] for value in (one, other))
    return [f"{where[:-1].rstrip(',')}: tercatat / recorded {was}, dihitung / recomputed {now}"]
def unknowns(value: Any) -> int:
    """Count what the instrument says is unknown."""
    if value == "unknown" or (isinstance(value, dict) and value.get("kind") == "unknown"):
        return 1
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return sum(unknowns(one) for key, one in pairs if key not in ("kind", "sources"))
def read(path: Path) -> dict[str, bytes]:
    """Read the members of a pack (zip or folder), each no further than its limit."""
    members = {}
    try:
        path = path / "result-pack.zip" if (path / "result-pack.zip").is_file() else path
        archive = None if path.is_dir() else zipfile.ZipFile(path)
        must(archive is None or sorted(archive.namelist()) == sorted(MEGABYTES), "isi zip / members of the zip")
        for name, limit in MEGABYTES.items():
            with archive.open(name) if archive else (path / name).open("rb") as stream:
                members[name] = stream.read(limit * 2**20 + 1)
            must(len(members[name]) <= limit * 2**20, f"{name} > {limit} MB")
    except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Unreadable(f"tidak dapat dibuka: {error}", f"cannot be opened: {error}") from error
    return members
def check(members: dict[str, bytes]) -> tuple[list[str], list[Json], Json, dict[str, str]]:
    """Return every difference in words, the results recomputed, the instrument, and the digests of all members."""
    digest = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(members.items())}
    listed = "".join(f"{digest[name]}  {name}\n" for name in digest if name != "MANIFEST.sha256")
    found = [] if listed.encode() == members["MANIFEST.sha256"] else ["MANIFEST.sha256: sidik jari / digests"]
    raw = [members[name] for name in ("instrument.json", "facts.json", "record.json")]
    instrument, facts, record = map(json.loads, raw)
    for given, data in zip(raw, (instrument, facts, record)):  # noqa: B905 - Python 3.9
        again = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        must(given == again.encode(), "JSON yang tidak baku / that is not canonical")
    must(facts["format"] == "kotaham-facts/1" and record["format"] == "kotaham-record/1", "format")
    told_of = {key: instrument[key] for key in ("id", "version", "title", "nature", "notice")}
    told_of.update(content_sha256=digest["instrument.json"], unknown=unknowns(instrument))
    told_of.update(file_sha256=digest["instrument.yaml"] if record["instrument"]["file_sha256"] else "")
    told_again = {**record, "engine": "1", "instrument": {**told_of, "sealed": record["instrument"]["sealed"]}}
    told_again.update(facts_sha256=digest["facts.json"], period=facts["period"], period_end=facts["period_end"])
    results, scored, refused = recompute(instrument, facts), len(facts["subjects"]), len(record["refused"])
    told_again.update(rows={"in": scored + refused, "scored": scored, "refused": refused}, results=results)
    return found + differences(record, told_again), results, instrument, digest
def table(results: list[Json], instrument: Json) -> list[str]:
    """List code, name, total (and with bonus) rounded as in the reports, and predicate."""
    places, rules, with_bonus = instrument["rounding"]["decimals"], instrument["predicates"], instrument["bonus"]
    heads = {"total": "nilai/total", **({"total_with_bonus": "+ bonus"} if isinstance(with_bonus, dict) else {})}
    title = {level["code"]: level["title"] for level in rules["levels"]}
    rows = [["kode/code", "nama/name", *heads.values(), "predikat/predicate"]]
    for city in results:
        totals = ["-" if city[key] is None else str(told(half_up(number(city[key]), places))) for key in heads]
        given = rules["below"] if city["verdict"]["below"] else title.get(city["verdict"]["predicate"], "-")
        rows.append([city["code"], city["name"], *totals, given])
    wide = [max(map(len, column)) for column in zip(*rows)]  # noqa: B905 - Python 3.9
    return ["  ".join(map(str.ljust, row, wide)).rstrip() for row in rows]
def say(*lines: str) -> None:
    """Print lines; what a terminal cannot show, or would obey, becomes a question mark."""
    safe = ("".join(one if one.isprintable() else "?" for one in line) for line in lines)
    code = sys.stdout.encoding or "utf-8"
    print("\n".join(safe).encode(code, "replace").decode(code))
def main() -> int:
    """Check one pack and say in plain words what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", help="result-pack.zip, atau foldernya / or its folder")
    parser.add_argument("--scores", action="store_true", help="tampilkan nilai daerah / list the totals")
    asked = parser.parse_args()
    try:
        found, results, instrument, digest = check(read(Path(asked.pack or Path(__file__).resolve().parent)))
        scores = ["", *table(results, instrument)] if asked.scores else []
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, Unreadable) as error:
        why = error.args if isinstance(error, Unreadable) else (f"salah bentuk: {error!r}"[:200], "has the wrong form")
        say(f"TIDAK TERBACA: paket ini {why[0]}.", f"UNREADABLE: the pack {why[1]}.")
        return 2
    cities, answers = len(results), sum(len(city["answers"]) for city in results)
    again = f"{cities} daerah dan {answers} jawaban dihitung ulang"
    again_en = f"{cities} cit{'y' if cities == 1 else 'ies'} and {answers} answer{'s' * (answers != 1)} recomputed"
    if found:
        say(*(f"- {line}" for line in found[:SHOWN]), f"BERBEDA: {len(found)} hal tidak cocok ({again}).")
        say(f"DIFFERENT: {len(found)} thing{'s do' if found[1:] else ' does'} not match ({again_en}).", *scores)
        return 1
    say(f"SAMA: {again}; semuanya sama dengan catatan.", f"EQUAL: {again_en}; everything matches the record.")
    say(*(f"{label} (SHA-256): {digest[name]}" for name, label in LABELS.items()), *scores)
    return 0
if __name__ == "__main__":
    sys.exit(main())
