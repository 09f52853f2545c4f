"""Every command tells what it does, in both languages, with an example."""

from typing import Any

import pytest
import typer

import kotaham
from kotaham.cli.main import app
from tests.cli.running import run

TREE = typer.main.get_command(app)


def commands(of: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not hasattr(of, "commands"):
        return [path]
    return [found for name, child in of.commands.items() for found in commands(child, (*path, name))]


COMMANDS = commands(TREE)


# What these commands are asked is read by the house, not by the command line.
HANDED_ON = [("serve",), ("worker",), ("manage",)]
SPOKEN = [command for command in COMMANDS if command not in HANDED_ON]


def test_there_are_twenty_commands() -> None:
    assert len(COMMANDS) == 20
    assert set(HANDED_ON) < set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_has_help_in_both_languages_and_an_example_of_itself(command: tuple[str, ...]) -> None:
    told = run(*command, "--help")
    first = told.out.strip().split("\n\n")[1]
    assert "(" in first
    assert first.strip().endswith(").")
    assert "Contoh / example:" in told.out
    assert f"\n    kotaham {' '.join(command)}" in told.out
    assert ("--lang" in told.out) == (command in SPOKEN)


@pytest.mark.parametrize("command", SPOKEN, ids=" ".join)
def test_a_language_that_is_not_spoken_is_wrong_usage(command: tuple[str, ...]) -> None:
    arguments = {"compare": ["a", "b"], "diff": ["a", "b"], "list": [], "score": ["a", "b"]}.get(command[-1], ["a"])
    more = {"explain": ["--city", "1"], "new": ["-o", "x"], "export": ["-o", "x"], "template": ["-o", "x"]}
    if command[0] == "audit":
        arguments, more = ([] if command[-1] == "seal" else ["a"]), {"verify": ["--chain-only"]}
    if command[0] == "certificate":
        more = {"check": ["--key", "k.pem"]}
    told = run(*command, *arguments, *more.get(command[-1], []), "--lang", "fr", code=2)
    assert "id / en" in told.err


def test_the_first_help_names_the_exit_codes_and_says_what_the_program_is_for() -> None:
    told = run("--help")
    assert "Menilai kabupaten/kota menurut instrumen HAM" in told.text
    assert "Score cities by a human-rights instrument" in told.text
    assert "3 ditolak, tidak ada yang ditulis / refused, nothing written" in told.text


def test_the_version_is_told() -> None:
    assert run("--version").out == f"kotaham {kotaham.__version__}\n"


def test_a_command_that_does_not_exist_is_wrong_usage() -> None:
    assert "No such command" in run("hitung", code=2).err
