"""What is said of evidence changes, and evidence goes out of use, each once and with an event."""

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.evidence import services
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.evidence.services import Subject
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence.making import KIND, piece_of
from tests.cast import World


def test_title_and_dates_are_changed(world: World, as_: AsPerson) -> None:
    made = piece_of(world.office("damai"))
    fields = {"title": "Judul baru", "expires": "2030-12-31", "version": 1}
    page = as_(world.ani).post(f"/bukti/{made.pk}/ubah", fields, follow=True).content.decode()
    assert "Keterangan bukti diubah" in page
    assert "31 Desember 2030" in page
    event = Event.objects.get(verb="evidence.amended")
    assert event.data == '{"fields":["title","expires"]}'


def test_evidence_is_withdrawn_with_a_reason(world: World, as_: AsPerson) -> None:
    made = piece_of(world.office("damai"))
    fields = {"reason": "salah unggah", "version": 1}
    page = as_(world.ani).post(f"/bukti/{made.pk}/tarik", fields, follow=True).content.decode()
    assert "Bukti ini ditarik: salah unggah" in page
    assert Event.objects.get(verb="evidence.withdrawn").why == "salah unggah"
    assert as_(world.ani).get(f"/bukti/{made.pk}/berkas/1").status_code == 200, "it stays on record"


@pytest.mark.parametrize("verb", ["ubah", "tarik"])
def test_onlookers_strangers_stale_clicks_and_other_methods(world: World, as_: AsPerson, verb: str) -> None:
    made = piece_of(world.office("damai"))
    address, fields = f"/bukti/{made.pk}/{verb}", {"title": "x", "reason": "y", "version": 1}
    for person, status in ((world.dewi, 403), (world.made, 403), (world.citra, 404), (world.budi, 404)):
        assert as_(person).post(address, fields).status_code == status
        assert as_(person).get(address).status_code == status
    assert as_(world.ani).put(address).status_code == 405
    assert as_(world.ani).get(address).status_code == 200
    assert as_(world.ani).post(address, {"version": 1}).status_code == 422
    assert as_(world.ani).post(address, fields).status_code == 302
    assert as_(world.ani).post(address, fields).status_code == 409
    assert Event.objects.filter(kind="evidence.evidence").count() == 1


def test_what_is_withdrawn_changes_no_more(world: World, as_: AsPerson) -> None:
    made = piece_of(world.office("damai"), state="withdrawn")
    for verb in ("ubah", "tarik"):
        answer = as_(world.ani).post(f"/bukti/{made.pk}/{verb}", {"title": "x", "reason": "y", "version": 1})
        assert answer.status_code == 409


def test_what_proves_something_closed_cannot_be_withdrawn(
    world: World, actor: ActorOf, subjects: dict[str, Subject]
) -> None:
    made = piece_of(world.office("damai"))
    subjects["9"] = Subject("Putusan 9", "", None)
    services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "9"))
    services.register(KIND, find=lambda _actor, key: subjects[key], frozen=set)
    with pytest.raises(Refused, match="sudah dikunci: Putusan 9"):
        services.withdraw(actor=actor(world.ani), evidence=made.pk, version=1, reason="x")
    assert Evidence.objects.get().state == "active"
