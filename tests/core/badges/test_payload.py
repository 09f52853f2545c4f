"""The code on the paper: verified with a public key alone; any changed byte is seen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from kotaham.core.badges.keys import public_keys
from kotaham.core.badges.payload import Told, check, is_signed, sign, text_of
from kotaham.core.badges.record import Record, base32, unbase32
from kotaham.core.errors import Problem
from tests.core.badges.made import KEYS, OTHER, SAID, SIGNER, SITE, TOKEN, record

pytestmark = pytest.mark.no_database
SIGNATURE = sign(record(), SIGNER)
TEXT = text_of(record(), SIGNATURE, SITE)
HASH = TEXT.index("#")


def test_the_code_says_what_is_printed() -> None:
    told = check(TEXT, KEYS)
    assert isinstance(told, Told)
    assert (told.name, told.tail, told.course) == (SAID["name"], "007", SAID["course"])
    assert (told.number, told.signatory, told.hours) == (SAID["number"], SAID["signatory"], Decimal("12.5"))
    assert (told.day, told.expires) == (date(2026, 11, 22), date(2029, 11, 22))
    assert record().sha256.startswith(told.digest)


def test_hours_that_nobody_set_and_no_end_stay_unknown() -> None:
    bare = record(hours="", expires="")
    told = check(text_of(bare, sign(bare, SIGNER), SITE), KEYS)
    assert isinstance(told, Told)
    assert told.hours is None
    assert told.expires is None


def test_names_never_reach_the_server() -> None:
    address, _hash, _rest = TEXT.partition("#")
    assert address == f"{SITE.upper()}/S/{TOKEN}"


def test_one_signature_holds_for_the_code_and_for_the_whole_record() -> None:
    assert is_signed(record(), SIGNATURE, KEYS)
    assert not is_signed(record(post="Kepala"), SIGNATURE, KEYS)
    assert not is_signed(record(), SIGNATURE, public_keys([OTHER.pem]))


@settings(max_examples=400)
@given(st.integers(TEXT.rindex("/") + 1, len(TEXT) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_any_changed_sign_is_seen(place: int, sign_: str) -> None:
    changed = TEXT[:place] + sign_ + TEXT[place + 1 :]
    assert isinstance(check(changed, KEYS), Problem) == (changed != TEXT)


@settings(max_examples=300)
@given(st.integers(0, 8 * len(unbase32(TEXT[HASH + 1 :])) - 1))
def test_any_changed_bit_is_seen(bit: int) -> None:
    data = bytearray(unbase32(TEXT[HASH + 1 :]))
    data[bit // 8] ^= 1 << bit % 8
    assert isinstance(check(f"{TEXT[:HASH]}#{base32(bytes(data))}", KEYS), Problem)


@given(st.integers(0, len(TEXT)), st.integers(1, 30))
def test_a_code_that_is_cut_is_seen(start: int, length: int) -> None:
    cut = TEXT[:start] + TEXT[start + length :]
    inside = start + length > TEXT.rindex("/") + 1 and start < len(TEXT)
    assert not inside or isinstance(check(cut, KEYS), Problem)


def test_the_code_of_one_certificate_does_not_fit_the_token_of_another() -> None:
    other = base32(bytes(range(1, 17)))
    found = check(TEXT.replace(TOKEN, other), KEYS)
    assert isinstance(found, Problem)
    assert found.code == "badges.forged"
    assert "Tanda tangannya tidak cocok" in found.text("id")


def test_another_key_is_named_as_unknown_and_a_forged_one_as_forged() -> None:
    found = check(TEXT, public_keys([OTHER.pem]))
    assert isinstance(found, Problem)
    assert found.code == "badges.unknown-key"
    same_name = Record(TOKEN, 41, SIGNER.name, SAID)
    forged = check(text_of(same_name, sign(same_name, OTHER), SITE), KEYS)
    assert isinstance(forged, Problem)
    assert forged.code == "badges.forged"


def test_a_newer_layout_says_so() -> None:
    data = bytearray(unbase32(TEXT[HASH + 1 :]))
    data[0] = 2
    found = check(f"{TEXT[:HASH]}#{base32(bytes(data))}", KEYS)
    assert isinstance(found, Problem)
    assert found.code == "badges.newer"


@given(st.text(max_size=200))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    assert isinstance(check(text, KEYS), Problem)


@pytest.mark.parametrize(("text", "most"), [(TEXT, 13), ("long", 19)])
def test_the_code_is_small_enough_for_paper(text: str, most: int) -> None:
    """At 25 mm a code of version 13 has squares of 0.36 mm; the longest words that are cut give version 19."""
    if text == "long":
        wide = record(name="N" * 160, course="P" * 200, number="9" * 80, signatory="S" * 160)
        text = text_of(wide, sign(wide, SIGNER), SITE)
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make()
    assert code.version <= most
