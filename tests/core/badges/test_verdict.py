"""Whatever somebody holds of a certificate is checked: code, record, badge."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.badges.credential import Places, as_jwt, credential
from kotaham.core.badges.payload import sign, text_of
from kotaham.core.badges.record import base32
from kotaham.core.badges.verdict import Verdict, check
from kotaham.core.errors import Problem
from tests.core.badges.made import KEYS, SAID, SIGNER, SITE, record

pytestmark = pytest.mark.no_database
PLACES = Places("https://x.id/p", "https://x.id/s/T", "https://x.id/l/0", "Kanwil Contoh")
HELD = {
    "code": text_of(record(), sign(record(), SIGNER), SITE),
    "record": json.dumps({"record": record().as_data, "signature": base32(sign(record(), SIGNER))}),
    "badge": as_jwt(credential(record(), datetime(2026, 11, 22, tzinfo=UTC), PLACES), SIGNER),
}


@pytest.mark.parametrize("held", HELD)
def test_each_of_the_three_is_verified(held: str) -> None:
    found = check(HELD[held], KEYS)
    assert isinstance(found, Verdict)
    assert (found.number, found.name, found.course) == (SAID["number"], SAID["name"], SAID["course"])
    assert (found.day, found.expires) == (date(2026, 11, 22), date(2029, 11, 22))
    assert found.is_over(date(2029, 11, 23))
    assert not found.is_over(date(2029, 11, 22))


@given(st.sampled_from(sorted(SAID)))
def test_a_changed_field_of_a_record_is_seen(name: str) -> None:
    data = json.loads(HELD["record"])
    data["record"]["fields"][name] += "1"
    assert isinstance(check(json.dumps(data), KEYS), Problem)


@pytest.mark.parametrize("text", ["{", "{}", '{"record": 1}', '{"record": {}, "signature": "A"}', "ey.ey.ey", "", "x"])
def test_what_is_none_of_them_gets_a_letter(text: str) -> None:
    assert isinstance(check(text, KEYS), Problem)


def test_without_the_key_nothing_is_believed() -> None:
    for held in HELD.values():
        assert isinstance(check(held, {}), Problem)
