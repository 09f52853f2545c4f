"""Result packs: the same bytes for the same run, read back whole, and nothing in a foreign one is trusted."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kotaham.core.errors import Refused
from kotaham.core.facts_json import canonical_json
from kotaham.core.instrument.write import to_yaml
from kotaham.core.record import Origins, RefusedRow, Source, make_record, replay
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report import pack_members
from kotaham.report.pack import NAME, manifest, read_pack, write_pack
from kotaham.report.pack import pack_members as members_of
from kotaham.report.run import Run
from tests.random_instruments import random_case

DOC = Path(__file__).parents[2] / "docs/reference/record-format.md"
VERIFY = Path(__file__).parents[2] / "src/kotaham/report/data/verify.py"
MB = 2**20


def run_of(seed: int) -> Run:
    """Make a run whose record uses every list that a record has."""
    instrument, table = random_case(seed)
    text = to_yaml(instrument)
    refused = (RefusedRow(7, "31.99", "Kota X", ("Angka ini bukan angka.",)),)
    sources = (Source("tabel.csv", "ab" * 32, len(table.subjects) + 1), Source("peta.yaml", "cd" * 32))
    rows_in = len(table.subjects) + len(refused)
    origins = Origins(sha256(text.encode()).hexdigest(), False, sources, rows_in, refused, ("sebuah catatan",))
    return Run(instrument, instrument, make_record(score(compile_plan(instrument), table), origins), table, text)


# Seed 2 has bands, a bonus and gates that some cities do not pass.
RUN = run_of(2)
MEMBERS = members_of(RUN)


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def sealed(members: dict[str, bytes]) -> dict[str, bytes]:
    """Make the digests fit again."""
    rest = {name: data for name, data in members.items() if name != "MANIFEST.sha256"}
    return rest | {"MANIFEST.sha256": manifest(rest)}


def verify(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run verify.py as an outsider would: nothing but the standard library."""
    command = [sys.executable, "-I", "-S", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, timeout=120)


@pytest.mark.parametrize("seed", range(12))
def test_a_pack_is_read_back_as_it_was_written(tmp_path: Path, seed: int) -> None:
    run = run_of(seed)
    write_pack(tmp_path / NAME, run)
    for place in (tmp_path / NAME, tmp_path):
        pack = read_pack(place)
        assert (pack.instrument, pack.record, pack.instrument_text) == (run.instrument, run.record, run.instrument_text)
        assert replay(pack.instrument, pack.table, pack.record) == []


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    write_pack(tmp_path / "a.zip", RUN)
    write_pack(tmp_path / "b.zip", run_of(2))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == sorted(MEMBERS)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_writing_replaces_the_old_pack_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_pack(tmp_path / NAME, run_of(3))
    write_pack(tmp_path / NAME, RUN)
    assert read_pack(tmp_path).record == RUN.record
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_pack_that_could_not_be_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pack_members.MEMBERS, "record.json", 100)
    with pytest.raises(Refused, match=r"record\.json melebihi 0 MB"):
        write_pack(tmp_path / NAME, RUN)
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_digests_is_what_sha256sum_reads(tmp_path: Path) -> None:
    for name, data in MEMBERS.items():
        (tmp_path / name).write_bytes(data)
    lines = MEMBERS["MANIFEST.sha256"].decode().splitlines()
    assert [line.split("  ")[1] for line in lines] == sorted(MEMBERS.keys() - {"MANIFEST.sha256"})
    assert all(line.startswith(sha256(MEMBERS[line.split("  ")[1]]).hexdigest()) for line in lines)


def test_the_readme_tells_an_example_from_a_regulation_in_both_languages() -> None:
    text = MEMBERS["README.txt"].decode()
    assert "CONTOH, BUKAN PERATURAN." in text
    assert "AN EXAMPLE, NOT A REGULATION." in text
    assert "python3 verify.py result-pack.zip" in text
    assert "1 baris ditolak" in text


def changed(name: str, change: Callable[[Any], Any]) -> dict[str, bytes]:
    """Change one JSON member and make the digests fit."""
    return sealed(MEMBERS | {name: canonical_json(change(json.loads(MEMBERS[name])))})


