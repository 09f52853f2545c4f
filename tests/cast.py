"""The cast of all tests of the rooms: two provinces with their Kanwil, three cities, and one person for every role.

Everything is invented. Every office carries a canary word in its name (`KENARI-<code>`), so that a test can look for
what must not appear on somebody else's page.

Ani answers for Kota Damai; Budi works in a unit of it; Citra answers for Kota Seberang in another province; Dewi
verifies for the Kanwil over Damai; Eko administers the ministry. Rini answers for Kota Rukun, in the same province as
Damai; Seno heads the other Kanwil; Oki verifies beside Dewi, Wulan assesses beside Gita, Yuda works in another unit of
Damai; Tono signed in once and holds no role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.gate.services import search_key
from kotaham.apps.offices.models import RANKS, KanwilArea, Office
from kotaham.apps.places.models import Place

SINCE = date(2020, 1, 1)
PASSWORD = "kenari-bernyanyi-pagi"

# key -> code, level, kind, name, key of the place above, time zone
_PLACES: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "province": ("99", "province", "provinsi", "Provinsi Contoh", "", "Asia/Jakarta"),
    "province_other": ("98", "province", "provinsi", "Provinsi Sebelah", "", "Asia/Jayapura"),
    "damai": ("99.71", "city", "kota", "Kota Damai", "province", "Asia/Jakarta"),
    "rukun": ("99.72", "city", "kota", "Kota Rukun", "province", "Asia/Jakarta"),
    "seberang": ("98.71", "city", "kota", "Kota Seberang", "province_other", "Asia/Jayapura"),
}
# key -> kind, name, canary, key of the place, key of the office above
_OFFICES: Mapping[str, tuple[str, str, str, str, str]] = {
    "ministry": ("ministry", "Kementerian Contoh", "PUSAT", "", ""),
    "kanwil": ("kanwil", "Kanwil Contoh", "KW99", "", "ministry"),
    "kanwil_other": ("kanwil", "Kanwil Sebelah", "KW98", "", "ministry"),
    "province": ("province", "Pemerintah Provinsi Contoh", "99", "province", ""),
    "province_other": ("province", "Pemerintah Provinsi Sebelah", "98", "province_other", ""),
    "damai": ("city", "Pemerintah Kota Damai", "9971", "damai", "province"),
    "rukun": ("city", "Pemerintah Kota Rukun", "9972", "rukun", "province"),
    "seberang": ("city", "Pemerintah Kota Seberang", "9871", "seberang", "province_other"),
    "dinas": ("unit", "Dinas Kesehatan Kota Damai", "9971A", "damai", "damai"),
    "dinas_social": ("unit", "Dinas Sosial Kota Damai", "9971B", "damai", "damai"),
    "puskesmas": ("service_unit", "Puskesmas Damai Utara", "9971AA", "damai", "dinas"),
    "dinas_rukun": ("unit", "Dinas Kesehatan Kota Rukun", "9972A", "rukun", "rukun"),
    "dinas_seberang": ("unit", "Dinas Kesehatan Kota Seberang", "9871A", "seberang", "seberang"),
    "partner": ("partner", "Yayasan Mitra Contoh", "MITRA", "", "ministry"),
}
# key -> full name, role, key of the office
_PEOPLE: Mapping[str, tuple[str, str, str]] = {
    "ani": ("Ani Andayani", "city_coordinator", "damai"),
    "budi": ("Budi Budiman", "unit_officer", "dinas"),
    "citra": ("Citra Cahyani", "city_coordinator", "seberang"),
    "dewi": ("Dewi Danuarti", "kanwil_verifier", "kanwil"),
    "eko": ("Eko Ekaputra", "ministry_admin", "ministry"),
    "fajar": ("Fajar Firdaus", "instrument_editor", "ministry"),
    "gita": ("Gita Gunawan", "assessor", "ministry"),
    "hadi": ("Hadi Hartanto", "decision_maker", "ministry"),
    "intan": ("Intan Irawati", "kanwil_head", "kanwil"),
    "joko": ("Joko Jatmiko", "kanwil_trainer", "kanwil"),
    "kartika": ("Kartika Kusuma", "province_coordinator", "province"),
    "lestari": ("Lestari Lubis", "policy_reviewer", "kanwil"),
    "made": ("Made Mahendra", "auditor", "ministry"),
    "nia": ("Nia Nuraini", "learner", "dinas"),
    "rini": ("Rini Rahayu", "city_coordinator", "rukun"),
    "seno": ("Seno Santoso", "kanwil_head", "kanwil_other"),
    "oki": ("Oki Oktaviani", "kanwil_verifier", "kanwil"),
    "wulan": ("Wulan Wardani", "assessor", "ministry"),
    "yuda": ("Yuda Yulianto", "unit_officer", "dinas_social"),
    "tono": ("Tono Tanpa", "", ""),
}


def canary(code: str) -> str:
    """Return the word that betrays an office on a page where it does not belong."""
    return f"KENARI-{code}"


@dataclass(frozen=True)
class World:
    """Places, offices and people by their short names; `world.ani` is a person, `world.office("damai")` an office."""

    places: Mapping[str, Place]
    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    appointments: Mapping[str, Appointment]

    def __getattr__(self, name: str) -> Person:
        """Return a person by short name."""
        people: Mapping[str, Person] = self.__dict__.get("people", {})  # a copy in the making has none yet
        try:
            return people[name]
        except KeyError:
            raise AttributeError(name) from None

    def office(self, name: str) -> Office:
        """Return an office by short name."""
        return self.offices[name]

    def place(self, name: str) -> Place:
        """Return a place by short name."""
        return self.places[name]

    def appointment(self, name: str) -> Appointment:
        """Return the role that a person of the cast holds."""
        return self.appointments[name]

    def canary(self, office: str) -> str:
        """Return the canary word of an office."""
        return canary(_OFFICES[office][2])

    def with_role(self, role: str) -> Person:
        """Return the first person of the cast in a role."""
        return next(self.people[key] for key, (_name, held, _office) in _PEOPLE.items() if held == role)


def build() -> World:
    """Write the cast into the database."""
    places = _places()
    offices = _offices(places)
    KanwilArea.objects.bulk_create(
        KanwilArea(
            kanwil=offices[kanwil],
            province=places[province],
            province_code=places[province].code,
            valid_from=SINCE,
            certainty="stated",
            source="rekaan untuk uji",
        )
        for kanwil, province in (("kanwil", "province"), ("kanwil_other", "province_other"))
    )
    people = _people()
    return World(places, offices, people, _appointments(people, offices))


def _places() -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for key, (code, level, kind, name, above, zone) in _PLACES.items():
        parent = found[above] if above else None
        found[key] = Place.objects.create(
            code=code, level=level, kind=kind, name=name, parent=parent, zone=zone, valid_from=SINCE
        )
    return found


def _offices(places: Mapping[str, Place]) -> Mapping[str, Office]:
    found: dict[str, Office] = {}
    for key, (kind, name, code, place, above) in _OFFICES.items():
        lies_in = places[place] if place else None
        place_code = lies_in.code if lies_in else ""
        found[key] = Office.objects.create(
            kind=kind,
            name=f"{name} {canary(code)}",
            short_name="",
            parent=found[above] if above else None,
            place=lies_in,
            place_code=place_code,
            province_code=place_code[:2],
            city_code=place_code[:5] if len(place_code) >= 5 else "",
            rank=RANKS[kind],
            valid_from=SINCE,
        )
    return found


@cache
def _hash() -> str:
    return make_password(PASSWORD)


def _people() -> Mapping[str, Person]:
    made = {
        key: Person(email=f"{key}@kotaham.example", name=name, name_key=search_key(name), password=_hash())
        for key, (name, _role, _office) in _PEOPLE.items()
    }
    Person.objects.bulk_create(made.values())
    return made


def _appointments(people: Mapping[str, Person], offices: Mapping[str, Office]) -> Mapping[str, Appointment]:
    made = {
        key: Appointment(
            person=people[key], role=role, office=offices[office], starts=SINCE, basis="SK rekaan untuk uji"
        )
        for key, (_name, role, office) in _PEOPLE.items()
        if role
    }
    Appointment.objects.bulk_create(made.values())
    return made
