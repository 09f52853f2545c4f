"""Splits, mergers, new names and new codes."""

from datetime import date

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, system
from kotaham.apps.places import queries
from kotaham.apps.places.models import Place, PlaceChange
from kotaham.apps.places.services import load_changes, load_places, read_places
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf
from tests.apps.places.conftest import Write
from tests.cast import World

SYSTEM = system("test")
HEAD = "what,on,basis,before,after,old_name,new_name"


@pytest.fixture(autouse=True)
def papua(db: None, table: Write) -> None:
    file = table(
        "code,name", "91,Papua", "91.03,Kabupaten Jayapura", "93,Papua Selatan", "93.01,Kabupaten Merauke", name="p.csv"
    )
    load_places(read_places([file]), actor=SYSTEM)


def get(code: str) -> Place:
    found = queries.once(code)
    assert found is not None
    return found


def test_a_split_gives_the_new_place_its_first_day(table: Write) -> None:
    done = load_changes(table(HEAD, "split,2022-11-11,UU 14/2022,91,93,,"), actor=SYSTEM)
    assert done.created == 1
    assert get("93").valid_from == date(2022, 11, 11)
    assert get("91").valid_to is None
    assert [(c.what, c.before.code, c.after.code, c.basis) for c in queries.changes(get("93"))] == [
        ("split", "91", "93", "UU 14/2022")
    ]


def test_a_new_code_leaves_the_old_one_as_a_closed_row(table: Write) -> None:
    load_changes(table(HEAD, "recode,2022-11-11,UU 14/2022,91.01,93.01,,"), actor=SYSTEM)
    old, new = get("91.01"), get("93.01")
    assert (old.valid_to, new.valid_from, old.name) == (date(2022, 11, 11), date(2022, 11, 11), "Kabupaten Merauke")
    assert queries.get("91.01") is None
    before = queries.get("91.01", date(2022, 11, 10))
    assert before is not None
    assert before.pk == old.pk
    assert queries.successors() == {old.pk: new}


def test_a_new_code_for_a_place_in_force_takes_its_children_along(table: Write) -> None:
    load_places(read_places([table("code,name", "91.03.01,Sentani", name="s.csv")]), actor=SYSTEM)
    load_changes(table(HEAD, "recode,2025-01-01,UU 1/2025,91.03,91.13,,"), actor=SYSTEM)
    assert get("91.03").valid_to == date(2025, 1, 1)
    assert [place.name for place in queries.children(get("91.13"))] == ["Sentani"]


def test_a_merger_closes_the_place_that_went_into_another(table: Write) -> None:
    load_changes(table(HEAD, "merge,2024-05-01,UU 2/2024,93,91,,"), actor=SYSTEM)
    assert get("93").valid_to == date(2024, 5, 1)


def test_a_merger_may_record_a_place_of_long_ago(table: Write) -> None:
    load_changes(table(HEAD, "merge,1999-05-01,UU 3/1999,91.99,91.03,Kabupaten Lama,"), actor=SYSTEM)
    assert (get("91.99").name, get("91.99").valid_to) == ("Kabupaten Lama", date(1999, 5, 1))


def test_a_new_name_replaces_the_old_one_and_both_are_told(table: Write) -> None:
    load_changes(
        table(HEAD, "rename,2023-01-01,PP 1/2023,93.01,93.01,Kabupaten Merauke,Kabupaten Anim Ha"), actor=SYSTEM
    )
    assert get("93.01").name == "Kabupaten Anim Ha"
    step = PlaceChange.objects.get()
    assert (step.old_name, step.new_name) == ("Kabupaten Merauke", "Kabupaten Anim Ha")


def test_loading_twice_records_a_step_once(table: Write) -> None:
    file = table(HEAD, "split,2022-11-11,UU 14/2022,91,93,,", "recode,2022-11-11,UU 14/2022,91.01,93.01,,")
    assert load_changes(file, actor=SYSTEM).created == 2
    events = Event.objects.count()
    again = load_changes(file, actor=SYSTEM)
    assert (again.created, again.unchanged, Event.objects.count()) == (0, 2, events)


def test_all_faults_are_told_and_nothing_is_written(table: Write) -> None:
    lines = (
        "bubar,2022-11-11,UU,91,93,,",
        "split,,UU,91,93,,",
        "split,2022-11-11,,91,9x,,",
        "split,2999-01-01,UU,91,93,,",
    )
    with pytest.raises(Refused) as refused:
        load_changes(table(HEAD, *lines), actor=SYSTEM)
    told = refused.value.text()
    assert "baris 2, kolom what: “bubar” tidak dikenal. Tulis salah satu: split, merge, rename, recode." in told
    assert "baris 3, kolom on: Tanggal perubahan 93 kosong." in told
    assert "baris 4, kolom code" not in told
    assert "baris 4, kolom after: “9x” bukan kode Kemendagri." in told
    assert "baris 4, kolom basis: Dasar hukum perubahan 9x kosong." in told
    assert "baris 5, kolom on: Perubahan 93 baru berlaku 2999-01-01." in told
    assert PlaceChange.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("split,2022-11-11,UU,91,77,,", "Tidak ada wilayah berkode 77."),
        ("merge,2022-11-11,UU,77,91,,", "Wilayah lama 77 belum tercatat dan namanya kosong."),
        ("recode,2022-11-11,UU,77.01,77.02,,", "Tidak ada wilayah berkode 77.02."),
        ("rename,2022-11-11,UU,91,91,Irian,Irian Jaya", "Nama 91 sekarang Papua, bukan Irian atau Irian Jaya."),
    ],
)
def test_a_step_that_does_not_fit_is_refused_and_undone(table: Write, line: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        load_changes(table(HEAD, "split,2022-11-11,UU 14/2022,91,93,,", line), actor=SYSTEM)
    assert words in refused.value.text()
    assert get("93").valid_from is None
    assert PlaceChange.objects.count() == 0


def test_the_event_names_the_legal_basis(table: Write) -> None:
    load_changes(table(HEAD, "split,2022-11-11,UU 14/2022,91,93,,"), actor=SYSTEM)
    event = Event.objects.order_by("seq").last()
    assert event is not None
    assert (event.verb, event.why) == ("places.changed", "UU 14/2022")


def test_a_coordinator_records_no_changes(world: World, actor: ActorOf, table: Write) -> None:
    with pytest.raises(Forbidden):
        load_changes(table(HEAD, "split,2022-11-11,UU,91,93,,"), actor=actor(world.ani))
