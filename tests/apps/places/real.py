"""The real data that tests read in place; they are no part of this repository."""

import csv
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def shared(*parts: str) -> Path:
    """Return a file of the shared data; its absence is a failure, said in words."""
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    path = folder.joinpath("data", *parts)
    if not path.is_file():
        pytest.fail(f"shared data are missing: no {path}; set KOTAHAM_SHARED to the folder that holds `data`")
    return path


def cities() -> list[dict[str, str]]:
    """Return the 514 kabupaten and kota of the official list."""
    with shared("wilayah_kemendagri_2025", "kabkota.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
