"""The verifier in every result pack and the engine were written apart; here they must say the same, word for word."""

import importlib.util
import json
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from kotaham.core.facts import FactTable
from kotaham.core.facts_json import canonical_json, facts_from_json, facts_to_json
from kotaham.core.instrument.canonical import content
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.write import to_yaml
from kotaham.core.record import Origins, make_record, replay
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report.pack import pack_members
from kotaham.report.run import Run
from tests.random_instruments import random_case
from tests.strategies import instruments_with_tables

VERIFY = Path(__file__).parents[2] / "src/kotaham/report/data/verify.py"
MANY, CHUNKS = 10_000, 20


def load_verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack_verifier", VERIFY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verifier = load_verifier()


def recorded(instrument: Instrument, table: FactTable) -> dict[str, Any]:
    """Make the record as it stands in a pack: through JSON and back."""
    text = to_yaml(instrument)
    origins = Origins(sha256(text.encode()).hexdigest(), rows_in=len(table.subjects))
    record = make_record(score(compile_plan(instrument), table), origins)
    again: dict[str, Any] = json.loads(canonical_json(record))
    return again


def disagreements(instrument: Instrument, table: FactTable) -> list[str]:
    record = make_record(score(compile_plan(instrument), table))
    mine = verifier.recompute(content(instrument), facts_to_json(table))
    return list(verifier.differences(record["results"], mine))


@settings(max_examples=100)
@given(instruments_with_tables())
def test_the_verifier_and_the_engine_agree_on_cases_that_shrink(case: tuple[Instrument, FactTable]) -> None:
    assert disagreements(*case) == []


@pytest.mark.parametrize("seed", range(0, 300, 50))
def test_the_verifier_and_the_engine_agree_on_random_instruments(seed: int) -> None:
    found = {n: told for n in range(seed, seed + 50) if (told := disagreements(*random_case(n)))}
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_verifier_and_the_engine_agree_on_ten_thousand_random_instruments(chunk: int) -> None:
    size = MANY // CHUNKS
    seeds = range(1_000 + chunk * size, 1_000 + (chunk + 1) * size)
    found = {seed: told for seed in seeds if (told := disagreements(*random_case(seed)))}
    assert found == {}


def test_the_random_cases_reach_every_state_mark_reason_and_method() -> None:
    seen: set[str] = set()
    for seed in range(700):
        instrument, table = random_case(seed)
        seen.add(instrument.aggregation.method)
        for result in make_record(score(compile_plan(instrument), table))["results"]:
            seen.add(f"why {result['verdict']['why_none']}")
            verdict = result["verdict"]
            seen |= {"withheld and given"} if verdict["withheld"] and verdict["predicate"] else set()
            seen |= {f"is {answer['state']}" for answer in result["answers"]}
            seen |= {mark for answer in result["answers"] for mark in answer["marks"]}
    states = {"scored", "missing", "not_applicable", "unscorable", "in_gap", "unknown_band"}
    reasons = {"", "no_total", "no_predicates", "below_unknown", "withheld"}
    wanted = {f"is {state}" for state in states} | {f"why {reason}" for reason in reasons}
    wanted |= {"gap", "small_denominator", "required_missing", "zero_by_rule", "left_out"}
    wanted |= {"flat_mean", "group_mean", "element_points", "weighted_tree", "withheld and given"}
    assert wanted - seen == set()


def test_random_instruments_could_have_been_files() -> None:
    for seed in range(60):
        instrument, _ = random_case(seed)
        assert parse(to_yaml(instrument)).instrument == instrument


@pytest.mark.parametrize("seed", range(0, 200, 50))
def test_replaying_a_record_gives_the_same_record(seed: int) -> None:
    for one in range(seed, seed + 50):
        instrument, table = random_case(one)
        record = recorded(instrument, table)
        assert replay(instrument, facts_from_json(facts_to_json(table)), record) == []


