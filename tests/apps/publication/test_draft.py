"""Draft the decision list of a round."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.models import Decision, Row
from kotaham.apps.publication.services import Ruling
from kotaham.apps.rounds.models import Participant, Round
from kotaham.core.errors import Refused
from tests.apps import river as rivers
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import Case, yesterday
from tests.cast import World

TITLE = "Kabupaten/Kota Peduli HAM"


def test_the_list_holds_results_by_rank_and_tells_the_decision_maker(quick: Case, world: World) -> None:
    draft = quick.drafted()
    rows = list(queries.rows_of(draft.pk))
    assert [row.name for row in rows] == ["Kota Damai", "Kota Rukun"]
    assert all(row.total and row.predicate == "baik" and row.rank == 1 for row in rows)
    assert Event.objects.filter(verb="publication.drafted", subject=str(draft.pk)).exists()
    assert set(Notice.objects.filter(kind="publication.drafted").values_list("person_id", flat=True)) == {world.hadi.pk}


def test_an_objection_that_was_granted_is_in_the_list(case: Case) -> None:
    one = case.filed()
    services.judge(one.pk, Ruling("grant", "Rekapnya lengkap."), actor=case.act("wulan"))
    case.scored("validated")
    draft = case.drafted()
    row = Row.objects.get(decision=draft, name="Kota Damai")
    before = queries.at_validation(case.round)[row.place_code]
    assert row.total != before.total
    assert queries.changed([row], {row.place_code: before}) == {row.place_code}


def test_what_is_on_the_way_is_told_by_name(quick: Case) -> None:
    quick.over("damai")
    services.settle(quick.round, actor=quick.act("gita"))
    quick.scored()
    with pytest.raises(Refused) as refused:
        services.draft(quick.round, TITLE, actor=quick.act("eko"))
    assert "1 laporan belum sampai pada keputusan: Kota Rukun" in refused.value.text()


def test_without_a_run_and_with_an_old_one_nothing_is_drafted(quick: Case) -> None:
    quick.over("damai")
    services.settle(quick.round, actor=quick.act("gita"))
    quick.scored()
    quick.settled()
    with pytest.raises(Refused) as refused:
        services.draft(quick.round, TITLE, actor=quick.act("eko"))
    assert "dibuat sebelum semua nilai akhir ada" in refused.value.text()
    quick.scored()
    assert services.draft(quick.round, TITLE, actor=quick.act("eko")).state == "draft"


def test_no_run_at_all_is_told(quick: Case) -> None:
    quick.settled()
    with pytest.raises(Refused) as refused:
        services.draft(quick.round, TITLE, actor=quick.act("eko"))
    assert "belum dihitung" in refused.value.text()


def test_a_trial_is_not_decided(quick: Case, as_: AsPerson, world: World) -> None:
    Round.objects.filter(pk=quick.round).update(trial=True)
    quick.settled()
    with pytest.raises(Refused) as refused:
        services.draft(quick.round, TITLE, actor=quick.act("eko"))
    assert "adalah uji coba" in refused.value.text()
    page = as_(world.eko).get(reverse("publication:round", args=[quick.round])).content.decode()
    assert "adalah uji coba" in page
    assert "Susun keputusan" not in page


def test_who_sent_nothing_and_who_does_not_take_part_are_listed_with_why(world: World) -> None:
    river = rivers.open_round(world)
    for city in ("damai", "rukun"):
        rivers.in_state(river, city, "validated")
    Participant.objects.filter(round=river.round, office=world.office("rukun")).update()
    case = Case(river)
    rivers.set_days(river, object=yesterday())
    case.over("damai", "rukun")
    services.settle(case.round, actor=case.act("gita"))
    case.scored()
    with pytest.raises(Refused) as refused:
        services.draft(case.round, TITLE, actor=case.act("eko"))
    assert "Pengiriman laporan masih dibuka bagi 1 kabupaten/kota: Kota Seberang" in refused.value.text()
    rivers.set_days(river, submit=yesterday())
    other = world.office("puskesmas")
    Participant.objects.create(
        round=river.round, office=other, place_code="98.72", name="Kota Lain", province_code="98", zone="Asia/Jakarta",
        withdrawn_at=timezone.now(), withdrawn_why="Sedang menata ulang perangkat daerah.",
    )  # fmt: skip
    draft = services.draft(case.round, TITLE, actor=case.act("eko"))
    told = {row.name: (row.why_none, row.words, row.rank) for row in queries.rows_of(draft.pk)}
    assert told["Kota Seberang"] == ("not_sent", "", None)
    assert told["Kota Lain"] == ("not_taking_part", "Sedang menata ulang perangkat daerah.", None)


@pytest.mark.parametrize("who", ["gita", "hadi", "dewi", "ani", "made"])
def test_others_may_not_draft(quick: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        services.draft(quick.round, TITLE, actor=quick.act(who))


def test_a_round_has_one_draft(quick: Case) -> None:
    quick.drafted()
    with pytest.raises(Stale):
        services.draft(quick.round, TITLE, actor=quick.act("eko"))
    assert Decision.objects.count() == 1


def test_a_draft_is_for_the_centre(quick: Case, as_: AsPerson, world: World) -> None:
    draft = quick.drafted()
    for person, status in (
        (world.hadi, 200),
        (world.made, 200),
        (world.gita, 200),
        (world.ani, 404),
        (world.dewi, 404),
    ):
        assert as_(person).get(draft.get_absolute_url()).status_code == status, person.name


def test_a_draft_is_drawn_up_again_and_dropped(quick: Case, as_: AsPerson, world: World) -> None:
    draft = quick.drafted()
    run = quick.scored()
    again = services.redraw(draft.pk, actor=quick.act("eko"), version=draft.version)
    assert (again.run_id, again.version) == (run.pk, draft.version + 1)
    with pytest.raises(Stale):
        services.redraw(draft.pk, actor=quick.act("eko"), version=draft.version)
    done = as_(world.eko).post(reverse("publication:drop", args=[draft.pk]), {"version": again.version}, follow=True)
    assert "Rancangan dihapus." in done.content.decode()
    assert not Decision.objects.exists()
    assert Event.objects.filter(verb="publication.dropped", subject=str(draft.pk)).exists()


def test_in_a_round_that_was_cancelled_a_draft_is_not_drawn_up_again(quick: Case) -> None:
    draft = quick.drafted()
    Round.objects.filter(pk=quick.round).update(state="cancelled")
    with pytest.raises(Refused) as refused:
        services.redraw(draft.pk, actor=quick.act("eko"), version=draft.version)
    assert refused.value.codes == ("publication.round-not-running",)


def test_the_page_of_the_round_drafts(quick: Case, as_: AsPerson, world: World) -> None:
    quick.settled()
    quick.scored()
    page = as_(world.eko).get(reverse("publication:round", args=[quick.round])).content.decode()
    assert "siap diputuskan" in page
    url = reverse("publication:draft", args=[quick.round])
    assert as_(world.eko).post(url, {"title": ""}).status_code == 422
    done = as_(world.eko).post(url, {"title": TITLE}, follow=True)
    assert "Rancangan keputusan tersusun." in done.content.decode()
    assert "Kota Damai" in done.content.decode()


def test_the_list_shows_what_differs_from_the_round_before(quick: Case, as_: AsPerson, world: World) -> None:
    old = quick.frozen()
    river = rivers.open_round(world, ("damai", "rukun"), previous=old.round, title="Putaran kedua")
    rivers.filled(river, "damai", {**rivers.GOOD, "RK-1": {"number": "60"}})
    for city in ("damai", "rukun"):
        rivers.in_state(river, city, "validated")
    rivers.set_days(river, object=yesterday())
    draft = Case(river).drafted()
    page = as_(world.eko).get(draft.get_absolute_url() + "?hanya=lalu").content.decode()
    assert "putaran lalu" in page
    assert "Kota Damai" in page
    assert "Kota Rukun" not in page.split("Daftar")[-1]


def test_a_run_of_a_later_moment_is_needed_after_more_became_final(quick: Case) -> None:
    """The standing looks at what the run has judged, not at the clock."""
    quick.settled()
    quick.scored()
    found = queries.standing(quick.river.round)
    assert found.fresh
    assert timezone.now() + timedelta(0) > found.run.made_at


def test_how_many_cities_may_still_send_is_asked_in_a_set(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    river = rivers.open_round(world)
    found = queries.standing(river.round)
    with django_assert_max_num_queries(2):
        (told, *_rest) = services.blocks(found)
    assert told.kind.code == "publication.submission-still-open"
    assert told.values["count"] == 3
