"""Opening a round: what is told before, what is fixed, who hears of it."""

from datetime import timedelta

import pytest
from django.http import Http404

from kotaham.apps.accounts.models import Person
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.instruments.models import Version
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.models import Round, Step
from kotaham.apps.rounds.services import hooks, opening
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.river import small_instrument
from tests.apps.rounds.conftest import REASON, Prepare, draft_instrument, in_days
from tests.cast import World


def test_opening_fixes_the_instrument_draws_the_seed_and_starts_the_work(
    prepared: Prepare, eko: Actor, only_here: hooks.Hooks
) -> None:
    began: list[tuple[str, int]] = []
    hooks.when_opened(lambda round_, people, _actor, _log: began.append((round_.sample_seed, len(people))))
    round_ = services.open_round(prepared().pk, actor=eko, reason=REASON)
    assert round_.state == "open"
    assert round_.content_sha256 == small_instrument().content_sha256
    assert len(round_.sample_seed) == 64
    assert began == [(round_.sample_seed, 3)]
    event = Event.objects.get(verb="rounds.opened")
    assert event.why == REASON
    assert round_.sample_seed in event.data
    assert round_.content_sha256[:8] in event.data


def test_two_rounds_never_draw_the_same_seed(opened: Prepare) -> None:
    assert opened().sample_seed != opened().sample_seed


def test_the_page_says_exactly_what_will_happen(prepared: Prepare, world: World, as_: AsPerson) -> None:
    round_ = prepared()
    page = as_(world.eko).get(f"/putaran/{round_.pk}/buka").content.decode()
    assert "3 × 6 indikator = 18 jawaban kosong" in page
    assert "3 koordinator kabupaten/kota, 1 koordinator provinsi, 4 petugas Kanwil" in page
    told = {person.pk for person in Person.objects.all() if person.pk in _told_when_opened(round_, world, as_)}
    assert len(told) == 3 + 1 + 4


def _told_when_opened(round_: Round, world: World, as_: AsPerson) -> set[int]:
    if not Notice.objects.filter(kind="rounds.opened").exists():
        answer = as_(world.eko).post(f"/putaran/{round_.pk}/buka", {"reason": REASON, "version": round_.version})
        assert answer.status_code == 302
    return set(Notice.objects.filter(kind="rounds.opened").values_list("person_id", flat=True))


def test_a_reason_is_wanted(prepared: Prepare, eko: Actor) -> None:
    with pytest.raises(Refused, match="Alasan masih kosong"):
        services.open_round(prepared().pk, actor=eko, reason="  ")


def test_what_is_lacking_is_told_at_once_and_nothing_opens(
    prepared: Prepare, eko: Actor, world: World, as_: AsPerson
) -> None:
    round_ = prepared(cities=(), days={"submit": (None, in_days(-1))})
    with pytest.raises(Refused) as refused:
        services.open_round(round_.pk, actor=eko, reason=REASON)
    assert set(refused.value.codes) == {"rounds.day-missing", "rounds.day-past", "rounds.nobody-takes-part"}
    assert queries.get(round_.pk).state == "draft"
    assert not Notice.objects.filter(kind="rounds.opened").exists()
    page = as_(world.eko).get(f"/putaran/{round_.pk}/buka").content.decode()
    assert "Penelaahan Kanwil belum punya hari terakhir." in page
    assert 'name="reason"' not in page


def test_a_trial_locks_an_instrument_that_is_not_sealed(prepared: Prepare, eko: Actor) -> None:
    version = draft_instrument()
    services.open_round(prepared(version=version, trial=True).pk, actor=eko, reason=REASON)
    assert Version.objects.get(pk=version.pk).locked
    assert Event.objects.filter(verb="instruments.locked").exists()


def test_an_instrument_that_lost_its_seal_meanwhile_judges_no_round(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(version=draft_instrument(), trial=True)
    Round.objects.filter(pk=round_.pk).update(trial=False)
    with pytest.raises(Refused) as refused:
        services.open_round(round_.pk, actor=eko, reason=REASON)
    assert "rounds.instrument-not-usable" in refused.value.codes


def test_the_second_click_finds_it_open(opened: Prepare, eko: Actor) -> None:
    round_ = opened()
    with pytest.raises(Stale):
        services.open_round(round_.pk, actor=eko, reason=REASON)


def test_what_was_changed_after_the_page_was_shown_does_not_open(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared()
    services.leave(round_.pk, ["99.71"], actor=eko)
    with pytest.raises(Stale):
        services.ask_open(round_.pk, actor=eko, version=round_.version, reason=REASON)
    assert queries.get(round_.pk).state == "draft"


def test_a_cancelled_round_does_not_open(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared()
    services.cancel(round_.pk, actor=eko, basis="Surat 1", reason="Ditunda.")
    with pytest.raises(Refused, match="tidak mungkin dari keadaan"):
        services.open_round(round_.pk, actor=eko, reason=REASON)


@pytest.mark.parametrize("name", ["ani", "intan", "hadi", "made", "fajar"])
def test_nobody_else_opens(name: str, world: World, actor: ActorOf, prepared: Prepare) -> None:
    with pytest.raises(Forbidden):
        services.open_round(prepared().pk, actor=actor(world.people[name]), reason=REASON)


def test_a_room_that_fails_leaves_the_round_as_it_was(prepared: Prepare, eko: Actor, only_here: hooks.Hooks) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("broken")

    hooks.when_opened(broken)
    round_ = prepared()
    with pytest.raises(RuntimeError):
        services.open_round(round_.pk, actor=eko, reason=REASON)
    after = queries.get(round_.pk)
    assert (after.state, after.content_sha256, after.sample_seed) == ("draft", "", "")
    assert not Event.objects.filter(verb="rounds.opened").exists()


@pytest.mark.django_db(transaction=True)
def test_a_large_round_is_opened_by_a_job_and_asking_twice_gives_one(
    prepared: Prepare, eko: Actor, monkeypatch: pytest.MonkeyPatch, world: World, as_: AsPerson
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 10)
    round_, browser = prepared(), as_(world.eko)
    sent = {"reason": REASON, "version": round_.version}
    first, second = (browser.post(f"/putaran/{round_.pk}/buka", sent) for _ in range(2))
    job = Job.objects.get(name="rounds.open")
    assert first.headers["Location"] == second.headers["Location"] == f"/pekerjaan-latar/{job.pk}"
    assert queries.get(round_.pk).state == "draft"
    assert "sedang dibuka" in browser.get(f"/putaran/{round_.pk}").content.decode()
    work_off()
    assert Job.objects.get(pk=job.pk).state == "done"
    after = queries.get(round_.pk)
    assert (after.state, after.opened_why) == ("open", REASON)
    assert Event.objects.filter(verb="rounds.opened").count() == 1
    assert Event.objects.filter(verb="rounds.opening-asked").count() == 1
    assert Event.objects.get(verb="rounds.opened").person == world.eko.pk


def test_opening_a_round_whose_days_passed_meanwhile_is_refused(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared()
    Step.objects.filter(round=round_, step="fill").update(opens=None, closes=in_days(0) - timedelta(days=3))
    with pytest.raises(Refused, match="sudah lewat"):
        services.open_round(round_.pk, actor=eko, reason=REASON)


def test_a_round_that_is_not_there_is_not_opened(eko: Actor) -> None:
    with pytest.raises(Http404):
        services.open_round(999, actor=eko, reason=REASON)
