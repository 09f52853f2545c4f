"""One canonical form, one digest; base32 in the one way there is."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.badges.record import FORMAT, NotCanonical, base32, record_of, unbase32
from tests.core.badges.made import SAID, record

pytestmark = pytest.mark.no_database


def test_the_canonical_form_does_not_depend_on_the_order_of_the_fields() -> None:
    turned = record(**dict(reversed(SAID.items())))
    assert record().canonical == turned.canonical
    assert json.loads(record().canonical)["format"] == FORMAT


def test_the_canonical_form_is_that_of_rfc_8785() -> None:
    text = record(name="Ñ\u20ac\u000a").canonical.decode("utf-8")
    assert '"name":"Ñ€\\n"' in text
    assert text.index('"fields"') < text.index('"format"') < text.index('"key"')


@given(st.dictionaries(st.text(max_size=3) | st.sampled_from(sorted(SAID)), st.text(max_size=20), max_size=6))
def test_the_fast_way_writes_what_the_library_of_the_standard_writes(more: dict[str, str]) -> None:
    one = record(**more)
    assert one.canonical == rfc8785.dumps(one.as_data)


@given(st.sampled_from(sorted(SAID)), st.text(max_size=40))
def test_every_field_counts_for_the_digest(name: str, text: str) -> None:
    changed = record(**{name: text}) if _writable(text) else None
    assert changed is None or (changed.sha256 == record().sha256) == (text == SAID[name])


def _writable(text: str) -> bool:
    return not any(0xD800 <= ord(char) <= 0xDFFF for char in text)


def test_a_record_is_read_back_as_it_was_written() -> None:
    assert record_of(json.loads(record().canonical)) == record()


@pytest.mark.parametrize(
    "change",
    [
        {"format": "kotaham-certificate/2"},
        {"token": "AAAA"},
        {"status": "41"},
        {"status": True},
        {"fields": {"name": 7}},
        {"more": 1},
    ],
)
def test_what_is_no_record_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"record|way"):
        record_of(record().as_data | change)


@given(st.binary(max_size=80))
def test_base32_goes_there_and_back(data: bytes) -> None:
    assert unbase32(base32(data)) == data


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=ab1", max_size=30))
def test_base32_has_one_way_to_write_bytes(text: str) -> None:
    try:
        data = unbase32(text)
    except NotCanonical:
        return
    assert base32(data) == text
