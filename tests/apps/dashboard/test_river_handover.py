"""The handover note: what is open, why it was answered so, what was promised, what was not accepted last time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds.models import Round
from kotaham.apps.submissions.models import Answer
from kotaham.apps.verification import services as verification
from tests.apps.river import River, filled, in_state, open_round
from tests.cast import World

As = Callable[[Any], Client]


@pytest.fixture
def river(world: World) -> River:
    """Two rounds of Damai: the older one with a corrected answer, the newer one half filled in."""
    older = open_round(world, ["damai"], title="Putaran lama")
    in_state(older, "damai", "verifying")
    actor = older.actor("dewi")
    with events.work(actor) as log:
        verification.set_reading(
            older.answer("damai", "RK-1"), "verified", {"number": "80"}, "miscount", "Salah jumlah bulan Maret.",
            actor=actor, log=log,
        )  # fmt: skip
    Round.objects.filter(pk=older.round.pk).update(state="decided")
    river = open_round(world, ["damai"], delegated=True, previous_id=older.round.pk)
    filled(river, "damai", {"RK-1": {"number": "96.5"}, "RK-4": {"missing": "Belum ada pendataan."}})
    Answer.objects.filter(pk=river.answer("damai", "RK-1").pk).update(note="Angka dari rekap puskesmas.")
    return river


def note(river: River, client: Client) -> Any:
    return client.get(reverse("dashboard:board-handover", args=[river.cities["damai"]]))


def test_the_four_parts_are_told_on_one_page(
    river: River, world: World, as_: As, actor: Callable[[Any], Actor], ask: Any
) -> None:
    ask(actor(world.dewi), world.office("damai").pk, "Lengkapi rekap imunisasi")
    page = note(river, as_(world.ani))
    told = page.content.decode()
    assert [row["code"] for row in page.context["open"]] == ["RK-2", "RK-3", "RK-5", "RK-6"]
    assert {row["code"] for row in page.context["reasons"]} == {"RK-1", "RK-4"}
    assert "Angka dari rekap puskesmas." in told
    assert "Belum ada pendataan." in told
    assert "Lengkapi rekap imunisasi" in told
    assert "96,5 menjadi 80" in told
    assert "Salah jumlah bulan Maret." in told


def test_a_unit_sees_only_what_is_its_own(river: River, world: World, as_: As) -> None:
    page = note(river, as_(world.yuda))
    assert [row["code"] for row in page.context["open"]] == ["RK-5"]
    assert "Salah jumlah bulan Maret." not in page.content.decode()


def test_a_unit_without_a_part_and_another_city_find_nothing(world: World, as_: As) -> None:
    river = open_round(world, ["damai"])
    assert note(river, as_(world.budi)).status_code == 404
    assert note(river, as_(world.citra)).status_code == 404


def test_who_only_looks_on_is_refused(river: River, world: World, as_: As) -> None:
    page = note(river, as_(world.dewi))
    assert page.status_code == 403
    assert "membuka catatan serah terima laporan" in page.content.decode()


def test_a_first_round_says_that_there_is_none_before(world: World, as_: As) -> None:
    page = note(open_round(world, ["damai"]), as_(world.ani))
    assert "Putaran ini tidak menunjuk putaran sebelumnya" in page.content.decode()


def test_the_note_is_read_in_few_questions(
    river: River, world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    client = as_(world.ani)
    with django_assert_max_num_queries(25):
        assert note(river, client).status_code == 200
