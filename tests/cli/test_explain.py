"""`kotaham explain`: from a folder of results back to the fact."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import ROOT, jakarta_with, run, run_jakarta, tampered

HOSTILE = '<script>alert("x")</script><img src=x onerror=1>'


def test_a_city_is_explained_from_the_folder_and_from_the_pack_alone(jakarta: Path, tmp_path: Path) -> None:
    told = run("explain", jakarta, "--city", "31.71")
    assert told.out.startswith(
        "Kota Administrasi Jakarta Pusat (31.71) - nilai akhir 86,27\n  Contoh, bukan peraturan.\n"
    )
    shutil.copy(jakarta / "result-pack.zip", tmp_path / "kiriman.zip")
    assert run("explain", tmp_path / "kiriman.zip", "--city", "31.71").out == told.out


def test_one_right_and_one_indicator_are_explained(jakarta: Path) -> None:
    right = run("explain", jakarta, "--city", "31.71", "--right", "KEMBANG")
    assert right.out.startswith("Hak mengembangkan diri: 80,00 dari 100")
    one = run("explain", jakarta, "--city", "31.71", "--indicator", "IPM")
    assert one.out.startswith("IPM Indeks pembangunan manusia: 9 dari 9 poin\n  Jawaban: 81,56 indeks 0-100")
    assert "Menyumbang 5,08 dari paling banyak 5,08 pada nilai akhir" in one.out


def test_everything_is_told_in_english_too(jakarta: Path) -> None:
    told = run("explain", jakarta, "--city", "31.71", "--lang", "en")
    assert told.out.startswith(
        "Kota Administrasi Jakarta Pusat (31.71) - score 86.27\n  An example, not a regulation.\n"
    )
    assert "IPM Human development index: 9 of 9 points" in told.out


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("part", [[], ["--right", "SEJAHTERA"], ["--indicator", "TPT"]])
def test_text_json_and_html_tell_the_same_sentences(jakarta: Path, part: list[str], lang: str) -> None:
    args = ["explain", jakarta, "--city", "31.01", *part, "--lang", lang]
    lines = [line.strip() for line in run(*args).out.splitlines()]
    assert sentences(json.loads(run(*args, "--format", "json").out)) == lines
    page = Sentences()
    page.feed(run(*args, "--format", "html").out)
    assert page.found == lines
    assert page.tags == ({"li", "ul"} if len(lines) > 1 else {"li"})


def sentences(told: dict[str, object]) -> list[str]:
    parts = told["parts"]
    assert isinstance(parts, list)
    return [str(told["text"]), *(line for part in parts for line in sentences(part))]


class Sentences(HTMLParser):
    """Gathers the sentences and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data)


def test_a_hostile_name_from_a_table_is_text_in_html(tmp_path: Path) -> None:
    run_jakarta("--out", tmp_path / "hasil", table=jakarta_with(tmp_path, nama=HOSTILE))
    page = Sentences()
    page.feed(run("explain", tmp_path / "hasil", "--city", "31.71", "--format", "html").out)
    assert page.tags == {"li", "ul"}
    assert page.found[0] == f"{HOSTILE} (31.71) - nilai akhir 86,27"


def test_a_hostile_name_in_a_pack_neither_adds_lines_nor_steers_the_terminal(jakarta: Path, tmp_path: Path) -> None:
    def rename(record: dict[str, object]) -> None:
        results = record["results"]
        assert isinstance(results, list)
        results[1]["name"] = "Kota\x1b[2J\nPredikat: Utama"

    pack = tampered(jakarta / "result-pack.zip", tmp_path / "p.zip", rename)
    told = run("explain", pack, "--city", "31.71")
    assert told.out.splitlines()[0] == "Kota [2J Predikat: Utama (31.71) - nilai akhir 86,27"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--city", "99.99"], "Daerah '99.99' tidak ada dalam hasil ini. Yang ada: 31.01, 31.71,"),
        (["--city", "31.71", "--right", "X"], "tidak punya hak 'X'. Yang ada: HIDUP,"),
        (["--city", "31.71", "--indicator", "X"], "tidak punya indikator 'X'. Yang ada: UHH,"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(jakarta: Path, args: list[str], words: str) -> None:
    assert words in run("explain", jakarta, *args, code=REFUSED).errors


def test_a_folder_without_results_and_a_file_that_is_no_pack_are_refused(tmp_path: Path) -> None:
    told = run("explain", tmp_path, "--city", "31.71", code=REFUSED)
    assert "bukan folder hasil dan bukan paket hasil. Berikan folder dari --out, atau result-pack.zip" in told.errors
    english = run("explain", tmp_path / "x.zip", "--city", "31.71", "--lang", "en", code=REFUSED)
    assert "is neither an output folder nor a pack." in english.errors
    assert "README.md" in run("explain", ROOT / "README.md", "--city", "31.71", code=REFUSED).errors


def test_a_format_that_does_not_exist_is_wrong_usage(jakarta: Path) -> None:
    assert "text / json / html" in run("explain", jakarta, "--city", "31.71", "--format", "pdf", code=2).err


def test_a_forged_record_is_explained_only_with_a_warning(jakarta: Path, tmp_path: Path) -> None:
    def better(record: dict[str, Any]) -> None:
        record["results"][0]["total"] = "99"

    forged = tampered(jakarta / "result-pack.zip", tmp_path / "palsu.zip", better)
    assert "tidak sama dengan hitungan ulangnya" in run("explain", forged, "--city", "31.71").errors
    assert "is not what its own facts give" in run("explain", forged, "--city", "31.71", "--lang", "en").errors
    assert run("explain", jakarta, "--city", "31.71").errors == ""


def test_an_indicator_of_another_right_is_refused_with_those_of_the_right(jakarta: Path) -> None:
    ran = run("explain", jakarta, "--city", "31.71", "--right", "HIDUP", "--indicator", "IPM", code=REFUSED)
    assert "tidak punya indikator 'IPM'. Yang ada: UHH." in ran.errors
