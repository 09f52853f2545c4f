"""Follow-ups that wait for each other, and never in a circle."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.actions import queries, services
from kotaham.apps.actions.models import Need
from kotaham.apps.actions.rules import makes_circle
from kotaham.apps.events import queries as events
from kotaham.apps.gate.services import Stale
from kotaham.core.errors import Refused
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World


def test_ani_lets_one_wait_for_another_and_takes_it_back(world: World, as_: AsPerson, ask: Ask) -> None:
    first, second = ask(), ask(title="Rapikan daftar posyandu")
    ani = as_(world.ani)
    page = ani.post(reverse("actions:need", args=[first.pk]), {"number": second.number}, follow=True)
    assert "Rapikan daftar posyandu" in page.content.decode()
    assert queries.links_of(first) == ([second], [])
    assert queries.links_of(second) == ([], [first])
    assert events.history("actions.action", first.pk)[0].verb == "actions.linked"
    ani.post(reverse("actions:unneed", args=[first.pk, second.pk]))
    assert not Need.objects.exists()
    assert ani.post(reverse("actions:unneed", args=[first.pk, second.pk])).status_code == 409


def test_a_circle_is_refused_with_both_numbers(world: World, actor: ActorOf, ask: Ask) -> None:
    first, second, third = ask(), ask(), ask()
    ani = actor(world.ani)
    services.add_need(first.pk, second.pk, actor=ani)
    services.add_need(second.pk, third.pk, actor=ani)
    for needed in (first, third):
        with pytest.raises(Refused) as refused:
            services.add_need(third.pk, needed.pk, actor=ani)
        assert f"{third.number} dan {needed.number} akan saling menunggu." in refused.value.text()
    assert Need.objects.count() == 2


def test_what_one_does_not_see_cannot_be_waited_for(world: World, as_: AsPerson, ask: Ask) -> None:
    first, foreign = ask(), ask(by="citra", owner="dinas_seberang")
    answer = as_(world.ani).post(reverse("actions:need", args=[first.pk]), {"number": foreign.number})
    assert answer.status_code == 400
    assert f"Tindak lanjut {foreign.number} tidak ada, atau bukan bagian Anda." in answer.content.decode()


def test_a_number_is_read_as_people_write_it(world: World, as_: AsPerson, ask: Ask) -> None:
    first, second = ask(), ask()
    ani = as_(world.ani)
    url = reverse("actions:need", args=[first.pk])
    assert ani.post(url, {"number": "besok"}).status_code == 422
    assert ani.post(url, {"number": f"tl-{second.pk}"}).status_code == 302
    assert ani.post(url, {"number": str(second.pk)}).status_code == 409, "it is linked already"


def test_budi_dewi_and_citra_link_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    first, second = ask(), ask()
    url = reverse("actions:need", args=[first.pk])
    assert as_(world.budi).post(url, {"number": second.number}).status_code == 403
    assert as_(world.dewi).post(url, {"number": second.number}).status_code == 403
    assert as_(world.citra).post(url, {"number": second.number}).status_code == 404
    assert as_(world.ani).get(url).status_code == 405


def test_what_is_closed_waits_for_nothing_new(world: World, actor: ActorOf, ask: Ask) -> None:
    closed, other = ask("accepted"), ask()
    with pytest.raises(Refused):
        services.add_need(closed.pk, other.pk, actor=actor(world.ani))


def test_a_follow_up_waits_for_at_most_twenty(
    world: World, actor: ActorOf, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kotaham.apps.actions.services.opening.MOST_NEEDS", 1)
    first, second, third = ask(), ask(), ask()
    services.add_need(first.pk, second.pk, actor=actor(world.ani))
    with pytest.raises(Stale):
        services.add_need(first.pk, second.pk, actor=actor(world.ani))
    with pytest.raises(Refused, match="paling banyak 1 yang lain"):
        services.add_need(first.pk, third.pk, actor=actor(world.ani))


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40)


@given(EDGES)
def test_needs_that_are_let_through_never_close_a_circle(tries: list[tuple[int, int]]) -> None:
    graph: dict[int, set[int]] = {}
    for action, needed in tries:
        circle = makes_circle(action, needed, lambda front: {node: graph.get(node, set()) for node in front})
        assert circle == _walks_back(graph, needed, action)
        if not circle:
            graph.setdefault(action, set()).add(needed)
    assert not any(_walks_back(graph, needed, action) for action, row in graph.items() for needed in row)


def _walks_back(graph: dict[int, set[int]], start: int, goal: int) -> bool:
    """Look for a way by depth, as differently from the program as can be."""
    if start == goal:
        return True
    return any(_walks_back(graph, following, goal) for following in graph.get(start, ()))
