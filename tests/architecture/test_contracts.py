"""The contracts between houses, run on the real code and on planted breaches."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
HOUSES = ("cli", "workbook", "report", "scale", "core")
WINGS = [
    room.rpartition(".")[2]
    for contract in CONTRACTS
    if contract["id"] == "wings"
    for room in (*contract["source_modules"], *contract["forbidden_modules"])
]
JOINED = {"apps/__init__.py": "", **{f"apps/{room}/__init__.py": "" for room in WINGS}}

BREACHES = [
    ("houses", {"core/planted.py": "import kotaham.report"}),
    ("houses", {"core/planted.py": "import kotaham.cli"}),
    ("houses", {"report/planted.py": "import kotaham.workbook"}),
    ("houses", {"scale/planted.py": "import kotaham.cli"}),
    ("houses", {"attic/__init__.py": ""}),
    ("houses", {"apps/__init__.py": "import kotaham.cli"}),
    ("houses", {"cli/planted.py": "import kotaham.config", "config/__init__.py": ""}),
    ("core-is-pure", {"core/planted.py": "import socket"}),
    (
        "core-is-pure",
        {"core/deep/planted.py": "from django.db import models", "core/deep/__init__.py": ""},
    ),
    ("core-is-pure", {"core/planted.py": "import typer"}),
    ("core-is-pure", {"core/planted.py": "from time import sleep"}),
    ("only-scale-knows-dask", {"report/planted.py": "from dask.distributed import Client"}),
    ("only-scale-knows-dask", {"cli/planted.py": "import concurrent.futures"}),
    ("no-django-below-the-apps", {"report/planted.py": "import django"}),
    ("rooms", {"apps/__init__.py": "", **{f"apps/{room}/__init__.py": "" for room in ("places", "attic")}}),
    (
        "rooms",
        {
            "apps/__init__.py": "",
            "apps/places/__init__.py": "import kotaham.apps.offices",
            "apps/offices/__init__.py": "",
        },
    ),
    ("wings", {**JOINED, "apps/targets/planted.py": "import kotaham.apps.scores"}),
    (
        "wings",  # by way of a room that both may know
        {
            **JOINED,
            "apps/evidence/__init__.py": "import kotaham.apps.scores",
            "apps/courses/planted.py": "import kotaham.apps.evidence",
        },
    ),
    (
        "drawers",
        {
            "apps/__init__.py": "",
            "apps/places/__init__.py": "",
            "apps/places/models.py": "import kotaham.apps.places.services",
            "apps/places/services.py": "",
        },
    ),
    (
        "drawers",
        {
            "apps/__init__.py": "",
            "apps/places/__init__.py": "",
            "apps/places/services.py": "import kotaham.apps.places.tasks",
            "apps/places/tasks.py": "",
        },
    ),
    ("no-circles", {"core/a.py": "import kotaham.core.b", "core/b.py": "import kotaham.core.a"}),
]
ALLOWED = {
    **JOINED,
    "apps/proposals/__init__.py": "import kotaham.apps.courses\nimport kotaham.apps.scores",
    "scale/planted.py": "import dask\nimport concurrent.futures",
    "apps/__init__.py": "import django\nimport kotaham.report",
    "config/__init__.py": "import django\nimport kotaham.cli",
    "cli/planted.py": "import kotaham.apps\nimport kotaham.workbook",
    "workbook/planted.py": "import kotaham.core",
    "apps/places/__init__.py": "",
    "apps/places/queries.py": "import kotaham.apps.gate",
    "apps/places/views.py": "import kotaham.apps.places.queries",
    "apps/gate/__init__.py": "",
}


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the contracts of this project in `folder`."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--no-logo", "--config", str(ROOT / "pyproject.toml"), *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def plant(folder: Path, files: dict[str, str]) -> Path:
    """Lay a small kotaham with the given files into `folder`."""
    for name, text in {
        **{f"{house}/__init__.py": "" for house in HOUSES},
        "__init__.py": "",
        **files,
    }.items():
        path = folder / "kotaham" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_code_keeps_every_contract() -> None:
    done = check(ROOT / "src")
    assert done.returncode == 0, done.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "files"), BREACHES, ids=[f"{c}-{min(f)}" for c, f in BREACHES])
def test_a_planted_breach_breaks_its_contract(contract: str, files: dict[str, str], tmp_path: Path) -> None:
    done = check(plant(tmp_path, files), "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout


def test_a_tree_with_rooms_to_come_keeps_every_contract(tmp_path: Path) -> None:
    done = check(plant(tmp_path, ALLOWED))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_contract_has_a_planted_breach() -> None:
    assert {contract for contract, _ in BREACHES} == {contract["id"] for contract in CONTRACTS}
