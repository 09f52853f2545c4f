#!/usr/bin/env python3
"""Hitung ulang sebuah paket hasil KotaHAM / recompute a KotaHAM result pack.

    python3 verify.py result-pack.zip        (atau folder yang sudah dibuka / or the unpacked folder; default: di sini / here)

Selesai dengan 0 bila semuanya sama, 1 bila ada yang berbeda, 2 bila paket tidak terbaca.
Ends with 0 when all is equal, 1 when something differs, 2 when the pack cannot be read.

This is a second implementation of the rules in docs/reference/scoring-rules.md. It shares no code with KotaHAM and
needs only Python 3.9. All arithmetic is exact (fractions); nothing is ever rounded, except where a rule says so.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple, Optional

LIMITS = {"instrument.json": 16, "facts.json": 512, "record.json": 512, "instrument.yaml": 4, "README.txt": 1}
LIMITS.update({"verify.py": 1, "MANIFEST.sha256": 1})  # megabytes; a pack that says more is not opened
SHOWN = 20
NUMBER = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60}|/[1-9][0-9]{0,60})?")


class Unreadable(Exception):
    """The pack is not what it should be; the two texts say why."""


class Part(NamedTuple):
    """A branch (or one answer) ready to be averaged: `share` is 0..1, None when unknown; `empty` = does not count."""

    share: Optional[Fraction]
    empty: bool
    leaves: dict[str, Fraction]  # indicator -> its part of this branch


# --- numbers -----------------------------------------------------------------------------------------------------


def number(text: Any) -> Fraction:
    """Read "5", "5.1" or "1/3"."""
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise Unreadable(f"bukan angka: {str(text)[:40]!r}", f"not a number: {str(text)[:40]!r}")
    return Fraction(text)


def maybe(text: Any) -> Optional[Fraction]:
    """Read a number that may be absent or unknown."""
    return None if text is None or text == "unknown" else number(text)


def told(value: Optional[Fraction]) -> Optional[str]:
    """Write a number the one way a record writes it: "5.1" when its decimals end, "1/3" when they do not."""
    if value is None:
        return None
    places = 0
    while 10 ** value.denominator.bit_length() % value.denominator == 0 and (value * 10**places).denominator != 1:
        places += 1
    if not places:
        return str(value)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return ("-" if value < 0 else "") + digits[:-places] + "." + digits[-places:]


# --- one answer --------------------------------------------------------------------------------------------------


def low_end(band: dict[str, Any]) -> Optional[tuple[Fraction, int]]:
    """Return the lower end: (e, 0) starts at e itself, (e, 1) just after it; None is open."""
    if band["exactly"] is not None or band["from"] is not None:
        return (number(band["from"] if band["exactly"] is None else band["exactly"]), 0)
    return None if band["above"] is None else (number(band["above"]), 1)


def high_end(band: dict[str, Any]) -> Optional[tuple[Fraction, int]]:
    """Return the upper end: (e, 1) reaches e itself, (e, 0) stops just before it; None is open."""
    if band["exactly"] is not None or band["to"] is not None:
        return (number(band["to"] if band["exactly"] is None else band["exactly"]), 1)
    return None if band["below"] is None else (number(band["below"]), 0)


def find_band(bands: list[dict[str, Any]], value: Fraction) -> Optional[int]:
    """Return the first band, in the order of the file, that holds the value."""
    for index, band in enumerate(bands):
        low, high = low_end(band), high_end(band)
        if (low is None or low <= (value, 0)) and (high is None or (value, 1) <= high):
            return index
    return None


def round_to_edges(bands: list[dict[str, Any]], value: Fraction) -> Fraction:
    """Round, halves away from zero, to the finest decimals (nine at most) in which the ends of the bands are written."""
    edges = [end[0] for band in bands for end in (low_end(band), high_end(band)) if end is not None]
    unit = next((10**n for n in range(9) if all((edge * 10**n).denominator == 1 for edge in edges)), 10**9)
    rounded = Fraction(int(abs(value) * unit + Fraction(1, 2)), unit)
    return rounded if value >= 0 else -rounded


def fill_gap(bands: list[dict[str, Any]], value: Fraction, rule: str) -> Optional[int]:
    """Return the band that the gap rule gives to a value between bands, or None."""
    if rule == "round_half_up":
        return find_band(bands, round_to_edges(bands, value))
    ends = [(high_end(band) if rule == "nearest_lower" else low_end(band), -i) for i, band in enumerate(bands)]
    if rule == "nearest_lower":
        below = [(end, i) for end, i in ends if end is not None and end <= (value, 0)]
        return -max(below)[1] if below else None
    if rule == "nearest_higher":
        above = [(end, -i) for end, i in ends if end is not None and end > (value, 0)]
        return min(above)[1] if above else None
    return None


def most_points(scoring: dict[str, Any]) -> Optional[Fraction]:
    """Return the most points an indicator can earn, None when not known."""
    kind = scoring["kind"]
    if kind in ("unknown", "direct"):
        return maybe(scoring["max_points" if kind == "unknown" else "to"])
    known = [maybe(points) for points in step_points(scoring)]
    return max((points for points in known if points is not None), default=None)


def step_points(scoring: dict[str, Any]) -> list[Any]:
    """Return the points of each step (band, option, yes/no, state of the document) in the order of the steps."""
    kind = scoring["kind"]
    if kind in ("bands", "ratio", "checklist"):
        return [band["points"] for band in scoring["bands"]]
    if kind == "choice":
        return [option["points"] for option in scoring["options"]]
    names = {"yes_no": ("yes", "no"), "document": ("valid", "invalid", "absent")}.get(kind, ())
    return [scoring[name] for name in names]


def document_step(paper: dict[str, Any], day: str) -> int:
    """Return 0 when valid on the last day of the period (ends included), 1 when present but not valid, 2 when absent."""
    if not paper["present"]:
        return 2
    start, end = paper["from"], paper["until"]
    return 0 if not (start or end) or (day and start <= day and (not end or day <= end)) else 1


def read_figure(scoring: dict[str, Any], fact: dict[str, Any], marks: list[str]) -> Fraction:
    """Return the figure that is read on the bands."""
    if scoring["kind"] == "bands":
        return number(fact["number"])
    if scoring["kind"] == "checklist":
        if any(item["required"] and item["code"] not in fact["checked"] for item in scoring["items"]):
            marks.append("required_missing")
        return Fraction(sum(item["code"] in fact["checked"] for item in scoring["items"]))
    small = maybe(scoring["small_below"])
    if small is not None and number(fact["denominator"]) < small:
        marks.append("small_denominator")
    return number(fact["numerator"]) / number(fact["denominator"]) * number(scoring["per"])


def judge(indicator: dict[str, Any], fact: Optional[dict[str, Any]], policies: dict[str, Any], day: str) -> dict[str, Any]:
    """Judge one answer: its state, figure, step, points and marks."""
    scoring, marks = indicator["scoring"], []  # type: dict[str, Any], list[str]
    answer: dict[str, Any] = {"state": "scored", "figure": None, "step": None, "points": None, "marks": marks}
    missing = fact is None or "missing" in fact
    if fact is not None and "not_applicable" in fact:
        answer["state"] = "not_applicable"
    elif scoring["kind"] == "unknown":
        answer["state"] = "unscorable"
    elif missing:
        answer["state"] = "missing"
        word = {"zero_points": "zero_by_rule", "leave_out": "left_out"}.get(policies["missing"]["rule"])
        marks.extend([word] if word else [])
    elif scoring["kind"] == "direct":
        answer["points"] = number(fact["points"])  # type: ignore[index]
    else:
        answer["step"] = find_step(answer, scoring, fact or {}, policies["gap"]["rule"], day)
        give_points(answer, scoring)
    marks.sort(key=["gap", "small_denominator", "required_missing", "zero_by_rule", "left_out"].index)
    return answer


def find_step(answer: dict[str, Any], scoring: dict[str, Any], fact: dict[str, Any], gap: str, day: str) -> Optional[int]:
    """Return the band, option or other step that the answer earns its points by; None when it stays in a gap."""
    if scoring["kind"] == "yes_no":
        return 0 if fact["yes"] else 1
    if scoring["kind"] == "choice":
        return [option["code"] for option in scoring["options"]].index(fact["choice"])
    if scoring["kind"] == "document":
        return document_step(fact["document"], day)
    answer["figure"] = read_figure(scoring, fact, answer["marks"])
    step = find_band(scoring["bands"], answer["figure"])
    if step is not None:
        return step
    answer["marks"].append("gap")
    return fill_gap(scoring["bands"], answer["figure"], gap)


def give_points(answer: dict[str, Any], scoring: dict[str, Any]) -> None:
    """Give the points of the step, or say why there are none."""
    if answer["step"] is None:
        answer["state"] = "in_gap"
        return
    points = maybe(step_points(scoring)[answer["step"]])
    if points is None:
        answer["state"] = "unknown_band"
    elif "required_missing" in answer["marks"]:
        points = min(points, number(scoring["without_required"]))
    answer["points"] = points


# --- rights and total --------------------------------------------------------------------------------------------


def mean(parts: list[tuple[Optional[Fraction], Part]]) -> Part:
    """Return the weighted mean of the parts that count; one unknown part (or weight) makes it unknown."""
    parts = [(weight, part) for weight, part in parts if not part.empty]
    total = sum((weight or Fraction(0) for weight, _ in parts), Fraction(0))
    leaves: dict[str, Fraction] = {}
    for weight, part in parts:
        for code, inner in part.leaves.items():
            leaves[code] = leaves.get(code, Fraction(0)) + (inner * (weight or 0) / total if total else 0)
    if any(weight is None or part.share is None for weight, part in parts):
        return Part(None, False, leaves)
    share = sum(((weight or 0) * (part.share or 0) for weight, part in parts), Fraction(0))
    return Part(share / total if total else None, not parts, leaves)


UNKNOWN = Part(None, False, {})  # a branch that cannot be told, because the law's text is not known


def answer_part(answer: dict[str, Any], most: Optional[Fraction], code: str) -> Part:
    """Turn a judged answer into a part of the formula."""
    if answer["state"] == "not_applicable" or "left_out" in answer["marks"]:
        return Part(None, True, {})
    points = Fraction(0) if "zero_by_rule" in answer["marks"] else answer["points"]
    return Part(None if points is None or most is None else points / most, False, {code: Fraction(1)})


class City:
    """The rights, elements, branches and total of one city, computed from its judged answers."""

    def __init__(self, instrument: dict[str, Any], answers: dict[str, dict[str, Any]]) -> None:
        self.instrument, self.answers, self.branches = instrument, answers, {}  # type: ignore[var-annotated]
        self.known = instrument["indicators"] != "unknown"
        self.indicators = instrument["indicators"] if self.known else []
        self.most = {one["code"]: most_points(one["scoring"]) for one in self.indicators}
        self.parts = {code: answer_part(answers[code], self.most[code], code) for code in answers}
        self.total = self.keep("total", "total", self.compute(instrument["aggregation"]))

    def keep(self, kind: str, code: str, part: Part) -> Part:
        """Remember a branch for the comparison with the record."""
        part = part if self.known else UNKNOWN
        self.branches[kind, code] = part
        return part

    def by_points(self, indicators: list[dict[str, Any]]) -> Part:
        """Return sum of points / sum of maximum points."""
        return mean([(self.most[one["code"]], self.parts[one["code"]]) for one in indicators])

    def compute(self, how: dict[str, Any]) -> Part:
        """Compute every right and then the total by the instrument's method."""
        rights = []
        for group in self.instrument["groups"]:
            mine = [one for one in self.indicators if one["group"] == group["code"]]
            by_elements = how["method"] == "element_points"
            part = self.elements(group["code"], mine, how["within_element"]) if by_elements else self.by_points(mine)
            rights.append((Fraction(1), self.keep("group", group["code"], part)))
        if how["method"] == "flat_mean":
            return self.by_points(self.indicators)
        return mean([self.node(one) for one in how["tree"]] if how["method"] == "weighted_tree" else rights)

    def elements(self, group: str, indicators: list[dict[str, Any]], within: str) -> Part:
        """Return the points of the elements of a right over the points of those elements that count."""
        parts = []
        for element in self.instrument["elements"]:
            mine = [one for one in indicators if one["element"] == element["code"]]
            if not mine:
                continue
            equal = mean([(Fraction(1), self.parts[one["code"]]) for one in mine])
            part = equal if within == "equal" else self.by_points(mine)
            part = UNKNOWN if within == "unknown" else part
            self.keep("element", group + "/" + element["code"], part)
            parts.append((maybe(element["points"]), part))
        return mean(parts)

    def node(self, node: dict[str, Any]) -> tuple[Fraction, Part]:
        """Return the weight and the mean of a branch of a weighted tree."""
        held = [(number(weight), self.parts[code]) for code, weight in node["indicators"].items()]
        part = mean([self.node(one) for one in node["children"]] + held)
        return number(node["weight"]), self.keep("node", node["code"], part)


