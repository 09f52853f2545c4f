"""A test is prepared, opened with equal forms, and closed."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from kotaham.apps.courses.models import Version
from kotaham.apps.events.models import Event
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Attempt, Exam, Question
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.core.errors import Refused
from kotaham.core.exams.drawing import Want
from tests.apps.conftest import ActorOf
from tests.apps.exams.conftest import PASS, Opened, asking, fill_bank, later, wish
from tests.cast import World


def test_everything_wrong_with_a_test_is_told_at_once(joko: Actor, version: Version) -> None:
    bad = wish(version, title=" ", minutes=0, attempts=0, forms=99, pass_percent=Decimal(101), draw=(),
               opens=later(hours=2), closes=later(hours=1))  # fmt: skip
    with pytest.raises(Refused) as caught:
        services.create(bad, actor=joko)
    text = caught.value.text()
    for words in ("Judul tes", "1 sampai 600 menit", "1 sampai 20", "di antara 0 dan 100", "tanpa dasarnya",
                  "soal apa yang diambil", "ditutup sebelum dibuka"):  # fmt: skip
        assert words in text


def test_a_passing_grade_needs_its_basis(joko: Actor, version: Version) -> None:
    with pytest.raises(Refused, match="tanpa dasarnya"):
        services.create(wish(version, pass_percent=Decimal(70)), actor=joko)
    assert services.create(wish(version, **PASS), actor=joko).pass_percent == 60


def test_a_course_of_another_office_cannot_be_tested(
    joko: Actor, other_trainer: Actor, version: Version, actor: ActorOf, world: World
) -> None:
    with pytest.raises(Refused, match="di luar kantor Anda"):
        services.create(wish(version), actor=other_trainer)
    with pytest.raises(Forbidden):
        services.create(wish(version), actor=actor(world.intan))


def test_what_the_bank_lacks_is_told_before_opening(joko: Actor, version: Version) -> None:
    fill_bank(joko, 2)
    exam = services.create(wish(version, draw=(Want("Konsep", "", 3), Want("Hukum", "", 1))), actor=joko)
    text = "\n".join(problem.text() for problem in services.outlook(exam).problems)
    assert "hanya mempunyai 2 soal untuk Konsep, padahal diminta 3" in text
    assert "hanya mempunyai 0 soal untuk Hukum" in text
    with pytest.raises(Refused):
        services.open_exam(exam.pk, actor=joko, revision=exam.revision)


def test_an_unpublished_course_and_a_past_end_stand_in_the_way(joko: Actor, version: Version) -> None:
    fill_bank(joko, 3)
    draft = Version.objects.create(course=version.course, number=2)
    exam = services.create(wish(draft, closes=timezone.now() - timedelta(days=1)), actor=joko)
    text = "\n".join(problem.text() for problem in services.outlook(exam).problems)
    assert "belum diterbitkan" in text
    assert "sudah lewat" in text


def test_forms_are_equal_and_frozen_and_their_questions_used(opened: Opened, joko: Actor) -> None:
    fill_bank(joko, 12, topic="Layanan")
    exam = opened(
        [asking(number) for number in range(21, 25)],
        forms=4,
        draw=(Want("Konsep", "", 1), Want("Layanan", "", 3)),
        title="Dua topik",
    )
    topics = dict(Question.objects.values_list("pk", "topic"))
    forms = list(exam.papers.order_by("number"))
    assert [form.number for form in forms] == [1, 2, 3, 4]
    assert {tuple(sorted(Counter(topics[pk] for pk in form.questions).items())) for form in forms} == {
        (("Konsep", 1), ("Layanan", 3))
    }
    assert {form.points for form in forms} == {4}
    assert all(Question.objects.get(pk=pk).used for form in forms for pk in form.questions)


def test_a_test_is_opened_once_and_changed_no_more(opened: Opened, joko: Actor, version: Version) -> None:
    exam = opened()
    with pytest.raises(Stale):
        services.open_exam(exam.pk, actor=joko, revision=exam.revision)
    with pytest.raises(Refused, match="sudah dibuka tidak dapat diubah"):
        services.edit_exam(exam.pk, wish(version), actor=joko, revision=exam.revision)
    assert Event.objects.filter(verb="exams.opened").count() == 1


def test_an_edit_of_what_changed_meanwhile_is_stale(joko: Actor, version: Version) -> None:
    exam = services.create(wish(version), actor=joko)
    services.edit_exam(exam.pk, wish(version, title="Baru"), actor=joko, revision=1)
    with pytest.raises(Stale):
        services.edit_exam(exam.pk, wish(version, title="Lama"), actor=joko, revision=1)


def test_closing_ends_and_marks_what_runs(started: Any, joko: Actor, other_trainer: Actor) -> None:
    attempt = started()
    with pytest.raises(Http404):
        services.close_exam(attempt.exam_id, actor=other_trainer)
    services.close_exam(attempt.exam_id, actor=joko)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points, attempt.most) == ("expired", 0, 3)
    with pytest.raises(Stale):
        services.close_exam(attempt.exam_id, actor=joko)
    assert not Attempt.objects.filter(state="running").exists()


def test_the_pages_prepare_open_and_close_a_test(
    world: World, joko: Actor, version: Version, as_: Any, django_assert_max_num_queries: Any
) -> None:
    fill_bank(joko, 3)
    client = as_(world.joko)
    assert "Belum ada tes" in client.get("/tes").content.decode()
    data = {"title": "Tes awal", "version": version.pk, "stage": "pre", "minutes": 20, "attempts": 1, "papers": 1,
            "topic_1": "Konsep", "count_1": 2}  # fmt: skip
    assert client.post("/tes/baru", data | {"minutes": 0}).status_code == 422
    assert client.post("/tes/baru", data).status_code == 302
    exam = Exam.objects.get()
    with django_assert_max_num_queries(20):
        page = client.get(f"/tes/{exam.pk}").content.decode()
    assert "Nilai lulus" not in page  # a first test needs none
    assert client.get(f"/tes/{exam.pk}/ubah").status_code == 200
    changed = client.post(f"/tes/{exam.pk}/ubah", data | {"title": "Tes awal HAM", "revision": 1})
    assert changed.status_code == 302
    assert client.post(f"/tes/{exam.pk}/buka", {"revision": 2}).status_code == 302
    assert client.post(f"/tes/{exam.pk}/buka", {"revision": 2}).status_code == 409
    assert "Paket 1: 2 soal, 2 poin" in client.get(f"/tes/{exam.pk}").content.decode()
    assert client.get(f"/tes/{exam.pk}/ubah").status_code == 400
    assert client.post(f"/tes/{exam.pk}/tutup").status_code == 302
    assert client.get(f"/tes/{exam.pk}/tutup").status_code == 405
    assert Exam.objects.get().state == "closed"


def test_the_list_of_people_records_whose_names_were_read(started: Any, world: World, as_: Any) -> None:
    attempt = started()
    page = as_(world.joko).get(f"/tes/{attempt.exam_id}/peserta").content.decode()
    assert attempt.member.name in page
    event = Event.objects.get(verb="register.read")
    assert (event.subject, event.why) == (str(attempt.member_id), "hasil tes")
    assert as_(world.intan).get(f"/tes/{attempt.exam_id}/peserta").status_code == 403


def test_more_time_is_given_with_a_reason(started: Any, joko: Actor) -> None:
    attempt = started()
    with pytest.raises(Refused, match="Alasannya belum ditulis"):
        services.grant(attempt.exam_id, attempt.pk, 10, actor=joko, reason="")
    with pytest.raises(Refused, match="1 sampai 240 menit"):
        services.grant(attempt.exam_id, attempt.pk, 0, actor=joko, reason="Tunanetra.")
    after = services.grant(attempt.exam_id, attempt.pk, 10, actor=joko, reason="Tunanetra.")
    assert (after.extra, after.ends_at - attempt.ends_at) == (10, timedelta(minutes=10))
    assert Event.objects.filter(verb="exams.granted", why="Tunanetra.").count() == 1
