"""Ask an office to do something, and change what was asked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kotaham.apps.actions import queries, services
from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from kotaham.apps.gate.services import Forbidden, Stale, system
from kotaham.apps.notices.models import Notice
from kotaham.core.errors import Refused
from tests.apps.actions.conftest import Ask, today
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

WISH = {"title": "Lengkapi data posyandu", "task": "Kirim tabel.", "proof_wanted": "Tabel bertanda tangan"}


def form(days: int = 20, **more: str) -> dict[str, str]:
    return {**WISH, "due": str(today() + timedelta(days=days)), **more}


def address(world: World, office: str) -> str:
    return f"{reverse('actions:create')}?kantor={world.office(office).pk}"


def test_ani_asks_a_unit_and_budi_is_told(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(address(world, "dinas"), form(), follow=True)
    assert "sudah diminta" in answer.content.decode()
    action = Action.objects.get()
    assert (action.owner, action.asker) == (world.office("dinas"), world.office("damai"))
    assert (action.asked_by, action.asked_as) == (world.ani, world.appointment("ani"))
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.holder) == ("actions.opened", world.office("dinas").pk)
    assert Notice.objects.get(person=world.budi).kind == "actions.asked"
    assert not Notice.objects.filter(person=world.ani).exists()


def test_first_one_chooses_the_office_among_those_within_reach(world: World, as_: AsPerson) -> None:
    page = as_(world.ani).get(reverse("actions:create")).content.decode()
    assert "Kantor mana yang harus mengerjakannya?" in page
    assert "Dinas Sosial Kota Damai" in page
    assert "Kota Seberang" not in page
    found = as_(world.ani).get(reverse("actions:create"), {"q": "sosial"}).content.decode()
    assert "Dinas Sosial" in found
    assert "Dinas Kesehatan" not in found


def test_an_office_out_of_reach_is_not_offered_and_not_accepted(world: World, as_: AsPerson, actor: ActorOf) -> None:
    as_(world.ani).post(address(world, "seberang"), form())
    assert not Action.objects.exists()
    wish = services.Wish("Judul", "Isi", world.office("seberang").pk, today())
    with pytest.raises(Refused) as refused:
        services.open_action(wish, actor=actor(world.ani))
    assert "Kantor itu tidak dapat Anda beri tindak lanjut." in refused.value.text()


def test_all_that_is_wrong_is_told_at_once(world: World, actor: ActorOf) -> None:
    wish = services.Wish(" ", "", world.office("seberang").pk, today() - timedelta(days=3))
    with pytest.raises(Refused) as refused:
        services.open_action(wish, actor=actor(world.ani))
    assert refused.value.codes == (
        "actions.owner-out-of-reach", "actions.words-missing", "actions.words-missing", "actions.due-past",
    )  # fmt: skip


def test_a_day_that_is_over_stands_beside_its_field(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(address(world, "dinas"), form(days=-2))
    assert answer.status_code == 422
    assert "sudah lewat" in answer.content.decode()
    assert "Lengkapi data posyandu" in answer.content.decode(), "what was typed stays"


def test_a_learner_and_an_auditor_ask_for_nothing(world: World, as_: AsPerson, actor: ActorOf) -> None:
    for person in (world.nia, world.made):
        assert as_(person).get(reverse("actions:create")).status_code == 403
        with pytest.raises(Forbidden):
            services.open_action(services.Wish("a", "b", world.office("dinas").pk, today()), actor=actor(person))


def test_work_in_the_background_names_the_asker_and_the_source(world: World) -> None:
    wish = services.Wish("Judul", "Isi", world.office("damai").pk, today() + timedelta(days=1))
    source = services.Source("meetings.minutes", "7", "Notulen rapat koordinasi 3")
    action = services.open_action(wish, actor=system("meetings"), source=source, asker=world.office("kanwil").pk)
    assert (action.asker, action.source_words) == (world.office("kanwil"), "Notulen rapat koordinasi 3")
    assert list(queries.for_source("meetings.minutes", 7)) == [action]


def test_the_calendar_of_the_owners_place_counts(world: World) -> None:
    wish = services.Wish("Judul", "Isi", world.office("seberang").pk, today() + timedelta(days=1))
    assert services.open_action(wish, actor=system("tests")).zone == "Asia/Jayapura"


def test_ani_changes_the_words_and_the_record_names_the_fields(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    url = reverse("actions:edit", args=[action.pk])
    assert as_(world.ani).get(url).status_code == 200
    new = {"title": "Lengkapi data gizi", "task": action.task, "proof_wanted": "", "version": "1"}
    assert as_(world.ani).post(url, new).status_code == 302
    assert Action.objects.get(pk=action.pk).title == "Lengkapi data gizi"
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.data) == ("actions.edited", '{"fields":["title"]}')


def test_who_edits_an_older_version_is_told(world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    action = ask()
    words = {"title": "Baru", "task": "Isi", "proof_wanted": ""}
    services.edit(action.pk, actor=actor(world.ani), version=1, **words)
    with pytest.raises(Stale):
        services.edit(action.pk, actor=actor(world.ani), version=1, **words)
    answer = as_(world.ani).post(reverse("actions:edit", args=[action.pk]), {**words, "version": "1"})
    assert answer.status_code == 409


def test_only_the_asking_office_edits_and_only_what_is_open(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    url = reverse("actions:edit", args=[action.pk])
    new = {"title": "Baru", "task": "Isi", "proof_wanted": "", "version": "1"}
    assert as_(world.budi).post(url, new).status_code == 403
    assert as_(world.citra).post(url, new).status_code == 404
    answer = as_(world.ani).post(url, new)
    assert answer.status_code == 400
    assert "sudah dilaporkan selesai atau ditutup" in answer.content.decode()
