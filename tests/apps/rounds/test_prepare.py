"""Preparing a round: what it is to be, and the days of its steps."""

import pytest
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.models import Round
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.river import small_instrument
from tests.apps.rounds.conftest import Prepare, draft_instrument, in_days, plan, wish
from tests.cast import World


def test_a_round_is_prepared_with_what_was_wished_and_the_event_is_written(eko: Actor) -> None:
    version = small_instrument()
    round_ = services.create(
        wish(version, title="  Penilaian   2026 ", bonus=["NT-2"], endorsements=["province", "unit_head"]), actor=eko
    )
    assert (round_.title, round_.state, round_.bonus) == ("Penilaian 2026", "draft", ["NT-2"])
    assert round_.endorsements == ["unit_head", "province"], "in the order of the papers, whatever was ticked first"
    assert round_.content_sha256 == "", "nothing is pinned before it opens"
    event = Event.objects.get(verb="rounds.created")
    assert event.subject == str(round_.pk)


def test_everything_that_is_wrong_is_told_at_once(eko: Actor) -> None:
    with pytest.raises(Refused) as refused:
        services.create(
            wish(
                draft_instrument(), title=" ", period="", sample_percent=101, objection_days=400,
                endorsements=["bupati"], previous=99,
            ),
            actor=eko,
        )  # fmt: skip
    assert set(refused.value.codes) == {
        "rounds.words-missing", "rounds.share-impossible", "rounds.window-impossible", "rounds.endorsement-unknown",
        "rounds.instrument-not-usable", "rounds.previous-impossible",
    }  # fmt: skip
    assert "Pilih versi yang disegel, atau tandai putaran ini sebagai uji coba." in refused.value.text()
    assert not Round.objects.exists()


def test_only_a_trial_takes_an_instrument_that_is_not_sealed(eko: Actor) -> None:
    version = draft_instrument()
    with pytest.raises(Refused):
        services.create(wish(version), actor=eko)
    assert services.create(wish(version, trial=True), actor=eko).trial


def test_a_bonus_item_that_the_instrument_does_not_know_is_refused(eko: Actor) -> None:
    with pytest.raises(Refused) as refused:
        services.create(wish(small_instrument(), bonus=["NT-1", "NT-9"]), actor=eko)
    assert "NT-9 tidak ada dalam instrumen ini" in refused.value.text()


@pytest.mark.parametrize("name", ["ani", "dewi", "intan", "kartika", "hadi", "made", "fajar"])
def test_nobody_but_the_ministry_admin_prepares_a_round(
    name: str, world: World, actor: ActorOf, prepared: Prepare
) -> None:
    round_, somebody = prepared(), actor(world.people[name])
    with pytest.raises(Forbidden):
        services.create(wish(small_instrument()), actor=somebody)
    with pytest.raises((Forbidden, Http404)):
        services.edit(round_.pk, wish(small_instrument()), actor=somebody, version=round_.version)
    with pytest.raises((Forbidden, Http404)):
        services.set_days(round_.pk, plan(), actor=somebody, version=round_.version)


def test_an_edit_names_the_fields_that_changed(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared()
    services.edit(
        round_.pk, wish(small_instrument(), title="Nama lain", sample_percent=20), actor=eko, version=round_.version
    )
    assert '"fields":["sample_percent","title"]' in Event.objects.get(verb="rounds.edited").data


def test_the_second_of_two_edits_of_one_version_is_told_that_it_came_late(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared()
    services.edit(round_.pk, wish(small_instrument(), title="Satu"), actor=eko, version=round_.version)
    with pytest.raises(Stale):
        services.edit(round_.pk, wish(small_instrument(), title="Dua"), actor=eko, version=round_.version)
    assert queries.get(round_.pk).title == "Satu"


def test_a_round_that_runs_is_no_longer_edited(opened: Prepare, eko: Actor) -> None:
    round_ = opened()
    with pytest.raises(Refused, match="tidak lagi disiapkan"):
        services.edit(round_.pk, wish(small_instrument()), actor=eko, version=round_.version)
    with pytest.raises(Refused, match="tidak lagi disiapkan"):
        services.set_days(round_.pk, plan(), actor=eko, version=round_.version)


def test_wrong_days_are_told_all_at_once_and_nothing_is_written(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(days={})
    wrong = plan(submit=(10, 5), verify=(4, 3), validate=(2, 90), object=(91, None), decide=(92, 6 * 366))
    with pytest.raises(Refused) as refused:
        services.set_days(round_.pk, wrong, actor=eko, version=round_.version)
    assert set(refused.value.codes) == {
        "rounds.days-turned", "rounds.days-order", "rounds.days-unended", "rounds.days-far",
    }  # fmt: skip
    assert "Pengiriman oleh kabupaten/kota berakhir sebelum mulai." in refused.value.text()
    assert queries.days(round_.pk) == {}


def test_a_step_that_judges_all_does_not_begin_while_the_one_before_runs(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(days={})
    with pytest.raises(Refused) as refused:
        services.set_days(round_.pk, plan(validate=(50, 90)), actor=eko, version=round_.version)
    assert refused.value.codes == ("rounds.days-overlap",)


def test_verification_may_begin_while_cities_still_send(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(days={})
    services.set_days(round_.pk, plan(verify=(5, 60), repair=(10, 60)), actor=eko, version=round_.version)
    assert queries.days(round_.pk)["verify"].opens == in_days(5)


def test_the_pages_take_a_round_from_its_instrument_to_its_days(world: World, as_: AsPerson) -> None:
    browser, version = as_(world.eko), small_instrument()
    chooser = browser.get("/putaran/baru").content.decode()
    assert "Instrumen rekaan untuk uji" in chooser
    form = browser.get(f"/putaran/baru?instrumen={version.pk}").content.decode()
    assert "NT-1 Jawaban dan bukti diumumkan" in form
    sent = {
        "title": "Penilaian 2026", "instrument": version.pk, "period": "2025", "period_end": "2025-12-31",
        "sample_percent": 10, "objection_days": 14, "bonus": ["NT-1"], "endorsements": ["sekda"],
    }  # fmt: skip
    answer = browser.post(f"/putaran/baru?instrumen={version.pk}", sent)
    round_ = Round.objects.get()
    assert answer.headers["Location"] == f"/putaran/{round_.pk}/hari"
    days = {f"{step}_{end}": str(day or "") for step, two in plan().items()
            for end, day in zip(("opens", "closes"), two, strict=True)}  # fmt: skip
    answer = browser.post(f"/putaran/{round_.pk}/hari", days | {"version": "1"})
    assert answer.headers["Location"] == f"/putaran/{round_.pk}/peserta/pilih"
    wrong = browser.post(f"/putaran/{round_.pk}/hari", days | {"version": "2", "verify_closes": str(in_days(1))})
    assert wrong.status_code == 422
    assert "rounds.days-order" in wrong.content.decode()
    assert browser.post(f"/putaran/{round_.pk}/hari", days | {"version": "1"}).status_code == 409


def test_a_page_that_lacks_something_comes_back_with_what_was_typed(world: World, as_: AsPerson) -> None:
    version = small_instrument()
    sent = {"title": "Ketikan saya", "instrument": version.pk, "period": "", "sample_percent": 10, "objection_days": 9}
    answer = as_(world.eko).post(f"/putaran/baru?instrumen={version.pk}", sent)
    assert answer.status_code == 422
    assert "Ketikan saya" in answer.content.decode()
