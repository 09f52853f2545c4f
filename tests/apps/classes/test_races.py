"""Twenty at once: the last seats go to as many as there are, and one person is present once."""

import time
from collections import Counter

import pytest

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Attendance, EntityAttendance, Seat, Session
from kotaham.apps.classes.rules import code_of
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import services as register
from kotaham.apps.register.services import Happened
from tests.apps.classes.making import guest, invitation, opened
from tests.apps.courses.making import member
from tests.apps.jobs.test_races import CROWD, at_once
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twenty_who_ask_for_three_seats_get_three(world: World, joko: Actor) -> None:
    session = opened(joko, capacity=3)
    people = [member(world.office("dinas"), f"Orang {n}").pk for n in range(CROWD)]
    queue = iter(people)

    def ask() -> None:
        with events.work(joko) as log:
            services.take_seats(session, [next(queue)], actor=joko, log=log)

    got = at_once(ask)
    assert [one for one in got if isinstance(one, Exception)] == []
    assert Counter(Seat.objects.values_list("state", flat=True)) == {"seated": 3, "waiting": CROWD - 3}
    session.refresh_from_db()
    assert (session.seated, session.waiting) == (3, CROWD - 3)


def test_three_who_give_up_at_once_let_three_move_up(world: World, joko: Actor, nia: Actor) -> None:
    session = opened(joko, capacity=1)
    seat = services.register_own(session.pk, actor=nia)
    with events.work(joko) as log:
        waiting = [member(world.office("dinas"), f"Orang {n}").pk for n in range(3)]
        services.take_seats(session, waiting, actor=joko, log=log)
    got = at_once(lambda: services.give_up_own(seat.pk, actor=nia))
    assert sum(isinstance(one, Seat) for one in got) == 1
    session.refresh_from_db()
    assert (session.seated, session.waiting) == (1, 2)


def test_twenty_clicks_on_one_link_are_one_seat(world: World, joko: Actor) -> None:
    session = opened(joko, capacity=2)
    guest(world.office("dinas"))
    _seat, path = invitation(session, 1, joko)
    token = path.rpartition("/")[2]
    got = at_once(lambda: services.answer_invitation(token, True, actor=Actor()).state)
    assert Counter(got) == {"seated": CROWD}, got
    session.refresh_from_db()
    assert (session.seated, session.waiting) == (1, 0)
    assert Event.objects.filter(verb="classes.seated").count() == 1


def test_twenty_links_for_three_seats_give_three(world: World, joko: Actor) -> None:
    session = opened(joko, capacity=3)
    paths = []
    for which in range(1, CROWD + 1):
        guest(world.office("dinas"), which)
        paths.append(invitation(session, which, joko)[1])
    queue = iter([path.rpartition("/")[2] for path in paths])
    got = at_once(lambda: services.answer_invitation(next(queue), True, actor=Actor()).state)
    assert Counter(got) == {"seated": 3, "waiting": CROWD - 3}, got


def test_twenty_taps_at_once_are_one_presence(joko: Actor, nia: Actor, counted: list[Happened]) -> None:
    session = opened(joko)
    secret = Session.objects.get(pk=session.pk).secret
    got = at_once(lambda: services.check_in(session.pk, code_of(secret, session.pk, time.time()), actor=nia))
    assert Counter(got) == {True: 1, False: CROWD - 1}, got
    assert Attendance.objects.count() == 1
    assert sorted(one.measure for one in counted) == ["attendances", "persons"]
    session.refresh_from_db()
    assert session.present == 1


def test_twenty_who_write_down_one_community_write_it_once(world: World, joko: Actor) -> None:
    session, kanwil = opened(joko), world.office("kanwil").pk
    karang = register.add_entity("community", "Karang Taruna Contoh", actor=joko, kanwil=kanwil)
    got = at_once(lambda: services.note_entity(session.pk, karang.pk, None, "Buku tamu", actor=joko).pk)
    assert Counter(type(one) for one in got) == {int: 1, Stale: CROWD - 1}, got
    assert EntityAttendance.objects.count() == 1
