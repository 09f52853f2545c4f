"""A unit says that an answer is done; the unit or the coordinator opens it again."""

from typing import Any

import pytest

from kotaham.apps.accounts.services import work_of
from kotaham.apps.events.models import Event
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.notices.models import Notice
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.river import SMALL, River, filled, in_state, open_round, proved, returned
from tests.cast import World

BY_REVIEWER = """\
  - code: RK-7
    group: AMAN
    title: Mutu rencana aksi
    scoring: {kind: direct, from: 0, to: 10, criteria: Makin rinci makin tinggi}
  - code: RK-8
    group: AMAN
    title: Cara penilaian belum terbaca
    certainty: unknown
    scoring: {kind: unknown}
"""


def larger() -> Version:
    text = SMALL.replace("id: uji-sungai", "id: uji-sungai-besar") + BY_REVIEWER
    told = described(text)
    return Version.objects.create(**told.columns(), content=text, state=Version.State.DRAFT, locked=True)


def click(browser: Any, river: River, code: str, verb: str, **data: Any) -> Any:
    version = data.pop("versi", river.answer("damai", code).version)
    return browser.post(f"/laporan/{river.cities['damai']}/indikator/{code}/{verb}", {"versi": version, **data})


def test_saving_and_saying_ready_is_one_click_and_leads_on(world: World, river: River, as_: AsPerson) -> None:
    page = as_(world.budi).post(
        f"/laporan/{river.cities['damai']}/indikator/RK-1", {"versi": 1, "angka": "96,5", "lalu": "siap"}
    )
    assert page["Location"].endswith("/indikator/RK-2"), "the next one of the unit"
    assert river.answer("damai", "RK-1").state == Answer.State.READY
    assert river.submission().ready == 1
    assert Event.objects.filter(verb="submissions.marked-ready").count() == 1


def test_an_empty_answer_cannot_be_ready(world: World, river: River, as_: AsPerson) -> None:
    page = as_(world.budi).post(
        f"/laporan/{river.cities['damai']}/indikator/RK-1", {"versi": 1, "angka": "", "lalu": "siap"}
    )
    assert page.status_code == 422, "on the page itself, as any other mistake"
    assert "masih kosong" in page.content.decode()
    assert page.context["answer"].code == "RK-1"


