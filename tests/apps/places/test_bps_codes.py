"""The codes of BPS beside those of Kemendagri."""

from datetime import date
from pathlib import Path

import pytest

from kotaham.apps.gate.services import system
from kotaham.apps.places import queries
from kotaham.apps.places.services import load_bps_codes, load_places, packaged, read_places
from kotaham.core.errors import Refused
from tests.apps.places.conftest import Write
from tests.apps.places.real import cities

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


@pytest.fixture
def jakarta(table: Write) -> None:
    file = table("code,name", "31,Jakarta", "31.71,Jakarta Pusat", "31.74,Jakarta Selatan", name="j.csv")
    load_places(read_places([file]), actor=SYSTEM)


def bps(code: str) -> str:
    place = queries.get(code)
    assert place is not None
    return place.bps_code


@pytest.mark.usefixtures("jakarta")
def test_look_alike_codes_stay_apart(table: Write) -> None:
    load_bps_codes(table("code,bps", "31.71,3173", "31.74,3171"), actor=SYSTEM)
    assert (bps("31.71"), bps("31.74"), bps("31")) == ("3173", "3171", "")


@pytest.mark.usefixtures("jakarta")
def test_loading_twice_changes_nothing(table: Write) -> None:
    file = table("code,bps", "31.71,3173")
    assert load_bps_codes(file, actor=SYSTEM).created == 1
    done = load_bps_codes(file, actor=SYSTEM)
    assert (done.created, done.updated, done.unchanged) == (0, 0, 1)


@pytest.mark.usefixtures("jakarta")
def test_a_former_code_is_history_and_not_in_use(table: Write) -> None:
    load_bps_codes(table("code,bps,from,to", "31.71,3173,,", "31.71,9999,,2022-11-11"), actor=SYSTEM)
    place = queries.get("31.71")
    assert place is not None
    assert place.bps_code == "3173"
    assert {(row.code, row.valid_to) for row in queries.bps_codes(place)} == {
        ("3173", None),
        ("9999", date(2022, 11, 11)),
    }


@pytest.mark.usefixtures("jakarta")
def test_all_faults_are_told_at_once(table: Write) -> None:
    with pytest.raises(Refused) as refused:
        load_bps_codes(table("code,bps,to", "31.71,31.73,", "31.74,3171,11/11/2022"), actor=SYSTEM)
    told = refused.value.text()
    assert "baris 2, kolom bps: “31.73” bukan kode BPS." in told
    assert "baris 3, kolom to: “11/11/2022” bukan tanggal." in told


@pytest.mark.usefixtures("jakarta")
def test_a_code_for_two_places_and_a_place_that_is_not_there_are_refused(table: Write) -> None:
    with pytest.raises(Refused, match=r"Kode BPS 3171 diberikan kepada 31\.74 dan 31\.71"):
        load_bps_codes(table("code,bps", "31.71,3171", "31.74,3171"), actor=SYSTEM)
    with pytest.raises(Refused, match=r"Tidak ada wilayah berkode 77\.01"):
        load_bps_codes(table("code,bps", "77.01,7701"), actor=SYSTEM)
    assert bps("31.71") == ""


def test_the_real_crosswalk_of_514_loads(tmp_path: Path) -> None:
    load_places(read_places(packaged(["province", "city"])), actor=SYSTEM)
    rows = cities()
    lines = ["code,bps,to"] + [f"{row['kode_kemendagri']},{row['kode_bps_pasca_2022']}," for row in rows]
    lines += [
        f"{row['kode_kemendagri']},{row['kode_bps_2017']},2022-11-11"
        for row in rows
        if row["kode_bps_2017"] != row["kode_bps_pasca_2022"]
    ]
    file = tmp_path / "bps.csv"
    file.write_text("\n".join(lines), "utf-8")
    assert load_bps_codes(file, actor=SYSTEM).created == len(lines) - 1
    assert (bps("31.71"), bps("31.74"), bps("93.01")) == ("3173", "3171", "9501")
    assert queries.cities().filter(bps_code="").count() == 0
