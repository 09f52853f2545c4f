"""The HTML report: stands alone, says what it must, is built so that everyone can read it, and trusts no text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kotaham.core.facts import FactTable, Subject
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report import html
from kotaham.report.html import write_html
from kotaham.report.run import Run
from tests.report.pages import Page, read_page
from tests.report.print_sample import CONTENT, instrument, partial_origins, run, table

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    'Tom & Jerry\'s "kota" {{ 7*7 }} {% raw %}',
    "\u202eatok\u202c \u200f\u0627\u0644\u0645\u062f\u064a\u0646\u0629",
    "</style></script></title>--><!--",
    "javascript:alert(1)",
)


def write(folder: Path, one: Run, lang: str = "id") -> str:
    write_html(folder / "report.html", one, "en" if lang == "en" else "id")
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("html"), run(30, origins=partial_origins(33, 30)))


@pytest.fixture(scope="module")
def report(text: str) -> Page:
    return read_page(text)


def test_every_city_has_a_section_with_its_code_as_address(report: Page) -> None:
    addresses = [one.attributes["id"] for one in report.all("article")]
    assert addresses[:2] == ["11.01", "11.02"]
    assert len(addresses) == 30


def test_every_link_inside_the_report_leads_somewhere(report: Page) -> None:
    links = {one.attributes["href"] for one in report.all("a")}
    assert {link[1:] for link in links} <= set(report.ids)


def test_ids_are_unique_and_tags_are_closed_in_order(report: Page) -> None:
    assert len(report.ids) == len(set(report.ids))
    assert report.out_of_order == []
    assert report.stack == []


def test_nothing_is_loaded_from_outside(text: str, report: Page) -> None:
    outside = re.compile(
        r"(?:src|href|srcset|action|poster|data)\s*=\s*[\"']?\s*(?:https?:|//|file:)|url\(|@import", re.IGNORECASE
    )
    assert outside.findall(text) == []
    assert report.all("img", "iframe", "object", "embed", "video", "audio", "base", "form") == []
    assert [one.attributes["href"] for one in report.all("link")] == ["data:,"]


def test_the_check_for_outside_references_sees_one(text: str) -> None:
    outside = re.compile(r"(?:src|href)\s*=\s*[\"']?\s*(?:https?:|//|file:)|url\(", re.IGNORECASE)
    assert outside.findall('<img src="https://example.org/a.png">') != []


def test_the_policy_allows_only_the_two_inline_texts_by_their_digests(text: str, report: Page) -> None:
    policy = next(one.attributes["content"] for one in report.all("meta") if "http-equiv" in one.attributes)
    style, script = report.all("style")[0].text, report.all("script")[0].text
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src '{html._digest(style)}'" in policy
    assert f"script-src '{html._digest(script)}'" in policy
    assert "unsafe" not in policy
    assert len(report.all("style")) == len(report.all("script")) == 1


def test_no_element_carries_style_or_script_of_its_own(report: Page) -> None:
    assert [one.tag for one in report.elements if "style" in one.attributes] == []
    assert [name for one in report.elements for name in one.attributes if name.startswith("on")] == []


def test_every_part_has_one_first_heading_and_headings_step_down_one_level_at_a_time(report: Page) -> None:
    levels = [int(one.tag[1]) for one in report.all("h1", "h2", "h3", "h4", "h5", "h6")]
    parts = 1 + len(report.all("article")) + 1
    assert levels.count(1) == parts
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_there_are_landmarks_a_skip_link_and_a_language(report: Page) -> None:
    assert report.all("html")[0].attributes["lang"] == "id"
    assert [len(report.all(tag)) for tag in ("main", "nav")] == [1, 1]
    assert report.all("a")[0].attributes["href"] == "#isi"
    assert report.by_id("isi").tag == "main"


def test_every_table_has_a_caption_and_heads_with_a_scope(report: Page) -> None:
    assert len(report.all("caption")) == len(report.all("table"))
    assert {one.attributes.get("scope") for one in report.all("th")} == {"col", "row"}


def test_every_drawing_has_a_name_or_is_hidden_from_readers(report: Page) -> None:
    unnamed = [
        one
        for one in report.all("svg")
        if one.attributes.get("aria-hidden") != "true"
        and not (one.attributes.get("role") == "img" and one.attributes.get("aria-label"))
    ]
    assert unnamed == []


def test_the_charts_of_the_overview_have_their_figures_as_tables(text: str) -> None:
    assert text.count("Lihat angkanya sebagai tabel") == 3


def test_the_example_notice_and_the_refused_rows_are_said_on_top_of_everything(report: Page) -> None:
    header = report.all("header")[0].text
    assert "Contoh, bukan peraturan." in header
    assert "SEBAGIAN: 3 dari 33 baris ditolak." in header


def test_holes_are_told_before_any_figure(text: str) -> None:
    hole = text.index("Hak atas rasa aman: tidak dinilai. Tidak ada angka terbuka per daerah.")
    assert hole < text.index("<svg")


def test_refused_rows_stand_with_their_reasons(report: Page) -> None:
    assert "Kota Salah Ketik" in report.by_id("ringkasan").text
    assert "AKI: nilai 140 tidak mungkin." in report.by_id("ringkasan").text


def test_the_step_of_a_city_is_marked_on_its_ladder_for_every_reader(report: Page) -> None:
    steps = [one for one in report.all("li") if one.attributes.get("aria-current") == "true"]
    assert len(steps) > 30
    assert any(one.text == "111–140 8" for one in steps)
    assert "125: rentang mulai 111 sampai 140, 8 poin." in {
        one.attributes.get("aria-label") for one in report.all("ol")
    }


def test_the_page_of_a_city_is_light(text: str) -> None:
    pages = re.findall("<article.*?</article>", text, re.DOTALL)
    assert sum(len(page.encode()) for page in pages) / len(pages) < 10_500


def test_the_trace_names_sources_by_codes_that_the_method_explains(tmp_path: Path) -> None:
    sources = {"BPS": "Badan Pusat Statistik, tabel daerah"}
    indicators = [one | {"source": "BPS"} for one in CONTENT["indicators"]]
    html.write_html(tmp_path / "r.html", run(3, sources=sources, indicators=indicators), "id")
    page = read_page(tmp_path / "r.html")
    assert "[Pasal 3; sumber: BPS]" in page.by_id("11.01").text
    assert sources["BPS"] not in page.by_id("11.01").text
    assert sources["BPS"] in page.by_id("metode").text


def test_a_city_is_told_in_one_plain_sentence(report: Page) -> None:
    told = " ".join(report.by_id("11.01").text.split())
    assert re.search(
        r"Kabupaten Contoh 0 memperoleh nilai akhir \d+,\d\d dari 100 dengan predikat [A-Z][A-Za-z ]+\.", told
    )


def test_a_city_without_total_says_what_is_missing_and_why(report: Page) -> None:
    told = " ".join(report.by_id("11.02").text.split())
    assert "Kabupaten Contoh 1 belum punya nilai akhir: 1 dari 7 indikator tanpa nilai." in told
    assert "Isi angkanya" in told
    assert "Alasan tidak ada data: belum dihitung." in told


def test_the_trace_of_a_city_is_there_without_a_script(report: Page) -> None:
    assert "Jejak penilaian lengkap" in report.by_id("11.01").text
    trace = next(one for one in report.all("details") if one.attributes.get("class") == "trace")
    assert "Predikat" in trace.text
    assert "Pasal 7" in trace.text


def test_the_method_part_tells_rules_digests_and_how_to_recompute(report: Page) -> None:
    method = report.by_id("metode").text
    for said in ("Rumus", "Aturan hitung", "Arti istilah", "Sidik jari berkas", "verify.py", "f" * 64, "a" * 64):
        assert said in method


def test_equal_totals_share_a_rank_that_is_marked(tmp_path: Path) -> None:
    facts = table(2)
    same = {code: [column[0]] * 2 for code, column in facts.columns.items()}
    twins = FactTable(facts.subjects, same, facts.period, facts.period_end)
    judge = instrument()
    record = make_record(score(compile_plan(judge), twins))
    told = read_page(write(tmp_path, Run(judge, judge, record, twins, ""))).by_id("ringkasan").text
    assert told.count("=1") == 2
    assert "1 dari 2, bersama 1 daerah lain" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path, text: str) -> None:
    assert write(tmp_path, run(30, origins=partial_origins(33, 30))) == text


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    told = write(tmp_path, run(len(HOSTILE), HOSTILE))
    page = read_page(told)
    assert len(page.all("script")) == len(page.all("style")) == len(page.all("title")) == 1
    assert page.all("img") == []
    assert page.out_of_order == []
    cells = [one.text for one in page.all("th") if "tbody" in one.inside]
    for name in HOSTILE:
        assert any(name in cell for cell in cells), name


def test_hostile_texts_of_an_instrument_stay_text(tmp_path: Path) -> None:
    groups = [{"code": code, "title": HOSTILE[at]} for at, code in enumerate(("HIDUP", "KEMBANG", "AMAN"))]
    told = write(tmp_path, run(3, title=HOSTILE[0], notice=HOSTILE[4], about=HOSTILE[1], groups=groups))
    page = read_page(told)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert page.all("img") == []
    assert page.out_of_order == []
    assert HOSTILE[0] in page.all("title")[0].text


def test_hostile_codes_become_plain_addresses(tmp_path: Path) -> None:
    odd = ("../../etc/passwd", "metode", "11.01", "11.01", "<b>", "99 99")
    facts = table(len(odd))
    renamed = [Subject(code, f"Kota {at}") for at, code in enumerate(odd)]
    strange = FactTable(renamed, facts.columns, facts.period, facts.period_end)
    judge = instrument()
    record = make_record(score(compile_plan(judge), strange))
    page = read_page(write(tmp_path, Run(judge, judge, record, strange, "")))
    addresses = [one.attributes["id"] for one in page.all("article")]
    assert addresses == ["daerah-1", "daerah-2", "11.01", "daerah-4", "daerah-5", "daerah-6"]


def test_with_many_answers_cities_get_files_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_ROWS", 100)
    text = write(tmp_path, run(20))
    page = read_page(text)
    assert "Karena datanya besar, halaman tiap daerah ada di folder kota/" in text
    assert page.all("article") == []
    links = {one.attributes["href"] for one in page.all("a") if not one.attributes["href"].startswith("#")}
    assert links == {f"kota/{path.name}" for path in (tmp_path / "kota").iterdir()}
    assert len(links) == 20
    alone = read_page(tmp_path / "kota" / "11.01.html")
    assert [one.text for one in alone.all("h1")] == ["Kabupaten Contoh 0"]
    assert "Contoh, bukan peraturan." in alone.all("header")[0].text
    assert {one.attributes["href"].partition("#")[0] for one in alone.all("a")} == {"", "../report.html"}


def test_few_cities_stand_side_by_side_without_a_map(tmp_path: Path) -> None:
    page = read_page(write(tmp_path, run(4)))
    assert "peta" not in page.ids
    assert "berdampingan-t" in page.ids
    assert len([one for one in page.all("table") if one.attributes.get("class") == "matrix"]) == 1


@pytest.mark.parametrize(("cities", "places_are_rows"), [(5, False), (6, True), (12, True)])
def test_above_five_places_the_matrix_of_rights_turns(tmp_path: Path, cities: int, places_are_rows: bool) -> None:
    page = read_page(write(tmp_path, run(cities)))
    shapes = [one.attributes["class"] for one in page.all("table") if "matrix" in one.attributes.get("class", "")]
    assert shapes == ["matrix turned" if places_are_rows else "matrix"]
    heads = [one.text for one in page.all("th") if "thead" in one.inside]
    assert ("Kabupaten Contoh 0" in heads) is not places_are_rows


def test_the_table_of_a_few_cities_follows_their_rank_as_its_caption_says(tmp_path: Path) -> None:
    text = write(tmp_path, run(8))
    table_of_all = text[text.index('class="cities"') :]
    assert "8 daerah menurut peringkat" in table_of_all
    ranks = [int(rank) for rank in re.findall(r'<tr><td class="n" data-v="(\d+)"', table_of_all)]
    assert len(ranks) == 7
    assert ranks == sorted(ranks)


def test_a_file_of_all_cities_of_the_country_by_34_indicators_is_split() -> None:
    assert 514 * 34 > html.MOST_ROWS > 514 * 12


def test_many_cities_get_a_map_with_a_legend(report: Page) -> None:
    assert "peta" in report.ids
    drawn = next(one for one in report.all("svg") if one.attributes.get("class") == "tiles")
    assert drawn.attributes["aria-label"] == "Peta petak"
    legend = next(one for one in report.all("ul") if one.attributes.get("class") == "legend")
    for title in ("Peduli HAM", "Cukup Peduli HAM", "Belum Peduli HAM", "Tanpa nilai akhir"):
        assert title in legend.text


def test_without_any_total_nothing_is_ranked_or_drawn_as_if(tmp_path: Path) -> None:
    judge = instrument(indicators="unknown", gates=[])
    facts = FactTable(table(3).subjects, {}, "2025", "2025-12-31")
    one = Run(judge, judge, make_record(score(compile_plan(judge), facts)), facts, "")
    assert one.record["results"][0]["total"] is None
    page = read_page(write(tmp_path, one))
    told = page.by_id("ringkasan").text
    assert "Indikator instrumen ini belum diketahui, jadi tidak ada nilai yang dapat dihitung." in told
    assert "Belum ada daerah dengan nilai akhir" in told
    assert "0,00" not in told


def test_english_reports_say_everything_of_their_own_in_english(tmp_path: Path) -> None:
    english = read_page(write(tmp_path, run(30, lang="en"), "en"))
    assert english.all("html")[0].attributes["lang"] == "en"
    told = english.all("main")[0].text
    for indonesian in ("Nilai", "Daerah yang", "Peringkat", "belum punya", "Hak demi hak", "Sebaran", "Aturan"):
        assert indonesian not in told, indonesian


def test_templates_hold_no_words_of_their_own() -> None:
    folder = Path(html.__file__).parent / "templates"
    for template in sorted(folder.glob("*.j2")):
        bare = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", template.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"&#?\w+;", " ", bare))) - {"KotaHAM"}
        assert words == set(), (template.name, words)
