"""`kotaham score`: figures in, scores and a folder of outputs out; whole, or not at all."""

import csv
import json
from pathlib import Path

import pytest

from kotaham.cli.setting import PARTIAL, REFUSED
from kotaham.report import outputs
from tests.cli.running import EXAMPLE, OPEN_DATA, PRACTICE, ROOT, digest, jakarta_with, run, run_jakarta, shelf_with

FILES = {"record.json", "report.html", "result-pack.zip", "scores.csv", "scores.xlsx"}


def test_the_example_is_scored_in_indonesian() -> None:
    told = run_jakarta()
    assert "Baris dibaca 6 = diterima 6 + ditolak 0." in told.text
    assert "Kota HAM menurut data terbuka (kota-ham-data-terbuka@2026) Contoh, bukan peraturan." in told.text
    assert "31.71 Kota Administrasi Jakarta Pusat 86,27 100,00 80,00 78,81" in told.text
    assert "Hak perempuan: Tidak ditemukan tabel terbuka" in told.text


def test_the_example_is_scored_in_english() -> None:
    told = run_jakarta("--lang", "en")
    assert "Rows read 6 = accepted 6 + refused 0." in told.text
    assert "An example, not a regulation." in told.text
    assert "31.71 Kota Administrasi Jakarta Pusat 86.27 100.00 80.00 78.81" in told.text


def test_no_figure_is_cut_off_in_a_terminal_of_ordinary_width() -> None:
    text = run_jakarta(width=80).text
    assert [figure for figure in ("38,05", "87,68", "100,00", "83,05", "49,15") if figure not in text] == []


def test_where_the_rights_do_not_fit_they_are_left_out_as_a_whole() -> None:
    text = run_jakarta(width=60).text
    assert [figure for figure in ("38,05", "87,68") if figure not in text] == []
    assert "83,05" not in text


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_jakarta()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_holds_every_output_and_the_way_on_is_told(jakarta: Path, tmp_path: Path) -> None:
    assert {path.name for path in jakarta.iterdir()} == FILES
    told = run_jakarta("--out", tmp_path / "hasil")
    assert "Ditulis ke" in told.text
    assert f"Lanjutkan: kotaham explain {tmp_path / 'hasil'} --city 31.01; kotaham replay" in told.text
    record = json.loads((jakarta / "record.json").read_bytes())
    assert record["rows"] == {"in": 6, "scored": 6, "refused": 0}


