"""Close the days for objections."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, system
from kotaham.apps.publication import services
from kotaham.apps.publication.services import Ruling
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import Case
from tests.cast import World


def test_the_day_after_the_last_one_reports_become_final(quick: Case) -> None:
    assert services.settle(quick.round, actor=quick.act("gita")) == 0, "the days are not over"
    quick.over()
    assert services.settle(quick.round, actor=quick.act("gita")) == 2
    for city in quick.river.cities:
        report = quick.report(city)
        assert report.state == "final"
        assert report.final_at is not None
    assert Event.objects.filter(verb="submissions.settled").count() == 2
    assert services.settle(quick.round, actor=quick.act("gita")) == 0, "a second click does nothing"


def test_the_edge_is_the_last_moment_itself(quick: Case) -> None:
    ends = quick.report().objection_ends
    assert ends is not None
    last = max(ends, *(quick.report(city).objection_ends or ends for city in quick.river.cities))
    assert services.settle(quick.round, actor=quick.act("gita"), now=min(ends, last)) == 0
    assert services.settle(quick.round, actor=quick.act("gita"), now=last + timedelta(microseconds=1)) == 2


def test_a_report_with_an_open_objection_waits_for_its_decision(case: Case) -> None:
    one = case.filed()
    case.over()
    closing = services.closing(case.round)
    assert [row.name for row in closing.waiting] == ["Kota Damai"]
    assert services.settle(case.round, actor=case.act("wulan")) == 1, "Rukun alone"
    assert case.report().state == "validated"
    services.judge(one.pk, Ruling("dismiss", "Tetap."), actor=case.act("wulan"))
    assert services.settle(case.round, actor=case.act("wulan")) == 1
    assert case.report().state == "final"


def test_a_draft_that_was_never_filed_holds_nothing_up(case: Case) -> None:
    one = case.begin()
    case.settled()
    assert case.report().state == "final"
    one.refresh_from_db()
    assert one.state == "draft"


def test_the_job_closes_every_round_that_runs(quick: Case) -> None:
    quick.over("damai")
    assert services.settle_all(actor=system("tests")) == 1
    assert services.settle_all(actor=system("tests"), now=timezone.now() + timedelta(days=30)) == 1


@pytest.mark.parametrize("who", ["ani", "dewi", "hadi", "made"])
def test_others_may_not_close(quick: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        services.settle(quick.round, actor=quick.act(who))


def test_the_page_of_the_round_shows_what_waits_and_closes_what_is_over(
    case: Case, as_: AsPerson, world: World
) -> None:
    case.filed()
    url = reverse("publication:round", args=[case.round])
    page = as_(world.gita).get(url).content.decode()
    assert "2 laporan belum sampai pada keputusan" in page
    assert "Tutup masa sanggahan" not in page
    case.over()
    page = as_(world.gita).get(url).content.decode()
    assert "Tutup masa sanggahan 1 laporan" in page
    done = as_(world.gita).post(reverse("publication:settle", args=[case.round]), follow=True)
    assert "Masa sanggahan 1 laporan ditutup." in done.content.decode()
    assert as_(world.ani).get(url).status_code == 403
