"""Dates and addresses: the edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.evidence.rules import Validity, checked_link, validity
from kotaham.core.errors import Refused

pytestmark = pytest.mark.no_database

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("begins", "ends", "found"),
    [
        (None, None, Validity.OPEN),
        (ON, ON, Validity.SOON),
        (ON + timedelta(days=1), None, Validity.EARLY),
        (None, ON - timedelta(days=1), Validity.OVER),
        (None, ON, Validity.SOON),
        (None, ON + timedelta(days=30), Validity.SOON),
        (None, ON + timedelta(days=31), Validity.VALID),
    ],
)
def test_validity_at_its_edges(begins: date | None, ends: date | None, found: Validity) -> None:
    assert validity(begins, ends, ON) is found


@given(DAYS, DAYS, DAYS)
def test_evidence_is_over_exactly_when_its_last_day_has_passed(begins: date, ends: date, on: date) -> None:
    found = validity(min(begins, ends), max(begins, ends), on)
    assert (found is Validity.OVER) == (on > max(begins, ends))
    assert (found is Validity.EARLY) == (on < min(begins, ends))


@pytest.mark.parametrize(
    "address",
    ["https://damai.go.id", " http://a.example/x?y=1#z ", "https://[2001:db8::1.2.3.4]/", "https://a.id:8443/"],
)
def test_plain_addresses_are_taken_trimmed(address: str) -> None:
    assert checked_link(address) == address.strip()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "tidak diawali https"),
        ("file:///etc/passwd", "tidak diawali https"),
        ("data:text/html,x", "tidak diawali https"),
        ("//damai.go.id", "tidak diawali https"),
        ("https://", "tidak menyebut nama situs"),
        ("https://localhost/x", "tidak menyebut nama situs"),
        ("https://orang:sandi@damai.go.id", "nama pengguna atau kata sandi"),
        ("https://damai.go.id/a b", "spasi atau tanda"),
        ("https://damai.go.id/\u202egpj", "spasi atau tanda"),
        ("java\nscript:alert(1)", "spasi atau tanda"),
        ("https://damai.go.id/" + "x" * 500, "lebih dari 500"),
        ("https://damai.go.id:x/", "tidak tertulis seperti alamat"),
        ("https://[x/", "tidak tertulis seperti alamat"),
    ],
)
def test_other_addresses_are_refused_with_words(address: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        checked_link(address)


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    try:
        taken = checked_link(text).lower()
    except Refused as refused:
        taken = f"http {refused.codes[0]}"
    assert taken.startswith(("http://", "https://")) or taken == "http evidence.link"
