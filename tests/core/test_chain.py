"""The chain: what it shows by itself, and what only heads kept elsewhere show. Two verifiers agree on everything."""

import importlib.util
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

import kotaham
from kotaham.core.chain import (
    FIELDS,
    START,
    WHAT,
    Head,
    event_bytes,
    export_line,
    key_id,
    read_head,
    read_line,
    seal,
    verify,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
COUNT = 40
Fields = dict[str, Any]
Chain = list[bytes]


def _standalone() -> ModuleType:
    path = Path(kotaham.__file__).parent / "apps/events/data/verify_events.py"
    spec = importlib.util.spec_from_file_location("verify_events", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = _standalone()


def fields(seq: int, **other: object) -> Fields:
    plain: Fields = {"appointment": 70, "at": f"2026-11-21T16:15:{seq % 60:02}.000001Z", "data": '{"fields":["name"]}'}
    plain |= {"holder": 3, "kind": "offices.office", "office": 3, "origin": "10.0.0.7", "person": seq % 5}
    plain |= {
        "request": f"r{seq}",
        "role": "auditor",
        "seq": seq,
        "subject": str(seq),
        "system": "",
        "verb": "offices.renamed",
    }
    return plain | {"why": "“Salah ketik”"} | other


def chained(events: Sequence[Fields], prev: str = START) -> Chain:
    lines = []
    for event in events:
        digest = seal(prev, event_bytes(event))
        lines.append(export_line(prev, event_bytes(event), digest))
        prev = digest
    return lines


def head_of(lines: Chain, count: int, key: Ed25519PrivateKey = KEY) -> Head:
    line = read_line(lines[count - 1]) if count else None
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    bare = Head(count, line.digest if line else START, "2026-11-21T16:30:00.000000Z", key_id(public))
    return Head(bare.count, bare.digest, bare.time, bare.key, key.sign(bare.message))


def good(head: Head) -> bool:
    try:
        KEY.public_key().verify(head.signature, head.message)
    except Exception:  # noqa: BLE001
        return False
    return head.key == key_id(PUBLIC)


EVENTS = [fields(seq) for seq in range(1, COUNT + 1)]
LINES = chained(EVENTS)
HEADS = [head_of(LINES, count) for count in (10, 25, COUNT)]
SIGNATURES = ALONE.Signatures(ALONE.read_keys([]) | {key_id(PUBLIC): PEM})


def found(lines: Chain, heads: Sequence[Head] = HEADS) -> set[tuple[str, int, int]]:
    """Return what both verifiers find; they must find the same."""
    ours = verify(lines, heads, good)
    result = ALONE.walk(iter(lines), {head.count for head in heads})
    theirs = [ALONE.Head(one.count, one.digest, one.time, one.key, one.message, one.signature) for one in heads]
    ALONE.judge(result, theirs, SIGNATURES)
    told = {(one.what, one.first, one.last) for one in ours.findings}
    assert told == {tuple(one) for one in result.found}
    assert (ours.last, ours.digest, ours.anchored) == (result.last, result.digest, result.anchored)
    assert {what for what, _first, _last in told} <= {*WHAT} == {*ALONE.WORDS}
    return told


def changed(line: bytes, name: str, chance: random.Random) -> bytes:
    """Return a line with one field of its event, or one of its digests, changed."""
    whole = json.loads(line)
    part = whole if name in {"prev", "digest"} else whole["event"]
    if isinstance(part[name], int):
        part[name] += chance.randrange(1, 10**6)
    elif name in {"prev", "digest"}:
        part[name] = f"{chance.randrange(16**63):064x}"
    else:
        part[name] = f"{part[name][:-1]}{chance.choice('~!?')}"
    return export_line(whole["prev"], event_bytes(whole["event"]), whole["digest"])


def edit(lines: Chain, chance: random.Random) -> Chain:
    at = chance.randrange(COUNT)
    name = chance.choice([*FIELDS, "prev", "digest"])
    return [*lines[:at], changed(lines[at], name, chance), *lines[at + 1 :]]


def delete(lines: Chain, chance: random.Random) -> Chain:
    at, many = chance.randrange(COUNT - 1), chance.randint(1, 5)
    return lines[:at] + lines[min(at + many, COUNT - 1) :]


def insert(lines: Chain, chance: random.Random) -> Chain:
    at = chance.randrange(COUNT)
    seq = chance.choice([at + 1, at, chance.randrange(-5, COUNT)])
    before = read_line(lines[at - 1])
    return [*lines[:at], *chained([fields(seq, why="palsu")], before.digest if at and before else START), *lines[at:]]


def swap(lines: Chain, chance: random.Random) -> Chain:
    one, other = chance.sample(range(COUNT), 2)
    after = list(lines)
    after[one], after[other] = lines[other], lines[one]
    return after


def cut_tail(lines: Chain, chance: random.Random) -> Chain:
    return lines[: chance.randrange(COUNT)]


def rewrite_suffix(lines: Chain, chance: random.Random) -> Chain:
    at = chance.randrange(COUNT)
    before = read_line(lines[at - 1]) if at else None
    events = [
        fields(seq, **({"why": f"palsu {chance.random()}"} if seq == at + 1 else {}))
        for seq in range(at + 1, COUNT + 1)
    ]
    return lines[:at] + chained(events, before.digest if before else START)


Tamper = Callable[[Chain, random.Random], Chain]
TAMPERS: list[Tamper] = [edit, delete, insert, swap, cut_tail, rewrite_suffix]
INVISIBLE_ALONE = {cut_tail, rewrite_suffix}


def test_an_untouched_chain_is_whole_and_anchored_to_its_last_head() -> None:
    assert found(LINES) == set()
    assert verify(LINES, HEADS, good).anchored == COUNT
    assert found(LINES, HEADS[:2]) == set()
    assert verify(LINES, HEADS[:2], good).anchored == 25


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda one: one.__name__)
def test_each_of_500_tampers_is_seen_against_the_head_kept_outside(tamper: Tamper) -> None:
    missed = [seed for seed in range(500) if not found(tamper(LINES, random.Random(seed)), HEADS[2:])]
    assert missed == []


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda one: one.__name__)
def test_control_the_chain_alone_never_sees_a_cut_tail_or_a_rewritten_suffix(tamper: Tamper) -> None:
    seen = sum(bool(found(tamper(LINES, random.Random(seed)), [])) for seed in range(500))
    assert seen == (0 if tamper in INVISIBLE_ALONE else 500)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (LINES[:4] + LINES[5:], {("missing", 5, 5)}),
        (LINES[:4] + LINES[9:], {("missing", 5, 9)}),
        (LINES[3:], {("missing", 1, 3)}),
        (LINES[:30], {("cut", 31, 40)}),
        ([], {("cut", 1, 40)}),
        ([*LINES[:5], LINES[6], LINES[5], *LINES[7:]], {("moved", 6, 6)}),
        ([*LINES[:8], LINES[3], *LINES[8:]], {("inserted", 4, 4)}),
        ([*LINES[:8], b"{}\n", *LINES[8:]], {("unreadable", 9, 9)}),
        ([*LINES[:8], LINES[8].replace(b",", b", ", 1), *LINES[9:]], {("unreadable", 9, 9), ("missing", 9, 9)}),
    ],
)
def test_what_is_wrong_is_told_with_the_number_of_the_event(lines: Chain, told: set[tuple[str, int, int]]) -> None:
    assert found(lines) == told


