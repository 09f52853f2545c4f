"""Loading places: complete, idempotent, all faults of a file at once."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kotaham.apps.accounts.models import Person
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.apps.places import queries
from kotaham.apps.places.models import Kind, Level, Place, Zone
from kotaham.apps.places.services import load_places, packaged, read_places
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf
from tests.apps.places.conftest import Write
from tests.apps.places.real import cities
from tests.cast import World

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


def load(file: Path, **options: object) -> str:
    out = StringIO()
    call_command("load_places", **{"from": file, "stdout": out, **options})
    return out.getvalue().strip()


def test_the_packaged_data_give_38_provinces_and_514_cities_in_a_few_statements(
    django_assert_max_num_queries: Any,
) -> None:
    rows = read_places(packaged(["province", "city"]))
    with django_assert_max_num_queries(30):
        done = load_places(rows, actor=SYSTEM)
    assert (done.created, done.updated, done.unchanged) == (552, 0, 0)
    assert (queries.provinces().count(), queries.cities().count()) == (38, 514)
    assert queries.cities().filter(kind=Kind.KOTA).count() == 98
    jakarta = queries.cities("31")
    assert [place.autonomous for place in jakarta] == [False] * 6
    assert queries.cities().filter(autonomous=True).count() == 508


def test_the_packaged_codes_are_those_of_the_official_list() -> None:
    rows = read_places(packaged(["city"]))
    official = {row["kode_kemendagri"]: row["nama_resmi"] for row in cities()}
    assert {row.code for row in rows} == set(official)
    differing = {row.code for row in rows if row.name != official[row.code]}
    assert differing <= {"71.09"}  # Kep. and Kepulauan


@pytest.mark.slow
def test_districts_and_villages_load_on_request() -> None:
    rows = read_places(packaged(["province", "city", "district", "village"]))
    assert load_places(rows, actor=SYSTEM).created == 91_599
    assert queries.get("31.71.01.1001") is not None


def test_loading_twice_changes_nothing_and_writes_no_event(table: Write) -> None:
    file = table("code,name", "31,Jakarta", "31.71,Kota Administrasi Jakarta Pusat")
    assert load(file) == "Wilayah: 2 baru, 0 diperbaiki, 0 tetap."
    before = Event.objects.count()
    assert load(file, lang="en") == "Places: 0 new, 0 corrected, 2 unchanged."
    assert Event.objects.count() == before


def test_what_differs_is_corrected_and_the_event_names_the_codes(table: Write) -> None:
    load(table("code,name", "31,Jakarta", "31.71,Jakarta Pusat"))
    load(table("code,name", "31,Jakarta", "31.71,Kota Administrasi Jakarta Pusat"))
    place = queries.get("31.71")
    assert place is not None
    assert (place.name, place.autonomous) == ("Kota Administrasi Jakarta Pusat", False)
    event = Event.objects.order_by("seq").last()
    assert event is not None
    assert event.verb == "places.loaded"
    assert '"corrected":["31.71"]' in event.data


def test_a_parent_of_an_earlier_load_is_enough(table: Write) -> None:
    load(table("code,name", "31,Jakarta"))
    load(table("code,name", "31.71,Kota Administrasi Jakarta Pusat"))
    place = queries.get("31.71")
    assert place is not None
    assert place.parent is not None
    assert place.parent.code == "31"


def test_zone_kind_and_autonomy_can_be_told(table: Write) -> None:
    load(table("code,name,zone,kind,autonomous", "88,Provinsi Baru,WITA,,", "88.01,Kota Baru,WITA,kota,tidak"))
    place = queries.get("88.01")
    assert place is not None
    assert (place.zone, place.kind, place.autonomous) == (Zone.WITA, Kind.KOTA, False)


def test_the_first_day_is_kept_for_what_is_new(table: Write) -> None:
    load(table("code,name", "31,Jakarta"), valid_from=date(2024, 1, 1))
    load(table("code,name", "31,Jakarta", "32,Jawa Barat"), valid_from=date(2025, 1, 1))
    assert [place.valid_from for place in queries.provinces()] == [date(2024, 1, 1), date(2025, 1, 1)]


def test_all_faults_of_a_file_are_told_at_once_with_row_and_column(table: Write) -> None:
    file = table(
        "code,name,zone", "31,,", "31.71,x,WIX", "31.7,y,", "88,z,", "77.01,q,WIB", "31,Jakarta,", f"32,{'a' * 121},"
    )
    with pytest.raises(CommandError) as refused:
        load(file)
    told = str(refused.value)
    assert "wilayah.csv, baris 2, kolom name: Nama wilayah 31 kosong." in told
    assert "baris 3, kolom zone: “WIX” tidak dikenal. Tulis salah satu: WIB, WITA, WIT." in told
    assert "baris 4, kolom code: “31.7” bukan kode Kemendagri." in told
    assert "baris 5, kolom zone: Zona waktu wilayah 88 tidak dikenal." in told
    assert "baris 7, kolom code: Kode 31 sudah ada pada baris 2." in told
    assert "baris 8, kolom name: Nama wilayah 32 lebih dari 120 huruf." in told
    assert refused.value.returncode == 3
    assert Place.objects.count() == 0


def test_a_place_without_the_place_around_it_is_refused_and_nothing_is_written(table: Write) -> None:
    with pytest.raises(CommandError) as refused:
        load(table("code,name", "31,Jakarta", "32.71,Kota Bogor"), lang="en")
    assert "The place 32, around 32.71, is not known." in str(refused.value)
    assert Place.objects.count() == 0


def test_a_file_without_its_columns_or_that_is_no_text_is_refused(table: Write, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Kolom code tidak ada"):
        read_places([table("kode,name", "31,x")])
    (tmp_path / "biner.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="bukan tabel CSV dalam UTF-8"):
        read_places([tmp_path / "biner.csv"])
    with pytest.raises(Refused, match="tidak ada"):
        read_places([tmp_path / "entah.csv"])


def test_only_the_system_and_the_ministry_load(world: World, actor: ActorOf, table: Write) -> None:
    rows = read_places([table("code,name", "31,Jakarta")])
    with pytest.raises(Forbidden, match=r"places\.load"):
        load_places(rows, actor=actor(world.ani))
    assert load_places(rows, actor=actor(world.eko)).created == 1


def test_a_code_belongs_to_one_place_at_a_time(table: Write) -> None:
    load(table("code,name", "31,Jakarta"))
    Place.objects.filter(code="31").update(valid_to=date(2025, 1, 1))
    load(table("code,name", "31,Jakarta Baru"))
    assert [(place.name, place.valid_to) for place in Place.objects.filter(code="31").order_by("pk")] == [
        ("Jakarta", date(2025, 1, 1)),
        ("Jakarta Baru", None),
    ]
    found = queries.get("31", date(2024, 6, 1))
    assert found is not None
    assert found.name == "Jakarta"


def test_the_levels_of_the_data_are_read_in_any_order(table: Write) -> None:
    load(table("code,name", "31.71.01,Gambir", "31.71,Jakarta Pusat", "31,Jakarta"))
    place = queries.get("31.71.01")
    assert place is not None
    assert (place.level, place.autonomous) == (Level.DISTRICT, False)


def test_the_table_of_zones_is_plain_csv() -> None:
    file = Path(queries.__file__).with_name("zones.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        assert all(set(row) == {"province", "zone", "basis"} for row in csv.DictReader(lines))


def test_nobody_is_no_actor_of_loading() -> None:
    with pytest.raises(Forbidden):
        load_places([], actor=Actor())
    assert Person.objects.count() == 0