@pytest.mark.slow
def test_pdfs_are_made_unless_declined(tmp_path: Path) -> None:
    run("score", OPEN_DATA, EXAMPLE, "--mapping", "bps-2021", "--out", tmp_path / "hasil")
    assert (tmp_path / "hasil" / "national.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "hasil" / "rapor").iterdir())) == 6


def test_the_same_run_gives_the_same_record_and_pack(jakarta: Path, tmp_path: Path) -> None:
    run_jakarta("--out", tmp_path / "hasil")
    for name in ("record.json", "result-pack.zip", "scores.csv"):
        assert (tmp_path / "hasil" / name).read_bytes() == (jakarta / name).read_bytes()


# Refusals


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["tidak-ada", EXAMPLE], "Instrumen `tidak-ada` tidak ditemukan."),
        ([f"{OPEN_DATA}@1999", EXAMPLE], "tidak mempunyai versi `1999`. Versi yang ada: 2026."),
        ([OPEN_DATA, "tidak-ada.csv"], "Berkas tidak-ada.csv tidak ada atau tidak dapat dibaca."),
        (
            [OPEN_DATA, EXAMPLE, "--mapping", "x"],
            "tidak mempunyai pemetaan `x`. Pemetaan yang ada: bps-2021, dapoer-2019.",
        ),
        ([OPEN_DATA, EXAMPLE, "--mapping", "x.yaml"], "Berkas x.yaml tidak ada atau tidak dapat dibaca."),
        ([OPEN_DATA, ROOT / "README.md"], "Jenis berkas ini tidak diterima: akhiran nama .md."),
        ([OPEN_DATA, EXAMPLE], "Baris judul kolom tidak ditemukan dalam 60 baris pertama."),
        ([OPEN_DATA, ROOT / "examples"], "examples tidak ada atau tidak dapat dibaca."),
        ([PRACTICE, EXAMPLE, "--mapping", "bps-2021"], "tidak mempunyai pemetaan `bps-2021`"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words_and_nothing_is_written(
    args: list[object], words: str, tmp_path: Path
) -> None:
    told = run("score", *args, "--out", tmp_path / "hasil", code=REFUSED)
    assert words in told.errors
    assert not (tmp_path / "hasil").exists()
    english = run("score", *args, "--lang", "en", code=REFUSED)
    assert english.errors.startswith("Refused; nothing was written:")


def test_a_bad_cell_is_told_by_row_and_column_and_nothing_is_scored(tmp_path: Path) -> None:
    table = jakarta_with(tmp_path, ipm="tinggi")
    told = run_jakarta("--out", tmp_path / "hasil", table=table, code=REFUSED)
    assert "Baris dibaca 6 = diterima 5 + ditolak 1." in told.text
    assert "ubah.csv, baris 3, kolom G (ipm): 'tinggi' bukan angka." in told.errors
    assert "'tinggi'" in told.errors
    assert "Tidak ada yang dinilai. Perbaiki baris di atas, atau tambahkan --partial" in told.errors
    assert not (tmp_path / "hasil").exists()


def test_with_partial_the_good_rows_are_scored_and_everything_says_partial(tmp_path: Path) -> None:
    table, folder = jakarta_with(tmp_path, ipm="tinggi"), tmp_path / "hasil"
    told = run_jakarta("--partial", "--out", folder, table=table, code=PARTIAL)
    assert "SEBAGIAN: 1 dari 6 baris ditolak." in told.text
    assert "ubah.csv, baris 3, kolom G (ipm): 'tinggi' bukan angka." in told.errors
    assert "Jakarta Pusat" not in told.text
    record = json.loads((folder / "record.json").read_bytes())
    assert record["rows"] == {"in": 6, "scored": 5, "refused": 1}
    assert [row["code"] for row in record["refused"]] == ["31.71"]
    assert "SEBAGIAN: 1 dari 6 baris ditolak" in (folder / "report.html").read_text(encoding="utf-8")
    assert "SEBAGIAN: 1 dari 6 baris ditolak" in (folder / "scores.csv").read_text(encoding="utf-8-sig")
    assert (
        "PARTIAL: 1 of 6 rows was refused." in run_jakarta("--partial", "--lang", "en", table=table, code=PARTIAL).text
    )


def test_partial_has_nothing_to_score_when_every_row_is_refused(tmp_path: Path) -> None:
    with jakarta_with(tmp_path, ipm="tinggi").open(encoding="utf-8", newline="") as stream:
        header, _, bad, *_ = list(csv.reader(stream))
    table = tmp_path / "satu.csv"
    table.write_text("\n".join(",".join(row) for row in (header, bad)), encoding="utf-8")
    told = run_jakarta("--partial", table=table, code=REFUSED)
    assert "Baris dibaca 1 = diterima 0 + ditolak 1." in told.text


@pytest.mark.parametrize(("option", "value"), [("--numbers", "fr"), ("--lang", "fr")])
def test_an_option_with_a_value_that_does_not_exist_is_wrong_usage(option: str, value: str) -> None:
    assert "id / en" in run_jakarta(option, value, code=2).err


def test_an_instrument_that_was_changed_after_sealing_judges_nobody(tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n")
    run("instrument", "seal", file)
    file.write_text(file.read_text(encoding="utf-8") + "# diubah\n", encoding="utf-8")
    told = run("score", file, EXAMPLE, code=REFUSED)
    assert "kota-ham-contoh@2026 sudah disegel, tetapi isinya berubah sesudah itu." in told.errors


# The folder


def test_a_folder_that_holds_other_things_is_never_touched(tmp_path: Path) -> None:
    folder = tmp_path / "dokumen"
    folder.mkdir()
    (folder / "surat.txt").write_text("penting", encoding="utf-8")
    told = run_jakarta("--out", folder, code=REFUSED)
    assert "sudah berisi hal lain, jadi tidak diganti. Pilih folder baru atau yang kosong." in told.errors
    assert [path.name for path in folder.iterdir()] == ["surat.txt"]
    assert (
        "holds other things, so it is not replaced" in run_jakarta("--out", folder, "--lang", "en", code=REFUSED).errors
    )


def test_an_older_result_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    run_jakarta("--out", folder)
    (folder / "rapor").mkdir()
    run_jakarta("--out", folder, table=jakarta_with(tmp_path, miskin_p0_persen="8.94"))
    assert {path.name for path in folder.iterdir()} == FILES
    assert json.loads((folder / "record.json").read_bytes())["results"][1]["total"] != "5090/59"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil", "ubah.csv"]


@pytest.mark.parametrize("writer", ["write_pack", "write_scores_csv", "write_scores_xlsx", "write_html"])
def test_an_error_while_writing_leaves_the_older_result_as_it_was(
    writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "hasil"
    run_jakarta("--out", folder)
    before = digest(folder)

    def fail(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(outputs, writer, fail)
    told = run_jakarta("--out", folder, table=jakarta_with(tmp_path, ipm="50"), code=REFUSED)
    assert "tidak dapat dibaca atau ditulis (disk penuh). Periksa folder, hak akses, dan ruang disknya." in told.errors
    assert digest(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil", "ubah.csv"]


def test_an_error_while_writing_the_first_time_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(outputs, "write_html", fail)
    told = run_jakarta("--out", tmp_path / "hasil", "--lang", "en", code=REFUSED)
    assert "cannot be read or written (disk penuh). Check its folder, permissions and disk space." in told.errors
    assert list(tmp_path.iterdir()) == []
