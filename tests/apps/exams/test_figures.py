"""Statistics of a test come from its first attempts, counted by a job, and say where they rest on too few."""

import random
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from kotaham.apps.classes.models import Attendance, Session, Speaker
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Attempt, Exam, ItemFigures, Response
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member
from kotaham.core.exams.drawing import Want
from tests.apps.conftest import ActorOf
from tests.apps.exams.conftest import Opened, a_member
from tests.cast import World

SIZE = 40


def sat(
    exam: Exam,
    office: Office,
    points: list[int],
    member: Member | None = None,
    days: int = 0,
    kanwil: Office | None = None,
) -> Member:
    """Write an attempt that is marked already: `points` of each question, and choice a where right, b where not."""
    member = member or a_member(None, office)
    form, now = exam.papers.get(), timezone.now() - timedelta(days=days)
    attempt = Attempt.objects.create(
        exam=exam, form=form, member=member, number=1, state="handed-in", ends_at=now, ended_at=now, started_at=now,
        points=sum(points), most=len(points), office=office, kanwil=kanwil,
    )  # fmt: skip
    Response.objects.bulk_create(
        Response(attempt=attempt, position=at, value="a" if got else "b", points=got)
        for at, got in enumerate(points, start=1)
    )
    return member


@pytest.fixture
def many(opened: Opened, world: World) -> tuple[Exam, list[list[int]]]:
    exam, chance = opened(), random.Random(5)
    rows = []
    for _one in range(SIZE):
        able = chance.random()
        rows.append([int(chance.random() < able) for _question in range(3)])
        sat(exam, world.office("dinas"), rows[-1])
    return exam, rows


def test_figures_are_those_of_numpy(many: tuple[Exam, list[list[int]]], joko: Actor) -> None:
    exam, rows = many
    whole = services.count(exam.pk, actor=joko)
    array = np.array(rows, dtype=float)
    form = exam.papers.get()
    for at, pk in enumerate(form.questions):
        row = ItemFigures.objects.get(exam=exam, question=pk)
        assert row.answered == SIZE
        assert row.difficulty == pytest.approx(array[:, at].mean())
        rest = array.sum(axis=1) - array[:, at]
        assert row.discrimination == pytest.approx(np.corrcoef(array[:, at], rest)[0, 1])
        assert row.options["a"][0] == int(array[:, at].sum())
        assert sum(row.options["a"][1:]) == row.options["a"][0]
    expected = 3 / 2 * (1 - array.var(axis=0).sum() / array.sum(axis=1).var())
    assert whole.forms[0]["alpha"] == pytest.approx(expected)
    assert (whole.people, whole.forms[0]["people"]) == (SIZE, SIZE)
    assert whole.forms[0]["mean"] == pytest.approx(array.mean() * 100)


def test_who_left_a_question_out_earned_nothing_with_it(many: tuple[Exam, list[list[int]]], joko: Actor) -> None:
    exam, _rows = many
    pk = exam.papers.get().questions[0]
    services.count(exam.pk, actor=joko)
    before = ItemFigures.objects.get(exam=exam, question=pk)
    Response.objects.filter(position=1, points=0).delete()
    services.count(exam.pk, actor=joko)
    after = ItemFigures.objects.get(exam=exam, question=pk)
    assert (after.answered, after.difficulty) == (before.answered, before.difficulty)


def test_a_second_attempt_counts_for_nothing(many: tuple[Exam, list[list[int]]], joko: Actor, world: World) -> None:
    exam, _rows = many
    member = Member.objects.order_by("-pk")[0]
    Attempt.objects.create(
        exam=exam, form=exam.papers.get(), member=member, number=2, state="handed-in", ends_at=timezone.now(),
        points=3, most=3,
    )  # fmt: skip
    assert services.count(exam.pk, actor=joko).people == SIZE


def test_few_people_give_no_figures(opened: Opened, joko: Actor, world: World, as_: Any) -> None:
    exam = opened()
    sat(exam, world.office("dinas"), [1, 0, 1])
    whole = services.count(exam.pk, actor=joko)
    assert whole.forms[0]["alpha"] is None
    assert whole.forms[0]["why"]["id"] == "terlalu sedikit"
    assert "terlalu sedikit" in as_(world.joko).get(f"/tes/{exam.pk}/statistik").content.decode()


