"""Sitting a test: begun once, saved one by one, ended by the clock of the server, marked; no key before it closes."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.exams import queries, services
from kotaham.apps.exams.models import Attempt, Response
from kotaham.apps.exams.rules import GRACE
from kotaham.apps.exams.services import hooks
from kotaham.apps.exams.services.letters import TooLate
from kotaham.apps.gate.services import Actor, Stale, system
from kotaham.apps.register.models import Member
from kotaham.core.errors import Refused
from kotaham.core.exams.question import Asked
from tests.apps.conftest import ActorOf
from tests.apps.exams.conftest import PASS, SECRET, Opened, a_member, asking, enrolled, later
from tests.cast import World


def ids(attempt: Attempt) -> list[Asked]:
    return [item.asked for item in queries.paper(attempt.form)]


def place_of(text: str, page: Any) -> str:
    """Return how a page names an option."""
    found = re.search(rf'value="([0-9]+)"[^>]*><span>{text}</span>', page.content.decode())
    assert found
    return found[1]


def test_pressing_start_again_goes_on_with_the_same_attempt(started: Any, nia: Actor) -> None:
    attempt = started()
    assert services.start(attempt.exam_id, actor=nia).pk == attempt.pk
    assert Event.objects.filter(verb="exams.started").count() == 1


def test_who_does_not_take_the_course_finds_no_test(
    world: World, opened: Opened, actor: ActorOf, learner: Member
) -> None:
    exam = opened()
    a_member(world.budi, world.office("dinas"))
    with pytest.raises(Http404):
        services.start(exam.pk, actor=actor(world.budi))
    with pytest.raises(Http404):
        services.start(exam.pk, actor=actor(world.ani))


def test_a_test_begins_only_while_it_is_open(opened: Opened, learner: Member, nia: Actor, joko: Actor) -> None:
    exam = opened(opens=later(hours=1))
    with pytest.raises(Refused, match="sedang tidak dibuka"):
        services.start(exam.pk, actor=nia)
    services.close_exam(exam.pk, actor=joko)
    with pytest.raises(Refused, match="sedang tidak dibuka"):
        services.start(exam.pk, actor=nia)


def test_attempts_are_as_many_as_the_test_gives_each_with_the_next_form(
    opened: Opened, learner: Member, nia: Actor, joko: Actor
) -> None:
    exam = opened(attempts=2, forms=2)
    first = services.start(exam.pk, actor=nia)
    services.submit(first.pk, actor=nia)
    second = services.start(exam.pk, actor=nia)
    services.submit(second.pk, actor=nia)
    assert [first.number, second.number] == [1, 2]
    assert first.form_id != second.form_id
    with pytest.raises(Refused, match="sudah memakai 2 percobaan"):
        services.start(exam.pk, actor=nia)


def test_the_end_is_the_servers_and_never_after_the_test(opened: Opened, learner: Member, nia: Actor) -> None:
    closes = later(minutes=10)
    attempt = services.start(opened(minutes=30, closes=closes).pk, actor=nia)
    assert attempt.ends_at == closes


def test_an_answer_is_acknowledged_and_the_newest_counts(started: Any, nia: Actor) -> None:
    attempt = started()
    first = services.save(attempt.pk, 1, "a", actor=nia, sequence=10)
    late = services.save(attempt.pk, 1, "b", actor=nia, sequence=5)
    again = services.save(attempt.pk, 1, "a", actor=nia, sequence=10)
    assert (first.newest, late.newest, again.newest) == (True, False, False)
    row = Response.objects.get()
    assert (row.value, row.sequence, first.left) == ("a", 10, 30 * 60)
    services.save(attempt.pk, 1, "c", actor=nia, sequence=11)
    assert Response.objects.get().value == "c"


def test_a_sequence_from_the_future_does_not_shut_out_what_comes_later(started: Any, nia: Actor) -> None:
    attempt = started()
    services.save(attempt.pk, 1, "a", actor=nia, sequence=2_000_000_000)
    assert Response.objects.get().sequence < 60_000


@pytest.mark.parametrize(("position", "value"), [(0, "a"), (4, "a"), (1, "z"), (1, ["a"])])
def test_what_is_no_answer_is_refused(started: Any, nia: Actor, position: int, value: Any) -> None:
    with pytest.raises(Refused, match="bukan jawaban untuk soal"):
        services.save(started().pk, position, value, actor=nia)


def test_somebody_elses_attempt_does_not_exist(started: Any, world: World, actor: ActorOf, as_: Any) -> None:
    attempt = started()
    with pytest.raises(Http404):
        services.save(attempt.pk, 1, "a", actor=actor(world.budi))
    with pytest.raises(Http404):
        services.submit(attempt.pk, actor=actor(world.joko))
    for path in ("", "/soal/1", "/berkas", "/serahkan", "/hasil"):
        assert as_(world.budi).get(f"/percobaan/{attempt.pk}{path}").status_code == 404


def test_after_the_grace_nothing_is_taken_and_the_attempt_ends_by_itself(
    started: Any, nia: Actor, time_machine: Any
) -> None:
    attempt = started()
    services.save(attempt.pk, 1, "a", actor=nia)
    time_machine.move_to(attempt.ends_at + GRACE - timedelta(seconds=1), tick=False)
    assert services.save(attempt.pk, 2, "a", actor=nia).left == 0
    time_machine.move_to(attempt.ends_at + GRACE + timedelta(seconds=1), tick=False)
    with pytest.raises(TooLate, match="30 detik"):
        services.save(attempt.pk, 3, "a", actor=nia)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points, attempt.ended_at) == ("expired", 2, attempt.ends_at)
    assert Response.objects.count() == 2
    assert Event.objects.filter(verb="exams.expired").count() == 1


def test_a_job_ends_what_nobody_handed_in_and_closes_what_is_due(started: Any, nia: Actor, time_machine: Any) -> None:
    attempt = started(closes=later(minutes=20))
    time_machine.move_to(attempt.ends_at + timedelta(minutes=2), tick=False)
    robot = system("tests")
    for pk in queries.due_tests(timezone.now()):
        services.close_due(pk, actor=robot)
    assert services.expire_due(actor=robot) == 0
    attempt.refresh_from_db()
    assert (attempt.state, attempt.exam.state) == ("expired", "closed")


def test_handing_in_marks_all_answers_once(started: Any, nia: Actor) -> None:
    questions = [
        asking(1),
        asking(2, Asked.MULTIPLE, points=3),
        asking(3, Asked.SHORT),
        asking(4, Asked.MATCHING, points=2),
    ]
    attempt = started(questions, **PASS)
    said = {Asked.SINGLE: "a", Asked.MULTIPLE: ["a"], Asked.SHORT: f"{SECRET} 3", Asked.MATCHING: {"1": "b", "2": "b"}}
    for position, asked in enumerate(ids(attempt), start=1):
        services.save(attempt.pk, position, said[asked], actor=nia)
    done = services.submit(attempt.pk, actor=nia)
    assert (done.state, done.points, done.most, done.passed) == ("handed-in", Decimal("4.5"), 7, True)
    with pytest.raises(Stale):
        services.submit(attempt.pk, actor=nia)
    with pytest.raises(TooLate, match="sudah Anda serahkan"):
        services.save(attempt.pk, 1, "b", actor=nia)
    assert Event.objects.filter(verb="exams.handed-in").count() == 1


def test_without_a_passing_grade_nobody_fails(started: Any, nia: Actor) -> None:
    assert services.submit(started().pk, actor=nia).passed is None


def test_with_one_who_earns_too_little_has_not_passed(started: Any, nia: Actor) -> None:
    assert services.submit(started(**PASS).pk, actor=nia).passed is False


def test_the_database_itself_keeps_results_and_marked_answers(started: Any, nia: Actor) -> None:
    attempt = started()
    services.save(attempt.pk, 1, "b", actor=nia)
    services.submit(attempt.pk, actor=nia)
    changes: tuple[Callable[[], object], ...] = (
        lambda: Attempt.objects.filter(pk=attempt.pk).update(points=3),
        lambda: Attempt.objects.filter(pk=attempt.pk).update(state="running"),
        lambda: Response.objects.filter(attempt=attempt.pk).update(value="a"),
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_other_rooms_hear_of_what_was_marked_in_the_same_unit(
    started: Any, nia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(hooks, "_calls", [lambda marked, _log: heard.extend(marked)])
    attempt = started()
    services.submit(attempt.pk, actor=nia)
    assert [(one.attempt, one.member, one.stage, one.passed) for one in heard] == [
        (attempt.pk, attempt.member_id, "post", None)
    ]

    def broken(_marked: Any, _log: Any) -> None:
        raise RuntimeError("no")

    other = a_member(None, attempt.office, name="Lain")
    enrolled(other, attempt.exam.version)
    row = Attempt.objects.create(
        exam_id=attempt.exam_id, form_id=attempt.form_id, member=other, number=1, ends_at=later(minutes=1)
    )
    monkeypatch.setattr(hooks, "_calls", [broken])
    with pytest.raises(RuntimeError):
        services.expire([row.pk], actor=system("tests"))
    row.refresh_from_db()
    assert row.state == "running"


def test_saving_an_answer_asks_at_most_six_times(
    started: Any, world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    attempt = started()
    client, path = as_(world.nia), f"/percobaan/{attempt.pk}/soal/1"
    client.post(path, {"jawaban": "1", "urutan": "1"}, headers={"HX-Request": "true"})
    with django_assert_max_num_queries(8) as asked:  # six, and the savepoint of the test's transaction
        answer = client.post(path, {"jawaban": "2", "urutan": "2"}, headers={"HX-Request": "true"})
    assert answer.json()["urutan"] == 2
    statements = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(statements) <= 6, statements
    assert Event.objects.filter(kind="exams.attempt").count() == 1  # the start, and none for an answer


def test_of_nobody_who_sits_a_test_does_any_reply_hold_a_key(
    world: World, opened: Opened, learner: Member, joko: Actor, as_: Any
) -> None:
    exam = opened([asking(number, asked) for number, asked in enumerate(Asked, start=1)])
    client, replies = as_(world.nia), []

    def ask(method: str, path: str, data: Any = None, **more: Any) -> Any:
        answer = client.generic(method, path) if data is None else client.post(path, data, **more)
        replies.append(f"{answer.headers}{answer.content.decode()}")
        return answer

    ask("GET", "/tes/saya")
    start = ask("POST", f"/tes/{exam.pk}/mulai", {})
    attempt = Attempt.objects.get()
    assert start["Location"] == f"/percobaan/{attempt.pk}/soal/1"
    ask("GET", f"/percobaan/{attempt.pk}")
    ask("GET", f"/percobaan/{attempt.pk}/berkas")
    said = {Asked.SHORT: {"jawaban": "x"}, Asked.MATCHING: {"pasangan-1": "1"}, Asked.CASE: {"1-jawaban": "1"},
            Asked.TRUE_FALSE: {"jawaban": "true"}}  # fmt: skip
    for position, asked in enumerate(ids(attempt), start=1):
        path = f"/percobaan/{attempt.pk}/soal/{position}"
        assert ask("GET", path).status_code == 200
        data = said.get(asked, {"jawaban": "1"})
        assert ask("POST", path, data, headers={"HX-Request": "true"}).status_code == 200
        assert ask("POST", path, data | {"lalu": "berikut"}).status_code == 302
        assert ask("POST", path, {"jawaban": "\x00" * 600, "pasangan-1": "?", "1-jawaban": "?"}).status_code == 400
    ask("GET", f"/percobaan/{attempt.pk}/serahkan")
    ask("POST", f"/percobaan/{attempt.pk}/serahkan", {})
    ask("POST", f"/percobaan/{attempt.pk}/serahkan", {})
    waiting = ask("GET", f"/percobaan/{attempt.pk}/hasil").content.decode()
    ask("GET", "/tes/saya")
    assert "sesudah tes ditutup" in waiting
    assert "dari 6 poin" not in waiting
    assert not [reply for reply in replies if SECRET in reply]
    assert Response.objects.filter(attempt=attempt, value__isnull=False).count() == 6

    services.close_exam(exam.pk, actor=joko)
    told = client.get(f"/percobaan/{attempt.pk}/hasil").content.decode()
    assert SECRET in told
    assert "dari 6 poin" in told


def test_a_test_is_sat_without_a_script(world: World, opened: Opened, learner: Member, as_: Any) -> None:
    exam = opened()
    client = as_(world.nia)
    page = client.post(f"/tes/{exam.pk}/mulai", follow=True)
    assert "Soal 1 dari 3" in page.content.decode()
    for position in (1, 2):
        data = {"jawaban": place_of("satu", page), "lalu": "berikut"}
        page = client.post(page.request["PATH_INFO"], data, follow=True)
        assert f"Soal {position + 1} dari 3" in page.content.decode()
    page = client.post(page.request["PATH_INFO"], {"jawaban": "", "lalu": "serahkan"}, follow=True)
    assert "1 soal belum dijawab." in page.content.decode()
    page = client.post(page.request["PATH_INFO"], follow=True)
    assert "Tes sudah Anda serahkan." in page.content.decode()
    assert Attempt.objects.get().points == 2


def test_the_page_of_an_answer_asks_little(
    started: Any, world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    client, path = as_(world.nia), f"/percobaan/{started().pk}/soal/1"
    client.get(path)
    with django_assert_max_num_queries(15):
        client.get(path)


def test_no_page_names_an_option_as_the_key_does(world: World, started: Any, as_: Any) -> None:
    attempt = started([asking(1, Asked.SINGLE), asking(2, Asked.MATCHING), asking(3, Asked.MULTIPLE)])
    client = as_(world.nia)
    for position in (1, 2, 3):
        page = client.get(f"/percobaan/{attempt.pk}/soal/{position}").content.decode()
        form = page[page.index("data-exam-answer") : page.index("</form>", page.index("data-exam-answer"))]
        names = set(re.findall(r'<(?:input|option)[^>]*value="([^"]*)"', form)) - {"", "berikut", "serahkan"}
        assert {name for name in names if len(name) < 3} <= {"1", "2", "3", "4"}, names


def test_what_a_page_sent_is_kept_by_the_name_of_the_key_and_shown_again(world: World, started: Any, as_: Any) -> None:
    attempt = started([asking(1)])
    client, path = as_(world.nia), f"/percobaan/{attempt.pk}/soal/1"
    for text, name in (("satu", "a"), ("tiga", "c")):
        client.post(path, {"jawaban": place_of(text, client.get(path))})
        assert Response.objects.get().value == name
        assert f"checked><span>{text}<" in client.get(path).content.decode()
