"""What the record refuses to hold: personal data, and more than small facts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.events.rules import as_text, must_be_verb
from kotaham.apps.events.rules.content import LONGEST_DATA, PERSONAL
from kotaham.core.errors import Refused
from tests.apps.events.making import ANI, OFFICE

small = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("abc é\u4e00😀", max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("xyz", max_size=4), inner, max_size=2),
    max_leaves=6,
)


@pytest.mark.parametrize("key", sorted(PERSONAL))
@pytest.mark.parametrize("wrap", [lambda d: d, lambda d: {"rows": [d]}, lambda d: {"new": d}])
def test_a_field_of_personal_data_is_refused_with_its_path(key: str, wrap: Any) -> None:
    with pytest.raises(Refused, match=rf"Riwayat tidak memuat data pribadi: data.*\.{key}\. Isi riwayat"):
        as_text(wrap({key: "x"}))


@pytest.mark.parametrize("key", ["E-Mail", "NIP", "Nama"])
def test_capitals_and_hyphens_do_not_help(key: str) -> None:
    with pytest.raises(Refused, match="tidak memuat data pribadi"):
        as_text({key: "x"})


@pytest.mark.parametrize(
    "value", ["ani@kotadamai.go.id", "lapor ke ani@x.id ya", "199001012020121001", "3171 3171012345670001"]
)
def test_a_value_that_is_an_address_or_a_number_of_a_person_is_refused(value: str) -> None:
    with pytest.raises(Refused, match=r"tidak memuat data pribadi: data\.old"):
        as_text({"old": value})


@pytest.mark.parametrize("value", ["31.71", "1.000.000", "2026-11-21T10:15:00Z", "a" * 64, "0" * 64, "Kota @ Damai"])
def test_codes_dates_and_digests_are_no_personal_data(value: str) -> None:
    assert value in as_text({"old": value})


UNLUCKY = "ab" + "1234567890123456" + "cd" * 23  # one digest in 180 has as many digits in a row as a person's number


def test_a_digest_with_many_digits_in_a_row_may_be_recorded() -> None:
    assert len(UNLUCKY) == 64
    assert UNLUCKY in as_text({"sha256": UNLUCKY})


@pytest.mark.parametrize("value", [UNLUCKY[:-1], UNLUCKY + "a", f"{UNLUCKY} 1234567890123456"])
def test_a_number_of_a_person_does_not_hide_beside_a_digest(value: str) -> None:
    with pytest.raises(Refused, match="tidak memuat data pribadi"):
        as_text({"sha256": value})


def test_names_of_fields_may_be_recorded() -> None:
    assert as_text({"fields": ["name", "email", "nip"]}) == '{"fields":["name","email","nip"]}'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"a": "x" * 201}, r"terlalu panjang: data\.a, batas 200"),
        ({"a": [["x" * 150] * 30]}, r"terlalu panjang: data, batas 4000"),
        ({"a": {"b": {"c": {"d": 1}}}}, r"terlalu panjang: data\.a\.b\.c\.d, batas 4"),
        ({"a": 0.5}, r"tidak dapat memuat data\.a \(float\)"),
        ({"a": b"x"}, r"tidak dapat memuat data\.a \(bytes\)"),
        ({"a": {1: 2}}, r"tidak dapat memuat data\.a\.1 \(int\)"),
        ({"a": "\x00"}, r"tidak dapat memuat data\.a \(str\)"),
        ({"\ud800": 1}, r"tidak dapat memuat data\..*ud800.* \(str\)"),
    ],
)
def test_what_is_too_much_or_not_plain_is_refused_in_words(data: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        as_text(data)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        as_text({"nip": 1, "a": 0.5, "b": "x" * 300})
    assert refused.value.codes == ("events.personal-data", "events.not-plain", "events.too-much")


@pytest.mark.parametrize(
    "verb", ["", "renamed", "offices.", "Offices.renamed", "offices.renamed twice", "a.b.c", "x." + "y" * 80]
)
def test_what_is_no_verb_is_refused_with_an_example(verb: str) -> None:
    with pytest.raises(Refused, match=r"bukan nama perbuatan\. Tulis ruang\.perbuatan, misalnya offices\.renamed"):
        must_be_verb(verb)


@pytest.mark.django_db
def test_a_refused_event_takes_its_whole_unit_along() -> None:
    with pytest.raises(Refused), events.work(ANI) as log:  # noqa: PT012 - the order is what is tested
        log.record("offices.renamed", OFFICE)
        log.record("offices.renamed", OFFICE, data={"email": "x"})
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_reason_that_is_a_whole_book_is_refused() -> None:
    with pytest.raises(Refused, match=r"terlalu panjang: reason, batas 4000"), events.work(ANI) as log:
        log.record("offices.renamed", OFFICE, reason="x" * 4001)


@given(st.dictionaries(st.text("xyz", max_size=4), small, max_size=3))
def test_equal_data_have_one_writing_within_the_limit(data: dict[str, Any]) -> None:
    try:
        text = as_text(data)
    except Refused:
        return
    assert as_text(dict(reversed(list(data.items())))) == text
    assert len(text) <= LONGEST_DATA