def without(key: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda data: {name: value for name, value in data.items() if name != key}


HOSTILE: list[tuple[str, dict[str, bytes], str, str]] = [
    (
        "changed",
        MEMBERS | {"record.json": b"{}"},
        "pack.digest-differs",
        "tidak sama dengan sidik jarinya: record.json",
    ),
    (
        "damaged list",
        MEMBERS | {"MANIFEST.sha256": b"x"},
        "pack.digest-differs",
        "sidik jarinya: README.txt, facts.json",
    ),
    ("missing", {"README.txt": b""}, "pack.not-a-pack", "tidak ada MANIFEST.sha256"),
    ("strange", MEMBERS | {"../../a": b""}, "pack.not-a-pack", "ada yang tidak dikenal: ../../a"),
    ("odd name", MEMBERS | {"a\x1b[31m": b""}, "pack.not-a-pack", "ada yang tidak dikenal: a?[31m"),
    (
        "twice",
        sealed(MEMBERS | {"facts.json": b'{"a":1,"a":2}'}),
        "pack.not-canonical-json",
        "bukan JSON dalam bentuk bakunya",
    ),
    ("spaces", sealed(MEMBERS | {"record.json": b'{"a": 1}'}), "pack.not-canonical-json", "record.json dalam paket"),
    ("no JSON", sealed(MEMBERS | {"record.json": b"\xff"}), "pack.not-canonical-json", "record.json dalam paket"),
    ("deep", sealed(MEMBERS | {"facts.json": b"[" * 10**5}), "pack.not-canonical-json", "facts.json dalam paket"),
    (
        "huge integer",
        sealed(MEMBERS | {"facts.json": b"9" * 10**4}),
        "pack.not-canonical-json",
        "facts.json dalam paket",
    ),
    ("no object", sealed(MEMBERS | {"record.json": b"[]"}), "pack.not-canonical-json", "record.json dalam paket"),
    ("no facts", sealed(MEMBERS | {"facts.json": b"{}"}), "pack.not-facts", "tidak berbentuk fakta KotaHAM"),
    ("no text", sealed(MEMBERS | {"instrument.yaml": b"\xff"}), "pack.not-utf8", "bukan teks UTF-8"),
    ("no instrument", sealed(MEMBERS | {"instrument.yaml": b"a: 1"}), "instrument.key-missing", "instrument.yaml:1"),
    (
        "other instrument",
        changed("instrument.json", lambda one: one | {"title": "lain"}),
        "pack.not-the-instrument",
        "tidak sama",
    ),
    (
        "no format",
        changed("facts.json", lambda one: one | {"format": "x"}),
        "pack.not-facts",
        "fakta KotaHAM (ValueError)",
    ),
    ("no results", changed("record.json", without("results")), "pack.not-record", "results: record.json"),
    ("more", changed("record.json", lambda one: one | {"x": 1}), "pack.not-record", "x: record.json"),
    (
        "rank",
        changed("record.json", lambda one: one | {"rows": {"in": "1"}}),
        "pack.not-record",
        "rows.in: record.json",
    ),
    (
        "number",
        changed("record.json", lambda one: one | {"results": [{"total": "1e9"}]}),
        "pack.not-record",
        "results.0.total",
    ),
]


@pytest.mark.parametrize(
    ("members", "code", "words"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_a_foreign_pack_is_refused_in_words(tmp_path: Path, members: dict[str, bytes], code: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_pack(zipped(tmp_path / NAME, members))
    assert code in refused.value.codes
    assert words in refused.value.text()


def test_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / NAME, "w") as archive:
        for name in MEMBERS:
            archive.writestr(name, MEMBERS[name])
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("record.json", b"{}")
    with pytest.raises(Refused, match="ada nama yang dipakai dua kali"):
        read_pack(tmp_path / NAME)


def test_a_zip_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / NAME, MEMBERS | {"README.txt": bytes(40 * MB)})
    assert bomb.stat().st_size < MB
    with pytest.raises(Refused, match=r"README\.txt dalam paket hasil ini melebihi 1 MB"):
        read_pack(bomb)
    told = verify(str(VERIFY), str(bomb))
    assert (told.returncode, "README.txt > 1 MB" in told.stdout) == (2, True)


def test_a_zip_that_lies_about_its_sizes_is_stopped_too(tmp_path: Path) -> None:
    honest = zipped(tmp_path / NAME, MEMBERS | {"README.txt": bytes(40 * MB)}).read_bytes()
    lying = honest.replace((40 * MB).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    (tmp_path / NAME).write_bytes(lying)
    with pytest.raises(Refused):
        read_pack(tmp_path / NAME)
    assert verify(str(VERIFY), str(tmp_path / NAME)).returncode == 2


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"bukan zip", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_zip_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_pack(tmp_path / NAME)
    assert "Paket hasil ini tidak dapat dibuka (BadZipFile)." in refused.value.text()
    assert "The result pack cannot be opened (BadZipFile)." in refused.value.text("en")
    told = verify(str(VERIFY), str(tmp_path / NAME))
    assert (told.returncode, told.stderr) == (2, "")
    assert "TIDAK TERBACA: paket ini tidak dapat dibuka" in told.stdout


def test_a_truncated_pack_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    write_pack(tmp_path / NAME, RUN)
    whole = (tmp_path / NAME).read_bytes()
    for cut in range(0, len(whole), max(1, len(whole) // 40)):
        (tmp_path / NAME).write_bytes(whole[:cut])
        with pytest.raises(Refused):
            read_pack(tmp_path / NAME)


def test_a_flipped_bit_anywhere_is_refused_or_changes_nothing(tmp_path: Path) -> None:
    write_pack(tmp_path / NAME, RUN)
    whole = (tmp_path / NAME).read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 300)):
        (tmp_path / NAME).write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        with suppress(Refused):
            assert read_pack(tmp_path / NAME).record == RUN.record


def test_a_pack_with_a_password_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path / NAME, RUN)
    data = bytearray((tmp_path / NAME).read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(Refused, match="memakai kata sandi"):
        read_pack(tmp_path / NAME)


def test_a_missing_pack_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"tidak dapat dibuka \(FileNotFoundError\)"):
        read_pack(tmp_path / "tidak-ada.zip")
    assert verify(str(VERIFY), str(tmp_path / "tidak-ada.zip")).returncode == 2


def keys_of(data: Any) -> set[str]:
    inner = list(data.values()) if isinstance(data, dict) else data if isinstance(data, list) else []
    return (set(data) if isinstance(data, dict) else set()).union(*(keys_of(one) for one in inner))


def test_every_key_of_a_record_and_of_facts_is_documented() -> None:
    records = [run_of(seed) for seed in range(30)]
    written = set().union(*(keys_of(run.record) for run in records))
    assert {"short", "reasons", "rows", "marks", "why_none", "bonus_claimed"} <= written
    documented = set(re.findall(r"`([a-z0-9_.]+)`", DOC.read_text(encoding="utf-8")))
    assert written - documented == set()
    facts = keys_of([json.loads(members_of(run)["facts.json"]) for run in records[:5]])
    words = set(re.findall(r"[A-Za-z_0-9]+", DOC.read_text(encoding="utf-8")))
    codes = {one.code for run in records[:5] for one in run.instrument.known_indicators}
    assert {key for key in facts if not re.fullmatch(r"B\d", key)} - codes - words == set()


def test_a_record_survives_being_unpacked_and_packed_by_other_tools(tmp_path: Path) -> None:
    write_pack(tmp_path / NAME, RUN)
    with zipfile.ZipFile(tmp_path / NAME) as archive:
        archive.extractall(tmp_path / "x")
    shutil.make_archive(str(tmp_path / "lagi"), "zip", tmp_path / "x")
    buffer = io.BytesIO((tmp_path / "lagi.zip").read_bytes())
    names = {name for name in zipfile.ZipFile(buffer).namelist() if not name.endswith("/")}
    assert names == set(MEMBERS)
    assert read_pack(zipped(tmp_path / "stored.zip", MEMBERS, zipfile.ZIP_STORED)).record == RUN.record
