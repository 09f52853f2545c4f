"""The form itself: locked but for its inputs, guided, printable, and free of formulas from people."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kotaham.core.errors import Refused
from kotaham.core.facts import Subject
from kotaham.core.instrument.model import Instrument
from kotaham.workbook.template import write_template
from tests.workbook.small import SCORINGS, instrument

CITIES = [Subject("31.71", "=HYPERLINK(1)", "+Prov"), Subject("31.72", "@Kota", "-Prov")]
HOSTILE = "=cmd|' /C calc'!A0"


@pytest.fixture(params=[1, 2], ids=["page", "wide"])
def form(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "formulir.xlsx"
    write_template(path, instrument(), CITIES[: request.param], period="2026")
    return path


def sheet_of(path: Path, name: str = "Isian") -> Worksheet:
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def texts(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_everything_is_locked_except_the_yellow_cells(form: Path) -> None:
    sheet = sheet_of(form)
    assert sheet.protection.sheet
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]
    unlocked = [cell for cell in cells if not cell.protection.locked]
    assert unlocked
    assert {cell.fill.fgColor.rgb for cell in unlocked} == {"FFFFF8DC"}
    assert all(cell.protection.locked for cell in cells if cell.fill.fgColor.rgb != "FFFFF8DC")


def test_every_kind_of_question_has_its_list_limits_and_message(form: Path) -> None:
    rules = list(sheet_of(form).data_validations.dataValidation)
    lists = {rule.formula1 for rule in rules if rule.type == "list"}
    assert {'"ya,tidak"', '"ada,tidak ada"', "'_pilihan'!$A$1:$A$3"} <= lists
    spans = {(rule.formula1, rule.formula2) for rule in rules if rule.type == "decimal"}
    assert ("0.0", "100.0") in spans
    assert ("0.0", "10.0") in spans
    assert ("0.0", "1000000000000000") in spans  # the numerator of a ratio
    (denominator,) = (rule for rule in rules if rule.operator == "greaterThan")
    assert (denominator.type, denominator.formula1) == ("decimal", "0")
    assert "> 0" in denominator.prompt
    assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules)
    assert any("Bila tidak ada data, kosongkan" in rule.prompt for rule in rules)


def test_only_the_counts_of_answers_are_formulas(form: Path) -> None:
    book = zipfile.ZipFile(form)
    formulas = [
        element.text or ""
        for name in book.namelist()
        if name.startswith("xl/worksheets/sheet")
        for element in ET.fromstring(book.read(name)).iter()
        if element.tag.endswith("}f")
    ]
    assert formulas
    assert all(formula.startswith(("IF(OR(", "COUNTIF(I", "(OR(")) for formula in formulas)


def test_text_from_people_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    scoring = SCORINGS["PILIH"] | {
        "options": [{"code": "a", "title": HOSTILE, "points": 0}, {"code": "b", "title": "http://x.id", "points": 1}]
    }
    indicator = {"code": "A", "group": "G", "title": HOSTILE, "help": HOSTILE, "unit": HOSTILE, "scoring": scoring}
    law = instrument(indicators=[indicator], title=HOSTILE, notice=HOSTILE, groups=[{"code": "G", "title": HOSTILE}])
    for count in (1, 2):
        path = tmp_path / f"{count}.xlsx"
        write_template(path, law, [Subject("31.71", HOSTILE, HOSTILE), Subject("31.72", "@x", "+y")][:count])
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f" and "cmd" in str(cell.value)]
        assert sum(cell.value == HOSTILE and cell.data_type == "s" for cell in cells) >= 3
        assert not any(cell.hyperlink for cell in cells)


def test_the_header_stays_in_sight_and_repeats_on_paper(form: Path) -> None:
    sheet = sheet_of(form)
    assert sheet.freeze_panes
    assert sheet.print_title_rows
    assert sheet.page_setup.orientation == "landscape"


def test_a_page_fits_the_width_of_the_paper(tmp_path: Path) -> None:
    write_template(tmp_path / "f.xlsx", instrument(), [])
    sheet = sheet_of(tmp_path / "f.xlsx")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}


def test_the_guide_tells_who_how_and_what_the_words_mean(form: Path) -> None:
    text = texts(sheet_of(form, "Petunjuk"))
    for words in (
        "Siapa yang mengisi",
        "Jangan menulis 0",
        "Tidak berlaku: hanya bila",
        "kotaham score uji-kecil@2026",
    ):
        assert words in text
    assert "INSTRUMEN CONTOH: bukan peraturan" in text
    assert "Contoh, bukan peraturan." in text


def test_the_notice_of_an_example_stands_on_the_form_too(form: Path) -> None:
    assert "INSTRUMEN CONTOH: bukan peraturan dan bukan penilaian resmi." in texts(sheet_of(form))


def test_a_form_in_english_has_no_indonesian_words(tmp_path: Path) -> None:
    write_template(tmp_path / "f.xlsx", instrument(), [], lang="en")
    for name in ("Guide", "Form"):
        text = texts(sheet_of(tmp_path / "f.xlsx", name))
        indonesian = ("Jawaban", "Satuan", "kosongkan", "Alasan", "terisi", "Petunjuk")
        assert not [word for word in indonesian if word in text]
    assert "Answer" in texts(sheet_of(tmp_path / "f.xlsx", "Form"))


def test_an_instrument_without_not_applicable_says_so_and_hides_the_column(tmp_path: Path) -> None:
    write_template(tmp_path / "f.xlsx", instrument(not_applicable="refused"), [])
    assert "Instrumen ini tidak mengenal 'tidak berlaku'" in texts(sheet_of(tmp_path / "f.xlsx", "Petunjuk"))
    assert sheet_of(tmp_path / "f.xlsx").column_dimensions["H"].hidden


def test_the_form_counts_what_is_filled_in(tmp_path: Path) -> None:
    write_template(tmp_path / "f.xlsx", instrument(), [])
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx", data_only=True)["Isian"]
    assert "0 dari 9" in texts(sheet)


def test_the_helper_sheets_are_out_of_sight(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {"Petunjuk": "visible", "Isian": "visible", "_pilihan": "veryHidden", "_kotaham": "veryHidden"}


def test_the_same_form_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_template(tmp_path / f"{name}.xlsx", instrument(), CITIES)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_right_without_figures_says_so_on_the_form(tmp_path: Path) -> None:
    groups = [{"code": "G", "title": "Hak hidup"}, {"code": "H", "title": "Hak lain", "hole": "belum ada data resmi"}]
    write_template(tmp_path / "f.xlsx", instrument(groups=groups), [])
    assert "Hak ini belum punya indikator: belum ada data resmi" in texts(sheet_of(tmp_path / "f.xlsx"))


def test_an_instrument_whose_indicators_are_unknown_gives_a_form_that_says_so(tmp_path: Path) -> None:
    law: Instrument = instrument(indicators="unknown")
    write_template(tmp_path / "f.xlsx", law, [])
    assert "Indikator instrumen ini belum diketahui" in texts(sheet_of(tmp_path / "f.xlsx"))


def test_a_form_that_is_no_xlsx_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"bukan 'isian\.csv'\. Beri nama yang berakhiran \.xlsx"):
        write_template(tmp_path / "isian.csv", instrument(), CITIES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("code", "words"), [("3171", "dapat berarti dua daerah"), ("31.7", "kurang satu angka")])
def test_a_code_that_the_filled_form_could_not_be_read_by_is_refused(tmp_path: Path, code: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        write_template(tmp_path / "f.xlsx", instrument(), [*CITIES, Subject(code, "Kota", "")])
    assert list(tmp_path.iterdir()) == []
