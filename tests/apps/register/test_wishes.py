"""People ask about their own data and are answered by the clock; what is erased is gone, what was counted stays."""

from datetime import timedelta
from typing import Any

import pytest

from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.notices.models import Notice
from kotaham.apps.register import queries, services
from kotaham.apps.register.models import Member, NameWord, OldNumber, Posting, Wish
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World


@pytest.fixture
def nia(world: World, person: AddPerson) -> Member:
    member = person(1, "Nia Nuraini", email="nia@contoh.id")
    Member.objects.filter(pk=member.pk).update(account=world.nia)
    return member


def test_a_learner_asks_and_is_answered(world: World, as_: AsPerson, actor: ActorOf, nia: Member) -> None:
    form = {"kind": "correct", "text": "Jabatan saya sudah berubah."}
    page = as_(world.nia).post("/peserta/saya/permintaan", form, follow=True).content.decode()
    assert "3 x 24 jam" in page
    wish = Wish.objects.get()
    assert wish.due_at - wish.asked_at <= timedelta(hours=72, seconds=5)
    assert "Nia Nuraini" in as_(world.ani).get("/peserta/permintaan").content.decode()
    address = f"/peserta/permintaan/{wish.pk}/jawab"
    assert as_(world.made).post(address, {"granted": "1", "text": "Sudah"}).status_code == 403
    assert as_(world.citra).post(address, {"granted": "1", "text": "Sudah"}).status_code == 404
    page = as_(world.ani).get(f"/peserta/permintaan/{wish.pk}").content.decode()
    assert f"/peserta/{nia.ref}/ubah" in page
    said = {"granted": "1", "text": "Sudah diperbaiki"}
    refused = as_(world.ani).post(address, said)
    assert (refused.status_code, Wish.objects.get().state) == (422, "open"), "nothing was changed since the request"
    assert "Belum ada yang diubah" in refused.content.decode()
    new = services.Wish(name="Nia Nuraini", status="pns", number=nip(1), post="Kepala Seksi")
    services.change(nia.ref, new, actor=actor(world.ani), version=1)
    assert as_(world.ani).post(address, said).status_code == 302
    assert as_(world.ani).post(address, {"granted": "0", "text": "Lagi"}).status_code == 409
    own = as_(world.nia).get("/peserta/saya/permintaan").content.decode()
    assert "Sudah diperbaiki" in own
    assert "Jabatan saya sudah berubah." in own


def test_who_has_to_answer_hears_of_it_and_the_person_hears_the_answer(
    world: World, actor: ActorOf, ani: Actor, nia: Member
) -> None:
    wish = services.ask("access", "", actor=actor(world.nia))
    assert set(Notice.objects.filter(kind="register.wished").values_list("person_id", flat=True)) == {world.ani.pk}
    services.answer(wish.pk, "Terlampir", actor=ani, granted=True)
    told = Notice.objects.filter(kind="register.wish-answered").values_list("person_id", flat=True)
    assert list(told) == [world.nia.pk]


def test_an_empty_request_and_a_fourth_one_are_refused(actor: ActorOf, world: World, nia: Member) -> None:
    asker = actor(world.nia)
    with pytest.raises(Refused, match="Permintaannya belum ditulis"):
        services.ask("erase", " ", actor=asker)
    for _ in range(3):
        services.ask("access", "", actor=asker)
    with pytest.raises(Refused, match="menunggu jawaban"):
        services.ask("access", "", actor=asker)


def test_what_is_late_is_told(world: World, as_: AsPerson, actor: ActorOf, nia: Member) -> None:
    wish = services.ask("access", "", actor=actor(world.nia))
    Wish.objects.filter(pk=wish.pk).update(due_at=wish.asked_at - timedelta(hours=1))
    assert "terlambat" in as_(world.ani).get("/peserta/permintaan").content.decode()


def test_erasing_leaves_no_trace_of_who_it_was(world: World, actor: ActorOf, ani: Actor, nia: Member) -> None:
    wish = services.Wish(name="Nia Nuraini", status="pns", number=nip(2))
    services.change(nia.ref, wish, actor=ani, version=1, reason="Ganti nomor")
    with pytest.raises(Forbidden):
        services.erase(nia.ref, "Diminta orangnya", actor=ani, version=2)
    services.erase(nia.ref, "Diminta orangnya", actor=actor(world.intan), version=2)
    row: dict[str, Any] = dict(Member.objects.filter(pk=nia.pk).values().get())
    assert row["state"] == "erased"
    assert {row[name] for name in ("name", "name_key", "number_tail", "post", "sex")} == {""}
    sealed = ("number_sealed", "number_index", "email_sealed", "email_index", "phone_sealed", "account_id")
    assert {row[name] for name in sealed} == {None}
    assert not NameWord.objects.exists()
    assert not OldNumber.objects.exists()
    assert Posting.objects.filter(member=nia).count() == 1, "what is counted by day stays"
    for number in (nip(1), nip(2)):
        assert not queries.by_index(services.indexes(number)).exists()


def test_an_account_without_a_row_asks_nothing(world: World, as_: AsPerson) -> None:
    assert as_(world.tono).get("/peserta/saya/permintaan").status_code == 200
    assert not Wish.objects.exists()
