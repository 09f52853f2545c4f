"""What is sealed opens only where it belongs; an index finds and tells nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.identity.sealing import INDEX_BYTES, Keyring, Unsealable

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
RING = Keyring({1: OLD})
NUMBER = "199003092015021007"


@given(st.binary(min_size=1, max_size=32), st.sampled_from(["number", "email"]), st.text(max_size=80))
def test_what_is_sealed_opens_in_its_place(row: bytes, name: str, text: str) -> None:
    assert RING.open(1, row, name, RING.seal(row, name, text)) == text


@pytest.mark.parametrize(("row", "name"), [(b"other", "number"), (b"row", "email")])
def test_a_sealed_value_does_not_open_elsewhere(row: bytes, name: str) -> None:
    with pytest.raises(Unsealable):
        RING.open(1, row, name, RING.seal(b"row", "number", NUMBER))


@given(st.integers(0, 33), st.integers(1, 255))
def test_a_changed_byte_does_not_open(at: int, change: int) -> None:
    sealed = bytearray(RING.seal(b"row", "number", NUMBER))
    sealed[at] ^= change
    with pytest.raises(Unsealable, match="does not open") as told:
        RING.open(1, b"row", "number", bytes(sealed))
    assert NUMBER not in str(told.value)


def test_the_newest_key_seals_and_the_old_one_still_opens() -> None:
    both = Keyring({1: OLD, 2: NEW})
    assert both.open(1, b"row", "number", RING.seal(b"row", "number", NUMBER)) == NUMBER
    assert Keyring({2: NEW}).open(2, b"row", "number", both.seal(b"row", "number", NUMBER)) == NUMBER
    with pytest.raises(Unsealable, match="key 2 is not here"):
        RING.open(2, b"row", "number", both.seal(b"row", "number", NUMBER))


def test_an_index_is_looked_for_under_every_key() -> None:
    both = Keyring({1: OLD, 2: NEW})
    assert both.indexes("number", NUMBER) == [both.index("number", NUMBER), RING.index("number", NUMBER)]


def test_indexes_of_fields_and_keys_have_nothing_in_common() -> None:
    found = {RING.index("number", NUMBER), RING.index("email", NUMBER), Keyring({1: NEW}).index("number", NUMBER)}
    assert len(found) == 3
    assert {len(index) for index in found} == {INDEX_BYTES}


def test_columns_are_sealed_as_their_cells_would_be() -> None:
    rows, texts = [b"a", b"b"], [NUMBER, "82071234"]
    assert list(RING.seal_all(rows, "number", texts)) == [
        RING.seal(row, "number", text) for row, text in zip(rows, texts, strict=True)
    ]
    assert list(RING.index_all("number", texts)) == [RING.index("number", text) for text in texts]


@pytest.mark.parametrize("masters", [{}, {1: b"short"}])
def test_a_keyring_without_proper_keys_is_none(masters: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring(masters)


def test_a_key_is_not_shown() -> None:
    assert OLD.hex() not in repr(RING)
    assert "master" not in repr(vars(RING))
