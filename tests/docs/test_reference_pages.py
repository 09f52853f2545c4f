"""The pages that the program knows best are made by the program; a page left behind is noticed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from tests.cli.test_help import COMMANDS
from tests.docs.console import ROOT


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_pages", ROOT / "docs" / "reference_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


maker = _load()
AGAIN = "it is out of date; run: .venv/bin/python docs/reference_pages.py"


def test_the_page_of_commands_prints_the_real_help() -> None:
    page = maker.COMMANDS.read_text(encoding="utf-8")
    assert maker.with_help(page) == page, AGAIN


def test_the_page_of_error_codes_holds_the_real_words() -> None:
    page = maker.ERRORS.read_text(encoding="utf-8")
    assert maker.with_errors(page) == page, AGAIN


def test_every_command_and_every_code_stands_on_its_page() -> None:
    commands = maker.COMMANDS.read_text(encoding="utf-8")
    errors = maker.ERRORS.read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"<!-- help: {' '.join(command)} -->" not in commands] == []
    shown = maker.every_kind()
    assert sum(len(kinds) for kinds in shown.values()) >= 250
    assert [kind.code for kinds in shown.values() for kind in kinds if f"| `{kind.code}` |" not in errors] == []
    assert set(shown) == set(maker.ROOMS)


def test_the_help_on_the_page_is_what_a_terminal_shows() -> None:
    program = Path(sys.executable).parent / "kotaham"
    env = {**os.environ, "COLUMNS": "80"}
    for command in ("", "score", "instrument seal"):
        told = subprocess.run(
            [program, *command.split(), "--help"], env=env, text=True, capture_output=True, check=True
        )
        assert told.stdout.strip() == maker.help_of(command)


def test_a_page_left_behind_is_noticed() -> None:
    commands, errors = (file.read_text(encoding="utf-8") for file in (maker.COMMANDS, maker.ERRORS))
    old_commands = commands.replace("Usage: kotaham score", "Usage: kotaham skor")
    old_errors = errors.replace("| `library.unknown-instrument` |", "| `library.lain` |")
    assert commands == maker.with_help(old_commands) != old_commands
    assert errors == maker.with_errors(old_errors) != old_errors


def test_words_of_messages_never_become_markup() -> None:
    assert maker._plain("a | b <id> *x* {ref} `{ref}` [y]") == r"a \| b \<id> \*x\* \[ref\] `[ref]` \[y\]"


def test_no_kind_is_hidden_where_the_page_does_not_find_it() -> None:
    count = "import docs.reference_pages as m; from kotaham.core.errors import Kind; "
    count += "print(sum(map(len, m.every_kind().values())), len(Kind.all))"
    told = subprocess.run([sys.executable, "-c", count], cwd=ROOT, text=True, capture_output=True, check=True)
    found, declared = told.stdout.split()
    assert found == declared