def test_gain_is_of_the_same_people_by_kanwil(opened: Opened, joko: Actor, world: World, as_: Any) -> None:
    post = opened()
    pre = services.create(services.Wish(post.version_id, "pre", "Awal", 30, [Want("Konsep", "", 3)]), actor=joko)
    pre = services.open_exam(pre.pk, actor=joko, revision=pre.revision)
    kanwil, chance = world.office("kanwil"), random.Random(2)
    differences = []
    for number in range(20):
        before, after = chance.randint(0, 2), chance.randint(1, 3)
        member = sat(pre, world.office("dinas"), [int(at < before) for at in range(3)], kanwil=kanwil)
        if number < 15:
            sat(post, world.office("dinas"), [int(at < after) for at in range(3)], member, kanwil=kanwil)
            differences.append(Fraction(after - before) * 100 / 3)
    gain = services.count(post.pk, actor=joko).gain
    assert gain["all"]["people"] == 15
    assert gain["all"]["mean"] == pytest.approx(float(sum(differences)) / 15, abs=0.01)
    half = 2.144787 * float(np.array([float(one) for one in differences]).std(ddof=1)) / 15**0.5
    assert gain["all"]["high"] - gain["all"]["mean"] == pytest.approx(half, abs=0.01)
    assert gain["kanwil"][str(kanwil.pk)]["people"] == 15
    page = as_(world.joko).get(f"/tes/{post.pk}/statistik").content.decode()
    assert "Kemajuan belajar" in page
    assert "tidak membuktikan sebabnya" in page


def test_gain_by_speaker_is_of_who_heard_them_before_the_final_test(
    opened: Opened, joko: Actor, world: World, as_: Any
) -> None:
    post = opened()
    pre = services.create(services.Wish(post.version_id, "pre", "Awal", 30, [Want("Konsep", "", 3)]), actor=joko)
    pre = services.open_exam(pre.pk, actor=joko, revision=pre.revision)
    dinas, before, after = world.office("dinas"), timezone.now() - timedelta(days=9), timezone.now() + timedelta(days=9)
    held = [spoken(post, dinas, before, "Sari  Dewi"), spoken(post, dinas, before, "SARI DEWI")]
    late, gone = spoken(post, dinas, after, "Budi"), spoken(post, dinas, before, "Citra")
    for number in range(12):
        member = sat(pre, dinas, [0, 0, 0])
        sat(post, dinas, [1, int(number < 6), 0], member)
        if number < 11:
            was_there(held[number % 2], member)
        was_there(late, member)
        was_there(gone, member, void_at=timezone.now())
    told = services.count(post.pk, actor=joko).gain["trainer"]
    assert [(one["name"], one["people"]) for one in told] == [("SARI DEWI", 11)]
    assert told[0]["mean"] == pytest.approx((6 * 200 + 5 * 100) / 3 / 11)
    page = as_(world.joko).get(f"/tes/{post.pk}/statistik").content.decode()
    assert "Menurut narasumber" in page
    assert "SARI DEWI" in page


def spoken(exam: Exam, office: Any, starts: datetime, name: str) -> Session:
    session = Session.objects.create(
        office=office, version_id=exam.version_id, title=name, mode="webinar", state="held", starts=starts,
        ends=starts + timedelta(hours=2), zone="Asia/Jakarta",
    )  # fmt: skip
    Speaker.objects.create(session=session, position=1, name=name)
    return session


def was_there(session: Session, member: Member, **more: Any) -> None:
    Attendance.objects.create(
        session=session, member=member, method="manual", group="civil", day=session.starts.date(), **more
    )


def test_a_sudden_rise_is_a_hint_and_no_verdict(opened: Opened, joko: Actor, world: World, as_: Any) -> None:
    exam, kanwil, dinas = opened(), world.office("kanwil"), world.office("dinas")
    for number in range(60):
        sat(exam, dinas, [int(number % 3 == 0), number % 2, number % 2], days=20, kanwil=kanwil)
        sat(exam, dinas, [1, number % 2, number % 2] if number % 8 else [0, 0, 0], days=1, kanwil=kanwil)
    services.count(exam.pk, actor=joko)
    watched = {row.question_id: row.watch for row in ItemFigures.objects.filter(exam=exam) if row.watch}
    assert list(watched) == [exam.papers.get().questions[0]]
    page = as_(world.joko).get(f"/tes/{exam.pk}/statistik").content.decode()
    assert "Petunjuk, bukan putusan" in page


def test_closing_asks_for_the_count_and_a_job_does_it(many: tuple[Exam, list[list[int]]], joko: Actor) -> None:
    exam, _rows = many
    services.close_exam(exam.pk, actor=joko)
    assert services.count(exam.pk, actor=system("tests")).people == SIZE


def test_only_who_writes_tests_counts(opened: Opened, world: World, actor: ActorOf, as_: Any) -> None:
    exam = opened()
    with pytest.raises(Forbidden):
        services.count(exam.pk, actor=actor(world.made))
    assert as_(world.joko).post(f"/tes/{exam.pk}/hitung").status_code == 302
    assert as_(world.made).post(f"/tes/{exam.pk}/hitung").status_code == 403


def test_the_page_of_statistics_asks_little(
    many: tuple[Exam, list[list[int]]], joko: Actor, world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    exam, _rows = many
    services.count(exam.pk, actor=joko)
    client = as_(world.joko)
    client.get(f"/tes/{exam.pk}/statistik")
    with django_assert_max_num_queries(15):
        client.get(f"/tes/{exam.pk}/statistik")
