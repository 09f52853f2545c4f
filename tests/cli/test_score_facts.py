"""`kotaham score ID facts.json`: the facts of a pack or a server, scored by the command."""

import json
import zipfile
from pathlib import Path

from kotaham.cli.setting import PARTIAL, REFUSED
from tests.cli.running import OPEN_DATA, run


def facts_of(jakarta: Path, folder: Path) -> Path:
    """Take the facts out of a pack."""
    file = folder / "facts.json"
    with zipfile.ZipFile(jakarta / "result-pack.zip") as archive:
        file.write_bytes(archive.read("facts.json"))
    return file


def test_the_facts_of_a_pack_give_the_results_of_its_record(jakarta: Path, tmp_path: Path) -> None:
    run("score", OPEN_DATA, facts_of(jakarta, tmp_path), "--no-pdf", "--out", tmp_path / "hasil")
    ours = json.loads((tmp_path / "hasil" / "record.json").read_bytes())
    theirs = json.loads((jakarta / "record.json").read_bytes())
    assert ours["results"] == theirs["results"]
    assert ours["facts_sha256"] == theirs["facts_sha256"]
    assert ours["sources"][0]["name"] == "facts.json"


def test_options_of_tables_are_refused_all_at_once(jakarta: Path, tmp_path: Path) -> None:
    file = facts_of(jakarta, tmp_path)
    told = run("score", OPEN_DATA, file, "--mapping", "bps-2021", "--numbers", "id", code=REFUSED)
    assert "Pilihan --mapping hanya untuk tabel" in told.errors
    assert "Pilihan --numbers hanya untuk tabel" in told.errors


def test_a_broken_file_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"format": "kotaham-facts/1"', encoding="utf-8")
    told = run("score", OPEN_DATA, file, "--out", tmp_path / "hasil", code=REFUSED)
    assert "bukan JSON yang sah: rusak pada baris 1" in told.errors
    assert not (tmp_path / "hasil").exists()


def test_a_city_that_cannot_be_scored_needs_the_word_partial(jakarta: Path, tmp_path: Path) -> None:
    file = facts_of(jakarta, tmp_path)
    data = json.loads(file.read_bytes())
    code = next(iter(data["subjects"][0]["answers"]))
    data["subjects"][0]["answers"][code] = {"yes": True}
    file.write_text(json.dumps(data), encoding="utf-8")
    told = run("score", OPEN_DATA, file, code=REFUSED)
    assert "Baris dibaca 6 = diterima 5 + ditolak 1." in told.text
    assert "Tidak ada yang dinilai." in told.errors
    run("score", OPEN_DATA, file, "--partial", code=PARTIAL)
