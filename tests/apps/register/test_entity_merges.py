"""Communities and businesses that were written down twice are found, merged by who may, and taken apart again."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale, system
from kotaham.apps.register import queries, services
from kotaham.apps.register.models import Entity, EntityMerge, EntityPair
from kotaham.core.errors import Refused
from tests.apps.classes.making import raw_session
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

WHY = "Ejaan lain dari nama yang sama"


@pytest.fixture
def joko(world: World, actor: ActorOf) -> Actor:
    return actor(world.joko)


@pytest.fixture
def two(world: World, joko: Actor) -> tuple[Entity, Entity]:
    kanwil = world.office("kanwil").pk
    one = services.add_entity("community", "Karang Taruna Damai", actor=joko, kanwil=kanwil, place="99.71")
    return one, services.add_entity("community", "Karang Taruna Damay", actor=joko, kanwil=kanwil)


@pytest.fixture
def sessions(world: World) -> tuple[Session, Session]:
    first, second = (raw_session(world.office("kanwil"), "open") for _ in range(2))
    return first, second


def came(session: Session, entity: Entity, people: int | None, actor: Actor) -> EntityAttendance:
    return classes.note_entity(session.pk, entity.pk, people, "Buku tamu", actor=actor)


def where(entity: Entity) -> list[tuple[int, int | None]]:
    rows = EntityAttendance.objects.filter(entity=entity, void_at=None).order_by("pk")
    return list(rows.values_list("session_id", "came"))


def page(browser: Any, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_second_spelling_is_found_when_it_is_noted_and_by_the_job_at_night(
    world: World, joko: Actor, two: tuple[Entity, Entity], as_: AsPerson
) -> None:
    far: dict[str, Any] = {"actor": joko, "kanwil": world.office("kanwil").pk}
    services.add_entity("business", "Karang Taruna Damai", **far)
    services.add_entity("community", "Sanggar Tari", **far)
    services.add_entity("community", "Karang Taruna Damai 2", **far)
    found = [(pair.first_id, pair.second_id) for pair in EntityPair.objects.all()]
    assert found == [tuple(one.pk for one in two)]
    EntityPair.objects.all().delete()

    night: Any = SimpleNamespace(
        actor=system("register.seek-pairs"), progress=lambda *_told: None, cancelled=lambda: False
    )
    assert [services.seek_entities(night) for _ in range(2)] == [1, 0]
    assert "Mungkin tercatat dua kali" in page(as_(world.intan), "/peserta/komunitas")
    assert "Mungkin tercatat dua kali" not in page(as_(world.ani), "/peserta/komunitas")


def test_pairs_wait_on_the_first_page_of_who_decides_them(
    world: World, joko: Actor, two: tuple[Entity, Entity], as_: AsPerson
) -> None:
    line = "Catatan yang mungkin satu komunitas atau usaha"
    for person in (world.joko, world.intan):
        said = page(as_(person), "/")
        assert (line in said, "1 pasangan" in said) == (True, True)
        assert f'href="{reverse("register:entities")}"' in said
        assert two[0].name not in said
    for person in (world.ani, world.dewi, world.oki):
        assert line not in page(as_(person), "/")
    services.differ_entities(two[0].pk, two[1].pk, actor=joko)
    assert line not in page(as_(world.joko), "/")


def test_two_are_merged_after_a_look_at_both_and_the_session_of_both_counts_once(
    world: World, joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session], as_: AsPerson
) -> None:
    kept, gone = two
    came(sessions[0], kept, 14, joko)
    came(sessions[0], gone, 9, joko)
    came(sessions[1], gone, None, joko)
    browser = as_(world.joko)
    url = f"/peserta/komunitas/{kept.pk}/gabung"
    assert "Karang Taruna Damay" in page(browser, url)
    shown = page(browser, f"{url}?dengan={gone.pk}")
    assert "Sesi yang dihadiri keduanya" in shown
    assert "14 orang" in shown
    assert "9 orang" in shown
    said = {"other": gone.pk, "kept": kept.pk, "reason": WHY}
    assert browser.post(url, said | {"reason": " "}).status_code == 422
    assert browser.post(url, said | {"kept": 0}).status_code == 422
    assert not EntityMerge.objects.exists()
    done = browser.post(url, said, follow=True).content.decode()
    assert "digabung ke Karang Taruna Damai" in done
    assert where(kept) == [(sessions[0].pk, 14), (sessions[1].pk, None)]
    assert where(gone) == [(sessions[0].pk, 9)]
    there = page(browser, f"/sesi/{sessions[0].pk}/peserta?bagian=komunitas")
    assert "Tercatat juga sebagai Karang Taruna Damay dengan 9 orang" in there
    assert ">23<" not in there
    assert there.count("/batalkan") == 1
    assert "1 komunitas atau pelaku usaha" in page(browser, f"/sesi/{sessions[0].pk}")
    assert browser.post(url, said).status_code == 409
    events = Event.objects.filter(verb="register.entity-merged").order_by("subject")
    assert {event.subject for event in events} == {str(kept.pk), str(gone.pk)}
    assert [event.why for event in events] == [WHY, WHY]
    assert [json.loads(event.data) for event in events] == [{"gone": gone.pk, "kept": kept.pk}] * 2
    assert "Dua catatan digabung" in page(browser, f"/peserta/komunitas/{gone.pk}")
    assert EntityPair.objects.get().state == "merged"


def test_the_name_that_went_leads_to_the_one_that_stays(
    world: World, joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session], as_: AsPerson
) -> None:
    kept, gone = two
    services.merge_entities(kept.pk, gone.pk, WHY, actor=joko)
    browser, url = as_(world.joko), f"/sesi/{sessions[0].pk}/hadir/komunitas"
    assert "dicatat sebagai Karang Taruna Damai" in page(browser, f"{url}?q=damay")
    assert (
        "Karang Taruna Damai dicatat hadir."
        in browser.post(url, {"entity": gone.pk, "came": "", "reason": "Buku tamu"}, follow=True).content.decode()
    )
    assert where(kept) == [(sessions[0].pk, None)]
    with pytest.raises(Stale, match="sudah tercatat hadir"):
        came(sessions[0], gone, 3, joko)
    assert "sudah tercatat" in page(browser, f"{url}?q=damay")
    with pytest.raises(Refused, match="Nama ini sudah digabung ke Karang Taruna Damai"):
        services.add_entity("community", gone.name, actor=joko, kanwil=gone.kanwil_id)
    with pytest.raises(Stale):
        services.set_active(gone.pk, actor=joko, active=False)
    services.set_active(kept.pk, actor=joko, active=False)
    with pytest.raises(Refused, match="Karang Taruna Damai sudah diakhiri"):
        came(sessions[1], gone, 3, joko)


def test_undone_it_is_as_before_and_what_was_noted_under_the_name_comes_with_it(
    world: World, joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session], as_: AsPerson
) -> None:
    kept, gone = two
    third = raw_session(world.office("kanwil"), "open")
    came(sessions[0], kept, 14, joko)
    came(sessions[0], gone, 9, joko)
    came(sessions[1], gone, 5, joko)
    before = where(gone)
    services.merge_entities(kept.pk, gone.pk, WHY, actor=joko)
    came(third, gone, 7, joko)
    browser, url = as_(world.joko), f"/peserta/komunitas/{gone.pk}/urai"
    assert "Berdiri sendiri lagi" in page(browser, url)
    assert browser.post(url, {"reason": ""}).status_code == 422
    assert browser.post(url, {"reason": "Ternyata dua"}).status_code == 302
    assert where(kept) == [(sessions[0].pk, 14)]
    assert where(gone) == [*before, (third.pk, 7)]
    assert browser.post(url, {"reason": "Ternyata dua"}).status_code == 409
    assert EntityPair.objects.get().state == "different"
    assert Event.objects.filter(verb="register.entity-unmerged").count() == 2
    services.merge_entities(kept.pk, gone.pk, WHY, actor=joko)
    assert where(kept) == [(sessions[0].pk, 14), (sessions[1].pk, 5), (third.pk, 7)]


def test_an_undo_that_would_write_one_twice_at_a_session_says_what_to_do(
    joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session]
) -> None:
    kept, gone = two
    first = came(sessions[0], kept, 14, joko)
    came(sessions[0], gone, 9, joko)
    services.merge_entities(kept.pk, gone.pk, WHY, actor=joko)
    classes.void_entity(sessions[0].pk, first.pk, "Salah catat", actor=joko)
    anew = came(sessions[0], gone, 11, joko)
    with pytest.raises(Refused, match="akan tercatat dua kali"):
        services.unmerge_entity(gone.pk, "Ternyata dua", actor=joko)
    classes.void_entity(sessions[0].pk, anew.pk, "Salah catat", actor=joko)
    services.unmerge_entity(gone.pk, "Ternyata dua", actor=joko)
    assert (where(kept), where(gone)) == ([], [(sessions[0].pk, 9)])


def test_of_three_the_first_is_not_taken_out_from_under_another(
    joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session]
) -> None:
    kept, gone = two
    third = services.add_entity("community", "Karang Taruna Dame", actor=joko, kanwil=kept.kanwil_id)
    came(sessions[0], gone, 9, joko)
    came(sessions[0], third, 4, joko)
    services.merge_entities(kept.pk, gone.pk, WHY, actor=joko)
    services.merge_entities(kept.pk, third.pk, WHY, actor=joko)
    with pytest.raises(Refused, match="Karang Taruna Dame ikut terhitung"):
        services.unmerge_entity(gone.pk, "Ternyata dua", actor=joko)
    services.unmerge_entity(third.pk, "Ternyata dua", actor=joko)
    services.unmerge_entity(gone.pk, "Ternyata dua", actor=joko)
    assert (where(kept), where(gone), where(third)) == ([], [(sessions[0].pk, 9)], [(sessions[0].pk, 4)])


def test_a_merge_into_what_was_merged_itself_is_taken_apart_from_the_last(
    joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session]
) -> None:
    middle, gone = two
    top = services.add_entity("community", "Karang Taruna Dame", actor=joko, kanwil=middle.kanwil_id)
    services.merge_entities(middle.pk, gone.pk, WHY, actor=joko)
    services.merge_entities(top.pk, middle.pk, WHY, actor=joko)
    assert queries.standing([gone.pk]) == {gone.pk: top.pk}
    came(sessions[0], gone, 9, joko)
    assert where(top) == [(sessions[0].pk, 9)]
    with pytest.raises(Refused, match="sendiri sudah digabung ke Karang Taruna Dame"):
        services.unmerge_entity(gone.pk, "Ternyata dua", actor=joko)
    with pytest.raises(Stale):
        services.merge_entities(top.pk, gone.pk, WHY, actor=joko)
    services.unmerge_entity(middle.pk, "Ternyata dua", actor=joko)
    assert where(middle) == [(sessions[0].pk, 9)]
    services.unmerge_entity(gone.pk, "Ternyata dua", actor=joko)
    assert where(gone) == [(sessions[0].pk, 9)]


def test_what_stands_behind_a_merged_name_is_not_made_void(
    joko: Actor, two: tuple[Entity, Entity], sessions: tuple[Session, Session]
) -> None:
    came(sessions[0], two[0], 14, joko)
    hidden = came(sessions[0], two[1], 9, joko)
    services.merge_entities(two[0].pk, two[1].pk, WHY, actor=joko)
    with pytest.raises(Stale):
        classes.void_entity(sessions[0].pk, hidden.pk, "Salah catat", actor=joko)
    assert where(two[1]) == [(sessions[0].pk, 9)]


def test_only_of_one_kind_and_kanwil_within_reach_and_by_who_may(
    world: World, joko: Actor, actor: ActorOf, two: tuple[Entity, Entity], as_: AsPerson
) -> None:
    one, other = two
    shop = services.add_entity("business", "Warung", actor=joko, kanwil=one.kanwil_id)
    eko = actor(world.eko)
    far = services.add_entity("community", "Karang Taruna Jauh", actor=eko, kanwil=world.office("kanwil_other").pk)
    for wrong, words in ((shop, "tidak sejenis"), (far, "di dua Kanwil"), (one, "catatan yang sama")):
        with pytest.raises(Refused, match=words):
            services.merge_entities(one.pk, wrong.pk, WHY, actor=eko)
    url, said = f"/peserta/komunitas/{one.pk}/gabung", {"other": other.pk, "kept": one.pk, "reason": WHY}
    assert as_(world.joko).get(f"{url}?dengan={far.pk}").status_code == 404
    assert as_(world.eko).get(f"{url}?dengan={far.pk}").status_code == 422
    assert as_(world.ani).post(url, said).status_code == 403
    assert as_(world.seno).post(url, said).status_code == 404
    assert as_(world.ani).get(f"/peserta/komunitas/{one.pk}").status_code == 200
    assert as_(world.seno).get(f"/peserta/komunitas/{one.pk}").status_code == 404
    with pytest.raises(Forbidden):
        services.merge_entities(one.pk, other.pk, WHY, actor=actor(world.ani))


def test_two_that_were_found_different_are_not_asked_about_again(
    world: World, two: tuple[Entity, Entity], as_: AsPerson
) -> None:
    browser, url = as_(world.joko), f"/peserta/komunitas/{two[0].pk}/berbeda"
    assert browser.post(url, {}).status_code == 400
    assert browser.post(url, {"other": two[1].pk}).status_code == 302
    assert browser.post(url, {"other": two[1].pk}).status_code == 409
    assert "Mungkin tercatat dua kali" not in page(browser, "/peserta/komunitas")
    assert Event.objects.filter(verb="register.entities-different").count() == 2


def test_no_page_asks_the_database_often(
    world: World,
    joko: Actor,
    two: tuple[Entity, Entity],
    sessions: tuple[Session, Session],
    as_: AsPerson,
    django_assert_max_num_queries: Any,
) -> None:
    for session in sessions:
        for one in two:
            came(session, one, 4, joko)
    browser, (kept, gone) = as_(world.joko), two
    before = ("/peserta/komunitas", f"/peserta/komunitas/{kept.pk}/gabung?dengan={gone.pk}")
    there = f"/sesi/{sessions[0].pk}"
    after = (
        f"/peserta/komunitas/{kept.pk}",
        f"/peserta/komunitas/{gone.pk}/urai",
        f"{there}/peserta?bagian=komunitas",
        f"{there}/hadir/komunitas?q=damay",
    )
    for addresses in (before, after):
        for address in addresses:
            with django_assert_max_num_queries(25):
                page(browser, address)
        if addresses is before:
            services.merge_entities(kept.pk, gone.pk, WHY, actor=joko)
