"""Pages of scores: who sees what, before and after results are announced; numbers, ties, reasons."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.instruments.services import load_shelves, past, users_of
from kotaham.apps.scores import queries, services
from kotaham.apps.scores.models import Replay, Run
from kotaham.apps.verification.models import Reading
from kotaham.apps.verification.rules import REASONS
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, filled, in_state, open_round
from tests.apps.scores.conftest import MakeRun
from tests.cast import World


def page(as_: AsPerson, river: River, who: str, url: str, status: int = 200) -> str:
    """Open a page as somebody of the cast."""
    answer = as_(river.world.people[who]).get(url)
    assert answer.status_code == status, url
    return answer.content.decode() if not answer.streaming else ""


# The list and the runs of a round


def test_the_ministry_sees_all_results_by_rank(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    text = page(as_, river, "gita", run_of(river).get_absolute_url())
    assert text.index("Kota Damai") < text.index("Kota Rukun")
    assert "86,00" in text
    assert "Baik" in text


def test_a_city_sees_its_own_result_only(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    text = page(as_, river, "ani", run_of(river).get_absolute_url())
    assert "86,00" in text
    assert "Kota Rukun" not in text


def test_a_kanwil_sees_its_area(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    filled(river, "seberang")
    in_state(river, "seberang", "sent")
    text = page(as_, river, "dewi", run_of(river).get_absolute_url())
    assert "Kota Damai" in text
    assert "Kota Seberang" not in text


def test_a_city_that_is_not_in_a_run_does_not_find_it(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    page(as_, river, "citra", run_of(river).get_absolute_url(), 404)


def test_a_unit_and_a_learner_have_no_scores(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    for who in ("budi", "nia"):
        page(as_, river, who, run.get_absolute_url(), 403)
        page(as_, river, who, "/nilai", 403)


def test_cities_that_share_a_rank_are_marked(as_: AsPerson, world: World, run_of: MakeRun) -> None:
    river = open_round(world, ["damai", "rukun"])
    for city in ("damai", "rukun"):
        in_state(river, city, "sent")
    text = page(as_, river, "gita", run_of(river).get_absolute_url())
    assert text.count("sama</span>") == 2


def test_a_city_without_a_total_is_listed_last_with_the_reason(as_: AsPerson, world: World, run_of: MakeRun) -> None:
    river = open_round(world, ["damai", "rukun"])
    filled(river, "damai", {**GOOD, "RK-1": {"missing": "Belum ada rekap"}})
    for city in ("damai", "rukun"):
        in_state(river, city, "sent")
    text = page(as_, river, "gita", run_of(river).get_absolute_url())
    assert text.index("Kota Rukun") < text.index("Kota Damai")
    assert "Tanpa nilai akhir: 1 jawaban belum menghasilkan poin" in text


def test_results_are_narrowed_by_province_predicate_and_name(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    url = run_of(river).get_absolute_url()
    assert "Kota Rukun" not in page(as_, river, "gita", f"{url}?predikat=baik")
    assert "Kota Damai" not in page(as_, river, "gita", f"{url}?cari=rukun")
    assert "Tidak ada yang cocok" in page(as_, river, "gita", f"{url}?provinsi=98")


def test_the_round_page_counts_what_reached_a_stage_and_offers_to_score(as_: AsPerson, river: River) -> None:
    text = page(as_, river, "gita", f"/putaran/{river.round.pk}/nilai")
    assert "2 laporan sudah sampai tahap ini." in text
    assert f'action="/putaran/{river.round.pk}/nilai/hitung"' in text
    assert "/nilai/hitung" not in page(as_, river, "ani", f"/putaran/{river.round.pk}/nilai")


def test_the_button_asks_for_a_run(as_: AsPerson, river: River) -> None:
    client = as_(river.world.gita)
    answer = client.post(f"/putaran/{river.round.pk}/nilai/hitung", {"tahap": "self"})
    run = Run.objects.get()
    assert answer["Location"] == run.get_absolute_url()
    assert "Perhitungan sedang dikerjakan" in client.get(run.get_absolute_url()).content.decode()
    assert client.post(f"/putaran/{river.round.pk}/nilai/hitung", {"tahap": "lain"}).status_code == 400


def test_a_run_that_failed_says_why(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    type(river.round).objects.filter(pk=river.round.pk).update(content_sha256="0" * 64)
    assert "tidak sama dengan yang dikunci" in page(as_, river, "gita", run_of(river).get_absolute_url())


# One city


def test_before_the_announcement_a_city_sees_its_self_score_alone(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run_of(river)
    in_state(river, "damai", "verified")
    verified = run_of(river, "verified")
    pk = river.cities["damai"]
    for who in ("ani", "kartika"):
        text = page(as_, river, who, f"/laporan/{pk}/nilai")
        assert "dapat dilihat setelah hasil penilaian pusat disampaikan" in text
        assert str(verified) not in text
        for url in (verified.get_absolute_url(), *(f"/laporan/{pk}/nilai/verified/{end}" for end in
                                                   ("jejak", "rapor.pdf", "facts.json"))):  # fmt: skip
            page(as_, river, who, url, 404)


def test_those_who_examine_see_it_before(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    in_state(river, "damai", "verified")
    verified = run_of(river, "verified")
    for who in ("dewi", "gita", "made"):
        assert verified.get_absolute_url() in page(as_, river, who, f"/laporan/{river.cities['damai']}/nilai")


def test_after_the_announcement_four_stages_stand_side_by_side(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    in_state(river, "damai", "validated")
    Reading.objects.create(
        answer=river.answer("damai", "RK-1"), stage="verified", value={"number": "82"}, reason_code=next(iter(REASONS)),
        reason="Rekap puskesmas menunjukkan 82 persen.", by=river.world.dewi, at=timezone.now(),
    )  # fmt: skip
    for stage in ("self", "verified", "validated"):
        run_of(river, stage)
    text = page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai")
    assert "Rekap puskesmas menunjukkan 82 persen." in text
    report = f"/laporan/{river.cities['damai']}"
    assert f'href="{report}/nilai"' in page(as_, river, "ani", report)
    assert "Dewi Danuarti" in text
    assert "96,5" in text
    assert "poin 6 / 10" in text
    assert text.count("Jejak hitung") == 3
    only = page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai?hanya=berubah")
    assert "RK-1" in only
    assert "RK-3" not in only


def test_another_city_is_not_found(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run_of(river)
    for end in ("nilai", "nilai/self/jejak", "nilai/self/rapor.pdf", "nilai/self/facts.json", "nilai-sementara"):
        page(as_, river, "citra", f"/laporan/{river.cities['damai']}/{end}", 404)


def test_the_trace_tells_every_step_and_escapes_what_was_typed(as_: AsPerson, world: World, run_of: MakeRun) -> None:
    river = open_round(world, ["damai"])
    filled(river, "damai", {**GOOD, "RK-3": {"missing": "<script>alert(1)</script>"}})
    in_state(river, "damai", "sent")
    run_of(river)
    text = page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai/self/jejak")
    assert "96,5 masuk rentang mulai 95" in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_facts_of_one_city_score_to_the_same_total(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run_of(river)
    told = json.loads(page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai/self/facts.json"))
    assert [one["code"] for one in told["subjects"]] == ["99.71"]
    assert told["subjects"][0]["answers"]["RK-1"] == {"number": "96.5"}


@pytest.mark.slow
def test_the_report_card_is_a_pdf_made_at_once(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run_of(river)
    answer = as_(river.world.ani).get(f"/laporan/{river.cities['damai']}/nilai/self/rapor.pdf")
    assert answer.content.startswith(b"%PDF")
    assert "99.71-kota-damai-HN-" in answer["Content-Disposition"]


# The total as it stands


def test_the_draft_shows_the_total_that_sending_would_give(as_: AsPerson, world: World, run_of: MakeRun) -> None:
    river = open_round(world, ["damai"])
    filled(river, "damai")
    text = page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai-sementara")
    assert "86,00" in text
    assert "RK-5 Kesiapan layanan pengaduan" in text
    assert "paling banyak +10,00 pada nilai akhir" in text
    in_state(river, "damai", "sent")
    assert [row.total for row in queries.results(run_of(river))] == ["86"]


def test_an_impossible_answer_is_named_and_left_out(as_: AsPerson, world: World) -> None:
    river = open_round(world, ["damai"])
    filled(river, "damai")
    answer = river.answer("damai", "RK-1")
    type(answer).objects.filter(pk=answer.pk).update(value={"number": "140"})
    text = page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai-sementara")
    assert "Jawaban yang tidak mungkin" in text
    assert "RK-1" in text


def test_the_draft_is_for_the_city_alone(as_: AsPerson, river: River) -> None:
    for who in ("gita", "dewi", "made", "kartika"):
        page(as_, river, who, f"/laporan/{river.cities['damai']}/nilai-sementara", 403)


# Check it yourself


def test_the_check_page_names_command_digests_and_files(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    text = page(as_, river, "made", f"{run.get_absolute_url()}/periksa")
    assert "kotaham score uji-sungai@1 facts.json --no-pdf --out hasil" in text
    assert run.record_sha256 in text
    assert "Hitung ulang sekarang" not in text
    client = as_(river.world.made)
    for end in ("facts.json", "record.json", "bekal.zip"):
        answer = client.get(f"{run.get_absolute_url()}/{end}")
        assert (answer.status_code, answer["Content-Disposition"][:10]) == (200, "attachment")


def test_only_the_centre_and_the_auditor_get_the_whole(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    for end in ("periksa", "facts.json", "record.json", "bekal.zip", "paket.zip"):
        page(as_, river, "ani", f"{run.get_absolute_url()}/{end}", 403)
        page(as_, river, "dewi", f"{run.get_absolute_url()}/{end}", 403)


def test_recomputing_says_equal_to_the_last_digit(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    as_(river.world.gita).post(f"{run.get_absolute_url()}/hitung-ulang")
    services.make_replay(Replay.objects.get().pk, actor=river.actor("gita"))
    assert "Sama sampai digit terakhir" in page(as_, river, "gita", f"{run.get_absolute_url()}/periksa")


def test_a_second_click_while_it_is_recomputed_is_stale(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    client = as_(river.world.gita)
    client.post(f"{run.get_absolute_url()}/hitung-ulang")
    assert client.post(f"{run.get_absolute_url()}/hitung-ulang").status_code == 409


def test_an_engine_that_counts_otherwise_is_told_place_by_place(
    river: River, run_of: MakeRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_of(river)
    row = services.ask_replay(run.pk, actor=river.actor("gita"))
    monkeypatch.setattr("kotaham.core.record.ENGINE", "2")
    services.make_replay(row.pk, actor=river.actor("gita"))
    row.refresh_from_db()
    assert (row.state, row.paths) == ("differs", ["/engine"])


def test_a_package_that_is_not_made_is_refused_with_the_way_on(river: River, run_of: MakeRun) -> None:
    with pytest.raises(Refused, match="Buat paketnya dari halaman perhitungan"):
        services.package_file(run_of(river), "id")


@pytest.mark.slow
def test_the_package_holds_every_report(
    as_: AsPerson, river: River, run_of: MakeRun, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    run = run_of(river)
    row = services.ask_package(run.pk, actor=river.actor("gita"))
    services.make_package(row.pk, actor=river.actor("gita"))
    first = services.package_file(run, "id").read_bytes()
    services.make_package(row.pk, actor=river.actor("gita"))
    assert services.package_file(run, "id").read_bytes() == first
    answer = as_(river.world.made).get(f"{run.get_absolute_url()}/paket.zip")
    assert b"".join(answer) == first


# Instruments without predicates, marks, other rooms


def test_an_instrument_without_thresholds_scores_rows_and_says_why_there_is_no_predicate(
    as_: AsPerson, world: World, run_of: MakeRun
) -> None:
    load_shelves()
    version = instruments.by_ref("permenkumham-25-2013@2013")
    assert version is not None
    river = open_round(world, ["damai"], version=version, trial=True, demo=True)
    in_state(river, "damai", "sent", fill=False)
    run = run_of(river)
    text = page(as_, river, "gita", run.get_absolute_url())
    assert "Instrumen ini belum lengkap" in text
    assert "jawaban belum menghasilkan poin" in text
    assert "cara penilaian belum diketahui" in page(as_, river, "ani", f"/laporan/{river.cities['damai']}/nilai")
    assert "Uji coba, tidak menghasilkan predikat resmi" in text
    assert "Data rekaan untuk peragaan" in text


def test_past_runs_are_offered_to_try_drafts_on(river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    figures = past["scores"]
    (found,) = figures.listed(river.actor("eko"))
    assert (found.key, found.version) == (str(run.pk), river.version.pk)
    assert len(figures.table(river.actor("eko"), found.key).subjects) == 2
    assert list(figures.listed(river.actor("ani"))) == []
    uses = users_of(river.actor("eko"), [river.version.pk])
    assert any("Putaran rekaan 2025" in use.title for use in uses[river.version.pk])


def test_pages_ask_the_database_little(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    in_state(river, "damai", "final")
    for stage in ("self", "verified", "validated", "final"):
        run = run_of(river, stage)
    pk = river.cities["damai"]
    client = as_(river.world.gita)
    for url in ("/nilai", f"/putaran/{river.round.pk}/nilai", run.get_absolute_url(), f"/laporan/{pk}/nilai",
                f"/laporan/{pk}/nilai/final/jejak", f"{run.get_absolute_url()}/periksa"):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= 25, url


def test_pages_speak_english(as_: AsPerson, river: River, run_of: MakeRun) -> None:
    run = run_of(river)
    type(river.world.gita).objects.filter(pk=river.world.gita.pk).update(language="en")
    river.world.gita.language = "en"
    text = page(as_, river, "gita", run.get_absolute_url())
    assert "86.00" in text
    assert "Check it yourself" in text
