"""The list and the page of one follow-up."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.actions import queries, services
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import is_late
from kotaham.apps.gate.services import Section
from tests.apps.actions.conftest import Ask, today
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World


def listed(as_: AsPerson, person: object, **filters: str) -> str:
    return str(as_(person).get(reverse("actions:list"), filters).content.decode())


def test_each_side_finds_it_in_its_own_part(world: World, as_: AsPerson, ask: Ask) -> None:
    ask(title="Lengkapi data gizi")
    assert "Lengkapi data gizi" in listed(as_, world.budi)
    assert "Lengkapi data gizi" in listed(as_, world.ani, bagian="diminta")
    assert "Lengkapi data gizi" not in listed(as_, world.ani, bagian="milik")
    assert "Lengkapi data gizi" in listed(as_, world.dewi, bagian="semua")
    assert "Lengkapi data gizi" not in listed(as_, world.citra, bagian="semua")


def test_what_was_reported_waits_with_the_asker(world: World, as_: AsPerson, ask: Ask) -> None:
    ask("claimed", title="Lengkapi data gizi")
    assert "Lengkapi data gizi" in listed(as_, world.ani, bagian="terima")
    assert "Lengkapi data gizi" not in listed(as_, world.budi, bagian="milik")


def test_what_is_late_is_marked_and_listed(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask(title="Lengkapi data gizi")
    Action.objects.filter(pk=action.pk).update(due=today() - timedelta(days=3))
    for person in (world.budi, world.ani, world.dewi, world.made):
        page = listed(as_, person, bagian="terlambat")
        assert "Lengkapi data gizi" in page
        assert "Terlambat" in page
    assert "Lengkapi data gizi" not in listed(as_, world.citra, bagian="terlambat")


def test_a_due_date_is_late_when_the_day_of_its_place_is_over(world: World, actor: ActorOf, ask: Ask) -> None:
    west, east = ask(), ask(by="citra", owner="dinas_seberang")
    Action.objects.update(due=datetime(2026, 11, 20, tzinfo=UTC).date())
    after_midnight_in_jayapura = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # 00.30 WIT, 22.30 WIB
    late = queries.all_late(actor(world.eko), after_midnight_in_jayapura)
    assert list(late) == [east]
    rows = Action.objects.filter(pk__in=[west.pk, east.pk]).order_by("pk")
    assert [is_late(row.state, row.due, row.zone, after_midnight_in_jayapura) for row in rows] == [False, True]
    assert len(queries.all_late(actor(world.eko), after_midnight_in_jayapura + timedelta(hours=2))) == 2


def test_filters_narrow_and_say_so_when_nothing_is_left(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask(title="Lengkapi data gizi")
    assert "Lengkapi data gizi" in listed(as_, world.budi, q="GIZI")
    assert "Lengkapi data gizi" in listed(as_, world.budi, q=action.number)
    assert "Tidak ada yang cocok" in listed(as_, world.budi, q="jalan")
    assert "Tidak ada yang cocok" in listed(as_, world.budi, keadaan="in_progress")
    assert "Lengkapi data gizi" not in listed(as_, world.budi, sebelum=str(today()))
    assert "Lengkapi data gizi" in listed(as_, world.budi, sebelum="bukan tanggal")


@pytest.mark.parametrize("part", ["milik", "diminta", "terima", "terlambat", "naik", "semua"])
def test_an_empty_part_tells_the_first_step(world: World, as_: AsPerson, part: str) -> None:
    assert "empty-state" in listed(as_, world.ani, bagian=part)


def test_the_page_shows_where_it_stands_whose_turn_and_the_next_day(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    page = as_(world.ani).get(action.get_absolute_url()).content.decode()
    for words in (
        "Menunggu penerimaan",
        "Giliran",
        "Pemerintah Kota Damai",
        "Tabel dikirim lewat surat.",
        "Kembalikan",
    ):
        assert words in page


def test_buttons_are_only_for_who_may_use_them(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    address = reverse("actions:take", args=[action.pk])
    assert address in as_(world.budi).get(action.get_absolute_url()).content.decode()
    assert address not in as_(world.ani).get(action.get_absolute_url()).content.decode()
    assert "<form" not in as_(world.made).get(action.get_absolute_url()).content.decode().partition("<main")[2]


def test_the_list_and_the_page_ask_few_questions(
    world: World, as_: AsPerson, actor: ActorOf, ask: Ask, django_assert_max_num_queries: object
) -> None:
    actions = [ask("in_progress") for _ in range(4)]
    for other in actions[1:]:
        services.add_need(actions[0].pk, other.pk, actor=actor(world.ani))
    budi, ani = as_(world.budi), as_(world.ani)
    for client, url in (
        (budi, reverse("actions:list")),
        (ani, f"{reverse('actions:list')}?bagian=semua"),
        (budi, actions[0].get_absolute_url()),
        (ani, actions[0].get_absolute_url()),
    ):
        client.get(url)
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            assert client.get(url).status_code == 200


def test_the_work_page_tells_turns_and_delays(world: World, actor: ActorOf, ask: Ask) -> None:
    ask()
    ask("claimed")
    late = ask()
    Action.objects.filter(pk=late.pk).update(due=today() - timedelta(days=3))
    found = {(box.section, str(box.title)): box.count for box in services.work_boxes(actor(world.budi))}
    assert found[Section.MINE, "Tindak lanjut kantor saya"] == 2
    assert found[Section.LATE, "Tindak lanjut terlambat"] == 1
    assert found[Section.OTHERS, "Yang saya minta"] == 1
    boxes = {(box.section, str(box.title)): box for box in services.work_boxes(actor(world.ani))}
    assert boxes[Section.MINE, "Menunggu penerimaan saya"].count == 1
    assert boxes[Section.LATE, "Tindak lanjut terlambat"].lines[0].late
    assert list(services.work_boxes(actor(world.made))) == []
    assert queries.late_now(late, timezone.now() + timedelta(days=60))
