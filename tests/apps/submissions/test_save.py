"""Save one answer: by hand, by the script that saves while somebody types, by two people at once."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.river import River, filled, in_state, returned, set_days
from tests.cast import World

PART = {"HTTP_HX_REQUEST": "true"}


def url(river: River, code: str = "RK-1", city: str = "damai") -> str:
    return f"/laporan/{river.cities[city]}/indikator/{code}"


def post(browser: Any, river: River, code: str = "RK-1", *, part: bool = False, **data: Any) -> HttpResponse:
    version = data.pop("versi", river.answer("damai", code).version)
    extra = PART if part else {}
    response: HttpResponse = browser.post(url(river, code), {"versi": version, **data}, **extra)
    return response


def test_a_unit_officer_saves_and_the_next_page_says_when(world: World, river: River, as_: AsPerson) -> None:
    response = as_(world.budi).post(url(river), {"versi": 1, "angka": "96,5"}, follow=True)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Tersimpan" in text
    assert "WIB" in text
    answer = river.answer("damai", "RK-1")
    assert (answer.value, answer.state, answer.version) == ({"number": "96.5"}, "draft", 2)
    assert answer.saved_by_id == world.budi.pk
    assert river.submission().given == 1


def test_the_script_gets_the_points_and_the_time_of_the_server(world: World, river: River, as_: AsPerson) -> None:
    response = post(as_(world.budi), river, part=True, angka="90")
    assert response.status_code == 200
    assert response["X-Saved-Version"] == "2"
    text = response.content.decode()
    assert "6 dari 10 poin" in text
    assert "Sedang diisi" in text
    assert "Untuk 10 poin angkanya harus naik 5" in text
    assert timezone.localtime(river.answer("damai", "RK-1").saved_at).strftime("%H.%M WIB") in text


@pytest.mark.parametrize(
    ("code", "data", "value"),
    [
        ("RK-1", {"angka": "96,50"}, {"number": "96.5"}),
        ("RK-2", {"pembilang": "3", "penyebut": "4.800,5"}, {"numerator": "3", "denominator": "4800.5"}),
        ("RK-3", {"ya": "tidak"}, {"yes": False}),
        ("RK-1", {"cara": "missing", "alasan": "Sedang dikumpulkan"}, {"missing": "Sedang dikumpulkan"}),
        ("RK-1", {"cara": "not_applicable", "alasan": "Tidak punya"}, {"not_applicable": "Tidak punya"}),
    ],
)
def test_every_way_to_answer_is_kept_as_the_files_write_it(
    code: str, data: Any, value: Any, world: World, river: River, as_: AsPerson
) -> None:
    assert post(as_(world.budi), river, code, **data).status_code == 302
    assert river.answer("damai", code).value == value


@pytest.mark.parametrize(
    ("code", "data", "value"),
    [
        ("RK-4", {"pilihan": "a"}, {"choice": "a"}),
        ("RK-5", {"butir": ["telepon", "rekap"]}, {"checked": ["rekap", "telepon"]}),
        ("RK-5", {"nihil": "ya"}, {"checked": []}),
        ("RK-6", {"ada": "ya", "sampai": "2026-01-31"},
         {"document": {"present": True, "from": "", "until": "2026-01-31"}}),
        ("RK-6", {"ada": "tidak"}, {"document": {"present": False, "from": "", "until": ""}}),
    ],
)  # fmt: skip
def test_the_coordinator_may_answer_everything(
    code: str, data: Any, value: Any, world: World, river: River, as_: AsPerson
) -> None:
    assert post(as_(world.ani), river, code, **data).status_code == 302
    assert river.answer("damai", code).value == value
    page = as_(world.ani).get(url(river, code))
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("code", "data", "words"),
    [
        ("RK-1", {"angka": "1.234"}, "dapat dibaca dua cara: 1.234 atau 1,234"),
        ("RK-1", {"angka": "banyak"}, "bukan angka"),
        ("RK-1", {"angka": "96%"}, "bukan angka"),
        ("RK-1", {"angka": "140"}, "nilai 140 tidak mungkin"),
        ("RK-2", {"pembilang": "3"}, "Penyebut belum diisi"),
        ("RK-2", {"pembilang": "3", "penyebut": "0"}, "penyebut 0 tidak lebih dari nol"),
        ("RK-1", {"cara": "missing"}, "tanpa alasan"),
        ("RK-1", {"cara": "not_applicable"}, "tanpa alasan"),
    ],
)
def test_what_cannot_be_an_answer_is_not_kept_and_not_lost(
    code: str, data: Any, words: str, world: World, river: River, as_: AsPerson
) -> None:
    for part in (False, True):
        response = post(as_(world.budi), river, code, part=part, **data)
        assert response.status_code == 422
        assert words in response.content.decode().replace("&#x27;", "'")
        assert "X-Saved-Version" not in response
    assert river.answer("damai", code).value is None
    assert river.submission().given == 0


def test_what_was_typed_stands_in_the_page_again(world: World, river: River, as_: AsPerson) -> None:
    response = post(as_(world.budi), river, angka="1.234", catatan="dari rekap")
    text = response.content.decode()
    assert 'value="1.234"' in text
    assert "dari rekap" in text


def test_an_onlooker_cannot_write_and_a_stranger_finds_nothing(world: World, river: River, as_: AsPerson) -> None:
    assert post(as_(world.dewi), river, angka="1").status_code == 403
    assert post(as_(world.citra), river, angka="1").status_code == 404
    assert post(as_(world.yuda), river, angka="1").status_code == 404, "another unit of the same city"
    assert river.answer("damai", "RK-1").value is None


def test_a_unit_reads_only_what_it_answers(world: World, river: River, as_: AsPerson) -> None:
    browser = as_(world.budi)
    assert browser.get(url(river, "RK-1")).status_code == 200
    assert browser.get(url(river, "RK-4")).status_code == 404
    page = browser.get(f"/laporan/{river.cities['damai']}").content.decode()
    assert "Cakupan imunisasi" in page
    assert "Rumah aman" not in page


def test_a_second_save_from_an_old_page_shows_both_values(world: World, river: River, as_: AsPerson) -> None:
    post(as_(world.ani), river, angka="90")
    response = post(as_(world.budi), river, versi=1, angka="80", catatan="punya Budi")
    assert response.status_code == 409
    text = response.content.decode()
    assert "90 persen" in text
    assert "80 persen" in text
    assert "Ani Andayani" in text
    assert river.answer("damai", "RK-1").value == {"number": "90"}
    chosen = as_(world.budi).post(url(river), {"versi": 2, "angka": "80", "catatan": "punya Budi"})
    assert chosen.status_code == 302
    assert river.answer("damai", "RK-1").value == {"number": "80"}


def test_the_same_words_sent_again_after_a_lost_reply_are_no_conflict(
    world: World, river: River, as_: AsPerson
) -> None:
    before = Event.objects.count()
    for _try in range(3):
        response = post(as_(world.budi), river, versi=1, part=True, angka="90,0")
        assert response.status_code == 200
        assert response["X-Saved-Version"] == "2"
    assert Event.objects.count() == before + 1


def test_the_history_tells_old_and_new_value(world: World, river: River, as_: AsPerson) -> None:
    post(as_(world.budi), river, angka="90")
    post(as_(world.budi), river, angka="91,5")
    event = Event.objects.filter(verb="submissions.saved").latest("seq")
    assert '"old":"90"' in event.data.replace(" ", "")
    assert '"new":"91,5"' in event.data.replace(" ", "")
    assert event.holder == world.office("dinas").pk, "the unit that answers reads the history, and its city"
    assert "Jawaban disimpan" in as_(world.budi).get(url(river)).content.decode()


def test_ready_answers_are_not_changed_by_accident(world: World, river: River, as_: AsPerson) -> None:
    post(as_(world.budi), river, angka="90", lalu="siap")
    assert river.answer("damai", "RK-1").state == Answer.State.READY
    assert river.submission().ready == 1
    response = post(as_(world.budi), river, angka="91")
    assert response.status_code == 400
    assert "sudah dinyatakan siap" in response.content.decode()


def test_an_emptied_answer_is_empty_again(world: World, river: River, as_: AsPerson) -> None:
    post(as_(world.budi), river, angka="90")
    post(as_(world.budi), river, angka="")
    answer = river.answer("damai", "RK-1")
    assert (answer.value, answer.state) == (None, "empty")
    assert river.submission().given == 0


def test_nothing_changes_after_sending(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    in_state(river, "damai", "sent")
    response = post(as_(world.ani), river, angka="1")
    assert response.status_code == 400
    assert "tidak dapat diubah" in response.content.decode()


def test_in_repair_only_what_came_back_changes(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "verifying")
    returned(river, "damai", ["RK-1"])
    assert river.submission().ready == 5
    assert post(as_(world.budi), river, "RK-2", pembilang="1", penyebut="2").status_code == 400
    assert post(as_(world.budi), river, "RK-1", angka="81").status_code == 302
    assert river.answer("damai", "RK-1").state == "draft"


def test_a_returned_answer_saved_unchanged_stays_returned(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "repair")
    assert river.answer("damai", "RK-1").state == "returned"
    assert post(as_(world.budi), river, "RK-1", angka="96,5").status_code == 302
    assert river.answer("damai", "RK-1").state == "returned"


def test_after_the_last_day_the_letter_names_it_and_who_may_extend(world: World, river: River, as_: AsPerson) -> None:
    yesterday = timezone.localdate().replace(year=2024)
    set_days(river, submit=yesterday)
    text = post(as_(world.ani), river, angka="1").content.decode()
    assert str(yesterday.year) in text
    assert "perpanjangan" in text
    assert "waktu setempat" in text
    assert post(as_(world.ani), river, angka="1").status_code == 400


def test_the_units_day_stops_the_unit_but_not_the_coordinator(world: World, river: River, as_: AsPerson) -> None:
    set_days(river, fill=timezone.localdate().replace(year=2024))
    assert post(as_(world.budi), river, angka="90").status_code == 400
    assert post(as_(world.ani), river, angka="90").status_code == 302


def test_other_methods_have_no_door(world: World, river: River, as_: AsPerson) -> None:
    assert as_(world.ani).put(url(river)).status_code == 405


def test_points_that_reviewers_give_cannot_come_from_the_city(river: River) -> None:
    with pytest.raises(Refused, match="bukan sebuah angka"):
        services.save_answer(
            river.cities["damai"], "RK-1", services.Said({"points": "9", "reason": "x"}),
            actor=river.actor("ani"), version=1,
        )  # fmt: skip


def test_the_service_itself_refuses_an_onlooker(river: River) -> None:
    with pytest.raises(Forbidden, match=r"submissions\.fill"):
        services.save_answer(
            river.cities["damai"], "RK-1", services.Said({"number": "9"}), actor=river.actor("dewi"), version=1
        )
