"""Decide an objection: somebody else than who set the value, with reasons; what is granted counts."""

import pytest
from django.urls import reverse

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.services import Ruling
from kotaham.apps.publication.services.letters import NotYours
from kotaham.apps.verification import queries as verification
from kotaham.apps.verification.models import Reading
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import CORRECTED, Case
from tests.cast import SINCE, World

VERBS = ("grant", "grant_part", "dismiss")


def test_what_is_granted_counts_at_the_final_stage_with_who_and_why(case: Case, world: World) -> None:
    one = case.judged("grant")
    assert (one.state, one.granted) == ("granted", {"number": "96.5"})
    answer = case.river.answer("damai", CORRECTED)
    reading = Reading.objects.get(answer=answer, stage="final")
    assert (reading.value, reading.before, reading.by_id) == ({"number": "96.5"}, {"number": "81"}, world.wulan.pk)
    assert (reading.reason_code, reading.reason) == ("objection", "Rekapnya lengkap.")
    assert verification.values([answer.submission_id], "validated")[answer.pk] == {"number": "81"}, "the stage stays"
    assert Event.objects.filter(verb="publication.granted", subject=str(one.pk)).exists()


def test_a_grant_in_part_takes_its_own_value(case: Case) -> None:
    one = case.judged("grant_part", {"number": "90"})
    assert (one.state, one.granted) == ("partly", {"number": "90"})
    assert verification.values([one.submission_id], "final")[one.answer_id] == {"number": "90"}


def test_what_is_dismissed_changes_nothing(case: Case) -> None:
    one = case.judged("dismiss")
    assert (one.state, one.granted) == ("dismissed", None)
    assert not Reading.objects.filter(stage="final").exists()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "belum diisi"),
        ({"number": "96.5"}, "yang diminta kabupaten/kota"),
        ({"number": "81"}, "sama dengan hasil"),
    ],
)
def test_the_value_of_a_part_lies_between(case: Case, value: object, words: str) -> None:
    one = case.filed()
    with pytest.raises(Refused) as refused:
        services.judge(one.pk, Ruling("grant_part", "Sebagian.", value), actor=case.act("wulan"))
    assert words in refused.value.text()


@pytest.mark.parametrize("verb", VERBS)
def test_reasons_are_needed(case: Case, verb: str) -> None:
    one = case.filed()
    with pytest.raises(Refused) as refused:
        services.judge(one.pk, Ruling(verb, " ", {"number": "90"}), actor=case.act("wulan"))
    assert "Alasannya masih kosong" in refused.value.text()


@pytest.mark.parametrize("verb", VERBS)
def test_who_set_the_value_does_not_judge(case: Case, verb: str) -> None:
    one = case.filed()
    with pytest.raises(NotYours) as refused:
        services.judge(one.pk, Ruling(verb, "Tetap.", {"number": "90"}), actor=case.act("gita"))
    assert "Anda ikut menetapkan nilai yang disanggah" in refused.value.text()


@pytest.mark.parametrize("who", ["dewi", "ani"])
def test_a_person_of_two_roles_is_known_by_their_person(case: Case, world: World, who: str) -> None:
    """Dewi read the answer for the Kanwil, Ani sent it; neither judges, whatever else they become."""
    one = case.filed()
    Appointment.objects.create(
        person=world.people[who], role="assessor", office=world.office("ministry"), starts=SINCE, basis="SK rekaan"
    )
    held = Appointment.objects.get(person=world.people[who], role="assessor")
    from_both = case.act(who)
    acting = type(from_both)(
        person=from_both.person, role="assessor", appointment=held.pk, office=held.office_id, rank=0, area=("",)
    )
    with pytest.raises(NotYours):
        services.judge(one.pk, Ruling("dismiss", "Tetap."), actor=acting)


@pytest.mark.parametrize("who", ["eko", "hadi", "dewi", "ani", "made"])
def test_other_roles_may_not_judge(case: Case, who: str) -> None:
    one = case.filed()
    with pytest.raises(Forbidden):
        services.judge(one.pk, Ruling("dismiss", "Tetap."), actor=case.act(who))


def test_a_second_decision_finds_the_first(case: Case) -> None:
    one = case.judged("grant")
    with pytest.raises(Stale):
        services.judge(one.pk, Ruling("grant", "Lagi."), actor=case.act("wulan"))
    with pytest.raises(Refused) as refused:
        services.judge(one.pk, Ruling("dismiss", "Lagi."), actor=case.act("wulan"))
    assert "tidak mungkin dari keadaan" in refused.value.text()


def test_the_city_hears_of_it_and_reads_the_reasons(case: Case, as_: AsPerson, world: World) -> None:
    Notice.objects.all().delete()
    one = case.judged("dismiss")
    told = Notice.objects.get(kind="publication.judged")
    assert told.person_id == world.ani.pk
    page = as_(world.ani).get(one.get_absolute_url()).content.decode()
    assert "Ditolak" in page
    assert "Rekapnya lengkap." in page


def test_before_the_decision_the_kanwil_reads_nothing_and_afterwards_all(
    case: Case, as_: AsPerson, world: World
) -> None:
    one = case.filed()
    for person in (world.dewi, world.kartika):
        assert as_(person).get(one.get_absolute_url()).status_code == 404
    for person in (world.gita, world.made, world.eko):
        assert as_(person).get(one.get_absolute_url()).status_code == 200
    services.judge(one.pk, Ruling("dismiss", "Tetap 81."), actor=case.act("wulan"))
    for person in (world.dewi, world.kartika):
        assert "Tetap 81." in as_(person).get(one.get_absolute_url()).content.decode()
    assert as_(world.citra).get(one.get_absolute_url()).status_code == 404
    assert as_(world.budi).get(one.get_absolute_url()).status_code == 403


def test_the_page_offers_the_verbs_to_a_free_assessor_only(case: Case, as_: AsPerson, world: World) -> None:
    one = case.filed()
    assert "Simpan putusan" in as_(world.wulan).get(one.get_absolute_url()).content.decode()
    page = as_(world.gita).get(one.get_absolute_url()).content.decode()
    assert "Simpan putusan" not in page
    assert "penilai lain yang memutus" in page


def test_the_page_keeps_what_was_typed_when_something_is_missing(case: Case, as_: AsPerson, world: World) -> None:
    one = case.filed()
    url = reverse("publication:judge", args=[one.pk])
    answer = as_(world.wulan).post(url, {"verb": "grant_part", "reason": "Pertimbangan panjang", "angka": "96,5"})
    assert answer.status_code == 422
    assert "Pertimbangan panjang" in answer.content.decode()
    done = as_(world.wulan).post(url, {"verb": "grant_part", "reason": "Sebagian", "angka": "90"}, follow=True)
    assert "Dikabulkan sebagian" in done.content.decode()


def test_those_before_are_everybody_with_a_hand_in_it(case: Case, world: World) -> None:
    answer = case.river.answer("damai", CORRECTED)
    found = queries.before_the_answer(case.report(), answer)
    assert {world.ani.pk, world.dewi.pk, world.gita.pk} <= found
    assert world.wulan.pk not in found


def test_without_the_rule_gita_would_judge_her_own_value(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    one = case.filed()
    monkeypatch.setattr("kotaham.apps.publication.services.judging.may_judge", lambda *_args: True)
    assert services.judge(one.pk, Ruling("dismiss", "Tetap."), actor=case.act("gita")).state == "dismissed"
