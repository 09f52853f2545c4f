"""The annex form is safe to open and easy to type into; files that are no annex are refused."""

import re
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kotaham.core.errors import Kind, Refused
from kotaham.core.instrument.load import load
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.workbook import annex_problems, annex_words
from kotaham.workbook.annex import read_annex, write_annex
from kotaham.workbook.annex_layout import HEADER_ROW
from kotaham.workbook.annex_sheets import GUIDE, SHEETS
from tests.workbook.annex_typist import small

ROOT = Path(__file__).parents[2]
LANGS: tuple[Lang, ...] = ("id", "en")


def example() -> Instrument:
    return load(ROOT / "instruments/kota-ham-contoh/2026.yaml").instrument


def page_of(path: Path, name: str) -> Worksheet:
    page = openpyxl.load_workbook(path)[name]
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_has_frozen_headings_text_cells_and_a_message_for_every_column(lang: Lang, tmp_path: Path) -> None:
    path = write_annex(tmp_path / "a.xlsx", None, id="x", lang=lang)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [GUIDE.text(lang), *(sheet.name.text(lang) for sheet in SHEETS)]
    for sheet in SHEETS:
        page = page_of(path, sheet.name.text(lang))
        assert page.freeze_panes is not None
        messages = [one.prompt for one in page.data_validations.dataValidation]
        helps = [column.help.text(lang) for column in sheet.columns if column.help.text(lang)]
        assert all(text in messages for text in helps)
        assert all(len(text) <= 255 for text in helps)
        value = page.cell(HEADER_ROW + 1, 2)
        assert value.number_format == "@"


def test_choices_and_codes_come_from_drop_downs(tmp_path: Path) -> None:
    page = page_of(write_annex(tmp_path / "a.xlsx", None, id="x"), "Indikator")
    lists = {one.promptTitle: one.formula1 for one in page.data_validations.dataValidation if one.type == "list"}
    assert lists["Cara penilaian"].startswith('"rentang angka,rasio,ya atau tidak,pilihan')
    assert lists["Hak"] == "'Hak'!$A$4:$A$403"
    assert {"Unsur", "Arah", "Keyakinan", "Keyakinan arah"} <= set(lists)


def test_every_word_of_a_drop_down_means_one_thing_in_both_languages() -> None:
    for words in (one for one in vars(annex_words).values() if isinstance(one, annex_words.Words)):
        for lang in LANGS:
            choices = words.choices(lang)
            assert [words.value(choice) for choice in choices] == [value for value, _ in words.pairs]
            assert not any("," in choice for choice in choices)
            assert len(",".join(choices)) <= 255


def test_text_that_looks_like_a_formula_or_link_stays_text(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://x","y")'
    instrument = example().model_copy(update={"title": hostile, "about": "https://contoh.id/?a=1"})
    path = write_annex(tmp_path / "a.xlsx", instrument)
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert not any(re.search(rb"<f[ >]|<hyperlink", xml) for xml in sheets)
    assert read_annex(path).title == hostile


def test_the_same_instrument_makes_the_same_bytes(tmp_path: Path) -> None:
    one = write_annex(tmp_path / "a.xlsx", example()).read_bytes()
    assert write_annex(tmp_path / "b.xlsx", example()).read_bytes() == one


def test_an_old_instrument_can_be_the_beginning_of_a_new_one(tmp_path: Path) -> None:
    path = write_annex(tmp_path / "a.xlsx", example(), id="kota-baru", title="Baru")
    assert read_annex(path) == example().model_copy(update={"id": "kota-baru", "title": "Baru"})


def test_numbers_that_never_end_are_written_as_fractions(tmp_path: Path) -> None:
    path = write_annex(tmp_path / "a.xlsx", example().model_copy(update={"scale": Fraction(1, 3)}))
    assert page_of(path, "Rumus")["B6"].value == "1/3"
    assert read_annex(path).scale == Fraction(1, 3)


def test_an_empty_form_tells_what_is_required(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_annex(write_annex(tmp_path / "a.xlsx", None, id="x", title="X"))
    assert set(caught.value.codes) == {"annex.empty", "annex.needs"}


def test_a_text_too_long_for_a_cell_is_refused_when_writing(tmp_path: Path) -> None:
    first, *rest = example().known_indicators
    long = first.model_copy(update={"evidence": ("x" * 2000,) * 17})
    with pytest.raises(Refused, match="34016 tanda tidak muat dalam satu sel Excel"):
        write_annex(tmp_path / "a.xlsx", example().model_copy(update={"indicators": (long, *rest)}))
    assert not (tmp_path / "a.xlsx").exists()


def test_a_workbook_that_is_no_annex_is_refused_with_the_sheets_that_are_missing(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(
        Refused, match=r"bukan formulir lampiran KotaHAM\. Lembar yang dicari tidak ada: Identitas, Hak"
    ):
        read_annex(tmp_path / "a.xlsx")


def test_a_table_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("kode,judul\n")
    with pytest.raises(Refused, match="bukan formulir lampiran"):
        read_annex(tmp_path / "a.csv")


def test_hostile_files_are_refused_before_anything_parses_them(tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx").saved()
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    for part, content in (("xl/workbook.xml", entity), ("xl/worksheets/sheet9.xml", b" " * 40_000_000)):
        hostile = tmp_path / "h.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, content if name == part else old.read(name))
        with pytest.raises(Refused) as caught:
            read_annex(hostile)
        assert caught.value.codes == ("file.suspicious",)


def test_an_optional_sheet_may_be_deleted(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    for name in ("Pohon", "Nilai tambah", "Syarat", "Poin", "Petunjuk"):
        del typist.book[name]
    assert len(read_annex(typist.saved()).known_indicators) == 1


def test_every_kind_of_problem_is_told_in_both_languages() -> None:
    kinds = [one for one in vars(annex_problems).values() if isinstance(one, Kind)]
    assert len(kinds) > 25
    for kind in kinds:
        assert kind.code.startswith("annex.")
        assert kind.what.id != kind.what.en or "{" in kind.what.id


@pytest.mark.parametrize("bad", ["Kota Damai", "kota_damai", "-kota", "", "kota-damai\n", "a" * 61])
def test_an_id_that_no_instrument_can_have_is_refused_before_the_form_is_written(tmp_path: Path, bad: str) -> None:
    with pytest.raises(Refused, match=r"tidak dapat menjadi id instrumen\. Pakai huruf kecil, angka, dan tanda hubung"):
        write_annex(tmp_path / "a.xlsx", None, id=bad)
    assert list(tmp_path.iterdir()) == []
