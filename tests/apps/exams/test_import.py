"""Questions from files: previewed, taken in as one, with every fault at once; and out again with their keys."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Import, Question
from kotaham.apps.exams.rules import of_row
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.core.errors import Refused
from kotaham.core.exams.question import Asked
from kotaham.workbook.questions.gift_write import write_gift
from tests.apps.conftest import ActorOf
from tests.apps.exams.conftest import SECRET, Opened, asking
from tests.cast import World

GIFT = b"$CATEGORY: Konsep\n\n::A-1::Satu?{=ya ~tidak}\n\n::A-2::Dua?{T}\n"


def test_a_file_is_previewed_before_anything_is_taken(joko: Actor) -> None:
    staged = services.stage("soal.gift", GIFT, actor=joko)
    assert not Question.objects.exists()
    assert len(services.sorted_out(staged).new) == 2
    done = services.take(staged.pk, actor=joko)
    assert (done.created, done.unchanged) == (2, 0)
    assert set(Question.objects.values_list("code", "state")) == {("A-1", "active"), ("A-2", "active")}
    with pytest.raises(Stale):
        services.take(staged.pk, actor=joko)
    assert Event.objects.filter(verb="exams.imported").count() == 1


def test_the_same_file_again_changes_nothing_and_an_edited_one_makes_next_versions(joko: Actor) -> None:
    services.take(services.stage("soal.gift", GIFT, actor=joko).pk, actor=joko)
    again = services.take(services.stage("soal.gift", GIFT, actor=joko).pk, actor=joko)
    assert (again.created, again.unchanged) == (0, 2)
    edited = services.take(services.stage("soal.gift", GIFT.replace(b"Satu", b"Kesatu"), actor=joko).pk, actor=joko)
    assert (edited.created, edited.unchanged) == (1, 1)
    assert list(Question.objects.filter(code="A-1").order_by("number").values_list("number", "state")) == [
        (1, "retired"), (2, "active"),
    ]  # fmt: skip


def test_everything_wrong_is_told_at_once_with_lines_and_nothing_is_kept(joko: Actor) -> None:
    with pytest.raises(Refused) as caught:
        services.stage("soal.gift", b"::A::?{}\n\n::B::?{=x}\n", actor=joko)
    text = caught.value.text()
    assert "soal.gift:1: Soal uraian" in text
    assert "soal.gift:3: Soal B belum bertopik" in text
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("a.pdf", b"x", "Jenis berkas ini"), ("a.gift", b"// kosong", "tidak berisi soal"),
     ("a.gift", b"\xff\xfe", "UTF-8"),
     ("a.xlsx", b"x", "bukan buku kerja XLSX")],
)  # fmt: skip
def test_what_is_no_file_of_questions_is_refused(joko: Actor, name: str, data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        services.stage(name, data, actor=joko)


def test_rights(joko: Actor, other_trainer: Actor, actor: ActorOf, world: World) -> None:
    staged = services.stage("soal.gift", GIFT, actor=joko)
    with pytest.raises(Http404):
        services.take(staged.pk, actor=other_trainer)
    with pytest.raises(Forbidden):
        services.stage("soal.gift", GIFT, actor=actor(world.made))


def test_the_pages_take_a_file_in(world: World, as_: Any) -> None:
    client = as_(world.joko)
    wrong = client.post("/soal/impor", {"file": SimpleUploadedFile("a.gift", b"::A::?{}")})
    assert wrong.status_code == 422
    assert "a.gift:1" in wrong.content.decode()
    staged = client.post("/soal/impor", {"file": SimpleUploadedFile("soal.gift", GIFT)})
    page = client.get(staged["Location"]).content.decode()
    assert "2 soal baru, 0 menjadi versi berikutnya, 0 tidak berubah" in page
    assert client.post(staged["Location"]).status_code == 302
    assert client.post(staged["Location"]).status_code == 409
    assert "A-1" in client.get("/soal").content.decode()


@pytest.mark.parametrize("form", ["gift", "xml", "xlsx"])
def test_what_is_exported_comes_back_the_same(world: World, joko: Actor, as_: Any, form: str) -> None:
    made = [services.add(asking(number, kind), actor=joko, use=True) for number, kind in enumerate(Asked, start=1)]
    file = as_(world.joko).get(f"/soal/ekspor?bentuk={form}")
    assert file.headers["Cache-Control"] == "no-store"
    read = services.stage(f"bank.{form}", file.content, actor=joko)
    codes = {one["code"] for one in read.questions}
    assert codes == {row.code for row in made} - (set() if form == "xlsx" else {"CASE-6"})
    assert not services.sorted_out(read).new
    assert not services.sorted_out(read).changed
    assert Event.objects.filter(verb="exams.exported").count() == 1


def test_the_empty_form_is_downloaded_and_a_learner_gets_no_key(world: World, joko: Actor, as_: Any) -> None:
    services.add(asking(1, Asked.SHORT), actor=joko, use=True)
    empty = as_(world.joko).get("/soal/ekspor?bentuk=xlsx&kosong=1")
    with pytest.raises(Refused, match="tidak berisi soal"):
        services.stage("templat.xlsx", empty.content, actor=joko)
    denied = as_(world.nia).get("/soal/ekspor?bentuk=gift")
    assert denied.status_code == 403
    assert SECRET not in denied.content.decode()


def test_a_used_question_keeps_its_words_when_a_file_brings_others(opened: Opened, joko: Actor) -> None:
    pk = opened().papers.get().questions[0]
    row = Question.objects.get(pk=pk)
    data = write_gift([replace(of_row(row), source="baru")]).text.encode()
    services.take(services.stage("soal.gift", data, actor=joko).pk, actor=joko)
    assert Question.objects.get(pk=pk).source == ""
    assert Question.objects.get(code=row.code, number=2).source == "baru"
