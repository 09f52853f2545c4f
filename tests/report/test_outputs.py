"""The folder of outputs: written whole or not at all, and never in the place of something else."""

import json
from pathlib import Path

import pytest

from kotaham.core.errors import Refused
from kotaham.core.language import Lang
from kotaham.report import outputs
from kotaham.report.outputs import NATIONAL, OURS, RAPORS, RECORD, REPORT, write_outputs
from tests.report.print_sample import run

TABLES = ["record.json", "report.html", "result-pack.zip", "scores.csv", "scores.xlsx"]


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fail(*_: object, **__: object) -> None:
    raise OSError("disk full")


def test_all_outputs_are_written_and_told_in_a_fixed_order(tmp_path: Path) -> None:
    made = write_outputs(tmp_path / "deep" / "hasil", run(3), "id")
    assert [path.name for path in made] == ["national.pdf", "rapor", *TABLES]
    assert {path.name for path in made} <= OURS
    assert len(list((tmp_path / "deep" / "hasil" / RAPORS).glob("*.pdf"))) == 3
    assert json.loads((tmp_path / "deep" / "hasil" / RECORD).read_bytes())["rows"]["scored"] == 3


def test_without_pdf_there_are_neither_summary_nor_rapors(tmp_path: Path) -> None:
    made = write_outputs(tmp_path / "hasil", run(3), "id", pdf=False)
    assert [path.name for path in made] == TABLES


def test_nothing_but_the_outputs_is_left_beside_the_folder(tmp_path: Path) -> None:
    for _ in range(2):
        write_outputs(tmp_path / "hasil", run(3), "id", pdf=False)
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_the_folder_can_be_read_by_others(tmp_path: Path) -> None:
    write_outputs(tmp_path / "hasil", run(2), "id", pdf=False)
    assert (tmp_path / "hasil").stat().st_mode & 0o777 == 0o755


def test_steps_are_told_in_order_and_each_rapor_as_it_is_done(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    write_outputs(tmp_path / "hasil", run(2), "id", on_step=lambda *step: seen.append(step))
    names = [RECORD, "result-pack.zip", "scores.csv", "scores.xlsx", REPORT, NATIONAL, ""]
    assert seen == [*((name, at, 6) for at, name in enumerate(names)), (RAPORS, 1, 2), (RAPORS, 2, 2)]


def test_without_pdf_the_steps_are_those_of_the_tables_and_the_report(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    write_outputs(tmp_path / "hasil", run(2), "id", pdf=False, on_step=lambda *step: seen.append(step))
    assert [name for name, _, _ in seen] == [RECORD, "result-pack.zip", "scores.csv", "scores.xlsx", REPORT, ""]


@pytest.mark.parametrize(
    "writer",
    [
        "canonical_json",
        "write_pack",
        "write_scores_csv",
        "write_scores_xlsx",
        "write_html",
        "write_national",
        "write_rapors",
    ],
)
def test_a_writer_that_fails_leaves_the_earlier_result_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    write_outputs(tmp_path / "hasil", run(2), "id", pdf=False)
    before = contents(tmp_path)
    monkeypatch.setattr(outputs, writer, fail)
    with pytest.raises(OSError, match="disk full"):
        write_outputs(tmp_path / "hasil", run(3), "id")
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_a_writer_that_fails_leaves_no_folder_where_there_was_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "write_html", fail)
    with pytest.raises(OSError, match="disk full"):
        write_outputs(tmp_path / "hasil", run(2), "id", pdf=False)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_outputs(tmp_path / "hasil", run(3), "id")
    write_outputs(tmp_path / "hasil", run(2), "en", pdf=False)
    write_outputs(tmp_path / "fresh", run(2), "en", pdf=False)
    assert contents(tmp_path / "hasil") == contents(tmp_path / "fresh")


def test_when_the_new_folder_cannot_be_put_in_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(tmp_path / "hasil", run(2), "id", pdf=False)
    before, rename = contents(tmp_path), Path.rename

    def stubborn(path: Path, target: Path) -> Path:
        if path.name.startswith(".hasil-") and not path.name.endswith("-old"):
            raise PermissionError("held open")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(PermissionError, match="held open"):
        write_outputs(tmp_path / "hasil", run(3), "id", pdf=False)
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "hasil").mkdir()
    assert len(write_outputs(tmp_path / "hasil", run(2), "id", pdf=False)) == len(TABLES)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", "sudah berisi hal lain, jadi tidak diganti. Pilih folder baru atau yang kosong."),
        ("en", "holds other things, so it is not replaced. Choose a new or an empty folder."),
    ],
)
@pytest.mark.parametrize("names", [["surat.docx"], ["surat.docx", RECORD], ["report.html"]])
def test_a_folder_with_anything_else_is_refused_in_words_and_left_alone(
    tmp_path: Path, names: list[str], lang: Lang, words: str
) -> None:
    folder = tmp_path / "hasil"
    folder.mkdir()
    for name in names:
        (folder / name).write_text("milik orang lain", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(Refused) as refusal:
        write_outputs(folder, run(2), lang, pdf=False)
    told = " ".join(problem.text(lang) for problem in refusal.value.problems)
    assert str(folder) in told
    assert words in " ".join(told.split())
    assert contents(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("milik orang lain", encoding="utf-8")
    with pytest.raises(Refused, match="tidak diganti"):
        write_outputs(tmp_path / "hasil", run(2), "id", pdf=False)
    assert (tmp_path / "hasil").read_text(encoding="utf-8") == "milik orang lain"


def test_the_same_run_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_outputs(tmp_path / name, run(2), "id")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
