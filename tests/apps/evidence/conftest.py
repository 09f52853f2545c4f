"""Fixtures of the room: a store of its own for each test, and a room above whose subjects evidence can prove."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.evidence.services import Subject, register, using
from kotaham.apps.gate.services import Actor
from tests.apps.evidence.making import KIND


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that evidence is kept in; a slow machine gets the time it needs."""
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 30.0)
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def subjects() -> Iterator[dict[str, Subject]]:
    """Give the subjects of an invented room above; one whose key begins with `frozen` is closed."""
    found: dict[str, Subject] = {}

    def find(_actor: Actor, key: str) -> Subject:
        return found[key]

    register(KIND, find=find, frozen=lambda keys: {key for key in keys if key.startswith("frozen")})
    yield found
    using._kinds.pop(KIND)
