"""Report a follow-up as done."""

from django.urls import reverse

from kotaham.apps.actions import services
from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from kotaham.apps.notices.models import Notice
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

NOTE = {"claim-note": "Tabel dikirim lewat surat nomor yang tertera pada lampiran."}


def url(action: Action) -> str:
    return reverse("actions:claim", args=[action.pk])


def test_budi_reports_it_done_with_a_note(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("in_progress")
    answer = as_(world.budi).post(url(action), NOTE, follow=True)
    assert "Menunggu penerimaan" in answer.content.decode()
    claimed = Action.objects.get(pk=action.pk)
    assert (claimed.state, claimed.claimed_by, claimed.claim_note) == ("claimed", world.budi, NOTE["claim-note"])


def test_without_proof_and_without_a_note_it_is_refused(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("in_progress")
    answer = as_(world.budi).post(url(action), {"claim-note": "  "})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Laporan selesai belum disertai bukti." in page
    assert "tulis alasan mengapa tidak ada bukti" in page
    assert Action.objects.get(pk=action.pk).state == "in_progress"


def test_it_waits_for_what_it_needs(world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    action, needed = ask("in_progress"), ask("open")
    services.add_need(action.pk, needed.pk, actor=actor(world.ani))
    answer = as_(world.budi).post(url(action), NOTE)
    assert answer.status_code == 400
    assert f"Masih menunggu {needed.number}" in answer.content.decode()
    services.cancel(needed.pk, actor=actor(world.ani), reason="Tidak perlu lagi.")
    assert as_(world.budi).post(url(action), NOTE).status_code == 302


def test_dewi_may_not_and_for_citra_it_does_not_exist(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("in_progress")
    assert as_(world.dewi).post(url(action), NOTE).status_code == 403
    assert as_(world.citra).post(url(action), NOTE).status_code == 404


def test_what_nobody_took_cannot_be_reported_done(world: World, as_: AsPerson, ask: Ask) -> None:
    answer = as_(world.budi).post(url(ask("open")), NOTE)
    assert answer.status_code == 400
    assert "Yang mungkin sekarang: Ambil dan kerjakan" in answer.content.decode()


def test_the_second_click_is_told(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    assert as_(world.budi).post(url(action), NOTE).status_code == 409


def test_get_reports_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    assert as_(world.budi).get(url(ask("in_progress"))).status_code == 405


def test_it_is_written_down_and_ani_is_told_to_look(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("in_progress")
    as_(world.budi).post(url(action), NOTE)
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.why) == ("actions.claimed", NOTE["claim-note"])
    assert Notice.objects.filter(person=world.ani, kind="actions.claimed").count() == 1
