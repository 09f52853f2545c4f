"""A page asks the database a bounded number of times, however many rows it shows."""

from typing import Any

from kotaham.apps.classes import services as classes
from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from tests.apps.classes.making import opened
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import member
from tests.cast import World

MOST = 20


def test_the_pages_of_offices(
    world: World, version: Version, joko: Actor, as_: AsPerson, django_assert_max_num_queries: Any
) -> None:
    people = [member(world.office("dinas"), f"Orang {n}").pk for n in range(60)]
    session = opened(joko)
    with events.work(joko) as log:
        rows = services.enrol(version, people, actor=joko, how="bulk", log=log)
        classes.take_seats(session, people, actor=joko, log=log)
        classes.attend(session, [classes.Seen(one) for one in people], "manual", actor=joko, log=log)
    browser = as_(world.joko)
    for address in (
        "/pelatihan", "/pelatihan/program", f"/pelatihan/{version.course_id}", f"/pelatihan/versi/{version.pk}",
        f"/pelatihan/versi/{version.pk}/peserta", f"/pelatihan/versi/{version.pk}/pilih",
        f"/pelatihan/keikutsertaan/{rows[0].pk}", "/sesi", f"/sesi/{session.pk}", f"/sesi/{session.pk}/peserta",
        f"/sesi/{session.pk}/peserta?bagian=hadir", f"/sesi/{session.pk}/layar", f"/sesi/{session.pk}/layar/kode",
        f"/sesi/{session.pk}/peserta/cetak", f"/sesi/{session.pk}/undang",
    ):  # fmt: skip
        with django_assert_max_num_queries(MOST):
            assert browser.get(address).status_code == 200, address


def test_the_pages_of_learners(
    own: Enrolment, joko: Actor, nia: Actor, world: World, as_: AsPerson, django_assert_max_num_queries: Any
) -> None:
    session = opened(joko)
    classes.register_own(session.pk, actor=nia)
    browser = as_(world.nia)
    for address in (
        "/belajar", "/belajar/katalog", f"/belajar/{own.pk}", f"/belajar/{own.pk}/modul/1", "/sesi-saya",
        f"/sesi-saya/{session.pk}", f"/hadir/{session.pk}",
    ):  # fmt: skip
        with django_assert_max_num_queries(MOST):
            assert browser.get(address).status_code == 200, address
    with django_assert_max_num_queries(MOST):
        browser.post(f"/belajar/{own.pk}/modul/1/kemajuan", {"tempat": "10"})
