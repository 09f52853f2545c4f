"""Writing: what is read back is the same instrument, and one instrument has one form and one digest."""

import json

from hypothesis import given, settings

from kotaham.core.instrument.canonical import content, content_json, content_sha256
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.write import to_yaml
from tests.core.instrument.samples import SMALL, changed
from tests.strategies import instruments


@settings(max_examples=150)
@given(instruments())
def test_writing_and_reading_gives_the_same_instrument(instrument: Instrument) -> None:
    text = to_yaml(instrument)
    again = parse(text, "x.yaml").instrument
    assert again == instrument
    assert to_yaml(again) == text
    assert content_sha256(again) == content_sha256(instrument)


@given(instruments())
def test_the_content_is_plain_json_without_floats(instrument: Instrument) -> None:
    again = json.loads(content_json(instrument), parse_float=lambda text: 1 / 0)
    assert again == content(instrument)
    assert (
        content_json(instrument)
        == json.dumps(again, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )
    assert Instrument.model_validate(again) == instrument


def test_an_instrument_is_written_as_a_jurist_would() -> None:
    text = to_yaml(parse(SMALL).instrument)
    assert "    scoring:\n      kind: bands\n      bands:\n        - {below: 10, points: 5}\n" in text
    assert "    owners: [Dinas Kesehatan]\n" in text
    assert "certainty" not in text
    assert "in_force:\n  from: 2026-01-01\n" in text


def test_long_texts_are_folded() -> None:
    long = "Kalimat yang panjang " * 12 + "selesai."
    instrument = parse(changed(("Bukan ketentuan hukum.", long))).instrument
    text = to_yaml(instrument)
    assert max(len(line) for line in text.splitlines()) <= 100
    assert parse(text).instrument == instrument


def test_layout_and_order_of_keys_do_not_change_the_digest_but_content_does() -> None:
    digest = content_sha256(parse(SMALL).instrument)
    other_layout = changed(("rounding: {}", "rounding:\n  decimals: 2   # dua angka"))
    assert content_sha256(parse(other_layout).instrument) == digest
    assert content_sha256(parse(changed(("from: 75", "from: 75.0"))).instrument) == digest
    assert content_sha256(parse(changed(("from: 75", "from: 75.1"))).instrument) != digest


def test_the_content_names_defaults_and_writes_numbers_as_plain_text() -> None:
    told = content(parse(changed(("below: 10", "below: 10.50"), ("from: 10", "from: 10.5"))).instrument)
    assert told["scale"] == "100"
    assert told["rounding"]["decimals"] == 2
    assert told["indicators"][0]["scoring"]["bands"][0]["below"] == "10.5"
    assert told["in_force"]["from"] == "2026-01-01"
