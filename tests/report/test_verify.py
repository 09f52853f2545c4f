"""The verifier of a pack: what it tells an outsider who has nothing but Python."""

import ast
import json
import re
import sys
import zipfile
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kotaham.core.facts_json import canonical_json
from kotaham.core.instrument.model import Bonus
from kotaham.core.numbers import plain, round_half_up
from kotaham.report.pack import NAME, write_pack
from kotaham.report.pack import pack_members as members_of
from tests.report.test_pack import MEMBERS, RUN, VERIFY, run_of, sealed, verify, zipped


def test_the_verifier_of_a_pack_needs_nothing_but_python_and_says_that_all_is_equal(tmp_path: Path) -> None:
    write_pack(tmp_path / NAME, RUN)
    with zipfile.ZipFile(tmp_path / NAME) as archive:
        archive.extractall(tmp_path / "terbuka")
    count = len(RUN.table.subjects)
    answers = count * len(RUN.instrument.known_indicators)
    inside = tmp_path / "terbuka"
    for told in (
        verify(str(inside / "verify.py"), str(tmp_path / NAME)),
        verify(str(inside / "verify.py"), str(inside)),
        verify("verify.py", folder=inside),
        verify(str(inside / "verify.py"), str(tmp_path)),
    ):
        assert (told.returncode, told.stderr) == (0, "")
        assert f"SAMA: {count} daerah dan {answers} jawaban dihitung ulang" in told.stdout
        assert f"EQUAL: {count} cities and {answers} answers recomputed" in told.stdout


def test_the_verifier_lists_at_most_twenty_differences_and_counts_all(tmp_path: Path) -> None:
    record = json.loads(MEMBERS["record.json"])
    for result in record["results"]:
        for answer in result["answers"]:
            answer |= {"weight": "12345", "certainty": "yakin", "most": "99999", "figure": "8", "step": 77}
    told = verify(str(VERIFY), str(zipped(tmp_path / NAME, sealed(MEMBERS | {"record.json": canonical_json(record)}))))
    listed = [line for line in told.stdout.splitlines() if line.startswith("- ")]
    count = re.search(r"DIFFERENT: (\d+) things", told.stdout)
    assert told.returncode == 1
    assert len(listed) == 20
    assert count is not None
    assert int(count[1]) > 20
    assert listed[0].startswith("- 31.00 Kota 0, I0, certainty: tercatat / recorded yakin, dihitung / recomputed ")


def differing(folder: Path, record: dict[str, Any], *options: str) -> list[str]:
    """Return what the verifier prints of a record that was changed and sealed again."""
    members = sealed(MEMBERS | {"record.json": canonical_json(record)})
    told = verify(str(VERIFY), *options, str(zipped(folder / NAME, members)))
    assert (told.returncode, told.stderr) == (1, "")
    return told.stdout.splitlines()


def test_a_difference_is_told_with_its_city_and_indicator_or_branch(tmp_path: Path) -> None:
    record = json.loads(MEMBERS["record.json"])
    city = record["results"][0]
    city["answers"][0]["points"] = "6"
    city["branches"][0]["value"] = "50"
    city["verdict"]["predicate"] = "P\x1b[31m"
    record["engine"], record["results"][1]["name"] = 1, "Kota lain"
    assert differing(tmp_path, record)[:6] == [
        "- record.json/engine: tercatat / recorded 1, dihitung / recomputed '1'",
        "- 31.00 Kota 0, I0, points: tercatat / recorded 6, dihitung / recomputed 10",
        "- 31.00 Kota 0, group G0, value: tercatat / recorded 50, dihitung / recomputed tidak ada / none",
        "- 31.00 Kota 0, verdict/predicate: tercatat / recorded P?[31m, dihitung / recomputed tidak ada / none",
        "- 31.01 Kota 1, name: tercatat / recorded Kota lain, dihitung / recomputed Kota 1",
        "BERBEDA: 5 hal tidak cocok (2 daerah dan 6 jawaban dihitung ulang).",
    ]


def test_one_difference_is_told_as_one(tmp_path: Path) -> None:
    record = json.loads(MEMBERS["record.json"])
    record["results"][0]["answers"][0]["points"] = "6"
    assert differing(tmp_path, record)[1:] == [
        "BERBEDA: 1 hal tidak cocok (2 daerah dan 6 jawaban dihitung ulang).",
        "DIFFERENT: 1 thing does not match (2 cities and 6 answers recomputed).",
    ]


def test_the_verifier_prints_the_digests_that_the_reports_show(tmp_path: Path) -> None:
    told = verify(str(VERIFY), str(zipped(tmp_path / NAME, MEMBERS)))
    about = RUN.record["instrument"]
    assert told.stdout.splitlines()[2:] == [
        f"Isi instrumen / Content of the instrument (SHA-256): {about['content_sha256']}",
        f"Berkas instrumen / File of the instrument (SHA-256): {about['file_sha256']}",
        f"Data yang dinilai / Data that were judged (SHA-256): {RUN.record['facts_sha256']}",
        f"Catatan hasil / Record (SHA-256): {sha256(MEMBERS['record.json']).hexdigest()}",
    ]


def test_the_verifier_lists_the_scores_that_were_published(tmp_path: Path) -> None:
    seen = set()
    for seed in range(30):
        run = run_of(seed)
        told = verify(str(VERIFY), "--scores", str(zipped(tmp_path / NAME, members_of(run))))
        lines = told.stdout.split("\n\n")[1].splitlines()
        titles = {level.code: level.title for level in run.instrument.predicates.levels}
        assert told.returncode == 0
        assert ("+ bonus" in lines[0]) == isinstance(run.instrument.bonus, Bonus)
        for line, result in zip(lines[1:], run.record["results"], strict=True):
            number, verdict = result["total"], result["verdict"]
            total = "-" if number is None else plain(round_half_up(Fraction(number), run.instrument.rounding.decimals))
            given = run.instrument.predicates.below if verdict["below"] else titles.get(verdict["predicate"], "-")
            cells = re.split(" {2,}", line)
            assert (cells[:3], cells[-1]) == ([result["code"], result["name"], total], given)
            seen.add((total == "-", given))
    assert len(seen) > 2


def test_the_verifier_tells_how_it_is_used() -> None:
    told = verify(str(VERIFY), "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert "usage: verify.py" in told.stdout
    assert "--scores" in told.stdout
    assert "python3 verify.py result-pack.zip" in told.stdout


def test_a_pack_whose_instrument_is_another_file_is_different(tmp_path: Path) -> None:
    members = sealed(MEMBERS | {"instrument.yaml": MEMBERS["instrument.yaml"] + b"# tambahan\n"})
    told = verify(str(VERIFY), str(zipped(tmp_path / NAME, members)))
    assert told.returncode == 1
    assert "record.json/instrument/file_sha256" in told.stdout


def test_the_verifier_runs_where_only_old_python_is_known() -> None:
    text = VERIFY.read_text(encoding="utf-8")
    assert "\nfrom __future__ import annotations\n" in text
    assert ast.parse(text, feature_version=(3, 9)).body
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n    case 1:\n        pass\n", feature_version=(3, 9))
    assert not re.search(r"^\s*(match|case) .*:$|strict=|removeprefix|zip\(.*strict", text, re.MULTILINE)
    imports = set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))
    assert imports <= sys.stdlib_module_names
