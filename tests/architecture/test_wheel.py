"""What travels to people who install the package: the code, its data files and the instruments."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kotaham

ROOT = Path(__file__).parents[2]
DATA = {".svg", ".typ", ".j2", ".css", ".csv", ".json", ".js", ".ttf", ".otf"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel without the network and list what it holds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("kotaham-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_data_file(names: set[str]) -> None:
    wanted = {p for p in (ROOT / "src").rglob("*") if p.suffix in {*DATA, ".py", ".typed"}}
    missing = {p.relative_to(ROOT / "src").as_posix() for p in wanted} - names
    assert missing == set()


@pytest.mark.slow
def test_the_wheel_holds_what_the_browser_needs(names: set[str]) -> None:
    dist = {name.removeprefix("kotaham/static/dist/") for name in names if name.startswith("kotaham/static/dist/")}
    assert {"kotaham.css", "kotaham.js", "icons.svg", "LICENSES.txt"} <= dist
    assert any(name.startswith("fonts/") and name.endswith(".woff2") for name in dist)
    translations = {p.relative_to(ROOT / "src").with_suffix(".mo").as_posix() for p in (ROOT / "src").rglob("*.po")}
    assert translations - names == set()


@pytest.mark.slow
def test_the_wheel_holds_every_instrument_file(names: set[str]) -> None:
    wanted = {p.relative_to(ROOT) for p in (ROOT / "instruments").rglob("*") if p.is_file()}
    assert {f"kotaham/_{path.as_posix()}" for path in wanted} - names == set()


@pytest.mark.slow
def test_the_wheel_holds_no_tests_and_no_results(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"kotaham", f"kotaham-{kotaham.__version__}.dist-info"}
