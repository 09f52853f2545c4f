"""Opening an office."""

import pytest

from kotaham.apps.gate.services import Forbidden
from kotaham.apps.offices import services
from kotaham.apps.offices.models import Office
from kotaham.apps.offices.services import Words
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import last_event, text
from tests.cast import World

NEW = {
    "kind": "unit",
    "name": "Dinas Perhubungan",
    "short_name": "Dishub",
    "partner_kind": "",
    "note": "",
    "valid_from": "",
}


def test_a_coordinator_opens_a_unit_under_the_city(world: World, as_: AsPerson) -> None:
    damai = world.office("damai")
    answer = as_(world.ani).post(f"/kantor/{damai.pk}/buka", NEW)
    office = Office.objects.get(name="Dinas Perhubungan")
    assert answer.headers["Location"] == f"/kantor/{office.pk}"
    assert (office.parent_id, office.place_code, office.province_code, office.city_code, office.rank) == (
        damai.pk,
        "99.71",
        "99",
        "99.71",
        4,
    )
    event = last_event()
    assert (event.verb, event.subject, event.holder) == ("offices.created", str(office.pk), office.pk)


def test_an_onlooker_is_forbidden_and_a_stranger_finds_nothing(world: World, as_: AsPerson) -> None:
    url = f"/kantor/{world.office('damai').pk}/buka"
    assert as_(world.budi).post(url, NEW).status_code == 403
    assert as_(world.citra).post(url, NEW).status_code == 404
    assert as_(world.rini).get(url).status_code == 404
    assert not Office.objects.filter(name="Dinas Perhubungan").exists()


def test_the_letter_of_the_forbidden_names_the_rule(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"offices\.create"):
        services.create_office(
            actor=actor(world.budi), parent_id=world.office("damai").pk, kind="unit", words=Words("X")
        )


def test_a_second_click_finds_the_name_taken(world: World, as_: AsPerson) -> None:
    client, url = as_(world.ani), f"/kantor/{world.office('damai').pk}/buka"
    client.post(url, NEW)
    answer = client.post(url, NEW)
    assert answer.status_code == 400
    assert "“Dinas Perhubungan” sudah ada di bawah kantor yang sama." in text(answer)
    assert Office.objects.filter(name="Dinas Perhubungan").count() == 1


@pytest.mark.parametrize(
    ("under", "kind", "words"),
    [
        ("puskesmas", "unit", "Perangkat daerah tidak dapat berada di bawah"),
        ("dinas", "partner", "Mitra tidak dapat berada di bawah"),
        ("kanwil", "service_unit", "Unit pelayanan tidak dapat berada di bawah"),
        ("ministry", "kanwil", "Kanwil tidak dibuat, dipindah, atau ditutup dengan tangan."),
        ("province", "city", "Pemerintah kabupaten/kota tidak dibuat"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(world: World, actor: ActorOf, under: str, kind: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        services.create_office(actor=actor(world.eko), parent_id=world.office(under).pk, kind=kind, words=Words("X"))
    assert words in refused.value.text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (Words("  "), "Nama kantor kosong."),
        (Words("a" * 201), "Nama lebih dari 200 huruf."),
        (Words("Dinas", short_name="b" * 61), "Nama singkat lebih dari 60 huruf."),
        (Words("Dinas", note="c" * 501), "Catatan lebih dari 500 huruf."),
    ],
)
def test_words_that_are_missing_or_too_long_are_refused(world: World, actor: ActorOf, words: Words, told: str) -> None:
    with pytest.raises(Refused) as refused:
        services.create_office(actor=actor(world.ani), parent_id=world.office("damai").pk, kind="unit", words=words)
    assert told in refused.value.text()


def test_nothing_opens_under_a_closed_office(world: World, actor: ActorOf) -> None:
    dinas = world.office("dinas")
    Office.objects.filter(pk=dinas.pk).update(valid_to="2024-02-01")
    with pytest.raises(Refused, match="sudah ditutup pada 1 Februari 2024"):
        services.create_office(actor=actor(world.ani), parent_id=dinas.pk, kind="service_unit", words=Words("UPT"))


def test_the_form_offers_only_what_may_stand_there(world: World, as_: AsPerson) -> None:
    page = text(as_(world.ani).get(f"/kantor/{world.office('dinas').pk}/buka"))
    assert 'value="service_unit"' in page
    assert 'value="partner"' not in page


def test_a_form_with_faults_comes_back_with_words_and_writes_nothing(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(f"/kantor/{world.office('damai').pk}/buka", {**NEW, "name": ""})
    assert answer.status_code == 200
    assert "Belum dapat disimpan" in text(answer)


def test_other_methods_are_refused(world: World, as_: AsPerson) -> None:
    assert as_(world.ani).delete(f"/kantor/{world.office('damai').pk}/buka").status_code == 405
