"""A new revision: the earlier one stays, and counts no more."""

import uuid
from pathlib import Path

from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence, Revision
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence import benign
from tests.apps.evidence.making import added, files_in, sent
from tests.cast import World


def fields(version: int = 1, **more: object) -> dict[str, object]:
    return {"ticket": str(uuid.uuid4()), "version": version, "note_of_revision": "angka diperbaiki", **more}


def test_a_revision_counts_and_the_earlier_one_can_still_be_opened(
    world: World, as_: AsPerson, actor: ActorOf, store: Path
) -> None:
    evidence = added(actor(world.ani))
    answer = as_(world.ani).post(f"/bukti/{evidence.pk}/revisi", fields(file=sent("b.png", benign.png())), follow=True)
    assert "Revisi 2 diterima" in answer.content.decode()
    evidence.refresh_from_db()
    assert (evidence.latest, evidence.media, evidence.version) == (2, "png", 2)
    assert as_(world.ani).get(f"/bukti/{evidence.pk}/berkas/1").status_code == 200
    assert len(files_in(store, "objects")) == 2


def test_the_page_shows_both_revisions_and_what_is_new(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    as_(world.ani).post(f"/bukti/{evidence.pk}/revisi", fields(file=sent()))
    page = as_(world.ani).get(f"/bukti/{evidence.pk}").content.decode()
    assert "angka diperbaiki" in page
    assert "Revisi lama" in page


def test_an_onlooker_may_not_and_a_stranger_finds_nothing(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    address = f"/bukti/{evidence.pk}/revisi"
    assert as_(world.dewi).get(f"/bukti/{evidence.pk}").status_code == 200
    assert as_(world.dewi).post(address, fields(file=sent())).status_code == 403
    assert as_(world.citra).post(address, fields(file=sent())).status_code == 404
    assert Revision.objects.count() == 1


def test_a_form_opened_before_somebody_else_s_revision_is_stale(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    address = f"/bukti/{evidence.pk}/revisi"
    assert as_(world.ani).post(address, fields(file=sent())).status_code == 302
    assert as_(world.ani).post(address, fields(file=sent())).status_code == 409
    assert Revision.objects.count() == 2


def test_withdrawn_evidence_takes_no_revision(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    Evidence.objects.update(state="withdrawn")
    assert as_(world.ani).post(f"/bukti/{evidence.pk}/revisi", fields(file=sent())).status_code == 409


def test_a_revision_is_written_down(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    as_(world.ani).post(f"/bukti/{evidence.pk}/revisi", fields(file=sent("b.png", benign.png())))
    last = Event.objects.filter(kind="evidence.evidence").order_by("seq").last()
    assert last is not None
    assert last.verb == "evidence.received"
    assert '"revision":2' in last.data


def test_the_second_click_on_a_revision_is_stale(world: World, as_: AsPerson, actor: ActorOf) -> None:
    evidence = added(actor(world.ani))
    same = fields(file=sent())
    assert as_(world.ani).post(f"/bukti/{evidence.pk}/revisi", {**same, "file": sent()}).status_code == 302
    assert as_(world.ani).post(f"/bukti/{evidence.pk}/revisi", {**same, "file": sent()}).status_code == 409