# --- bonus, predicate, gates, rank -------------------------------------------------------------------------------


def scaled(city: City, kind: str, code: str) -> Optional[Fraction]:
    """Return the value of a branch on the instrument's scale."""
    share = city.branches[kind, code].share
    return None if share is None else share * number(city.instrument["scale"])


def short_of(city: City, gate: dict[str, Any]) -> list[list[Optional[str]]]:
    """Return the rights or indicators that are under a gate; what does not count at all is not tried."""
    if gate["rule"] == "group_at_least":
        codes = gate["groups"] or [group["code"] for group in city.instrument["groups"]]
        holes = [group["code"] for group in city.instrument["groups"] if group["hole"] is not None]
        tried = [c for c in codes if c not in holes and not city.branches["group", c].empty]
        values = [(code, scaled(city, "group", code)) for code in tried]
    else:
        tried = [code for code in gate["indicators"] if city.answers[code]["state"] != "not_applicable"]
        values = [(code, city.answers[code]["points"]) for code in tried]
    return [[code, told(value)] for code, value in values if value is None or value < number(gate["value"])]


def verdict(city: City, final: Optional[Fraction]) -> dict[str, Any]:
    """Give the highest predicate whose threshold is reached and whose gates, and those of lower ones, are passed."""
    rules, gates = city.instrument["predicates"], city.instrument["gates"]
    short = {gate["code"]: short_of(city, gate) for gate in gates}
    given: dict[str, Any] = {"predicate": None, "below": False, "why_none": "", "withheld": []}
    given["gates"] = [{"code": gate["code"], "short": short[gate["code"]]} for gate in gates]
    order = [level["code"] for level in rules["levels"]]
    if not order:
        given["why_none"] = "no_predicates"
    elif final is None:
        given["why_none"] = "no_total"
    elif final < number(rules["levels"][-1]["from"]):
        given["below"] = rules["below"] not in (None, "unknown")
        given["why_none"] = "" if given["below"] else "below_unknown"
    for place, level in enumerate(rules["levels"] if final is not None else []):
        if given["predicate"] is None and final >= number(level["from"]):  # type: ignore[operator]
            needed = [gate["code"] for gate in gates if order.index(gate["for"]) >= place]
            blocked = any(short[code] for code in needed)
            given["withheld" if blocked else "predicate"] = given["withheld"] + [level["code"]] if blocked else level["code"]
    return given


