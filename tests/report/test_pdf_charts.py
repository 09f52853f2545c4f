"""The charts and tables of the printed reports: the same pictures as the pages, with words instead."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from kotaham.report import pictures
from kotaham.report.charts import FONT, bars, svg
from kotaham.report.city import make_city
from kotaham.report.national import national_data
from kotaham.report.overview import make_overview
from kotaham.report.pdf import write_national, write_rapor
from kotaham.report.printing import SANS
from kotaham.report.rapor import Rapors
from kotaham.report.reading import Reading
from kotaham.report.tile_map import tile_map
from tests.report.print_sample import CONTENT, partial_origins, run, text_of


def test_the_national_summary_counts_predicates_and_lists_every_city(tmp_path: Path) -> None:
    whole = run(60, origins=partial_origins(61, 60))
    write_national(tmp_path / "n.pdf", whole)
    text = text_of(tmp_path / "n.pdf")
    for result in whole.record["results"]:
        assert f"{result['code']} {result['name']} " in text
    for said in (
        "Sebaran nilai akhir",
        "Daerah per predikat",
        "Peduli HAM 85 ke atas",
        "Predikat menurut provinsi",
        "Menurut hak",
        "Tidak ada angka terbuka per daerah.",
        "Baris 2: Kota Salah Ketik (99.02)",
        "AKI: nilai 140 tidak mungkin.",
        whole.record["instrument"]["content_sha256"],
    ):
        assert said in text


def test_the_tile_map_has_words_instead_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    write_national(tmp_path / "n.pdf", run(60))
    assert "Peta petak 60 daerah menurut nilai akhir" in str(
        _alternatives(PdfReader(tmp_path / "n.pdf").root_object["/StructTreeRoot"])
    )


def _alternatives(node: object) -> set[str]:
    got = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(got, list):
        return set().union(*(_alternatives(part) for part in got)) if got else set()
    if not isinstance(got, dict):
        return set()
    own = {str(got["/Alt"])} if "/Alt" in got else set()
    return own | (_alternatives(got["/K"]) if "/K" in got else set())


@pytest.mark.parametrize("at", [0, 1])
def test_a_rapor_shows_the_chart_of_rights_of_the_page_of_the_city(at: int) -> None:
    whole = run(6)
    page = Rapors(whole, "id").data(at)["page"]
    reading = Reading(whole, "id")
    overview = make_overview(reading)
    rows = pictures.right_rows(make_city(reading, at, overview), overview, "id")
    assert page["rights-picture"] == svg(bars(rows, pictures.CITY_WIDTH)).replace(FONT, SANS)
    assert page["rights-alt"].startswith("Nilai tiap hak: Hak hidup ")


def test_every_chart_of_the_summary_is_drawn_from_a_specification_of_the_page() -> None:
    whole = run(60)
    overview = make_overview(Reading(whole, "id"))
    data = national_data(whole, "id")
    wide = pictures.WIDE
    for drawn, spec in (
        (data["distribution"][0]["drawn"], pictures.distribution(overview, wide, "id")),
        (data["by-right"][0]["drawn"], pictures.by_right(overview, wide, "id")),
        (data["by-province"][0]["drawn"], pictures.by_province(overview, wide, "id")),
        (data["map"], tile_map(overview)),
    ):
        assert spec is not None
        assert drawn == svg(spec).replace(FONT, SANS)


def test_provinces_too_many_for_a_page_come_in_parts_on_one_scale() -> None:
    overview = make_overview(Reading(run(150), "id"))
    whole = pictures.by_province(overview, pictures.WIDE, "id")
    parts = [pictures.by_province(overview, pictures.WIDE, "id", slice(at, at + 2)) for at in range(0, 6, 2)]
    assert whole is not None
    drawn = [svg(part) for part in parts if part is not None]
    assert len(drawn) == 3
    for province in overview.provinces:
        assert sum(f">{province.name}</text>" in part for part in drawn) == 1
    assert pictures.by_province(overview, pictures.WIDE, "id", slice(6, 9)) is None


def test_a_label_that_no_font_holds_is_told_by_its_number_in_a_chart_too(tmp_path: Path) -> None:
    groups = [one | {"title": f"{one['title']} \U0001f600"} for one in CONTENT["groups"]]
    write_rapor(tmp_path / "x.pdf", run(2, groups=groups), 0)
    write_national(tmp_path / "n.pdf", run(14, groups=groups))
    page = Rapors(run(2, groups=groups), "id").data(0)["page"]
    assert "Hak hidup [U+1F600]" in page["rights-picture"]


def test_charts_have_words_instead_for_those_who_cannot_see_them(rapor: Path) -> None:
    told = _alternatives(PdfReader(rapor).root_object["/StructTreeRoot"])
    assert any(one.startswith("Nilai tiap hak: Hak hidup 92,00; ") for one in told)
    assert "Nilai akhir 67,63 dari 100" in told
