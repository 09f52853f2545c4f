"""Who may be one person is found by signs, decided by people, merged with what rooms hold, and taken apart again."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale, system
from kotaham.apps.register import queries, services
from kotaham.apps.register.models import Member, Merge, Pair
from kotaham.apps.register.rules import Seen, alike, likely
from kotaham.apps.register.services import hooks
from kotaham.core.policy import Reach
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World

BORN = nip(1)
TWIN = BORN[:17] + str((int(BORN[17]) + 1) % 10)  # the same birthday, another number


@pytest.mark.parametrize(
    ("other", "score", "reasons"),
    [
        (Seen(2, "sari dewi", "19900101", 7), 90, ["name-birth", "name-office"]),
        (Seen(2, "sari dewi", "19900101", 8), 90, ["name-birth"]),
        (Seen(2, "sari dewi", "", 7), 60, ["name-office"]),
        (Seen(2, "sari dewi", "19910101", 7), 0, []),
        (Seen(2, "dewi sari", "19900101", 7), 75, ["near-name"]),
        (Seen(2, "sari dewl", "19900101", 7), 75, ["near-name"]),
        (Seen(2, "budi santoso", "19900101", 7), 0, []),
        (Seen(2, "budi santoso", "", 8, b"same"), 60, ["email"]),
        (Seen(2, "sari dewi", "", 8, b"same"), 95, ["email"]),
        (Seen(2, "sari dewi", "", 8, b"other"), 0, []),
    ],
)
def test_signs_have_their_weights(other: Seen, score: int, reasons: list[str]) -> None:
    one = Seen(1, "sari dewi", "19900101", 7, b"same")
    assert alike(one, other) == (score, reasons)
    assert alike(other, one) == (score, reasons), "whichever comes first"


def test_a_crowd_is_no_sign() -> None:
    crowd = [Seen(pk, "sari", "", None, b"kantor") for pk in range(100)]
    assert list(likely(crowd)) == []


def run() -> Any:
    return SimpleNamespace(actor=system("register.seek-pairs"), progress=lambda *_args: None, cancelled=lambda: False)


@pytest.fixture
def pair(world: World, ani: Actor, person: AddPerson) -> Pair:
    person(1, "Sari Dewi")
    wish = services.Wish(name="Sari Dewi", status="pns", number=TWIN, office=world.office("dinas_social").pk)
    services.add(wish, actor=ani)
    person(5, "Budi Santoso")
    assert services.seek(run()) == 1
    return Pair.objects.get()


@pytest.fixture
def holding() -> Iterator[dict[str, list[Any]]]:
    """Join a room that holds three things of whoever goes."""
    before = dict(hooks._movers)
    hooks._movers.clear()
    told: dict[str, list[Any]] = {"moved": [], "back": []}

    def move(gone: int, kept: int, log: Any) -> list[int]:
        told["moved"].append((gone, kept))
        return [7, 8, 9]

    hooks.when_merged("rekaan", move, lambda gone, rows, _log: told["back"].append((gone, list(rows))))
    yield told
    hooks._movers.clear()
    hooks._movers.update(before)


def test_the_job_queues_a_pair_once(pair: Pair) -> None:
    assert (pair.score, pair.reasons) == (90, ["name-birth"])
    assert services.seek(run()) == 0


def test_two_people_are_not_asked_about_again(world: World, as_: AsPerson, pair: Pair) -> None:
    page = as_(world.ani).get("/peserta/kembar").content.decode()
    assert "Sari Dewi" in page
    assert "Nama dan tanggal lahir sama" in page
    assert as_(world.made).post(f"/peserta/kembar/{pair.pk}/berbeda").status_code == 403
    assert as_(world.citra).post(f"/peserta/kembar/{pair.pk}/berbeda").status_code == 404
    assert as_(world.budi).get(f"/peserta/kembar/{pair.pk}").status_code == 404, "one of the two serves elsewhere"
    assert as_(world.ani).post(f"/peserta/kembar/{pair.pk}/berbeda").status_code == 302
    assert as_(world.ani).post(f"/peserta/kembar/{pair.pk}/berbeda").status_code == 409
    services.seek(run())
    assert "Tidak ada kemungkinan kembar" in as_(world.ani).get("/peserta/kembar").content.decode()


def test_a_merge_moves_what_rooms_hold_and_both_numbers_find(
    world: World, as_: AsPerson, pair: Pair, holding: dict[str, list[Any]]
) -> None:
    kept, gone = pair.first, pair.second
    Member.objects.filter(pk=gone.pk).update(account=world.nia)
    page = as_(world.ani).post(f"/peserta/kembar/{pair.pk}/gabung", {"kept": kept.pk, "reason": " "})
    assert page.status_code == 422
    answer = as_(world.ani).post(f"/peserta/kembar/{pair.pk}/gabung", {"kept": kept.pk, "reason": "Orang yang sama"})
    assert answer.status_code == 302
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into_id) == ("merged", kept.pk)
    assert holding["moved"] == [(gone.pk, kept.pk)]
    assert Merge.objects.get().moved["rekaan"] == [7, 8, 9]
    for number in (BORN, TWIN):
        assert queries.by_index(services.indexes(number)).get() == kept
    assert queries.of_account(world.nia.pk) == kept
    assert Event.objects.filter(verb="register.merged").count() == 2
    assert "digabungkan ke" in as_(world.ani).get(f"/peserta/{gone.ref}").content.decode()


def test_a_merge_is_taken_apart(
    world: World, as_: AsPerson, ani: Actor, pair: Pair, holding: dict[str, list[Any]]
) -> None:
    kept, gone = pair.first, pair.second
    Member.objects.filter(pk=gone.pk).update(account=world.nia)
    services.merge(pair.pk, kept.pk, "Orang yang sama", actor=ani)
    assert f"/peserta/{gone.ref}/urai" in as_(world.ani).get(f"/peserta/{kept.ref}").content.decode()
    answer = as_(world.ani).post(f"/peserta/{gone.ref}/urai", {"reason": "Keliru", "version": 2})
    assert answer.status_code == 302
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into, gone.account_id) == ("active", None, world.nia.pk)
    assert holding["back"] == [(gone.pk, [7, 8, 9])]
    assert "digabung ke sini" not in as_(world.ani).get(f"/peserta/{kept.ref}").content.decode()
    assert queries.by_index(services.indexes(TWIN)).get() == gone
    with pytest.raises(Stale):
        services.unmerge(gone.ref, "Sekali lagi", actor=ani)
    assert not queries.pairs(ani, Reach.ALL).exists()


def test_a_row_that_changed_meanwhile_is_not_merged(ani: Actor, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    first = queries.pair_rows(pair.pk).get()
    services.leave(pair.second.ref, "Pensiun", actor=ani, version=1)
    monkeypatch.setattr("kotaham.apps.register.services.merging.demand_for", lambda *_args, **_more: first)
    with pytest.raises(Stale):
        services.merge(pair.pk, pair.first_id, "Sama", actor=ani)
    pair.refresh_from_db()
    assert pair.state == "open"
    assert not Merge.objects.exists()


def test_only_the_job_looks(actor: ActorOf, world: World) -> None:
    asker = SimpleNamespace(actor=actor(world.eko), progress=lambda *_args: None, cancelled=lambda: False)
    with pytest.raises(Exception, match="tidak berwenang"):
        services.seek(asker)  # type: ignore[arg-type]