def score(instrument: dict[str, Any], subject: dict[str, Any], day: str) -> tuple[dict[str, Any], Optional[Fraction]]:
    """Score one city; return its result in the form of the record (all but the rank), and the total that is ranked."""
    indicators = [] if instrument["indicators"] == "unknown" else instrument["indicators"]
    facts, policies, scale = subject["answers"], instrument["policies"], number(instrument["scale"])
    city = City(instrument, {one["code"]: judge(one, facts.get(one["code"]), policies, day) for one in indicators})
    total = scaled(city, "total", "total")
    bonus = claimed = sum((number(points) for points in subject["bonus"].values()), Fraction(0))
    final = total
    if isinstance(instrument["bonus"], dict):
        bonus = min(claimed, number(instrument["bonus"]["cap"]))
        final = None if total is None else min(total + bonus, number(instrument["bonus"]["total_cap"]))
    judged = final if instrument["predicates"]["on"] == "total_with_bonus" else total
    answers = []
    for one in indicators:
        answer = city.answers[one["code"]]
        sure = one["certainty"]
        if answer["step"] is not None and one["scoring"]["kind"] not in ("yes_no", "document"):
            steps = one["scoring"]["options" if one["scoring"]["kind"] == "choice" else "bands"]
            sure = steps[answer["step"]]["certainty"] or sure
        weight = city.total.leaves.get(one["code"], Fraction(0)) * scale
        numbers = {"figure": told(answer["figure"]), "points": told(answer["points"]), "weight": told(weight)}
        more = {"indicator": one["code"], "most": told(city.most[one["code"]]), "certainty": sure}
        answers.append({**answer, **numbers, **more})
    branches = [{"kind": kind, "code": code, "value": told(scaled(city, kind, code))} for kind, code in city.branches]
    result = {key: subject[key] for key in ("code", "name", "province")}
    result.update(total=told(total), bonus_claimed=told(claimed), bonus=told(bonus), total_with_bonus=told(final))
    result.update(verdict=verdict(city, judged), branches=branches, answers=answers)
    return result, judged


