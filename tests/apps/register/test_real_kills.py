"""Processes that die of SIGKILL at random moments of an import: no row twice, none lost, and the work goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apps import killing


@pytest.mark.slow
def test_an_import_among_real_kills_is_whole_and_its_undoing_too(lay: Callable[..., None], tmp_path: Path) -> None:
    """Kills 24 processes; KOTAHAM_KILLS=100 kills as many as the house promises to bear."""
    found = killing.run("tests.apps.register.killing", tmp_path, lay)
    assert found["wrong"] == [{}] * found["lists"], found
    assert set(found["kills"]) == {"reading", "taking", "undoing"}
    assert sum(found["kills"].values()) >= killing.KILLS
    assert found["back"] >= killing.KILLS // 2, "the kills must have come amid the work"
    assert found["control"], "a frame that is not one with its mark shows"
