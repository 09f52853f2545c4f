"""The parts of a page: what each shows, and that what people typed never becomes markup."""

import json
import re
from pathlib import Path

import pytest
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from kotaham.apps.gate.queries import Page
from kotaham.apps.gate.services import Group, Item
from kotaham.apps.gate.templatetags import look

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "src/kotaham"
PARTS = {file.stem.replace("_", "-") for file in (SOURCES / "templates/cotton").glob("*.html")}
SHOWN = (SOURCES / "apps/gate/templates/gate/styleguide.html").read_text("utf-8")
HOSTILE = '<script>alert("1")</script>'


def drawn(source: str, **values: object) -> str:
    """Render a piece of a page; runs of white space become one blank."""
    compiled = CottonCompiler().process("{% load look %}" + source)
    template = engines["django"].engine.from_string(compiled)  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", template.render(Context({"request": RequestFactory().get("/daftar?q=a"), **values})))


def words(html: str) -> str:
    """Return what is read of a piece of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize("part", sorted(PARTS - {"field", "icon", "history"}))
def test_the_style_page_shows_every_part(part: str) -> None:
    assert f"<c-{part}" in SHOWN


def test_a_status_line_says_where_whose_turn_and_when() -> None:
    html = drawn('<c-status-line state="Menunggu" turn="Kanwil Contoh" next="1 Desember 2026" />')
    assert words(html) == "Keadaan Menunggu Giliran Kanwil Contoh Tanggal berikutnya 1 Desember 2026"


def test_a_status_line_says_that_it_does_not_know() -> None:
    told = words(drawn('<c-status-line state="Konsep" turn="Kanwil" />'))
    assert told.endswith("Giliran Kanwil Tanggal berikutnya Belum ditetapkan")
    nobody = words(drawn('<c-status-line state="Selesai" />'))
    assert nobody.endswith("Giliran Tidak ada yang ditunggu Tanggal berikutnya Tidak ada")


def test_a_ladder_tells_its_step_in_words_and_to_readers_of_the_screen() -> None:
    html = drawn('<c-ladder :steps="steps" current="2" />', steps=[("Cukup", "60–74"), ("Peduli", "75–100")])
    assert html.count('aria-current="step"') == 1
    assert words(html) == "Cukup 60–74 Peduli 75–100 di sini"


def test_a_score_card_tells_the_score_its_word_and_the_bar_without_colour() -> None:
    html = drawn('<c-score-card title="Kota Damai" :value="value" of="100" word="Peduli" mark="75" />', value=77.25)
    assert words(html) == "Kota Damai 77,25 dari 100 Peduli Garis: batas 75"
    assert 'width="77.25%"' in html


@pytest.mark.parametrize("value", [None, ""])
def test_a_score_card_without_a_score_says_why_and_never_shows_zero(value: object) -> None:
    html = drawn('<c-score-card title="Kota Damai" :value="value" why="2 indikator belum berdata." />', value=value)
    assert words(html) == "Kota Damai Belum ada nilai 2 indikator belum berdata."


def test_a_score_of_zero_is_a_score() -> None:
    assert "0,00" in words(drawn('<c-score-card title="Kota Damai" :value="value" />', value=0))


def test_an_evidence_chip_tells_that_it_is_no_longer_in_force() -> None:
    html = drawn('<c-evidence-chip name="SK.pdf" kind="pdf" href="/x" where="halaman 4" state="gone" />')
    assert words(html) == "SK.pdf Tidak berlaku lagi · halaman 4"


def test_an_empty_state_tells_the_first_step() -> None:
    html = drawn(
        '<c-empty title="Belum ada berkas" href="/data-dukung/baru" action="Unggah">Mulailah di sini.</c-empty>'
    )
    assert words(html) == "Belum ada berkas Mulailah di sini. Unggah"
    assert 'href="/data-dukung/baru"' in html


def test_a_letter_tells_each_problem_in_its_parts_and_leaves_out_what_is_not_said() -> None:
    problem = {"what": "Isi kosong.", "where": "baris 2", "why": "", "next": "Isi kolom nama.", "code": "x.empty"}
    assert words(drawn('<c-letter :problems="problems" />', problems=[problem])) == (
        "Belum dapat dilakukan Isi kosong. Di mana baris 2 Lakukan ini Isi kolom nama. Kode untuk petugas x.empty"
    )


def test_progress_tells_how_far_it_is_and_when_it_does_not_know() -> None:
    known = drawn('<c-progress label="Memeriksa" :done="done" :total="total" />', done=1870, total=5140)
    assert words(known) == "Memeriksa 1.870 dari 5.140"
    assert 'value="1870" max="5140"' in known
    unknown = drawn('<c-progress label="Menyiapkan" />')
    assert words(unknown) == "Menyiapkan sedang dikerjakan"
    assert "value=" not in unknown


def test_progress_asks_again_only_where_told() -> None:
    assert 'hx-get="/x"' in drawn('<c-progress label="a" poll="/x" />')
    assert "hx-get" not in drawn('<c-progress label="a" />')


def test_a_pager_leads_both_ways_and_keeps_the_filters() -> None:
    html = drawn('<c-pager :page="page" />', page=Page([], 3, 50, has_next=True))
    assert re.findall(r'<a [^>]*href="([^"]+)"', html) == ["?q=a&amp;hal=2", "?q=a&amp;hal=4"]


def test_a_list_of_one_page_has_no_pager() -> None:
    assert words(drawn('<c-pager :page="page" />', page=Page([], 1, 50, has_next=False))) == ""


def test_a_table_names_its_columns_once() -> None:
    html = drawn(
        '<c-table caption="Kota"><c-slot name="head"><th scope="col">Nama</th></c-slot><tr><td>a</td></tr></c-table>'
    )
    assert html.count("<th ") == 1
    assert "<caption>Kota</caption>" in html


def test_the_masked_person_does_not_appear_anywhere_in_the_part() -> None:
    html = drawn('<c-person name="Budi Santoso" masked="yes" />')
    assert "Budi" not in html
    assert "Santoso" not in html


def test_a_button_is_a_link_only_where_it_leads_somewhere() -> None:
    assert drawn('<c-button href="/x">Buka</c-button>').strip().startswith("<a ")
    button = drawn('<c-button name="step" value="kirim">Kirim</c-button>').strip()
    assert button.startswith('<button class="btn btn-primary" type="submit"')
    assert 'name="step" value="kirim"' in button


@pytest.mark.parametrize(
    "source",
    [
        '<c-status-line :state="text" :turn="text" :next="text" />',
        '<c-score-card :title="text" value="1" :word="text" />',
        '<c-evidence-chip :name="text" :where="text" />',
        '<c-event :what="text" :who="text" :why="text" />',
        '<c-empty :title="text">{{ text }}</c-empty>',
        '<c-letter :problems="problems" />',
        '<c-person :name="text" :note="text" />',
        "<c-badge>{{ text }}</c-badge>",
        '<c-button :href="text">{{ text }}</c-button>',
        '<c-progress :label="text" :note="text" />',
        '<c-ladder :steps="steps" :label="text" />',
    ],
)
def test_what_people_typed_never_becomes_markup(source: str) -> None:
    html = drawn(source, text=HOSTILE, steps=[(HOSTILE, HOSTILE)], problems=[{"what": HOSTILE, "next": HOSTILE}])
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_value_of_the_page_around_does_not_leak_into_a_part() -> None:
    html = drawn('<c-status-line state="Konsep" />', note="bocor", turn="bocor", next="bocor")
    assert "bocor" not in html


def test_parts_speak_english_too() -> None:
    with translation.override("en"):
        assert words(drawn('<c-score-card title="City" :value="value" />', value=None)) == (
            "City No score yet The data are not filled in yet."
        )


def icons_used() -> set[str]:
    """Collect the names of icons that templates and menus ask for."""
    found: set[str] = set()
    for file in SOURCES.rglob("*.html"):
        text = file.read_text("utf-8")
        found |= set(re.findall(r'{% ikon "([a-z0-9-]+)"', text))
        found |= set(re.findall(r'<c-[^>]*?\sicon="([a-z0-9-]+)"', text))
    for file in SOURCES.rglob("apps/**/*.py"):
        found |= set(re.findall(r'\bicon="([a-z0-9-]+)"', file.read_text("utf-8")))
    return found


def test_every_icon_asked_for_is_on_the_sheet() -> None:
    sheet = set(json.loads((ROOT / "frontend/icons.json").read_text("utf-8")))
    assert icons_used() - sheet == set()
    assert len(icons_used()) > 20


def test_no_page_carries_an_inline_style_or_script() -> None:
    guilty = [
        str(file)
        for file in SOURCES.glob("**/templates/**/*.html")
        if re.search(
            r"<[^>]+\sstyle=|<script(?![^>]*(?:\ssrc=|application/json))|<[^>%]+\son[a-z]+=|hx-on|hx-vals=.js:",
            text := file.read_text("utf-8"),
        )
        and 'http-equiv="Content-Security-Policy"' not in text  # a file to keep, which carries its own
    ]
    assert guilty == []


def test_the_menu_of_a_room_names_an_icon() -> None:
    assert Item("x:y", "Judul", icon="bell", order=1, group=Group.WORK).icon in look.ikon("bell")
