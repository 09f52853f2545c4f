"""A city objects to the value of one answer."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.publication import services
from kotaham.apps.publication.models import Objection
from kotaham.apps.publication.services import Wish
from kotaham.apps.rounds import services as rounds
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import CORRECTED, WISH, Case
from tests.apps.verification.conftest import fix
from tests.cast import World


def test_the_coordinator_begins_a_draft_and_it_is_in_the_history(case: Case) -> None:
    one = case.begin()
    assert (one.state, one.grounds, one.wanted) == ("draft", WISH.grounds, {"number": "96.5"})
    assert Event.objects.filter(verb="publication.begun", subject=str(one.pk)).exists()


@pytest.mark.parametrize("who", ["wulan", "dewi", "budi", "made"])
def test_others_who_see_the_report_may_not_object(case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        case.begin(who=who)


def test_another_city_does_not_find_it(case: Case) -> None:
    with pytest.raises(Http404):
        case.begin(who="citra")


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("  ", {"number": "96.5"}), "Alasan sanggahan masih kosong"),
        (Wish("Keliru.", None), "Nilai yang menurut Anda benar belum diisi"),
        (Wish("Keliru.", {"number": "81"}), "sama dengan hasil penilaian"),
        (Wish("Keliru.", {"number": "81.0"}), "sama dengan hasil penilaian"),
        (Wish("Keliru.", {"number": "150"}), "150"),
    ],
)
def test_what_is_missing_or_impossible_is_told(case: Case, wish: Wish, words: str) -> None:
    with pytest.raises(Refused) as refused:
        case.begin(wish=wish)
    assert words in refused.value.text()


def test_an_answer_is_objected_to_once(case: Case) -> None:
    first = case.begin()
    with pytest.raises(Refused) as refused:
        case.begin()
    assert f"sudah disanggah ({first})" in refused.value.text()
    services.withdraw(first.pk, actor=case.act("ani"))
    assert case.begin().pk != first.pk, "what was withdrawn is out of the way"


def test_before_the_announcement_nothing_can_be_objected_to(quick: Case) -> None:
    quick.settled()
    with pytest.raises(Refused) as refused:
        quick.begin()
    assert "tidak sedang dalam masa sanggahan" in refused.value.text()


def test_too_late_is_told_with_the_day_and_who_may_give_more(case: Case) -> None:
    case.over("damai")
    with pytest.raises(Refused) as refused:
        case.begin()
    told = refused.value.text()
    assert "Masa sanggahan Kota Damai berakhir" in told
    assert "pukul 23.59 waktu setempat" in told
    assert "perpanjangan" in told
    assert "rounds.extend" not in told


def test_the_last_moment_counts_and_the_one_after_does_not(case: Case) -> None:
    ends = case.report().objection_ends
    assert ends is not None
    one = services.begin(case.report().pk, CORRECTED, WISH, actor=case.act("ani"), now=ends)
    with pytest.raises(Refused):
        services.file(one.pk, actor=case.act("ani"), now=ends + timedelta(microseconds=1))


def test_an_extension_of_the_round_gives_more_days(case: Case, world: World) -> None:
    case.over("damai")
    later = timezone.localdate() + timedelta(days=3)
    rounds.extend(case.round, "object", later, actor=case.act("eko"), reason="Banjir.", office=world.office("damai").pk)
    assert case.begin().state == "draft"


def test_the_draft_is_written_anew_and_two_at_once_are_seen(case: Case) -> None:
    one = case.begin()
    again = services.edit(one.pk, Wish("Lain.", {"number": "90"}), actor=case.act("ani"), version=1)
    assert (again.grounds, again.wanted, again.version) == ("Lain.", {"number": "90"}, 2)
    with pytest.raises(Stale):
        services.edit(one.pk, WISH, actor=case.act("ani"), version=1)


def test_what_is_filed_is_not_written_anew(case: Case) -> None:
    one = case.filed()
    with pytest.raises(Refused) as refused:
        services.edit(one.pk, WISH, actor=case.act("ani"), version=one.version)
    assert "sudah diajukan" in refused.value.text()


def test_a_draft_is_the_citys_alone(case: Case, as_: AsPerson, world: World) -> None:
    one = case.begin()
    for person, status in (
        (world.ani, 200),
        (world.gita, 404),
        (world.dewi, 404),
        (world.made, 404),
        (world.citra, 404),
    ):
        assert as_(person).get(one.get_absolute_url()).status_code == status, person.name


def test_the_form_shows_both_values_and_keeps_what_was_typed(case: Case, as_: AsPerson, world: World) -> None:
    url = reverse("publication:object", args=[case.report().pk, CORRECTED])
    page = as_(world.ani).get(url).content.decode()
    assert "Sanggah hasil penilaian RK-1" in page
    assert "96,5" in page
    assert "81" in page
    assert "Hasil penilaian: " in page, "and why it was changed"
    assert fix(CORRECTED).reason in page
    answer = as_(world.ani).post(url, {"grounds": "Alasan yang diketik", "angka": "1.234", "version": "0"})
    assert answer.status_code == 422
    assert "Alasan yang diketik" in answer.content.decode()
    assert "dua cara" in answer.content.decode()
    done = as_(world.ani).post(url, {"grounds": "Alasan", "angka": "96,5", "version": "0"})
    assert done.status_code == 302
    assert Objection.objects.get().wanted == {"number": "96.5"}
    assert as_(world.ani).get(url).status_code == 302, "the form leads to the objection that is there"


def test_the_list_of_answers_shows_what_changed_first(case: Case, as_: AsPerson, world: World) -> None:
    page = as_(world.ani).get(reverse("publication:choose", args=[case.report().pk])).content.decode()
    assert "Jawaban Kota Damai yang dapat disanggah" in page
    assert page.index("RK-1 ") < page.index("RK-2 ")
    assert "Dikoreksi" in page


def test_without_the_check_of_the_clock_a_late_objection_would_come_in(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    case.over("damai")
    monkeypatch.setattr("kotaham.apps.publication.services.objecting.must_be_in_time", lambda *_args: None)
    assert case.begin().state == "draft"
