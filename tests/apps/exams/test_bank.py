"""The bank: added, changed (the used one becomes the next version), used, retired."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Question
from kotaham.apps.exams.rules import of_row
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.core.errors import Refused
from kotaham.core.exams.question import Asked, Key
from tests.apps.conftest import ActorOf
from tests.apps.exams.conftest import SECRET, Opened, asking, fill_bank
from tests.cast import World


def test_a_trainer_adds_a_question_to_the_bank_of_the_kanwil(world: World, joko: Actor) -> None:
    row = services.add(asking(1), actor=joko, use=True)
    assert (row.office_id, row.state, row.number) == (world.office("kanwil").pk, "active", 1)
    assert of_row(row) == asking(1)
    assert Event.objects.filter(verb="exams.question-added").count() == 1


def test_everything_wrong_is_told_at_once(joko: Actor) -> None:
    with pytest.raises(Refused) as caught:
        services.add(replace(asking(1), topic="", points=0, key=Key()), actor=joko)
    text = caught.value.text()
    for words in ("belum bertopik", "1 sampai 100", "belum mempunyai kunci"):
        assert words in text
    assert not Question.objects.exists()


def test_a_code_is_taken_once(joko: Actor) -> None:
    services.add(asking(1), actor=joko)
    with pytest.raises(Refused, match="sudah dipakai soal lain"):
        services.add(asking(1), actor=joko)


def test_an_onlooker_may_not_and_a_stranger_finds_nothing(
    world: World, joko: Actor, other_trainer: Actor, actor: ActorOf
) -> None:
    row = services.add(asking(1), actor=joko)
    with pytest.raises(Forbidden):
        services.add(asking(2), actor=actor(world.made))
    with pytest.raises(Forbidden):
        services.edit(row.pk, asking(1), actor=actor(world.made))
    with pytest.raises(Http404):
        services.edit(row.pk, asking(1), actor=other_trainer)


def test_an_unused_question_changes_in_place(joko: Actor) -> None:
    row = services.add(asking(1), actor=joko)
    after = services.edit(row.pk, replace(asking(1), topic="Layanan"), actor=joko)
    assert (after.pk, after.topic, Question.objects.count()) == (row.pk, "Layanan", 1)


def test_a_used_question_becomes_the_next_version(joko: Actor, opened: Opened) -> None:
    exam = opened()
    pk = exam.papers.get().questions[0]
    row = Question.objects.get(pk=pk)
    after = services.edit(pk, replace(of_row(row), source="UU 39/1999"), actor=joko)
    row.refresh_from_db()
    assert (after.number, after.state, after.used) == (2, "active", False)
    assert (row.source, row.state) == ("", "retired")
    with pytest.raises(Refused, match="bukan yang terbaru"):
        services.edit(pk, replace(of_row(row), source="lain"), actor=joko)


def test_the_same_words_change_nothing(joko: Actor) -> None:
    row = services.add(asking(1), actor=joko)
    services.edit(row.pk, asking(1), actor=joko)
    assert not Event.objects.filter(verb="exams.question-edited").exists()


def test_a_question_is_used_once_and_retired_once(joko: Actor) -> None:
    row = services.add(asking(1), actor=joko)
    services.use(row.pk, actor=joko)
    with pytest.raises(Stale):
        services.use(row.pk, actor=joko)
    with pytest.raises(Refused, match="Alasannya belum ditulis"):
        services.retire(row.pk, actor=joko, reason=" ")
    services.retire(row.pk, actor=joko, reason="Pasalnya dicabut.")
    with pytest.raises(Stale):
        services.retire(row.pk, actor=joko, reason="Lagi.")
    assert list(Event.objects.filter(kind="exams.question").order_by("seq").values_list("verb", flat=True)) == [
        "exams.question-added", "exams.question-used", "exams.question-retired",
    ]  # fmt: skip


def test_the_database_itself_keeps_what_a_form_asks(opened: Opened) -> None:
    form = opened().papers.get()
    for change in (
        lambda: Question.objects.filter(pk=form.questions[0]).update(key={"correct": ["b"]}),
        lambda: Question.objects.filter(pk=form.questions[0]).update(points=9),
        lambda: type(form).objects.filter(pk=form.pk).update(questions=[1]),
        lambda: type(form).objects.filter(pk=form.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize("kind", list(Asked))
def test_every_kind_is_written_shown_and_changed_on_its_page(world: World, joko: Actor, as_: Any, kind: Asked) -> None:
    made = services.add(asking(1, kind), actor=joko)
    client = as_(world.joko)
    page = client.get(f"/soal/{made.pk}").content.decode()
    assert "Pertanyaan 1?" in page
    form = client.get(f"/soal/{made.pk}/ubah").context["form"]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in data.items() if value not in (None, False, "")}
    answer = client.post(f"/soal/{made.pk}/ubah", data | {"source": "Sumber baru"})
    assert answer.status_code == 302, answer.content.decode()
    after = Question.objects.get(pk=made.pk)
    assert of_row(after) == replace(asking(1, kind), source="Sumber baru")


def test_a_question_is_written_on_the_page(world: World, as_: Any) -> None:
    client = as_(world.joko)
    assert "Pilihan lebih dari satu" in client.get("/soal/baru").content.decode()
    data = {"code": "HAK-1", "topic": "Konsep", "text": "Mana?", "points": 2, "option_1": "x", "correct_1": "on",
            "option_2": "y", "hint_2": "bukan", "lalu": "pakai"}  # fmt: skip
    assert client.post("/soal/baru?jenis=single", data).status_code == 302
    row = Question.objects.get()
    assert (row.state, row.key, row.feedback) == ("active", {"correct": ["a"]}, {"options": {"b": "bukan"}})
    again = client.post("/soal/baru?jenis=single", data)
    assert again.status_code == 422
    assert "sudah dipakai soal lain" in again.content.decode()


def test_the_list_is_narrowed_and_asks_little(
    world: World, joko: Actor, as_: Any, django_assert_max_num_queries: Any
) -> None:
    fill_bank(joko, 3)
    fill = services.add(replace(asking(9), topic="Layanan"), actor=joko)
    client = as_(world.joko)
    client.get("/soal")
    with django_assert_max_num_queries(15):
        page = client.get("/soal?topik=Layanan").content.decode()
    assert fill.code in page
    assert "SING-1<" not in page


def test_an_auditor_reads_the_bank_and_a_learner_does_not(world: World, joko: Actor, as_: Any) -> None:
    row = services.add(asking(1), actor=joko)
    assert SECRET in as_(world.made).get(f"/soal/{row.pk}").content.decode()
    assert as_(world.nia).get(f"/soal/{row.pk}").status_code == 403
