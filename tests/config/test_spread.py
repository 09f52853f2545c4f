"""The files that prepare much at once are handed to one process, whole; all other tests go one by one."""

from pathlib import Path

import pytest

from tests.spread import FIRST, WHOLE, Spread

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[2]


def test_every_file_that_is_named_is_there() -> None:
    assert [file for file in (*WHOLE, *FIRST) if not (ROOT / file).is_file()] == []


def test_the_plugin_is_told(pytestconfig: pytest.Config) -> None:
    told = pytestconfig.pluginmanager.hook.pytest_xdist_make_scheduler
    assert any(one.plugin_name.endswith("tests/conftest.py") for one in told.get_hookimpls())


def test_a_file_is_one_piece_and_other_tests_are_their_own() -> None:
    split = Spread._split_scope
    whole = min(WHOLE)
    assert split(None, f"{whole}::test_a") == split(None, f"{whole}::test_b[1]")  # type: ignore[arg-type]
    assert split(None, "tests/x.py::test_a") != split(None, "tests/x.py::test_b")  # type: ignore[arg-type]
