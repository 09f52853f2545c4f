"""`kotaham replay`: the same instrument and facts give the same record, or the difference is named."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kotaham.cli.setting import REFUSED, WANTING
from kotaham.core.facts_json import canonical_json
from tests.cli.running import run, tampered


@pytest.mark.parametrize(("lang", "words"), [("id", "Sama persis: 6 daerah"), ("en", "Equal: 6 cities recomputed")])
def test_a_result_is_recomputed_equal_from_its_folder_and_from_its_pack(jakarta: Path, lang: str, words: str) -> None:
    assert run("replay", jakarta, "--lang", lang).text.startswith(words)
    assert run("replay", jakarta / "result-pack.zip", "--lang", lang).text.startswith(words)


def better_total(record: dict[str, Any]) -> None:
    record["results"][1]["total"] = "90"


def better_rank(record: dict[str, Any]) -> None:
    record["results"][0]["rank"] = 1


def more_points(record: dict[str, Any]) -> None:
    record["results"][0]["answers"][0]["points"] = "10"


def a_predicate(record: dict[str, Any]) -> None:
    record["results"][0]["verdict"]["predicate"] = "utama"


def other_digest(record: dict[str, Any]) -> None:
    record["facts_sha256"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (better_total, "/results/1/total"),
        (better_rank, "/results/0/rank"),
        (more_points, "/results/0/answers/0/points"),
        (a_predicate, "/results/0/verdict/predicate"),
        (other_digest, "/facts_sha256"),
    ],
)
def test_a_record_that_was_changed_is_found_out_even_with_every_digest_made_right(
    jakarta: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], path: str
) -> None:
    pack = tampered(jakarta / "result-pack.zip", tmp_path / "palsu.zip", change)
    told = run("replay", pack, code=WANTING)
    assert told.out.splitlines() == [f"- {path}", "BERBEDA di 1 tempat."]
    assert "DIFFERENT in 1 place." in run("replay", pack, "--lang", "en", code=WANTING).out


def test_facts_that_were_changed_are_found_out_in_every_number_that_rests_on_them(
    jakarta: Path, tmp_path: Path
) -> None:
    def change(facts: dict[str, Any]) -> None:
        facts["subjects"][1]["answers"]["MISKIN"]["number"] = "20"

    told = run("replay", tampered(jakarta / "result-pack.zip", tmp_path / "p.zip", change, "facts.json"), code=WANTING)
    assert "- /facts_sha256" in told.out
    assert "- /results/1/total" in told.out


def test_a_pack_that_was_changed_without_its_digests_is_refused_by_name(jakarta: Path, tmp_path: Path) -> None:
    file = tmp_path / "rusak.zip"
    with zipfile.ZipFile(jakarta / "result-pack.zip") as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, canonical_json({}) if name == "record.json" else old.read(name))
    told = run("replay", file, code=REFUSED)
    assert "record.json" in told.errors


def test_what_is_no_result_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"bukan zip")
    assert "x.zip" in run("replay", tmp_path / "x.zip", code=REFUSED).errors
    assert "bukan folder hasil" in run("replay", tmp_path, code=REFUSED).errors
