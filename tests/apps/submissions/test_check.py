"""The look before sending: what is open, what it costs, what deserves a second look and by which rule."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse

from kotaham.apps.evidence.models import Revision
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.services.checking import look_over
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, filled, open_round, proved, sent
from tests.cast import World


def url(river: River, city: str = "damai") -> str:
    return reverse("submissions:check", args=[river.cities[city]])


def rules(river: River, city: str = "damai") -> dict[str, set[str]]:
    look = look_over(river.submission(city))
    return {one.answer.code: {doubt.rule for doubt in one.doubts} for one in look.doubtful}


def test_what_is_open_stands_with_its_cost_the_dearest_first(world: World, river: River, as_: AsPerson) -> None:
    filled(river, values={**GOOD, "RK-2": None, "RK-3": {"missing": "Belum didata"}})
    look = look_over(river.submission())
    # Two rights weigh alike: RK-2 is 10 of the 25 points of the first, RK-3 is 5 of them.
    assert [(hole.answer.code, hole.cost, hole.reason) for hole in look.holes] == [
        ("RK-2", Fraction(20), ""),
        ("RK-3", Fraction(10), "Belum didata"),
    ]
    assert look.total_cost == 30
    page = as_(world.ani).get(url(river)).content.decode()
    assert "20,00 dari nilai akhir" in page
    assert "Belum didata" in page
    assert "Tanpa alasan" in page
    assert "laporan dengan jawaban kosong tidak mendapat nilai akhir" in page


def test_a_complete_report_says_so(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    for code in GOOD:
        proved(river, "damai", code)
    page = as_(world.ani).get(url(river)).content.decode()
    assert "Semua indikator sudah dijawab." in page
    assert "Tidak ada yang mencolok." in page


def test_every_rule_that_was_met_is_named_with_its_formula(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    page = as_(world.ani).get(url(river)).content.decode()
    assert "Tanpa bukti (6)." in page, "many of these stand in one line"
    assert "tidak satu pun bukti dilampirkan" in page
    assert rules(river) == {code: {"no-evidence"} for code in GOOD}


def test_last_period_and_other_cities_are_compared(world: World) -> None:
    before = open_round(world, cities=["damai"])
    filled(before)
    now = open_round(world, previous=before.round, period="2026")
    filled(now, values={**GOOD, "RK-1": {"number": "9.65"}, "RK-2": {"numerator": "3", "denominator": "48000"}})
    found = rules(now)
    assert "factor-last" in found["RK-1"]
    assert "factor-last" in found["RK-2"]
    assert "factor-last" not in found["RK-3"]


def test_evidence_of_another_time_is_named(world: World, river: River) -> None:
    filled(river)
    proved(river, "damai", "RK-1", expires=date(2025, 12, 30))
    proved(river, "damai", "RK-3", effective_from=date(2026, 1, 1))
    proved(river, "damai", "RK-4", effective_from=date(2025, 1, 1), expires=date(2025, 12, 31))
    found = rules(river)
    assert found["RK-1"] == {"evidence-expired"}
    assert found["RK-3"] == {"evidence-later"}
    assert "RK-4" not in found


def test_the_same_file_of_another_city_is_seen_and_the_city_is_not_named(
    world: World, river: River, as_: AsPerson
) -> None:
    filled(river)
    filled(river, "seberang")
    mine, theirs = proved(river, "damai", "RK-1"), proved(river, "seberang", "RK-1")
    assert "same-file" not in rules(river).get("RK-1", set())
    Revision.objects.filter(evidence__in=[mine, theirs]).update(sha256="ab" * 32)
    assert "same-file" in rules(river)["RK-1"]
    page = as_(world.ani).get(url(river)).content.decode()
    assert "Berkas yang sama dipakai daerah lain" in page
    assert "Seberang" not in page


def test_one_piece_of_the_province_used_by_two_cities_is_no_doubt(world: World, river: River) -> None:
    filled(river)
    mine = proved(river, "damai", "RK-1", by="province")
    Revision.objects.filter(evidence=mine).update(sha256="ab" * 32)
    assert "same-file" not in rules(river).get("RK-1", set())


def test_a_few_other_cities_are_no_comparison(world: World, river: River) -> None:
    sent(river, "rukun", {**GOOD, "RK-1": {"number": "9.65"}})
    filled(river)
    assert "factor-peers" not in rules(river)["RK-1"]


def test_an_explanation_is_kept_beside_the_answer_and_shown(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    ani = as_(world.ani)
    to = reverse("submissions:explain", args=[river.cities["damai"], "RK-1"])
    page = ani.post(to, {"catatan": "Cakupan naik karena <b>kampanye</b>."}, follow=True).content.decode()
    assert "Penjelasan untuk RK-1 disimpan." in page
    assert "&lt;b&gt;kampanye" in page
    answer = river.answer("damai", "RK-1")
    assert (answer.note, answer.value) == ("Cakupan naik karena <b>kampanye</b>.", GOOD["RK-1"])
    assert ani.post(to, {"catatan": "  "}).status_code == 400
    assert as_(world.citra).post(to, {"catatan": "x"}).status_code == 404
    assert as_(world.dewi).post(to, {"catatan": "x"}).status_code == 403


def test_who_may_look(world: World, river: River, as_: AsPerson) -> None:
    for name, status in (("ani", 200), ("dewi", 200), ("kartika", 200), ("eko", 200), ("made", 200), ("budi", 403)):
        assert as_(world.people[name]).get(url(river)).status_code == status, name
    assert as_(world.citra).get(url(river)).status_code == 404


def test_only_the_city_sees_its_buttons(world: World, river: River, as_: AsPerson) -> None:
    assert "Kirim ke Kanwil" in as_(world.ani).get(url(river)).content.decode()
    assert "Kirim ke Kanwil" not in as_(world.dewi).get(url(river)).content.decode()


def test_the_page_asks_few_questions(
    world: World,
    river: River,
    as_: AsPerson,
    django_assert_max_num_queries: Any,
) -> None:
    filled(river)
    ani = as_(world.ani)
    ani.get(url(river))
    with django_assert_max_num_queries(25):
        ani.get(url(river))


def test_doubts_of_many_reports_are_those_of_each(world: World, river: River) -> None:
    filled(river)
    filled(river, "rukun")
    rows = list(Submission.objects.filter(round=river.round).select_related("round", "round__instrument"))
    counts = services.suspicious(rows)
    assert counts[river.cities["damai"]] == len(rules(river)) == 6
    assert counts[river.cities["rukun"]] == 6
    assert counts[river.cities["seberang"]] == 0
