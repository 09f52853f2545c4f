"""Processes that die of SIGKILL at random moments of an issue: nobody with two, nobody without, no gap in numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apps import killing


@pytest.mark.slow
def test_an_issue_among_real_kills_is_whole(lay: Callable[..., None], tmp_path: Path) -> None:
    """Kills 24 processes; KOTAHAM_KILLS=100 kills as many as the house promises to bear."""
    found = killing.run("tests.apps.certificates.killing", tmp_path, lay)
    assert found["wrong"] == {}, found
    assert found["kills"] >= killing.KILLS
    assert found["back"] >= killing.KILLS // 2, "the kills must have come amid the work"
    assert {"hours", "recount"} <= set(found["control"]), "a frame that is not one with what follows from it shows"
