"""The page that tells how to add a room is followed word for word, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEPS = PAGE[PAGE.index("## A new room") : PAGE.index("## Tests")]
FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COPIED = ("src", "tests", "tools", "instruments", "pyproject.toml", "README.md", "CHANGELOG.md")


def copy_of_the_project(folder: Path) -> Path:
    """Copy what the steps touch, with what is compiled already: every command would compile it anew."""
    left = shutil.ignore_patterns("node_modules")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=left)
        else:
            shutil.copy2(source, folder / name)
    return folder


def follow(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one line as a developer would, with this project's programs first and the copy's sources before ours."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    env = {
        **kept,
        "PATH": path,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}",
        "KOTAHAM_DATA": str(folder / "data"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(["bash", "-c", command], cwd=folder, env=env, text=True, capture_output=True, check=False)


@pytest.mark.slow
def test_the_steps_for_a_new_room_build_a_room_that_passes_its_tests(tmp_path: Path) -> None:
    folder = copy_of_the_project(tmp_path)
    printed = []
    for language, name, body in FENCE.findall(STEPS):
        if language == "console":
            for command in body.splitlines():
                done = follow(folder, command)
                printed.append(done.stdout)
                assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        else:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
    assert "0001_first_tables.py" in printed[2]
    assert "2 passed" in printed[-2]
    assert "0 broken" in printed[-1]


def test_the_steps_hold_every_drawer_of_a_room() -> None:
    named = {name.rpartition("/")[2] for _language, name, _body in FENCE.findall(STEPS) if name}
    drawers = ["apps", "models", "queries", "services", "forms", "views", "urls"]
    assert named >= {"policy.csv", "django.po", *(f"{drawer}.py" for drawer in drawers)}
