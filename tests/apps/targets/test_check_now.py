"""A ministry admin lets the counts of a year be checked at once: one piece of work, however often it is asked for."""

from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from kotaham.apps.targets import services
from kotaham.apps.targets.models import Recount, Tally
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import member
from tests.apps.targets.making import come, held
from tests.cast import World

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
START, CHECKS, BOARD = "/capaian/pemeriksaan/mulai", "/capaian/pemeriksaan", "/capaian"
BUTTON = f"Periksa hitungan {YEAR} sekarang"


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def asked() -> list[Job]:
    return list(Job.objects.filter(name="targets.check-year").order_by("pk"))


def test_the_button_starts_a_check_whose_page_leads_to_what_it_found(world: World, as_: AsPerson, joko: Actor) -> None:
    come(held(world.office("kanwil")), member(world.office("dinas")), actor=joko)
    Tally.objects.filter(kind="month", measure="persons").update(count=7)
    client = as_(world.eko)
    assert BUTTON in words(client.get(BOARD))
    answer = client.post(START, {"year": YEAR})
    (job,) = asked()
    assert answer.headers["Location"] == f"/pekerjaan-latar/{job.pk}"
    assert "Sedang diperiksa" in words(client.get(CHECKS))
    assert BUTTON not in words(client.get(CHECKS))
    work_off()
    row = Recount.objects.get()
    assert row.wrong
    page = words(client.get(answer.headers["Location"]))
    assert f"{CHECKS}?tahun={YEAR}" in page
    assert f"{row.wrong} tidak cocok" in words(client.get(f"{CHECKS}?tahun={YEAR}"))
    assert Event.objects.get(verb="targets.found-wrong").person == world.eko.pk


def test_pressing_twice_starts_it_once_and_again_after_it_has_ended(eko: Actor) -> None:
    first = services.ask_check(YEAR, actor=eko)
    assert services.ask_check(YEAR, actor=eko).pk == first.pk
    assert services.ask_check(YEAR - 1, actor=eko).pk != first.pk
    Job.objects.filter(pk=first.pk).update(state="running")
    assert services.ask_check(YEAR, actor=eko).pk == first.pk
    for state in ("failed", "cancelled", "done"):
        Job.objects.update(state=state)
        again = services.ask_check(YEAR, actor=eko)
        assert again.pk not in {job.pk for job in asked()[:-1]}, state


def test_two_who_press_in_the_same_moment_start_it_once(eko: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kotaham.apps.targets.services.checking.jobs.last", lambda *_name, **_ids: None)
    assert services.ask_check(YEAR, actor=eko).pk == services.ask_check(YEAR, actor=eko).pk
    assert len(asked()) == 1


def test_others_see_no_button_and_may_not(world: World, as_: AsPerson, intan: Actor) -> None:
    for who in ("made", "intan", "hadi"):
        assert BUTTON not in words(as_(world.people[who]).get(BOARD))
        assert as_(world.people[who]).post(START, {"year": YEAR}).status_code == 403
    with pytest.raises(Forbidden):
        services.ask_check(YEAR, actor=intan)
    assert asked() == []


@pytest.mark.parametrize("year", ["", "x", "1", "99999", "²"])
def test_a_year_that_there_is_not_is_refused(world: World, as_: AsPerson, eko: Actor, year: str) -> None:
    assert as_(world.eko).post(START, {"year": year}).status_code == 400
    with pytest.raises(Refused):
        services.ask_check(1, actor=eko)
    assert asked() == []
