"""The files of the pages come from locked packages, are built once, and say what they are made of."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
DIST = ROOT / "src/kotaham/static/dist"
PACKAGE = json.loads((FRONTEND / "package.json").read_text("utf-8"))


def test_every_package_is_named_by_its_exact_version() -> None:
    named = {**PACKAGE["dependencies"], **PACKAGE["devDependencies"]}
    assert {name: version for name, version in named.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)} == {}


def test_the_lock_holds_digests_and_no_addresses() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_a_second_build_does_nothing_and_says_nothing() -> None:
    written = {file: file.stat().st_mtime_ns for file in DIST.rglob("*")}
    done = subprocess.run([ROOT / "tools/frontend"], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert {file: file.stat().st_mtime_ns for file in DIST.rglob("*")} == written


def test_the_result_names_the_licence_of_every_package() -> None:
    text = (DIST / "LICENSES.txt").read_text("utf-8")
    missing = [name for name, version in PACKAGE["dependencies"].items() if f"\n{name} {version} - " not in text]
    assert missing == []


def test_nothing_is_loaded_from_another_host() -> None:
    for name in ("kotaham.css", "icons.svg"):
        text = (DIST / name).read_text("utf-8")
        assert re.findall(r"(?:@import|url\(|href=)\W*(?:https?:)?//[^)\"']+", text) == [], name


def test_nothing_in_the_script_makes_code_out_of_text() -> None:
    assert "allowEval:!1" in (DIST / "kotaham.js").read_text("utf-8").replace(" ", "")


def test_the_icons_are_drawn_once_each() -> None:
    names: list[str] = json.loads((FRONTEND / "icons.json").read_text("utf-8"))
    drawn = re.findall(r'<symbol id="([a-z0-9-]+)"', (DIST / "icons.svg").read_text("utf-8"))
    assert drawn == names == sorted(set(names))
