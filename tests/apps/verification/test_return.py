"""Return a report with its questions, and take up what comes back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.notices.models import Notice
from kotaham.apps.submissions import services as sending
from kotaham.apps.submissions.services import Said
from kotaham.apps.verification import services
from kotaham.apps.verification.models import Question
from kotaham.apps.verification.services.letters import OwnWork
from kotaham.core.errors import Refused
from tests.apps import river as rivers
from tests.apps.conftest import AsPerson
from tests.apps.verification.conftest import Reading, Sent, back
from tests.cast import World


def url(reading: Reading, name: str = "return") -> str:
    return reverse(f"verification:{name}", args=[reading.pk])


def returned(taken: Sent) -> Reading:
    reading = taken()
    reading.say("dewi", reading.others[0], back("Mana rekap triwulan II?"))
    reading.say_all("dewi", reading.others[1:])
    services.give_back(reading.pk, actor=reading.act("dewi"))
    return reading


def repaired(reading: Reading) -> None:
    """Answer the question with a new value and a reply, and send it again."""
    code, ani = reading.others[0], reading.river.coordinator()
    answer = reading.river.answer("damai", code)
    value = {"RK-1": {"number": "90"}, "RK-2": {"numerator": "4", "denominator": "4800"}}[code]
    reply = "Rekap triwulan II sudah dilampirkan."
    saved = sending.save_answer(reading.pk, code, Said(value, "", reply), actor=ani, version=answer.version)
    sending.mark_ready(reading.pk, code, actor=ani, version=saved.version)
    reading.resend()


def test_a_return_asks_the_city_reopens_the_answer_and_moves_the_report(
    taken: Sent, as_: AsPerson, world: World
) -> None:
    reading = taken()
    reading.say("dewi", reading.others[0], back("Mana rekap triwulan II?"))
    assert as_(world.dewi).post(url(reading)).status_code == 302
    assert reading.submission.state == "repair"
    question = Question.objects.get()
    assert (question.text, question.due) == ("Mana rekap triwulan II?", timezone.localdate() + rivers.FAR)
    assert reading.river.answer("damai", reading.others[0]).returned
    tabs = as_(world.dewi).get(reverse("verification:case", args=[reading.pk])).context["tabs"]
    assert [one["count"] for one in tabs if one["title"] == "Dikembalikan"] == [1]
    assert Notice.objects.filter(person=world.ani, kind="submissions.returned").count() == 1
    assert as_(world.dewi).post(url(reading)).status_code == 400


def test_the_city_reads_its_questions_and_nothing_else(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = returned(taken)
    page = as_(world.ani).get(url(reading, "questions")).content.decode()
    assert "Mana rekap triwulan II?" in page
    assert as_(world.ani).get(url(reading, "case")).status_code == 403
    assert as_(world.ani).get(url(reading, "sides")).status_code == 403
    assert as_(world.citra).get(url(reading, "questions")).status_code == 404


def test_a_unit_reads_the_questions_about_its_own_answers(sent: Sent, as_: AsPerson, world: World) -> None:
    reading = sent(delegated=True)
    services.take(reading.pk, actor=reading.act("dewi"))
    services.read_second(reading.pk, actor=reading.act("oki"))
    health, social = (
        next(code for code in codes if code != reading.sampled) for codes in (("RK-1", "RK-2"), ("RK-4", "RK-5"))
    )
    reading.say("dewi", health, back("PERTANYAAN-KESEHATAN"))
    reading.say("dewi", social, back("PERTANYAAN-SOSIAL"))
    services.give_back(reading.pk, actor=reading.act("dewi"))
    budi = as_(world.budi)
    answer = reading.river.answer("damai", health).get_absolute_url()
    for address in (
        url(reading, "questions"),
        answer,
        "/",
        "/kotak-masuk",
        "/indikator-saya",
        f"/laporan/{reading.pk}",
    ):
        page = budi.get(address).content.decode()
        assert "PERTANYAAN-KESEHATAN" in page, address
        assert "PERTANYAAN-SOSIAL" not in page, address
    notice = Notice.objects.get(person=world.budi, kind="submissions.returned")
    assert (notice.url, notice.values["codes"]) == (answer, health)
    assert f'href="{answer}#balasan"' in budi.get(url(reading, "questions")).content.decode()
    assert 'name="balasan"' in budi.get(answer).content.decode()


def test_both_sides_see_the_thread(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = returned(taken)
    code = reading.others[0]
    kanwil, city = f"/penelaahan/{reading.pk}/jawaban/{code}", reading.river.answer("damai", code).get_absolute_url()
    assert "Ditunggu sampai" in as_(world.dewi).get(kanwil).content.decode()
    repaired(reading)
    for person, address in ((world.dewi, kanwil), (world.ani, city), (world.ani, url(reading, "questions"))):
        page = as_(person).get(address).content.decode()
        assert "Mana rekap triwulan II?" in page
        assert "Rekap triwulan II sudah dilampirkan." in page
    told = as_(world.dewi).get(kanwil).content.decode()
    assert "Dijawab" in told
    assert "Nilai diubah" in told


def test_only_the_reader_returns(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    reading.say("dewi", reading.others[0], back())
    with pytest.raises(OwnWork):
        services.give_back(reading.pk, actor=reading.act("oki"))
    for person in (world.ani, world.intan, world.gita):
        assert as_(person).post(url(reading)).status_code == 403
    assert as_(world.dewi).get(url(reading)).status_code == 405


def test_after_the_last_day_of_repairs_nothing_is_returned(taken: Sent) -> None:
    reading = taken()
    rivers.set_days(reading.river, repair=date(2026, 1, 5))
    with pytest.raises(Refused) as refused:
        reading.say("dewi", reading.others[0], back())
    assert "5 Januari 2026" in refused.value.text()


def test_what_was_repaired_is_read_again_and_the_rest_stays_read(taken: Sent, world: World) -> None:
    reading = returned(taken)
    repaired(reading)
    desk = reading.desk()
    assert reading.submission.state == "verifying"
    assert desk.by_code[reading.others[0]].standing == "open"
    assert desk.by_code[reading.others[1]].standing == "settled"
    question = Question.objects.get()
    assert question.reply == "Rekap triwulan II sudah dilampirkan."
    assert question.replied_by == world.ani
    assert question.closed_at is not None
    assert question.changes["new"] == reading.river.answer("damai", reading.others[0]).value != question.changes["old"]
    assert "evidence" not in question.changes
    assert Notice.objects.filter(person=world.dewi, kind="verification.resent").count() == 1


def test_a_second_round_of_questions_is_possible(taken: Sent) -> None:
    reading = returned(taken)
    repaired(reading)
    reading.say("dewi", reading.others[0], back("Masih kurang tanda tangan."))
    services.give_back(reading.pk, actor=reading.act("dewi"))
    assert Question.objects.filter(closed_at=None).count() == 1
    assert Question.objects.count() == 2


def test_what_was_asked_and_came_back_stands_first_is_marked_and_not_accepted_in_bulk(
    taken: Sent, as_: AsPerson, world: World
) -> None:
    reading = taken()
    code = reading.others[-1]
    reading.say("dewi", code, back())
    assert not reading.desk().by_code[code].came_back
    services.give_back(reading.pk, actor=reading.act("dewi"))
    assert not reading.desk().by_code[code].came_back, "the city repairs it"
    answer, ani = reading.river.answer("damai", code), reading.river.coordinator()
    said = Said(answer.value, "", "Tabelnya pada halaman 4.")
    saved = sending.save_answer(reading.pk, code, said, actor=ani, version=answer.version)
    sending.mark_ready(reading.pk, code, actor=ani, version=saved.version)
    reading.resend()
    assert [row.answer.code for row in reading.desk().rows if row.came_back] == [code]
    assert reading.desk().unread_by(1)[0].answer.code == code
    assert code not in [row.answer.code for row in services.bulk(reading.desk())]
    page = as_(world.dewi).get(url(reading, "case") + "?bagian=balasan")
    assert [row["code"] for row in page.context["rows"]] == [code]
    assert "Sudah dijawab" in page.content.decode()
    reading.say("dewi", code)
    assert not reading.desk().by_code[code].came_back
