"""Run: the facts that count, the engine, a record that stays."""

import gzip
import json

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden
from kotaham.apps.jobs.models import Job
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores import queries, services
from kotaham.apps.scores.models import Result, Run
from kotaham.core.errors import Refused
from tests.apps.river import River, filled, in_state
from tests.apps.scores.conftest import MakeRun


def test_a_run_scores_the_reports_that_count_and_writes_its_record(river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    assert (run.state, run.subjects, run.refused) == ("done", 2, 0)
    record = json.loads(gzip.decompress(bytes(run.record or b"")))
    assert [one["code"] for one in record["results"]] == ["99.71", "99.72"]
    assert record["instrument"]["content_sha256"] == river.round.content_sha256 == run.content_sha256
    assert record["sources"][0]["sha256"] == run.facts_sha256


def test_results_are_kept_beside_the_record_by_rank(river: River, run_of: MakeRun) -> None:
    rows = list(queries.results(run_of(river)))
    assert [(row.place_code, row.rank, row.predicate, row.below) for row in rows] == [
        ("99.71", 1, "baik", False),
        ("99.72", 2, "cukup", False),
    ]
    assert rows[0].total == "86"
    assert rows[0].groups == {"SEHAT": "100", "AMAN": "72"}


def test_a_report_that_was_not_sent_does_not_count(river: River, run_of: MakeRun) -> None:
    assert not Result.objects.filter(run=run_of(river), submission_id=river.cities["seberang"]).exists()


def test_at_a_later_stage_only_reports_that_reached_it_count(river: River, run_of: MakeRun) -> None:
    in_state(river, "damai", "verified")
    assert run_of(river, "verified").subjects == 1
    with pytest.raises(Refused, match="Belum ada laporan yang sampai pada tahap Sesudah sanggahan"):
        services.ask_run(river.round.pk, "final", actor=river.actor("gita"))


def test_asking_twice_gives_the_run_that_waits(river: River) -> None:
    actor = river.actor("gita")
    first = services.ask_run(river.round.pk, "self", actor=actor)
    assert services.ask_run(river.round.pk, "self", actor=actor).pk == first.pk
    assert Job.objects.filter(name="scores.run").count() == 1


def test_a_run_whose_job_was_given_up_makes_place_for_a_new_one(river: River) -> None:
    actor = river.actor("gita")
    first = services.ask_run(river.round.pk, "self", actor=actor)
    Job.objects.filter(name="scores.run").update(state="failed")
    second = services.ask_run(river.round.pk, "self", actor=actor)
    first.refresh_from_db()
    assert (first.state, second.pk != first.pk) == ("failed", True)
    assert "berhenti sebelum selesai" in first.why[0][0]


def test_a_job_that_runs_again_after_it_was_killed_changes_nothing(river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    services.make(run.pk, actor=river.actor("gita"))
    assert Result.objects.filter(run=run).count() == 2
    assert Event.objects.filter(verb="scores.run-made").count() == 1


def test_only_the_centre_asks_for_a_run(river: River) -> None:
    for name in ("ani", "dewi", "intan", "made", "kartika"):
        with pytest.raises(Forbidden):
            services.ask_run(river.round.pk, "self", actor=river.actor(name))


def test_a_cancelled_round_is_not_scored(river: River) -> None:
    Round.objects.filter(pk=river.round.pk).update(state="cancelled")
    with pytest.raises(Refused, match="dibatalkan, jadi nilainya tidak dihitung"):
        services.ask_run(river.round.pk, "self", actor=river.actor("gita"))


def test_another_content_than_the_pinned_one_is_refused_and_told(river: River, run_of: MakeRun) -> None:
    Round.objects.filter(pk=river.round.pk).update(content_sha256="0" * 64)
    run = run_of(river)
    assert run.state == "failed"
    assert "tidak sama dengan yang dikunci ketika putaran dibuka (000000000000..." in run.why[0][0]
    assert not Result.objects.exists()


def test_asking_and_making_are_in_the_record(river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    verbs = Event.objects.filter(kind="scores.run", subject=str(run.pk)).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["scores.run-asked", "scores.run-made"]


def test_an_answer_that_cannot_be_one_keeps_only_its_city_out(river: River, run_of: MakeRun) -> None:
    answer = river.answer("rukun", "RK-1")
    type(answer).objects.filter(pk=answer.pk).update(value={"number": "140"})
    run = run_of(river)
    assert (run.subjects, run.refused) == (1, 1)
    record = json.loads(gzip.decompress(bytes(run.record or b"")))
    assert record["refused"][0]["code"] == "99.72"
    assert "nilai 140 tidak mungkin" in record["refused"][0]["reasons"][0]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_a_run_that_is_done(river: River, run_of: MakeRun, change: str) -> None:
    run = run_of(river)
    rows = Run.objects.filter(pk=run.pk)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        rows.update(subjects=9) if change == "update" else rows._raw_delete(rows.db)
    result = Result.objects.filter(run=run)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        result.update(total="99") if change == "update" else result._raw_delete(result.db)


def test_nothing_is_added_to_a_run_that_is_done(river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    row = Result(run=run, submission_id=river.cities["seberang"], place_code="98.71", facts=b"", told=b"")
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        row.save()


def test_a_run_that_waits_may_still_change(river: River) -> None:
    run = services.ask_run(river.round.pk, "self", actor=river.actor("gita"))
    assert Run.objects.filter(pk=run.pk).update(job=7) == 1


def test_the_newest_run_of_a_whole_round_is_the_latest(river: River, run_of: MakeRun) -> None:
    run_of(river)
    newest = run_of(river)
    found = queries.latest(river.round.pk, "self")
    assert found is not None
    assert found.pk == newest.pk
    assert queries.latest(river.round.pk, "final") is None


def test_the_ladder_shows_the_newest_result_of_every_stage(river: River, run_of: MakeRun) -> None:
    run_of(river)
    in_state(river, "damai", "verified")
    run_of(river, "verified")
    second = run_of(river)
    ladder = queries.ladder_of(river.cities["damai"])
    assert list(ladder) == ["self", "verified", "validated", "final"]
    own, verified = ladder["self"], ladder["verified"]
    assert own is not None
    assert own.run_id == second.pk
    assert verified is not None
    assert ladder["final"] is None


def test_a_run_of_one_province_scores_only_its_cities(river: River) -> None:
    filled(river, "seberang")
    in_state(river, "seberang", "sent")
    actor = river.actor("gita")
    run = services.ask_run(river.round.pk, "self", actor=actor, province_code="98")
    services.make(run.pk, actor=actor)
    assert list(Result.objects.filter(run=run).values_list("place_code", flat=True)) == ["98.71"]
    assert queries.latest(river.round.pk, "self") is None
