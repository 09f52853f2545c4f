"""Whole tables: headers, rows, refused rows, notes, periods, inputs."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.workbook.read import read_facts
from tests.workbook.small import answer, instrument, read_row, told, write_csv, write_xlsx

LAW = instrument("ANGKA", "YATIDAK")
ROWS = [["kode", "nama", "provinsi", "ANGKA", "YATIDAK"], ["31.71", "Kota A", "Prov", "5", "ya"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_is_read_whatever_its_separator_and_byte_order_mark(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    reading = read_facts(write_csv(tmp_path / "t.csv", ROWS, separator, encoding), LAW)
    assert (reading.table.subjects[0].code, reading.table.subjects[0].province) == ("31.71", "Prov")
    assert answer(reading, "ANGKA").value == 5


def test_a_line_that_names_the_separator_is_not_a_row(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("sep=;\nkode;ANGKA\n31.71;5\n", encoding="utf-8")
    reading = read_facts(file, LAW)
    assert answer(reading, "ANGKA").value == 5
    assert reading.rows == (3,)


def test_a_csv_in_windows_1252_is_read_and_said_so(tmp_path: Path) -> None:
    rows = [ROWS[0], ["31.71", "Kota \N{LATIN SMALL LETTER E WITH ACUTE}", "", "5", "ya"]]
    reading = read_facts(write_csv(tmp_path / "t.csv", rows, encoding="cp1252"), LAW)
    assert reading.table.subjects[0].name == "Kota \N{LATIN SMALL LETTER E WITH ACUTE}"
    assert "bukan UTF-8; dibaca sebagai Windows-1252" in told(reading.notes)


def test_the_header_may_stand_below_titles_and_units(tmp_path: Path) -> None:
    above = [["Tabel penilaian", "", "", "", ""], ["", "", "", "persen", ""], ["", "", "", "", ""]]
    reading = read_facts(write_xlsx(tmp_path / "t.xlsx", [*above, *ROWS]), LAW)
    assert reading.rows == (5,)
    assert reading.sheet == "Data"


def test_without_a_header_the_file_is_refused_with_the_columns_expected(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_facts(write_csv(tmp_path / "t.csv", [["a", "b"], ["1", "2"]]), LAW)
    assert "judul kolom tidak ditemukan" in caught.value.text()
    assert "kode, nama, provinsi, ANGKA" in caught.value.text()
    assert "Bila tabel ini dari sumber lain, pakai `--mapping`." in caught.value.text()
    assert "If the table comes from elsewhere, use `--mapping`." in caught.value.text("en")


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak memuat satu baris data pun"):
        read_facts(write_csv(tmp_path / "t.csv", ROWS[:1]), LAW)


def test_a_table_without_any_known_column_is_refused_with_near_names(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_facts(write_csv(tmp_path / "t.csv", [["kode", "ANGKAA"], ["31.71", "5"]]), LAW)
    assert "Tidak satu pun kolom tabel ini dikenal instrumen uji-kecil" in caught.value.text()
    assert "Apakah maksudnya 'ANGKA'?" in caught.value.text()


def test_a_table_of_unknown_columns_names_five_and_counts_the_others(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_facts(write_csv(tmp_path / "t.csv", [["kode", *(f"Z{n}" for n in range(12))], ["31.71", *"5" * 12]]), LAW)
    assert caught.value.codes == ("table.no-known-column", *["table.unknown-column"] * 5, "table.more-unknown-columns")
    assert "7 kolom lain juga tidak dikenal" in caught.value.text()
    assert "7 more columns are not known either" in caught.value.text("en")


def test_many_unknown_columns_beside_known_ones_are_one_note_that_names_five(tmp_path: Path) -> None:
    header = ["kode", "ANGKA", *(f"Z{n}" for n in range(200)), "ANGKAA"]
    reading = read_facts(write_csv(tmp_path / "t.csv", [header, ["31.71", *"5" * 202]]), LAW)
    notes = [note.text() for note in reading.notes if note.code.startswith("table.unknown-column")]
    assert len(notes) == 1
    assert "201 kolom tidak dikenal, tidak dipakai; antara lain 'ANGKAA', 'Z0', 'Z1', 'Z2', 'Z3'." in notes[0]


def test_five_unknown_columns_beside_known_ones_keep_a_note_each(tmp_path: Path) -> None:
    header = ["kode", "ANGKA", *(f"Z{n}" for n in range(5))]
    reading = read_facts(write_csv(tmp_path / "t.csv", [header, ["31.71", *"5" * 6]]), LAW)
    assert [note.code for note in reading.notes].count("table.unknown-column") == 5


def test_numbers_of_another_style_are_told_once_with_the_way_out_and_all_their_rows_refused(tmp_path: Path) -> None:
    rows = [["kode", "ANGKA"], *([f"31.7{n}", f"8,8{n}"] for n in range(1, 4)), ["31.75", "banyak"], ["31.76", "5"]]
    reading = read_facts(write_csv(tmp_path / "t.csv", rows), LAW, numbers="en")
    assert [row.code for row in reading.refused] == ["31.71", "31.72", "31.73", "31.75"]
    assert [problem.code for problem in reading.problems] == ["table.other-number-style-often", "table.not-a-number"]
    said = reading.problems[0].text()
    assert "3 angka pada 3 baris tidak sesuai dengan cara tulis angka yang dinyatakan (en: 1,234.5)" in said
    assert "misalnya '8,81'" in said
    assert "baca lagi dengan `--numbers id`" in said
    assert "`--numbers id`" in reading.refused[0].problems[0].text()


def test_a_table_of_five_unknown_columns_names_them_all(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_facts(write_csv(tmp_path / "t.csv", [["kode", *(f"Z{n}" for n in range(5))], ["31.71", *"5" * 5]]), LAW)
    assert caught.value.codes == ("table.no-known-column", *["table.unknown-column"] * 5)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_title_row_with_known_words_is_not_taken_for_the_header_below_it(tmp_path: Path, separator: str) -> None:
    above = [["Daftar", "Kode", "Nama", ""], ["", "", "", ""]]
    rows = [*above, ["kode", "nama", "ANGKA", "YATIDAK"], ["31.71", "Kota Uji", "5", "ya"]]
    reading = read_facts(write_csv(tmp_path / "t.csv", rows, separator), LAW)
    assert reading.rows == (4,)
    assert answer(reading, "ANGKA").value == 5


def test_an_unknown_column_is_told_with_the_nearest_known_name_and_not_used(tmp_path: Path) -> None:
    reading = read_row(tmp_path, {"ANGKA": "5", "YATIDAKK": "ya"}, LAW)
    assert "kolom D (YATIDAKK): Kolom 'YATIDAKK' tidak dikenal, tidak dipakai. Apakah maksudnya 'YATIDAK'?" in told(
        reading.notes
    )


def test_a_column_that_the_table_lacks_is_no_data_and_is_told(tmp_path: Path) -> None:
    reading = read_row(tmp_path, {"ANGKA": "5"}, LAW)
    found = answer(reading, "YATIDAK")
    assert (found.value, found.reason) == (None, "tabel tidak memuat kolom ini")
    assert "tidak memuat kolom untuk 1 indikator: YATIDAK" in told(reading.notes)


def test_a_column_that_occurs_twice_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Kolom 'ANGKA' ada dua kali"):
        read_facts(write_csv(tmp_path / "t.csv", [["kode", "ANGKA", "angka"], ["31.71", "5", "6"]]), LAW)


def test_a_code_that_occurs_twice_refuses_all_its_rows(tmp_path: Path) -> None:
    rows = [["kode", "ANGKA"], ["31.71", "1"], ["31.72", "2"], ["31.71", "3"]]
    reading = read_facts(write_csv(tmp_path / "t.csv", rows), LAW)
    assert [subject.code for subject in reading.table.subjects] == ["31.72"]
    assert [row.row for row in reading.refused] == [2, 4]
    assert "Kode 31.71 ada di beberapa baris: 2, 4" in told(reading.problems)


def test_every_problem_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    reading = read_row(tmp_path, {"ANGKA": "banyak", "YATIDAK": "mungkin"}, LAW)
    assert [problem.code for problem in reading.problems] == ["table.not-a-number", "table.not-yes-no"]
    assert "baris 2, kolom C (ANGKA): 'banyak' bukan angka" in told(reading.problems)
    assert "row 2, column C (ANGKA): 'banyak' is not a number" in told(reading.problems, "en")


def test_blank_rows_are_skipped_but_a_note_below_the_table_is_refused_aloud(tmp_path: Path) -> None:
    rows = [*ROWS, ["", "", "", "", ""], ["", "Sumber: BPS", "", "", ""]]
    reading = read_facts(write_csv(tmp_path / "t.csv", rows), LAW)
    assert reading.rows_in == 2
    assert [row.row for row in reading.refused] == [4]
    assert "tidak memiliki kode daerah" in told(reading.problems)


def test_a_csv_row_with_a_cell_too_many_is_refused_because_its_content_may_have_shifted(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("kode,ANGKA,YATIDAK\n31.71,12,5,ya\n31.72,5\n31.73,5,ya\n", encoding="utf-8")
    reading = read_facts(file, LAW)
    assert [row.row for row in reading.refused] == [2, 3]
    assert "Baris ini memiliki 4 sel, sedangkan judul kolom 3" in told(reading.problems)
    assert "Isinya mungkin bergeser ke kolom lain" in told(reading.problems)


def test_broken_quotation_marks_are_refused_with_the_row(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('kode,ANGKA\n31.71,"5"x\n', encoding="utf-8")
    with pytest.raises(Refused, match="baris 2: Tanda kutip pada CSV ini tidak berpasangan"):
        read_facts(file, LAW)


def test_a_code_stored_as_a_number_is_read_and_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["kode", "ANGKA"], [31.7, 5]]
    reading = read_facts(write_xlsx(tmp_path / "t.xlsx", rows), LAW)
    assert reading.table.subjects[0].code == "31.70"
    assert "tersimpan sebagai angka dan dibaca sebagai 31.70" in told(reading.notes)


def test_an_unambiguous_cell_does_not_settle_its_ambiguous_neighbour(tmp_path: Path) -> None:
    law = instrument("BEBAS")
    rows = [["kode", "BEBAS"], ["31.71", "1.234,5"], ["31.72", "1.234"]]
    reading = read_facts(write_csv(tmp_path / "t.csv", rows), law)
    assert [subject.code for subject in reading.table.subjects] == ["31.71"]
    assert "'1.234' dapat dibaca dua cara" in told(reading.problems)
    assert len(read_facts(tmp_path / "t.csv", law, numbers="id").table.subjects) == 2


def test_the_input_is_named_with_its_digest_and_rows(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "t.csv", ROWS)
    (told_input,) = read_facts(file, LAW).inputs
    assert (told_input.name, told_input.rows) == ("t.csv", 1)
    assert told_input.sha256 == sha256(file.read_bytes()).hexdigest()


def test_the_period_is_what_the_caller_says(tmp_path: Path) -> None:
    reading = read_facts(write_csv(tmp_path / "t.csv", ROWS), LAW, period="2025", period_end="2025-12-31")
    assert (reading.table.period, reading.table.period_end) == ("2025", "2025-12-31")
    with pytest.raises(Refused, match="'31-12-2025' bukan tanggal akhir periode"):
        read_facts(tmp_path / "t.csv", LAW, period_end="31-12-2025")


def test_several_sheets_with_tables_are_not_chosen_from(tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    for name in ("2024", "2025"):
        sheet = book.create_sheet(name)
        for row in (["kode", "ANGKA"], ["31.71", int(name) - 2000]):
            sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(Refused, match="Beberapa lembar memuat tabel: 2024, 2025"):
        read_facts(tmp_path / "t.xlsx", LAW)
    assert answer(read_facts(tmp_path / "t.xlsx", LAW, sheet="2025"), "ANGKA").value == 25
    with pytest.raises(Refused, match="Lembar '2026' tidak ada; yang ada: Sheet, 2024, 2025"):
        read_facts(tmp_path / "t.xlsx", LAW, sheet="2026")


def test_a_bonus_is_read_and_kept_between_zero_and_its_most(tmp_path: Path) -> None:
    bonus = {"items": [{"code": "B1", "title": "Penghargaan", "max_points": 2}], "cap": 2}
    law = instrument("ANGKA", bonus=bonus)
    assert read_row(tmp_path, {"ANGKA": "5", "bonus.B1": "1,5"}, law).table.bonus["B1"][0] == 1.5
    assert read_row(tmp_path, {"ANGKA": "5", "bonus.B1": ""}, law).table.bonus["B1"] == [None]
    assert "Nilai 3 tidak mungkin; yang mungkin 0 – 2" in told(
        read_row(tmp_path, {"ANGKA": "5", "bonus.B1": "3"}, law).problems
    )


CELLS = st.sampled_from(["", "5", "1.234", "-", "ya", "tidak berlaku", "31.71", "31.72", "3171", "=1", "x"])


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_every_row_is_either_accepted_or_refused_with_a_problem(tmp_path: Path, rows: list[list[str]]) -> None:
    file = write_csv(tmp_path / "t.csv", [["kode", "nama", "ANGKA", "YATIDAK"], *rows])
    filled = [row for row in rows if any(row)]
    if not filled:
        with pytest.raises(Refused):
            read_facts(file, LAW)
        return
    reading = read_facts(file, LAW)
    assert reading.rows_in == len(reading.table.subjects) + len(reading.refused) == len(filled)
    assert all(row.problems for row in reading.refused)
    assert all(len(column) == len(reading.table.subjects) for column in reading.table.columns.values())
    codes = [subject.code for subject in reading.table.subjects]
    assert len(codes) == len(set(codes)), "no city is accepted twice"