def test_the_unit_opens_its_own_answer_without_a_reason(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    assert click(as_(world.budi), river, "RK-1", "buka").status_code == 302
    assert river.answer("damai", "RK-1").state == Answer.State.DRAFT
    assert river.submission().ready == 5


def test_the_coordinator_says_why_and_the_unit_hears_it(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    browser = as_(world.ani)
    refused = click(browser, river, "RK-1", "buka")
    assert refused.status_code == 400
    assert "Alasannya masih kosong" in refused.content.decode()
    assert click(browser, river, "RK-1", "buka", reason="Angkanya belum sama dengan BPS.").status_code == 302
    notice = Notice.objects.filter(person=world.budi).latest("pk")
    assert notice.values["reason"] == "Angkanya belum sama dengan BPS."


def test_what_came_back_is_ready_only_when_it_changed_or_was_replied_to(
    world: World, river: River, as_: AsPerson
) -> None:
    in_state(river, "damai", "repair")
    ani, answer = as_(world.ani), river.answer("damai", "RK-1")
    sent = {"angka": "96,5", "catatan": "", "balasan": "", "lalu": "siap"}
    page = ani.post(answer.get_absolute_url(), {**sent, "versi": answer.version})
    assert page.status_code == 422
    told = page.content.decode()
    assert "belum diubah dan pertanyaannya belum dibalas" in told
    assert 'aria-invalid="true" autofocus' in told, "the field of the reply has the error, and the keyboard"
    assert river.answer("damai", "RK-1").state == Answer.State.RETURNED
    with pytest.raises(Refused) as refused:
        services.mark_ready(answer.submission_id, "RK-1", actor=river.actor("ani"), version=answer.version)
    assert refused.value.codes == ("submissions.returned-unchanged",)
    reply = "Angkanya tetap; rekap triwulan II menyusul."
    for _click in range(2):  # a second click is the first one
        assert (
            ani.post(answer.get_absolute_url(), {**sent, "balasan": reply, "versi": answer.version}).status_code == 302
        )
    kept = river.answer("damai", "RK-1")
    assert (kept.state, kept.reply, kept.value) == (Answer.State.READY, reply, answer.value)


def test_in_a_repair_ready_leads_to_the_next_question_and_from_the_last_one_to_the_report(
    world: World, river: River, as_: AsPerson
) -> None:
    in_state(river, "damai", "verifying")
    returned(river, "damai", ["RK-2", "RK-3"])
    report, ways = river.submission().get_absolute_url(), []
    for code, field in (("RK-3", {"ya": "ya"}), ("RK-2", {"pembilang": "3", "penyebut": "4800"})):
        answer = river.answer("damai", code)
        sent = {**field, "balasan": "Sudah diperiksa lagi.", "lalu": "siap", "versi": answer.version}
        ways.append(as_(world.ani).post(answer.get_absolute_url(), sent)["Location"])
    assert ways == [f"{report}/indikator/RK-2", report]


def test_only_what_came_back_keeps_a_reply(world: World, river: River, as_: AsPerson) -> None:
    answer = river.answer("damai", "RK-1")
    as_(world.ani).post(answer.get_absolute_url(), {"angka": "96,5", "balasan": "Halo", "versi": answer.version})
    assert river.answer("damai", "RK-1").reply == ""


def test_a_second_click_is_stale(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    version = river.answer("damai", "RK-1").version
    assert click(as_(world.budi), river, "RK-1", "buka", versi=version).status_code == 302
    assert click(as_(world.budi), river, "RK-1", "buka", versi=version).status_code == 409


def test_an_onlooker_cannot_and_a_stranger_finds_nothing(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    assert click(as_(world.dewi), river, "RK-1", "buka").status_code == 403
    assert click(as_(world.yuda), river, "RK-1", "buka").status_code == 404
    assert click(as_(world.citra), river, "RK-1", "buka").status_code == 404
    assert as_(world.ani).get(f"/laporan/{river.cities['damai']}/indikator/RK-1/buka").status_code == 405


def test_nothing_is_opened_after_sending(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "sent")
    assert click(as_(world.budi), river, "RK-1", "buka").status_code == 400


def test_what_reviewers_judge_is_ready_with_evidence_or_a_note(world: World, as_: AsPerson) -> None:
    river = open_round(world, ["damai"], version=larger(), trial=True)
    ani, pk = river.actor("ani"), river.cities["damai"]
    with pytest.raises(Refused, match="masih kosong"):
        services.mark_ready(pk, "RK-7", actor=ani, version=1)
    proved(river, "damai", "RK-7")
    services.mark_ready(pk, "RK-7", actor=ani, version=1)
    assert river.submission().given == 1
    page = as_(world.ani).get(f"/laporan/{pk}/indikator/RK-7").content.decode()
    assert "Poin indikator ini diberikan penelaah" in page


def test_an_unknown_way_of_scoring_is_said_and_the_answer_is_kept(world: World, as_: AsPerson) -> None:
    river = open_round(world, ["damai"], version=larger(), trial=True)
    url = f"/laporan/{river.cities['damai']}/indikator/RK-8"
    page = as_(world.ani).get(url).content.decode()
    assert "belum diketahui" in page
    assert as_(world.ani).post(url, {"versi": 1, "angka": "ya"}).status_code == 302
    assert river.answer("damai", "RK-8").value == {"yes": True}


def test_the_hand_over_note_counts_what_is_not_ready(world: World, river: River) -> None:
    counts = {kind.name: number for kind, number in work_of(world.appointment("budi"))}
    assert counts["submissions.answers"] == 3
    counts = {kind.name: number for kind, number in work_of(world.appointment("ani"))}
    assert counts["submissions.answers"] == 6


def test_two_clicks_on_save_and_ready_are_one(world: World, river: River, as_: AsPerson) -> None:
    answer = river.answer("damai", "RK-1")
    sent = {"angka": "96,5", "catatan": "", "versi": str(answer.version), "lalu": "siap"}
    for _click in range(2):
        assert as_(world.budi).post(answer.get_absolute_url(), sent).status_code == 302
    assert river.answer("damai", "RK-1").state == "ready"
    assert Event.objects.filter(verb="submissions.marked-ready").count() == 1
