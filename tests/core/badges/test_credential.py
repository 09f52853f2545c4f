"""Open Badges 3.0: what the credential says, who signed it, and the list of those that count no longer."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey

from kotaham.core.badges.credential import (
    LIST_BITS,
    Places,
    as_jwt,
    credential,
    encoded,
    is_ended,
    read_jwt,
    status_list,
)
from kotaham.core.badges.keys import raw
from tests.core.badges.made import KEYS, OTHER, SIGNER, record

pytestmark = pytest.mark.no_database
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
PLACES = Places("https://x.id/penerbit", "https://x.id/sertifikat/T", "https://x.id/status/0", "Kanwil Contoh")
BADGE = as_jwt(credential(record(), AT, PLACES), SIGNER)


def test_the_credential_has_what_open_badges_asks_for() -> None:
    said = credential(record(), AT, PLACES)
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said["validFrom"] == "2026-11-22T03:00:00Z"
    assert said["validUntil"] == "2029-11-22T23:59:59Z"
    subject = said["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    assert subject["achievement"]["criteria"]["narrative"]
    assert subject["creditsEarned"] == 12.5
    status = said["credentialStatus"]
    assert (status["type"], status["statusListIndex"]) == ("BitstringStatusListEntry", "41")


def test_hours_that_nobody_set_are_not_in_the_credential() -> None:
    assert "creditsEarned" not in credential(record(hours=""), AT, PLACES)["credentialSubject"]


def test_the_number_of_the_person_is_nowhere_in_it() -> None:
    assert "\u2022" not in json.dumps(credential(record(), AT, PLACES), ensure_ascii=False)


def test_a_badge_is_read_with_the_key_that_signed_it_only() -> None:
    said = read_jwt(BADGE, KEYS)
    assert said is not None
    assert said["iss"] == PLACES.issuer
    assert said["jti"] == PLACES.certificate
    assert read_jwt(BADGE, {SIGNER.name: OTHER.public}) is None
    assert read_jwt(BADGE, {}) is None


@settings(max_examples=200)
@given(st.integers(0, len(BADGE) - 1), st.sampled_from("ABCxyz019-_."))
def test_any_changed_sign_of_a_badge_is_seen(place: int, sign: str) -> None:
    changed = BADGE[:place] + sign + BADGE[place + 1 :]
    said = read_jwt(changed, KEYS)
    # The last sign of base64url may hold bits that count for nothing: what is said is then the same.
    assert said is None or said == read_jwt(BADGE, KEYS)


def test_another_algorithm_is_never_taken() -> None:
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": SIGNER.name}).encode()).decode().rstrip("=")
    assert read_jwt(f"{header}.{BADGE.split('.')[1]}.", KEYS) is None
    secret = OctKey.import_key(raw(SIGNER.public))
    mixed = jwt.encode({"alg": "HS256", "kid": SIGNER.name}, {"iss": "x"}, secret, algorithms=["HS256"])
    assert read_jwt(mixed, KEYS) is None


@given(st.sets(st.integers(0, LIST_BITS - 1), max_size=40), st.integers(0, LIST_BITS - 1))
def test_the_list_holds_one_bit_for_each(ended: set[int], place: int) -> None:
    packed = encoded(ended)
    assert all(is_ended(packed, one) for one in ended)
    assert is_ended(packed, place) == (place in ended)


def test_the_second_list_begins_where_the_first_ends() -> None:
    said = status_list(1, [LIST_BITS + 7], "https://x.id/status/1", "https://x.id/penerbit", AT)
    packed = said["credentialSubject"]["encodedList"]
    assert is_ended(packed, 7)
    assert not is_ended(packed, 8)
    assert read_jwt(as_jwt(said, SIGNER), KEYS) is not None
