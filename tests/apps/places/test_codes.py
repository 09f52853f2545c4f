"""What a code says by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.places import rules
from kotaham.apps.places.models import Kind, Level, Zone
from tests.apps.places.real import cities

pytestmark = pytest.mark.no_database

NUMBER = st.integers(1, 99).map("{:02}".format)


@pytest.mark.parametrize(
    ("code", "level", "kind"),
    [
        ("31", Level.PROVINCE, Kind.PROVINSI),
        ("31.01", Level.CITY, Kind.KABUPATEN),
        ("32.70", Level.CITY, Kind.KABUPATEN),
        ("32.71", Level.CITY, Kind.KOTA),
        ("31.71.01", Level.DISTRICT, Kind.KECAMATAN),
        ("31.71.01.1001", Level.VILLAGE, Kind.KELURAHAN),
        ("11.01.01.2001", Level.VILLAGE, Kind.DESA),
        ("91.03.01.3001", Level.VILLAGE, Kind.DESA),
    ],
)
def test_a_code_tells_level_and_kind(code: str, level: Level, kind: Kind) -> None:
    assert (rules.level_of(code), rules.kind_of(code)) == (level, kind)


@pytest.mark.parametrize(
    "text", ["", "3", "3171", "31.7", "31.71.", "31,71", "31.71.01.100", " 31", "٣١", "31.71.01.1001.1"]
)
def test_what_is_no_code_is_not_taken_for_one(text: str) -> None:
    assert not rules.is_code(text)


@given(st.lists(NUMBER, min_size=1, max_size=3))
def test_the_place_around_is_the_code_without_its_last_part(parts: list[str]) -> None:
    code = ".".join(parts)
    assert rules.is_code(code)
    assert rules.parent_of(code) == ".".join(parts[:-1])


def test_every_province_has_its_legal_time_and_the_regulation() -> None:
    assert len(rules.zones()) == 38
    assert all("Keppres 41/1987" in basis for _zone, basis in rules.zones().values())
    counted = {zone: sum(found is zone for found, _basis in rules.zones().values()) for zone in Zone}
    assert counted == {Zone.WIB: 18, Zone.WITA: 12, Zone.WIT: 8}


@pytest.mark.parametrize(
    ("code", "zone"),
    [("31.71", Zone.WIB), ("61.01", Zone.WIB), ("63.71", Zone.WITA), ("51", Zone.WITA), ("93.01", Zone.WIT)],
)
def test_the_zone_follows_the_province(code: str, zone: Zone) -> None:
    assert rules.zone_of(code) is zone


def test_a_province_that_the_table_does_not_know_has_no_zone() -> None:
    assert rules.zone_of("99.71") is None


def test_the_rules_agree_with_the_official_list_of_514() -> None:
    rows = cities()
    assert len(rows) == 514
    for row in rows:
        code, name = row["kode_kemendagri"], row["nama_resmi"]
        assert rules.kind_of(code).value == row["jenis"].lower(), code
        assert rules.is_autonomous(code, name) is (row["administratif_non_otonom"] == "tidak"), code
