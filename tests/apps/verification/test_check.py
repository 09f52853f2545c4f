"""Say what a reader finds of one answer."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale
from kotaham.apps.submissions.models import Answer
from kotaham.apps.verification import services
from kotaham.apps.verification.models import Check
from kotaham.apps.verification.services import Words
from kotaham.apps.verification.services.letters import OwnWork
from kotaham.core.errors import Refused
from tests.apps import river as rivers
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.verification.conftest import ACCEPT, FIX, Reading, Sent, back, fix
from tests.cast import World


def url(reading: Reading, code: str) -> str:
    return reverse("verification:answer", args=[reading.pk, code])


def form(reading: Reading, code: str, **fields: object) -> dict[str, object]:
    return {"verdict": "accept", "version": reading.river.answer("damai", code).version, "edition": 0, **fields}


def test_dewi_accepts_an_answer_on_its_page_and_goes_on(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    code = reading.others[0]
    answer = as_(world.dewi).post(url(reading, code), form(reading, code))
    assert answer.status_code == 302
    assert answer["Location"] == url(reading, reading.river.answers()[1].code)
    said = Check.objects.get()
    assert (said.verdict, said.slot, said.by) == ("accept", 1, world.dewi)
    event = Event.objects.filter(verb="verification.checked").get()
    assert '"verdict":"accept"' in event.data.replace(" ", "")


def test_a_correction_keeps_value_kind_of_reason_and_words(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    assert reading.sampled != "RK-2"
    fields = form(
        reading, "RK-2", verdict="correct", reason_code="miscount", reason="Satu kematian terlewat.",
        pembilang="5", penyebut="4800",
    )  # fmt: skip
    assert as_(world.dewi).post(url(reading, "RK-2"), fields).status_code == 302
    said = Check.objects.get()
    assert said.value == {"numerator": "5", "denominator": "4800"}
    assert reading.desk().by_code["RK-2"].value == said.value


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"verdict": "correct", "reason": "Salah.", "pembilang": "5", "penyebut": "4800"},
            "Jenis alasan belum dipilih",
        ),
        ({"verdict": "correct", "reason_code": "unit", "pembilang": "5", "penyebut": "4800"}, "masih kosong"),
        ({"verdict": "correct", "reason_code": "unit", "reason": "Salah."}, "Nilai koreksi belum diisi"),
        (
            {"verdict": "correct", "reason_code": "unit", "reason": "Salah.", "pembilang": "3", "penyebut": "4800"},
            "Nilai koreksi sama dengan nilai yang dibaca",
        ),
        (
            {"verdict": "correct", "reason_code": "unit", "reason": "x", "pembilang": "abc", "penyebut": "4"},
            "bukan angka",
        ),
        ({"verdict": "return"}, "masih kosong"),
        ({"verdict": "return", "reason": "Mana?", "due": "2020-01-01"}, "sudah lewat"),
        ({"verdict": "return", "reason": "Mana?", "due": "2099-01-01"}, "harus antara"),
    ],
)
def test_what_is_missing_is_told_beside_the_form(
    taken: Sent, as_: AsPerson, world: World, fields: dict[str, str], words: str
) -> None:
    reading = taken()
    answer = as_(world.dewi).post(url(reading, "RK-2"), form(reading, "RK-2", **fields))
    page = answer.content.decode()
    assert answer.status_code == 422
    card = page[page.index('id="putusan"') :]
    assert words in card, "beside the form, not far above it"
    assert re.search(r"<(input|textarea|select|div)[^>]*\bautofocus\b", card), "seen at once, wherever it stands"
    assert fields.get("reason", "") in page, "what was typed is still there"
    assert not Check.objects.exists()


def test_an_empty_correction_is_told_all_at_once(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    answer = as_(world.dewi).post(url(reading, "RK-2"), form(reading, "RK-2", verdict="correct"))
    for words in ("masih kosong", "Nilai koreksi belum diisi", "Jenis alasan belum dipilih"):
        assert words in answer.content.decode(), words


def test_budi_and_ani_may_not_and_citra_does_not_find_it(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    code = reading.others[0]
    for person in (world.budi, world.ani, world.intan, world.eko):
        assert as_(person).post(url(reading, code), form(reading, code)).status_code == 403
    for person in (world.budi, world.ani):
        assert as_(person).get(url(reading, code)).status_code == 403


def test_who_is_not_the_reader_is_refused_by_name_of_the_rule(taken: Sent, world: World, actor: ActorOf) -> None:
    reading = taken()
    Appointment.objects.create(
        person=world.tono, role="kanwil_verifier", office=world.office("kanwil"), starts=date(2020, 1, 1), basis="SK"
    )
    with pytest.raises(OwnWork) as refused:
        services.check(reading.pk, reading.others[0], ACCEPT, actor=actor(world.tono), version=3, edition=0)
    assert "Anda bukan pembaca" in refused.value.text()


def test_nobody_reads_what_they_saved_themselves(taken: Sent, world: World) -> None:
    """Dewi reads; then it turns out that the answer was saved by her, in a role she holds elsewhere."""
    reading = taken()
    Answer.objects.filter(submission_id=reading.pk, code=reading.others[1]).update(saved_by=world.dewi)
    with pytest.raises(OwnWork) as refused:
        reading.say("dewi", reading.others[0])
    assert "Tidak seorang pun menelaah pekerjaannya sendiri" in refused.value.text()


def test_an_answer_that_changed_since_it_was_seen_is_stale(taken: Sent, world: World) -> None:
    reading = taken()
    code = reading.others[0]
    version = reading.river.answer("damai", code).version
    with pytest.raises(Stale):
        services.check(reading.pk, code, ACCEPT, actor=reading.act("dewi"), version=version - 1, edition=0)


def test_the_second_click_is_stale_and_a_change_of_mind_is_not(taken: Sent, world: World) -> None:
    reading = taken()
    code = reading.others[0]
    version = reading.river.answer("damai", code).version
    dewi = reading.act("dewi")
    services.check(reading.pk, code, ACCEPT, actor=dewi, version=version, edition=0)
    with pytest.raises(Stale):
        services.check(reading.pk, code, ACCEPT, actor=dewi, version=version, edition=0)
    said = services.check(reading.pk, code, back(), actor=dewi, version=version, edition=1)
    assert (said.verdict, said.edition) == ("return", 2)


def test_before_it_is_taken_nothing_is_read(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    with pytest.raises(Refused) as refused:
        services.check(reading.pk, "RK-2", ACCEPT, actor=actor(world.dewi), version=3, edition=0)
    assert "sedang tidak dibaca" in refused.value.text()


def test_after_the_last_day_nothing_is_read(taken: Sent) -> None:
    reading = taken()
    rivers.set_days(reading.river, verify=date(2026, 1, 5))
    with pytest.raises(Refused) as refused:
        reading.say("dewi", reading.others[0])
    assert "5 Januari 2026" in refused.value.text()


def test_a_value_that_cannot_be_is_refused(taken: Sent) -> None:
    reading = taken()
    code = "RK-1" if reading.sampled != "RK-1" else "RK-2"
    bad = {"number": "140"} if code == "RK-1" else {"numerator": "1", "denominator": "0"}
    with pytest.raises(Refused) as refused:
        reading.say("dewi", code, Words("correct", bad, "unit", "Salah satuan."))
    assert refused.value.codes[0].startswith("facts.")


def test_a_return_is_due_on_the_last_day_of_repairs_unless_an_earlier_one_is_named(taken: Sent) -> None:
    reading = taken()
    last = timezone.localdate() + rivers.FAR
    first = reading.say("dewi", reading.others[0], back())
    assert first.due == last
    sooner = last - timedelta(days=600)
    assert reading.say("dewi", reading.others[1], Words("return", reason="Mana?", due=sooner)).due == sooner


def test_every_kind_of_answer_can_be_corrected(taken: Sent) -> None:
    reading = taken()
    for code in reading.others:
        assert reading.say("dewi", code, fix(code)).value == FIX[code]


def test_the_page_shows_figure_last_year_peers_evidence_and_trace(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    page = as_(world.dewi).get(url(reading, "RK-2")).content.decode()
    for words in ("3 / 4.800", "62,5", "10 dari 10 poin", "Tahun lalu", "daerah lain yang mengisi",
                  "Bukti rekaan", "Bagaimana poin ini dihitung", "Pintasan papan ketik"):  # fmt: skip
        assert words in page, words


def test_last_year_and_five_peers_stand_beside_the_figure(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    again = rivers.open_round(world, ["damai"], previous=reading.river.round)
    rivers.in_state(again, "damai", "verifying")
    later = Reading(again)
    page = as_(world.dewi).get(url(later, "RK-1")).content.decode()
    assert "96,5" in page.split("Tahun lalu")[1][:200]