@pytest.mark.parametrize("name", sorted({*FIELDS, "digest", "prev"} - {"seq"}))
def test_an_edit_of_any_field_points_at_its_event(name: str) -> None:
    line = changed(LINES[16], name, random.Random(1))
    assert found([*LINES[:16], line, *LINES[17:]]) == {("edited", 17, 17)}


def test_an_edited_number_leaves_a_hole_and_an_edited_event() -> None:
    line = export_line(json.loads(LINES[39])["prev"], event_bytes(fields(50)), json.loads(LINES[39])["digest"])
    assert found([*LINES[:39], line]) == {("missing", 40, 49), ("edited", 50, 50)}


def test_an_event_replaced_together_with_its_digest_is_told() -> None:
    other = chained([fields(17, why="palsu")], json.loads(LINES[16])["prev"])
    assert found([*LINES[:16], *other, *LINES[17:]]) == {("replaced", 17, 17)}


def test_a_rewritten_suffix_is_told_between_the_last_good_head_and_the_first_broken_one() -> None:
    suffix = chained([fields(seq, why="palsu") for seq in range(18, COUNT + 1)], json.loads(LINES[16])["digest"])
    assert found(LINES[:17] + suffix) == {("rewritten", 11, 25)}


def test_a_head_of_another_key_is_forged() -> None:
    thief = Ed25519PrivateKey.from_private_bytes(b"t" * 32)
    assert found(LINES, [*HEADS, head_of(LINES, 5, thief)]) == {("forged-head", 5, 5)}