@pytest.mark.parametrize("seed", range(60))
def test_replay_names_the_field_that_was_changed(seed: int) -> None:
    rng = Random(seed)
    instrument, table = random_case(seed)
    record = recorded(instrument, table)
    path = rng.choice([path for path in leaves(record) if path[0] == "results"])
    changed = tampered(rng, record, path)
    assert replay(instrument, table, changed) == ["/" + "/".join(map(str, path))]


def test_replay_sees_changed_facts() -> None:
    for seed in range(40):
        instrument, table = random_case(seed)
        record = recorded(instrument, table)
        renamed = facts_to_json(table)
        renamed["subjects"][0]["name"] += "a"
        found = replay(instrument, facts_from_json(renamed), record)
        assert {"/facts_sha256", "/results/0/name"} <= set(found)


# Tampering: every leaf of the three JSON files may be changed, and the digests made to fit again.


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of all values that are not lists or objects, and of empty ones."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [leaf for key, value in inner for leaf in leaves(value, (*path, key))]
    return found or [path]


def tampered(rng: Random, data: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """Change one value to another of the same or a near kind."""
    changed = deepcopy(data)
    owner: Any = changed
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = other(rng, owner[path[-1]])
    return changed


def other(rng: Random, value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + rng.choice([-1, 1])
        case str() if value and value.lstrip("-")[0].isdigit():
            return rng.choice([f"{value}1", f"1{value}", None])
        case str():
            return rng.choice([f"{value}x", value[:-1] if value else "x"])
        case None:
            return rng.choice(["1", "x", 0])
    return ["x"]


def pack_of(seed: int) -> dict[str, bytes]:
    instrument, table = random_case(seed)
    run = Run(instrument, instrument, recorded(instrument, table), table, to_yaml(instrument))
    return pack_members(run)


def sealed_again(members: dict[str, bytes]) -> dict[str, bytes]:
    """Make the list of digests fit, as somebody who wants to deceive would."""
    rest = {name: data for name, data in members.items() if name != "MANIFEST.sha256"}
    lines = [f"{sha256(rest[name]).hexdigest()}  {name}\n" for name in sorted(rest)]
    return rest | {"MANIFEST.sha256": "".join(lines).encode()}


def says(members: dict[str, bytes]) -> list[str]:
    """What the verifier finds; a refusal is a finding."""
    try:
        return list(verifier.check(members)[0])
    except (verifier.Unreadable, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [repr(error)]


@pytest.mark.parametrize("seed", range(10))
def test_an_untouched_pack_passes(seed: int) -> None:
    assert says(pack_of(seed)) == []


@pytest.mark.parametrize("seed", range(20))
def test_any_changed_value_is_seen_by_the_digests(seed: int) -> None:
    rng, members = Random(seed), pack_of(seed)
    for name in ("record.json", "facts.json", "instrument.json"):
        data = json.loads(members[name])
        for path in rng.sample(leaves(data), k=8):
            assert says(members | {name: canonical_json(tampered(rng, data, path))}) != [], (name, path)


# What nobody can recompute from facts and instrument; only the digests of the pack guard it.
TOLD = {"notes", "refused", "sources"}


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_record_is_seen_even_when_all_digests_are_made_to_fit(seed: int) -> None:
    rng, members = Random(seed), pack_of(seed)
    record = json.loads(members["record.json"])
    paths = [path for path in leaves(record) if path[0] not in TOLD and path != ("instrument", "sealed")]
    for path in rng.sample(paths, k=15):
        changed = canonical_json(tampered(rng, record, path))
        assert says(sealed_again(members | {"record.json": changed})) != [], path


@pytest.mark.parametrize("seed", range(20))
def test_changed_facts_or_instruments_are_seen_even_when_the_manifest_fits(seed: int) -> None:
    rng, members = Random(seed), pack_of(seed)
    for name in ("facts.json", "instrument.json"):
        data = json.loads(members[name])
        for path in rng.sample(leaves(data), k=8):
            changed = canonical_json(tampered(rng, data, path))
            assert says(sealed_again(members | {name: changed})) != [], (name, path)


def test_facts_that_kotaham_would_refuse_are_refused() -> None:
    instrument = parse(CHOOSY).instrument
    fine: dict[str, Any] = {"LAMA": {"number": "5"}, "NILAI": {"points": "2", "reason": "ya"}}
    fine["ANGKA"] = ratio_of("1", "2")
    wrong: dict[str, dict[str, Any]] = {
        "LAMA": {"number": "26"},
        "NILAI": {"points": "2.5", "reason": "ya"},
        "ANGKA": ratio_of("1", "0"),
        "PILIH": {"choice": "c"},
        "BUTIR": {"checked": ["lain"]},
        "SURAT": {"document": {"present": True, "from": "2026-13-01", "until": ""}},
        "TIDAK-ADA": {"number": "1"},
    }
    assert len(verifier.recompute(content(instrument), facts_of(fine))) == 1
    assert len(verifier.recompute(content(instrument), facts_of(fine | {"ANGKA": ratio_of("0", "2")}))) == 1
    with pytest.raises(verifier.Unreadable, match=r"tidak dapat diterima: .*'numerator': '-1'"):
        verifier.recompute(content(instrument), facts_of(fine | {"ANGKA": ratio_of("-1", "2")}))
    for code, fact in wrong.items():
        with pytest.raises((verifier.Unreadable, ValueError)):
            verifier.recompute(content(instrument), facts_of(fine | {code: fact}))
    with pytest.raises(verifier.Unreadable, match="tidak dapat diterima"):
        verifier.recompute(content(instrument), facts_of({"LAMA": {"not_applicable": "x"}}))
    with pytest.raises(verifier.Unreadable, match="tidak dapat diterima"):
        verifier.recompute(content(instrument), facts_of(fine, bonus={"LEBIH": "5"}))


def ratio_of(numerator: str, denominator: str) -> dict[str, str]:
    return {"numerator": numerator, "denominator": denominator}


def facts_of(answers: dict[str, Any], bonus: dict[str, str] | None = None) -> dict[str, Any]:
    subject = {"code": "31.01", "name": "Kota", "province": "", "answers": answers, "bonus": bonus or {}}
    return {"format": "kotaham-facts/1", "period": "", "period_end": "2026-12-31", "subjects": [subject]}


CHOOSY = """\
schema: 1
id: pemilih
version: '2026'
title: Contoh
nature: example
notice: Bukan ketentuan hukum.
subject: city
in_force: {from: 2026-01-01}
groups: [{code: G1, title: Hak hidup}]
aggregation: {method: flat_mean}
policies: {missing: {rule: leave_out}, not_applicable: {rule: refused}, gap: {rule: flag}}
rounding: {}
predicates: {none_because: Contoh}
bonus: {cap: 3, items: [{code: LEBIH, title: Lebih, max_points: 4}]}
indicators:
  - {code: LAMA, group: G1, title: a, scoring: {kind: bands, possible: {from: 0, to: 25}, bands: [{points: 5}]}}
  - {code: NILAI, group: G1, title: b, scoring: {kind: direct, from: 0, to: 4, step: 1, criteria: ya}}
  - code: ANGKA
    group: G1
    title: c
    scoring: {kind: ratio, numerator: a, denominator: b, per: 100, bands: [{points: 5}]}
  - code: PILIH
    group: G1
    title: d
    scoring: {kind: choice, options: [{code: a, title: A, points: 1}, {code: b, title: B, points: 0}]}
  - {code: BUTIR, group: G1, title: e, scoring: {kind: checklist, items: [{code: x, title: X}], bands: [{points: 5}]}}
  - {code: SURAT, group: G1, title: f, scoring: {kind: document, valid: 2, invalid: 1, absent: 0}}
"""