def recompute(instrument: dict[str, Any], facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of all cities as the record should have them; equal totals share the better rank."""
    scored = [score(instrument, subject, facts["period_end"]) for subject in facts["subjects"]]
    totals = sorted((final for _, final in scored if final is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for place, final in enumerate(totals, 1):
        first.setdefault(final, place)
    return [{**result, "rank": None if final is None else first[final]} for result, final in scored]


# --- the pack ----------------------------------------------------------------------------------------------------


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Return the places at which the record and what was recomputed differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [d for k in sorted({*one, *other}) for d in differences(one.get(k), other.get(k), f"{path}/{k}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for i, (a, b) in enumerate(zip(one, other)) for d in differences(a, b, f"{path}/{i}")]
    return [] if one == other and type(one) is type(other) else [f"{path}: {one!r} -> {other!r}"[:300]]


def unknowns(value: Any, key: str = "") -> int:
    """Count what the instrument says is unknown."""
    if isinstance(value, dict):
        if value.get("kind") == "unknown":
            return 1
        return sum(unknowns(inner, name) for name, inner in value.items() if name not in ("sources", "kind"))
    return sum(unknowns(inner) for inner in value) if isinstance(value, list) else value == "unknown"


def read(path: Path) -> dict[str, bytes]:
    """Read the members of a pack (zip or folder), each no further than its limit."""
    members = {}
    try:
        archive = None if path.is_dir() else zipfile.ZipFile(path)
        if archive and sorted(archive.namelist()) != sorted(LIMITS):
            raise Unreadable("isinya bukan isi paket hasil", "its members are not those of a result pack")
        for name, limit in LIMITS.items():
            with archive.open(name) if archive else open(path / name, "rb") as stream:
                members[name] = stream.read(limit * 2**20 + 1)
            if len(members[name]) > limit * 2**20:
                raise Unreadable(f"{name} terlalu besar", f"{name} is too large")
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zipfile.zlib.error, EOFError) as error:
        raise Unreadable(f"tidak dapat dibuka ({error})", f"cannot be opened ({error})") from error
    return members


def check(members: dict[str, bytes]) -> tuple[list[str], int, int]:
    """Return every difference, the number of cities and the number of answers."""
    digest = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    lines = "".join(f"{digest[name]}  {name}\n" for name in sorted(digest) if name != "MANIFEST.sha256")
    found = [] if lines.encode() == members["MANIFEST.sha256"] else ["MANIFEST.sha256"]
    instrument, facts, record = (json.loads(members[n]) for n in ("instrument.json", "facts.json", "record.json"))
    again = {**record, "format": "kotaham-record/1", "facts_sha256": digest["facts.json"]}
    again.update(period=facts["period"], period_end=facts["period_end"], results=recompute(instrument, facts))
    again["instrument"] = {key: instrument[key] for key in ("id", "version", "title", "nature", "notice")}
    file_digest = digest["instrument.yaml"] if record["instrument"]["file_sha256"] else ""
    again["instrument"].update(content_sha256=digest["instrument.json"], file_sha256=file_digest)
    again["instrument"].update(sealed=record["instrument"]["sealed"], unknown=unknowns(instrument))
    refused = len(record["refused"])
    again["rows"] = {"in": len(facts["subjects"]) + refused, "scored": len(facts["subjects"]), "refused": refused}
    found += differences(record, again)
    return found, len(again["results"]), sum(len(city["answers"]) for city in again["results"])


def main(path: str = "") -> int:
    """Check one pack and say in plain words what was found."""
    place = Path(path) if path else Path(__file__).resolve().parent
    try:
        found, cities, answers = check(read(place / "result-pack.zip" if (place / "result-pack.zip").exists() else place))
    except (Unreadable, KeyError, ValueError, TypeError, AttributeError, ArithmeticError, IndexError, RecursionError) as error:
        why = error.args if isinstance(error, Unreadable) else (f"bentuknya salah: {error!r}"[:200], f"wrong form: {error!r}"[:200])
        print("TIDAK TERBACA: paket ini " + why[0] + "\nUNREADABLE: the pack " + why[1])
        return 2
    for line in found[:SHOWN]:
        print("- " + line)
    if found:
        print(f"BERBEDA: {len(found)} hal tidak sama dengan catatan ({cities} daerah, {answers} jawaban dihitung ulang).")
        print(f"DIFFERENT: {len(found)} things do not match the record ({cities} cities, {answers} answers recomputed).")
        return 1
    print(f"SAMA: {cities} daerah dan {answers} jawaban dihitung ulang; semuanya sama dengan catatan.")
    print(f"EQUAL: {cities} cities and {answers} answers recomputed; everything matches the record.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
