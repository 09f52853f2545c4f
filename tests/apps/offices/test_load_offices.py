"""The offices that reference data give."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, system
from kotaham.apps.offices import queries
from kotaham.apps.offices.models import KanwilArea, Kind, Office
from kotaham.apps.offices.services import load_offices
from kotaham.apps.places.services import load_changes, load_places, packaged, read_places
from tests.apps.conftest import ActorOf
from tests.cast import World

SYSTEM = system("test")


@pytest.fixture
def country(db: None) -> None:
    load_places(read_places(packaged(["province", "city"])), actor=SYSTEM)


@pytest.mark.usefixtures("country")
def test_the_ministry_20_kanwil_and_552_governments_are_created() -> None:
    done = load_offices(actor=SYSTEM)
    assert (done.created, done.areas, done.skipped) == (573, 37, 0)
    counted = {kind: Office.objects.filter(kind=kind).count() for kind in ("ministry", "kanwil", "province", "city")}
    assert counted == {"ministry": 1, "kanwil": 20, "province": 38, "city": 514}


@pytest.mark.usefixtures("country")
def test_what_is_not_known_stays_unknown_and_what_is_inferred_says_so() -> None:
    load_offices(actor=SYSTEM)
    assert queries.kanwil_of("51") is None  # Bali
    assert {row.province_code for row in KanwilArea.objects.filter(certainty="inferred")} == {"17", "65"}
    assert all(row.source for row in KanwilArea.objects.all())
    assert all(row.valid_from is None for row in KanwilArea.objects.all())


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("province", "kanwil"),
    [
        ("31", "DKI Jakarta"),
        ("34", "Jawa Tengah"),
        ("52", "Nusa Tenggara Timur"),
        ("95", "Papua Barat"),
        ("81", "Papua Barat"),
        ("71", "Sulawesi Tengah"),
    ],
)
def test_a_province_has_the_kanwil_of_the_sources(province: str, kanwil: str) -> None:
    load_offices(actor=SYSTEM)
    found = queries.kanwil_of(province)
    assert found is not None
    assert found.name == f"Kantor Wilayah Kementerian Hak Asasi Manusia {kanwil}"


@pytest.mark.usefixtures("country")
def test_governments_carry_their_names_and_stand_under_their_province() -> None:
    load_offices(actor=SYSTEM)
    names = {code: getattr(queries.government_of(code), "name", None) for code in ("11", "32", "34", "32.71", "31.71")}
    assert names == {
        "11": "Pemerintah Aceh",
        "32": "Pemerintah Provinsi Jawa Barat",
        "34": "Pemerintah Daerah Daerah Istimewa Yogyakarta",
        "32.71": "Pemerintah Kota Bogor",
        "31.71": "Pemerintah Kota Administrasi Jakarta Pusat",
    }
    bogor = queries.government_of("32.71")
    assert bogor is not None
    assert bogor.parent is not None
    assert bogor.parent.place_code == "32"


@pytest.mark.usefixtures("country")
def test_loading_twice_changes_nothing_and_leaves_what_people_edited() -> None:
    load_offices(actor=SYSTEM)
    Office.objects.filter(place_code="32.71", kind=Kind.CITY).update(name="Pemkot Bogor")
    KanwilArea.objects.filter(province_code="17").update(certainty="stated", source="surat")
    KanwilArea.objects.filter(province_code="14").update(valid_to="2025-06-01")
    events = Event.objects.count()
    out = StringIO()
    call_command("load_offices", lang="en", stdout=out)
    assert out.getvalue().startswith("Offices: 0 new, 553 unchanged; 0 new areas")
    assert Event.objects.count() == events
    assert Office.objects.filter(name="Pemkot Bogor").exists()
    assert KanwilArea.objects.get(province_code="17").source == "surat"
    assert KanwilArea.objects.filter(province_code="14").count() == 1


def test_without_places_only_the_ministry_is_created(db: None) -> None:
    done = load_offices(actor=SYSTEM)
    assert (done.created, done.areas, done.skipped) == (1, 0, 37)


@pytest.mark.usefixtures("country")
def test_offices_follow_their_place_to_a_new_code(tmp_path: Path) -> None:
    load_offices(actor=SYSTEM)
    before = queries.government_of("93.01")
    file = tmp_path / "c.csv"
    file.write_text("what,on,basis,before,after\nrecode,2026-01-01,UU 1/2026,93.01,93.09\n", "utf-8")
    load_changes(file, actor=SYSTEM)
    assert load_offices(actor=SYSTEM).moved == 1
    after = queries.government_of("93.09")
    assert before is not None
    assert after is not None
    assert (after.pk, after.city_code) == (before.pk, "93.09")
    assert queries.government_of("93.01") is None


def test_a_coordinator_loads_nothing(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"offices\.load"):
        load_offices(actor=actor(world.ani))
