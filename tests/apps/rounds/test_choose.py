"""Who takes part: all, a province, some, from a table; names and clock are frozen."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.notices.models import Notice
from kotaham.apps.places.models import Place
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.models import Participant
from kotaham.apps.rounds.services import hooks
from kotaham.apps.rounds.views import reading
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.rounds.conftest import Prepare
from tests.cast import World


def names(round_: object) -> list[str]:
    return [row.name for row in queries.participants(round_)]  # type: ignore[arg-type]


def test_all_cities_of_a_province_join_at_once_and_all_of_the_country(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(cities=())
    assert services.join_all(round_.pk, actor=eko, province="99") == 2
    assert names(round_) == ["Kota Damai", "Kota Rukun"]
    assert services.join_all(round_.pk, actor=eko) == 1
    assert services.join_all(round_.pk, actor=eko) == 0, "who takes part already is left alone"
    assert queries.count(round_) == 3
    share = {one.code: (one.joined, one.total) for one in queries.shares(round_)}
    assert share == {"98": (1, 1), "99": (2, 2)}
    assert services.leave_all(round_.pk, actor=eko, province="99") == 2
    assert names(round_) == ["Kota Seberang"]


def test_name_province_and_clock_are_those_of_the_day_of_joining(prepared: Prepare) -> None:
    round_ = prepared()
    Place.objects.filter(code="98.71").update(name="Kota Baru", zone="Asia/Jakarta")
    row = Participant.objects.get(round=round_, place_code="98.71")
    assert (row.name, row.province, row.province_code, row.zone) == (
        "Kota Seberang", "Provinsi Sebelah", "98", "Asia/Jayapura",
    )  # fmt: skip


def test_an_administrative_city_takes_part_like_any_other(prepared: Prepare, eko: Actor) -> None:
    Place.objects.filter(code="99.72").update(autonomous=False)
    round_ = prepared(cities=())
    assert services.join(round_.pk, ["99.72"], actor=eko) == 1


def test_a_code_that_is_no_city_is_refused_and_nobody_joins(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(cities=())
    with pytest.raises(Refused) as refused:
        services.join(round_.pk, ["99.71", "99", "31.71"], actor=eko)
    assert "31.71 bukan kabupaten atau kota yang berlaku." in refused.value.text()
    assert "99 bukan kabupaten" in refused.value.text()
    assert names(round_) == []


def test_ticking_changes_only_what_was_shown(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(cities=("damai", "seberang"))
    assert services.choose(round_.pk, ["99.71", "99.72"], ["99.72", "98.71"], actor=eko) == (1, 1)
    assert names(round_) == ["Kota Seberang", "Kota Rukun"]


def test_who_does_not_take_part_stays_visible_with_the_reason(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(cities=("damai",))
    services.leave(round_.pk, ["99.71"], actor=eko, reason="Baru dilanda gempa.")
    services.decline(round_.pk, "98.71", actor=eko, reason="Tidak ada petugas.")
    assert {row.name: row.withdrawn_why for row in queries.withdrawn(round_)} == {
        "Kota Damai": "Baru dilanda gempa.", "Kota Seberang": "Tidak ada petugas.",
    }  # fmt: skip
    assert [office.place_code for office in queries.outsiders(round_)] == ["99.72"]
    assert queries.count(round_) == 0
    services.join(round_.pk, ["99.71"], actor=eko)
    assert names(round_) == ["Kota Damai"], "whoever changes their mind is back"


def test_every_change_of_the_list_is_an_event(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(cities=("damai",))
    services.leave_all(round_.pk, actor=eko)
    services.decline(round_.pk, "99.71", actor=eko, reason="Tidak sempat.")
    verbs = [event.verb for event in Event.objects.filter(subject=str(round_.pk)).order_by("seq")]
    assert verbs[-3:] == ["rounds.joined", "rounds.left", "rounds.declined"]
    assert '"codes":["99.71"]' in Event.objects.filter(verb="rounds.joined").get().data


@pytest.mark.parametrize("name", ["ani", "intan", "kartika", "hadi", "made"])
def test_only_the_ministry_admin_chooses(name: str, world: World, actor: ActorOf, prepared: Prepare) -> None:
    round_, somebody = prepared(), actor(world.people[name])
    for call in (
        lambda: services.join_all(round_.pk, actor=somebody),
        lambda: services.leave_all(round_.pk, actor=somebody),
        lambda: services.choose(round_.pk, [], [], actor=somebody),
        lambda: services.decline(round_.pk, "99.71", actor=somebody, reason="Tidak."),
    ):
        with pytest.raises(Forbidden):
            call()


def test_a_city_that_joins_a_round_that_runs_begins_at_once_and_is_told(
    opened: Prepare, eko: Actor, world: World, only_here: hooks.Hooks
) -> None:
    round_ = opened(cities=("damai",))
    began: list[str] = []
    hooks.when_opened(lambda _round, people, _actor, _log: began.extend(row.name for row in people))
    Notice.objects.all().delete()
    assert services.join(round_.pk, ["98.71"], actor=eko) == 1
    assert began == ["Kota Seberang"]
    assert [notice.person_id for notice in Notice.objects.all()] == [world.citra.pk]
    with pytest.raises(Refused, match="tidak lagi disiapkan"):
        services.leave(round_.pk, ["98.71"], actor=eko)


def test_who_said_that_it_does_not_go_on_does_not_come_back(opened: Prepare, eko: Actor, world: World) -> None:
    round_ = opened()
    with events.work(eko) as log:
        services.withdraw(round_.pk, world.office("damai").pk, actor=eko, log=log, reason="Tidak sempat.")
    assert "Kota Damai" not in names(round_)
    with pytest.raises(Refused, match="Kota Damai sudah menyatakan tidak melanjutkan"):
        services.join(round_.pk, ["99.71"], actor=eko)


def table(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("peserta.csv", text.encode(), "text/csv")


def test_a_table_of_codes_lets_its_cities_join(prepared: Prepare, world: World, as_: AsPerson) -> None:
    round_ = prepared(cities=())
    browser = as_(world.eko)
    answer = browser.post(f"/putaran/{round_.pk}/peserta/tabel", {"table": table("nama;kode\nA;99.71\nB;98.71\n")})
    assert answer.status_code == 302
    assert names(round_) == ["Kota Seberang", "Kota Damai"]


def test_every_wrong_row_of_a_table_is_told_and_nobody_joins(prepared: Prepare, world: World, as_: AsPerson) -> None:
    round_ = prepared(cities=())
    text = "kode\n99.71\n9971\n99.71\n99\n"
    answer = as_(world.eko).post(f"/putaran/{round_.pk}/peserta/tabel", {"table": table(text)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "peserta.csv, baris 3, kolom kode" in page
    assert "9971 bukan kabupaten atau kota" in page
    assert "baris 4" in page
    assert "99.71 sudah ada pada baris 2." in page
    assert "baris 5" in page
    assert names(round_) == []


@pytest.mark.parametrize(("text", "code"), [("nama\nA\n", "rounds.table-heading"), ("kode\n", "rounds.table-empty")])
def test_a_table_without_codes_is_refused(text: str, code: str, world: World, tmp_path: Path) -> None:
    file = tmp_path / "peserta.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        services.read_codes(file)
    assert refused.value.codes == (code,)


def test_a_code_that_a_spreadsheet_took_for_a_number_keeps_its_zero(world: World, tmp_path: Path) -> None:
    Place.objects.filter(code="99.72").update(code="99.70")
    world.office("rukun").__class__.objects.filter(pk=world.office("rukun").pk).update(place_code="99.70")
    file = tmp_path / "peserta.csv"
    file.write_text("kode\n99.7\n", encoding="utf-8")
    assert services.read_codes(file) == ["99.70"]


def test_the_page_of_a_province_ticks_its_cities(prepared: Prepare, world: World, as_: AsPerson) -> None:
    round_ = prepared(cities=("damai",))
    browser = as_(world.eko)
    page = browser.get(f"/putaran/{round_.pk}/peserta/pilih?provinsi=99").content.decode()
    assert 'value="99.71" checked' in page
    assert 'value="99.72">' in page
    browser.post(f"/putaran/{round_.pk}/peserta/pilih", {"shown": ["99.71", "99.72"], "wanted": ["99.72"]})
    assert names(round_) == ["Kota Rukun"]
    browser.post(f"/putaran/{round_.pk}/peserta/semua", {"province": "98"})
    browser.post(f"/putaran/{round_.pk}/peserta/lepas", {"province": "99"})
    assert names(round_) == ["Kota Seberang"]
    browser.post(f"/putaran/{round_.pk}/peserta/tidak-ikut", {"code": "99.71", "reason": "Tidak sempat."})
    page = browser.get(f"/putaran/{round_.pk}/peserta?bagian=tidak").content.decode()
    assert "Tidak sempat." in page
    assert "Kota Rukun" in page


def test_why_a_city_does_not_take_part_is_read_only_where_it_belongs(
    prepared: Prepare, eko: Actor, world: World, as_: AsPerson
) -> None:
    round_ = prepared(cities=("damai", "rukun"))
    services.leave(round_.pk, ["99.72"], actor=eko, reason="Sedang berduka.")
    services.open_round(round_.pk, actor=eko, reason="Uji.")
    assert Event.objects.get(verb="rounds.declined").holder == world.office("rukun").pk
    assert "Sedang berduka." not in as_(world.ani).get(f"/putaran/{round_.pk}").content.decode()
    assert "Sedang berduka." in as_(world.eko).get(f"/putaran/{round_.pk}").content.decode()


def test_the_governments_without_a_row_are_told_in_pages_and_counted_whole(
    prepared: Prepare, world: World, as_: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = prepared(cities=("damai",))
    monkeypatch.setattr(reading, "OUTSIDE", 1)
    address, browser = reverse("rounds:participants", args=[round_.pk]), as_(world.eko)
    pages = [browser.get(address, {"bagian": "tidak", "luar": number}).context for number in (1, 2)]
    assert [len(page["outsiders"]) for page in pages] == [1, 1]
    assert pages[0]["outsiders"][0].pk != pages[1]["outsiders"][0].pk
    assert pages[0]["outside_count"] == pages[1]["outside_count"] == queries.outsiders(round_).count() > 1
