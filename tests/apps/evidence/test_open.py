"""Files are opened by right, each time anew, as attachments under a policy of their own."""

from pathlib import Path

import pytest

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Revision
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence import benign
from tests.apps.evidence.making import added, files_in
from tests.cast import World


def test_a_file_is_sent_whole_as_an_attachment_under_its_own_policy(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    evidence = added(actor(world.ani), "Keputusan “A” & lampiran é.pdf")
    answer = as_(world.ani).get(f"/bukti/{evidence.pk}/berkas/1")
    assert b"".join(answer.streaming_content) == benign.pdf()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Keputusan%20")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("path", ["berkas/1", "pratinjau/1/1"])
def test_who_may_open_what(world: World, as_: AsPerson, actor: ActorOf, path: str) -> None:
    evidence = added(actor(world.ani))
    address = f"/bukti/{evidence.pk}/{path}"
    for person in (world.ani, world.dewi, world.eko, world.made, world.kartika):
        assert as_(person).get(address).status_code == 200, person
    for person in (world.citra, world.budi, world.rini, world.seno):
        assert as_(person).get(address).status_code == 404, person
    assert as_(world.nia).get(address).status_code == 403


def test_who_has_not_signed_in_is_sent_to_the_door(world: World, client: object, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    assert client.get(f"/bukti/{evidence.pk}/berkas/1").status_code == 302  # type: ignore[attr-defined]


def test_a_role_taken_away_closes_the_file_on_the_next_request(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    browser = as_(world.dewi)
    assert browser.get(f"/bukti/{evidence.pk}/berkas/1").status_code == 200
    Appointment.objects.filter(person=world.dewi).update(starts="2020-01-01", ends="2020-06-01")
    assert browser.get(f"/bukti/{evidence.pk}/berkas/1").status_code in {403, 404}


def test_each_read_of_personal_evidence_is_recorded(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani), personal=True)
    as_(world.dewi).get(f"/bukti/{evidence.pk}/berkas/1")
    as_(world.dewi).get(f"/bukti/{evidence.pk}/pratinjau/1/1")
    reads = Event.objects.filter(verb="evidence.read", subject=str(evidence.pk))
    assert [event.person for event in reads] == [world.dewi.pk] * 2


def test_reads_of_other_evidence_are_not_recorded(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    as_(world.dewi).get(f"/bukti/{evidence.pk}/berkas/1")
    assert not Event.objects.filter(verb="evidence.read").exists()


def test_a_preview_is_a_picture_drawn_once(world: World, as_: AsPerson, actor: ActorOf, store: Path) -> None:
    evidence = added(actor(world.ani))
    for _ in range(2):
        answer = as_(world.ani).get(f"/bukti/{evidence.pk}/pratinjau/1/1")
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "image/png"
        assert answer["Content-Security-Policy"].startswith("sandbox")
    assert len(files_in(store, "objects/previews")) == 1


@pytest.mark.parametrize("address", ["berkas/2", "berkas/0", "pratinjau/1/2", "pratinjau/1/0", "pratinjau/9/1"])
def test_what_is_not_there_is_not_found(world: World, as_: AsPerson, actor: ActorOf, address: str) -> None:
    evidence = added(actor(world.ani))
    assert as_(world.ani).get(f"/bukti/{evidence.pk}/{address}").status_code == 404


def test_a_table_has_no_preview(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani), "a.xlsx", benign.xlsx())
    assert as_(world.ani).get(f"/bukti/{evidence.pk}/pratinjau/1/1").status_code == 404


@pytest.mark.parametrize("state", ["inspecting", "refused"])
def test_a_file_that_was_not_found_good_is_not_sent(world: World, as_: AsPerson, actor: ActorOf, state: str) -> None:
    evidence = added(actor(world.ani))
    Revision.objects.update(state=state)
    assert as_(world.ani).get(f"/bukti/{evidence.pk}/berkas/1").status_code == 404


def test_a_file_gone_from_the_store_is_told_as_a_letter(
    world: World, as_: AsPerson, actor: ActorOf, store: Path
) -> None:
    evidence = added(actor(world.ani))
    files_in(store)[0].unlink()
    answer = as_(world.ani).get(f"/bukti/{evidence.pk}/berkas/1")
    assert answer.status_code == 400
    assert "tidak ada di tempat penyimpanan" in answer.content.decode()
