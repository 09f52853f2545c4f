"""Correct a decision by another one."""

import pytest
from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.models import Amendment, Decision, Row
from kotaham.apps.publication.services import Change, Decree
from kotaham.apps.verification import queries as verification
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import DECREE, Case
from tests.cast import World

WHY = "Rekap ternyata memuat anak dari kota lain."
CHANGE = Change({"number": "70"}, "miscount", WHY)
NEXT = Decree("HAM-02 Tahun 2026", DECREE.day, DECREE.signatory)


def correction(case: Case) -> Decision:
    old = case.frozen()
    return services.correct(old.pk, "Perubahan", WHY, actor=case.act("eko"))


def amended(case: Case, change: Change = CHANGE) -> Decision:
    draft = correction(case)
    report = case.river.cities["damai"]
    services.amend(draft.pk, report, "RK-1", change, actor=case.act("eko"), version=draft.version)
    return Decision.objects.get(pk=draft.pk)


def test_a_correction_changes_a_value_with_its_reason_and_has_its_own_number(quick: Case, world: World) -> None:
    draft = amended(quick)
    answer = quick.river.answer("damai", "RK-1")
    assert verification.values([answer.submission_id], "final")[answer.pk] == {"number": "70"}
    quick.scored()
    draft = services.redraw(draft.pk, actor=quick.act("eko"), version=draft.version)
    row = Row.objects.get(decision=draft, name="Kota Damai")
    assert row.before is not None
    assert row.before["total"] != row.total
    assert Row.objects.get(decision=draft, name="Kota Rukun").before is None
    Notice.objects.all().delete()
    done = services.freeze(draft.pk, NEXT, actor=quick.act("hadi"), version=draft.version)
    old = Decision.objects.get(number=DECREE.number)
    assert (done.state, done.corrects_id) == ("frozen", old.pk)
    assert queries.corrected_by(old.pk) == done
    held = queries.in_force(quick.round)
    assert held is not None
    assert held.pk == done.pk
    told = Notice.objects.filter(kind="publication.frozen")
    assert set(told.values_list("person_id", flat=True)) == {world.ani.pk}, "only the city whose result changes"


def test_the_old_decision_stays_and_says_who_changed_it(quick: Case, as_: AsPerson, world: World) -> None:
    draft = amended(quick)
    quick.scored()
    draft = services.redraw(draft.pk, actor=quick.act("eko"), version=draft.version)
    services.freeze(draft.pk, NEXT, actor=quick.act("hadi"), version=draft.version)
    old = Decision.objects.get(number=DECREE.number)
    page = as_(world.ani).get(old.get_absolute_url()).content.decode()
    assert "Diubah oleh HAM-02 Tahun 2026" in page
    new = as_(world.ani).get(draft.get_absolute_url()).content.decode()
    assert "semula" in new
    assert WHY in new


def test_an_amendment_wants_a_new_run_before_it_is_frozen(quick: Case) -> None:
    draft = amended(quick)
    with pytest.raises(Refused) as refused:
        services.redraw(draft.pk, actor=quick.act("eko"), version=draft.version)
    assert "Hitung ulang" in refused.value.text()
    with pytest.raises(Refused):
        services.freeze(draft.pk, NEXT, actor=quick.act("hadi"), version=draft.version)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change({"number": "96.5"}, "miscount", WHY), "sama dengan hasil penilaian"),
        (Change(None, "miscount", WHY), "belum diisi"),
        (Change({"number": "70"}, "", WHY), "Jenis alasan belum dipilih"),
        (Change({"number": "70"}, "miscount", " "), "Alasannya masih kosong"),
    ],
)
def test_what_an_amendment_needs(quick: Case, change: Change, words: str) -> None:
    with pytest.raises(Refused) as refused:
        amended(quick, change)
    assert words in refused.value.text()
    assert not Amendment.objects.exists()


def test_a_dropped_correction_leaves_everything_as_it_was(quick: Case) -> None:
    answer = quick.river.answer("damai", "RK-1")
    draft = amended(quick)
    services.drop(draft.pk, actor=quick.act("eko"), version=draft.version)
    assert answer.pk not in verification.values([answer.submission_id], "final")
    assert Event.objects.filter(verb="verification.uncorrected").exists()
    held = queries.in_force(quick.round)
    assert held is not None
    assert held.number == DECREE.number


def test_a_dropped_correction_gives_back_what_an_objection_had_won(case: Case) -> None:
    one = case.judged("grant_part", {"number": "90"})
    draft = amended(case)
    services.drop(draft.pk, actor=case.act("eko"), version=draft.version)
    reading = verification.readings_of(one.submission_id)[one.answer_id]["final"]
    assert (reading.value, reading.reason_code, reading.by_id) == ({"number": "90"}, "objection", one.decided_by_id)


def test_only_the_decision_in_force_is_corrected(quick: Case) -> None:
    draft = correction(quick)
    with pytest.raises(Refused) as refused:
        services.correct(draft.pk, "Perubahan", WHY, actor=quick.act("eko"))
    assert "bukan keputusan yang berlaku sekarang" in refused.value.text()
    old = queries.in_force(quick.round)
    assert old is not None
    with pytest.raises(Stale):
        services.correct(old.pk, "Perubahan lagi", WHY, actor=quick.act("eko"))


def test_a_first_draft_takes_no_amendment(quick: Case) -> None:
    draft = quick.drafted()
    with pytest.raises(Refused) as refused:
        services.amend(
            draft.pk, quick.river.cities["damai"], "RK-1", CHANGE, actor=quick.act("eko"), version=draft.version
        )
    assert "bukan keputusan perubahan" in refused.value.text()


def test_two_amendments_of_one_page_are_seen(quick: Case) -> None:
    draft, report = correction(quick), quick.river.cities["damai"]
    services.amend(draft.pk, report, "RK-1", CHANGE, actor=quick.act("eko"), version=draft.version)
    with pytest.raises(Stale):
        services.amend(
            draft.pk,
            report,
            "RK-3",
            Change({"yes": False}, "other", WHY),
            actor=quick.act("eko"),
            version=draft.version,
        )


@pytest.mark.parametrize("who", ["hadi", "gita", "ani", "made"])
def test_others_may_not_correct(quick: Case, who: str) -> None:
    old = quick.frozen()
    with pytest.raises(Forbidden):
        services.correct(old.pk, "Perubahan", WHY, actor=quick.act(who))


def test_the_pages_lead_from_the_old_decision_to_the_new_value(quick: Case, as_: AsPerson, world: World) -> None:
    old, eko = quick.frozen(), as_(world.eko)
    url = reverse("publication:correct", args=[old.pk])
    assert "Keputusan lama tetap terbaca" in eko.get(url).content.decode()
    assert eko.post(url, {"title": "Perubahan", "why": ""}).status_code == 422
    eko.post(url, {"title": "Perubahan", "why": WHY})
    draft = queries.draft_of(quick.round)
    assert draft is not None
    report = quick.river.cities["damai"]
    assert "RK-1" in eko.get(reverse("publication:answers", args=[draft.pk, report])).content.decode()
    url = reverse("publication:amend", args=[draft.pk, report, "RK-1"])
    assert "96,5" in eko.get(url).content.decode()
    typed = {"angka": "70", "reason_code": "", "reason": "Kata yang diketik", "version": draft.version}
    again = eko.post(url, typed)
    assert again.status_code == 422
    assert "Kata yang diketik" in again.content.decode()
    done = eko.post(url, {**typed, "reason_code": "miscount"}, follow=True)
    assert "Hitung ulang putarannya" in done.content.decode()