def test_a_head_whose_number_was_raised_is_forged() -> None:
    one = HEADS[1]
    raised = Head(one.count + 1, one.digest, one.time, one.key, one.signature)
    assert found(LINES, [raised]) == {("forged-head", 26, 26)}


def test_two_good_heads_that_contradict_each_other_are_told() -> None:
    other = chained([fields(seq, why="lain") for seq in range(1, 26)])
    assert found(LINES, [*HEADS, head_of(other, 25)]) == {("two-heads", 25, 25)}


def test_the_head_of_an_empty_record_is_good() -> None:
    assert found([], [head_of([], 0)]) == set()


def test_a_head_is_read_back_as_it_was_written() -> None:
    assert [read_head(f"{one.line}\n") for one in HEADS] == HEADS


@pytest.mark.parametrize(
    "line",
    [
        "",
        "kotaham-head/1",
        HEADS[0].line.upper(),
        HEADS[0].line[:-1],
        HEADS[0].line + "0",
        HEADS[0].line.replace(" 10 ", " 010 "),
        HEADS[0].line.replace("/1", "/2"),
        HEADS[0].line.replace(" 10 ", " \u0661\u0660 "),
    ],
)
def test_what_is_no_head_is_not_read_as_one(line: str) -> None:
    assert read_head(line) is None
    assert ALONE.HEAD.fullmatch(line) is None


@given(st.dictionaries(st.sampled_from(FIELDS), st.one_of(st.none(), st.integers(), st.text(max_size=20)), max_size=15))
def test_every_event_has_one_writing_and_is_read_back_from_it(values: Fields) -> None:
    event = fields(1) | values | {"seq": 1}
    line = chained([event])[0]
    assert line.isascii()
    read = read_line(line + b"\n")
    assert read is not None
    assert (read.seq, read.event, read.holds) == (1, event_bytes(event), True)
    assert found([line], []) == set()


@given(st.binary(max_size=200))
def test_any_bytes_in_place_of_an_event_are_told_not_raised(junk: bytes) -> None:
    line = junk.replace(b"\n", b"")
    assert found([*LINES[:5], line, *LINES[5:]]) == {("unreadable", 6, 6)}


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 5000,
        b"1" * 5000,
        b'{"digest":NaN}',
        b'{"event":5,"prev":"","digest":""}',
        b"[]",
        b"\xff",
        LINES[0].replace(b"0" * 64, "é".encode() * 64),
        LINES[0].replace(b"0" * 64, b"A" * 64),
        LINES[0][:-1],
        LINES[0] + LINES[1],
    ],
)
def test_hostile_lines_are_unreadable(line: bytes) -> None:
    assert found([line], []) == {("unreadable", 1, 1)}


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(TAMPERS), min_size=1, max_size=3))
def test_tampers_of_several_kinds_together_are_seen(chance: random.Random, several: list[Tamper]) -> None:
    lines = LINES
    for tamper in several:
        lines = tamper(lines, chance) if len(lines) == COUNT else lines
    assert bool(found(lines, HEADS[2:])) == (lines != LINES)
