"""The page of settings names every variable that the house reads, and none that it does not."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kotaham

pytestmark = pytest.mark.no_database

ROOT = Path(kotaham.__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"
NAME = re.compile(r"(?:KOTAHAM_[A-Z0-9_]*[A-Z]|DATABASE_URL|EMAIL_URL)")
NOT_OF_AN_INSTALLATION = {
    "KOTAHAM_INSTRUMENTS",  # of file commands
    "KOTAHAM_EVIDENCE_FAULT",  # of tests
}


def _read_in(tree: ast.AST) -> Iterator[str]:
    """Give every variable that a source file reads: what is asked of `env` or the environment, and names in tables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, first = ast.unparse(node.func.value), node.args[0]
            if owner in {"env", "os.environ"} and isinstance(first, ast.Constant) and node.func.attr != "setdefault":
                yield str(first.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
            yield node.value


@cache
def _read_by_the_house() -> set[str]:
    folders = (ROOT / "src" / "kotaham" / house for house in ("config", "apps"))
    files = [file for folder in folders for file in folder.rglob("*.py") if "migrations" not in file.parts]
    return {name for file in files for name in _read_in(ast.parse(file.read_text("utf-8")))}


def _on_the_page(text: str) -> set[str]:
    return set(re.findall(rf"^\| `({NAME.pattern})` \|", text, re.MULTILINE))


def test_every_variable_that_the_house_reads_has_a_line_on_the_page() -> None:
    wanted = {name for name in _read_by_the_house() if NAME.fullmatch(name)} - NOT_OF_AN_INSTALLATION
    assert len(wanted) >= 20
    assert sorted(wanted - _on_the_page(PAGE.read_text("utf-8"))) == []


def test_the_page_names_no_variable_that_nobody_reads() -> None:
    assert sorted(_on_the_page(PAGE.read_text("utf-8")) - _read_by_the_house()) == []


def test_every_line_of_the_page_says_default_and_meaning() -> None:
    for line in PAGE.read_text("utf-8").splitlines():
        if re.match(rf"\| `{NAME.pattern}` \|", line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == 4, line
            assert cells[1], line
            assert cells[3], line


def test_a_variable_that_is_missing_on_the_page_is_noticed() -> None:
    tree = ast.parse('env.bool("KOTAHAM_NEW", default=False); os.environ.get("KOTAHAM_OTHER"); NAMES = ("EMAIL_URL",)')
    assert set(_read_in(tree)) == {"KOTAHAM_NEW", "KOTAHAM_OTHER", "EMAIL_URL"}
    page = PAGE.read_text("utf-8").replace("| `KOTAHAM_LOG` |", "| `KOTAHAM_LAIN` |")
    assert "KOTAHAM_LOG" not in _on_the_page(page)


def test_the_environment_of_the_server_names_only_known_variables() -> None:
    lines = (ROOT / "deploy" / "kotaham.env").read_text("utf-8").splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert len(named) >= 6
    assert [name for name in named if name.removesuffix("_FILE") not in _on_the_page(PAGE.read_text("utf-8"))] == []
