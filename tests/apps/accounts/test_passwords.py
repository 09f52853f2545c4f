"""The two password profiles, each with the words of its refusals."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.accounts.models import PasswordUsed, Person
from kotaham.apps.accounts.rules import passwords
from kotaham.apps.accounts.rules.hashing import Argon2
from kotaham.apps.accounts.services.signing_in import set_password
from kotaham.config.settings import PASSWORD_HASHERS
from tests.apps.conftest import AsPerson
from tests.cast import PASSWORD, World


def refused(validator: object, password: str, person: Person | None = None) -> str:
    """Return what a validator says, empty when it accepts."""
    try:
        validator.validate(password, person)  # type: ignore[attr-defined]
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.no_database
def test_a_password_costs_what_owasp_asks_and_an_older_hash_is_made_anew() -> None:
    assert [f"{Argon2.__module__}.{Argon2.__qualname__}"] == PASSWORD_HASHERS
    kept = Argon2().encode("kata sandi yang panjang", "garam-yang-panjang-sekali")
    memory, passes, lanes = (int(text.partition("=")[2]) for text in kept.split("$")[3].split(","))
    assert kept.startswith("argon2$argon2id$v=19$")
    assert (memory, passes, lanes) >= (46 * 1024, 1, 1)  # the first of OWASP's five; no lane makes up for less
    old = Argon2PasswordHasher().encode("kata sandi yang panjang", "garam-yang-panjang-sekali")
    assert [Argon2().must_update(one) for one in (kept, old)] == [False, True]
    assert [Argon2().verify("kata sandi yang panjang", one) for one in (kept, old)] == [True, True]
    assert not Argon2().verify("kata sandi yang pendek", kept)


@given(st.text(max_size=140))
def test_length_is_refused_exactly_outside_twelve_to_128(password: str) -> None:
    said = refused(passwords.Length(), password)
    assert bool(said) == (not 12 <= len(password) <= 128)


def test_a_short_password_is_told_how_short() -> None:
    assert refused(passwords.Length(), "pendek") == "Kata sandi ini 6 karakter; pakai sekurangnya 12."


def test_a_long_password_is_told_the_limit() -> None:
    assert refused(passwords.Length(), "p" * 129) == "Kata sandi paling panjang 128 karakter."


@pytest.mark.parametrize("password", ["password1234", "qwerty123456", "aaaaaaaaaaaa", "012345678901", "ababababababab"])
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    said = refused(passwords.NotCommon(), password)
    assert said == "Kata sandi ini termasuk yang pertama dicoba orang; pilih yang lain." or password == "qwerty123456"


@pytest.mark.parametrize("password", ["aniandayani1", "Ani Andayani", "ani@kotaham.example"])
def test_the_own_name_or_address_is_refused(password: str) -> None:
    ani = Person(name="Ani Andayani", email="ani@kotaham.example")
    assert refused(passwords.NotOneself(), password, ani) == "Kata sandi ini terlalu mirip dengan nama atau surel Anda."


def test_words_that_are_nobodys_name_are_accepted() -> None:
    ani = Person(name="Ani Andayani", email="ani@kotaham.example")
    assert not refused(passwords.NotOneself(), "kenari terbang malam", ani)


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("kenari terbang", "huruf besar, angka, tanda baca"),
        ("KENARI 1!", "huruf kecil"),
        ("Kenari!", "angka"),
        ("Kenari1", "tanda baca"),
    ],
)
def test_the_bssn_profile_names_every_kind_that_is_missing(password: str, missing: str) -> None:
    assert refused(passwords.Mixed(), password) == f"Kata sandi ini belum memuat: {missing}."


def test_the_bssn_profile_accepts_a_mix() -> None:
    assert not refused(passwords.Mixed(), "Kenari-terbang-7")


@pytest.mark.django_db
def test_the_bssn_profile_remembers_as_many_as_it_says(world: World, settings: object) -> None:
    settings.PASSWORD_HISTORY = 2  # type: ignore[attr-defined]
    used = [PASSWORD, "kedua-kenari-pagi", "ketiga-kenari-pagi", "keempat-kenari-pagi"]
    for password in used[1:]:
        set_password(world.ani, password)
    validator = passwords.NotUsedBefore(2)
    words = "Kata sandi ini sudah pernah Anda pakai; 2 yang terakhir tidak boleh diulang."
    assert [refused(validator, password, world.ani) for password in used] == ["", words, words, words]
    assert PasswordUsed.objects.filter(person=world.ani).count() == 2


@pytest.mark.django_db
def test_the_asvs_profile_keeps_no_old_password(world: World) -> None:
    set_password(world.ani, "kedua-kenari-pagi")
    assert PasswordUsed.objects.count() == 0


@pytest.mark.django_db
def test_an_old_password_must_be_changed_before_anything_else(world: World, as_: AsPerson, settings: object) -> None:
    settings.PASSWORD_EXPIRY_DAYS = 180  # type: ignore[attr-defined]
    ani = as_(world.ani)
    assert ani.get("/orang").status_code == 200
    Person.objects.filter(pk=world.ani.pk).update(password_at=timezone.now() - timedelta(days=181))
    response = ani.get("/orang")
    assert (response.status_code, response.headers["Location"]) == (302, "/akun/sandi")
    assert "Kata sandi Anda berumur lebih dari 180 hari" in ani.get("/akun/sandi").content.decode()


@pytest.mark.django_db
def test_the_asvs_profile_forces_no_change(world: World, as_: AsPerson) -> None:
    Person.objects.filter(pk=world.ani.pk).update(password_at=timezone.now() - timedelta(days=5000))
    assert as_(world.ani).get("/orang").status_code == 200


@pytest.mark.django_db
def test_changing_the_password_asks_for_the_old_one_and_keeps_the_session(world: World, as_: AsPerson) -> None:
    ani: Client = as_(world.ani)
    form = {
        "oldpassword": "bukan itu sama sekali",
        "password1": "kenari-baru-sekali",
        "password2": "kenari-baru-sekali",
    }
    assert "is-wrong" in ani.post("/akun/sandi", form).content.decode()
    assert ani.post("/akun/sandi", {**form, "oldpassword": PASSWORD}).status_code == 302
    assert ani.get("/akun").status_code == 200
    assert Person.objects.get(pk=world.ani.pk).check_password("kenari-baru-sekali")
