"""Write the parts of the reference that the program itself knows: the help of every command, and every error code.

Run `.venv/bin/python docs/reference_pages.py` after changing a command or a message; a test sees when it was forgotten.
"""

import importlib
import os
import pkgutil
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from typer.testing import CliRunner

import kotaham
from kotaham.cli.main import app
from kotaham.core.errors import Kind
from kotaham.core.language import Say

FOLDER = Path(__file__).parent / "reference"
COMMANDS, ERRORS = FOLDER / "commands.md", FOLDER / "errors.md"

_HELP = re.compile(r"(<!-- help: ?(.*?) ?-->\n)```text\n.*?```", re.DOTALL)
_ERRORS = re.compile(r"(<!-- errors -->\n).*?(<!-- end of errors -->)", re.DOTALL)
_COUNTED = re.compile(r"\{\w+:[^|{}]*\|([^{}]*)\}")  # of one and many, the page tells of many
_FIELD = re.compile(r"\{(\w+)\}")
_MARKUP = re.compile(r"([*_<\[\]])")

ROOMS = {
    "accounts": "People, roles and invitations",
    "actions": "Follow-ups",
    "annex": "The workbook of an annex",
    "badges": "Badges",
    "cases": "Worked examples",
    "certificate": "Checking a certificate",
    "certificates": "Certificates",
    "check": "Advice on an instrument",
    "classes": "Sessions",
    "courses": "Courses",
    "credits": "Learning hours",
    "dashboard": "The boards, and what fills them",
    "events": "The record",
    "evidence": "Evidence, and results that are looked at again",
    "exams": "Tests",
    "explain": "Explanations",
    "facts": "Answers",
    "file": "Files",
    "form": "Forms",
    "gate": "The gate",
    "gift": "Questions in GIFT",
    "identity": "Numbers of people",
    "instrument": "The instrument file",
    "instruments": "Instruments in the house",
    "jobs": "Work in the background",
    "library": "Finding instruments",
    "lifecycle": "Workflows",
    "mapping": "Mappings",
    "moodle": "Questions in Moodle XML",
    "notices": "Notices",
    "offices": "Offices",
    "outputs": "The folder of results",
    "pack": "Result packs",
    "places": "Places",
    "policy": "The policy table",
    "publication": "Objections and decisions",
    "question": "Questions",
    "questions": "Questions in workbooks",
    "proposals": "From scores to courses",
    "register": "The register of people",
    "retention": "How long data are kept",
    "roster": "Lists of people",
    "rounds": "Rounds",
    "scores": "Scores",
    "seal": "Seals",
    "setting": "Settings and files of the command line",
    "submissions": "Reports of the cities",
    "table": "Tables",
    "targets": "Targets",
    "template": "Making forms",
    "translation": "Translations",
    "verification": "Verification",
    "yaml": "Reading YAML",
}


def help_of(command: str) -> str:
    """Return what `kotaham COMMAND --help` prints in a terminal of 80 columns."""
    result = CliRunner().invoke(app, [*command.split(), "--help"], prog_name="kotaham", terminal_width=78)
    return result.output.strip()


def with_help(page: str) -> str:
    """Return a page with the block after every `<!-- help: command -->` made anew."""
    return _HELP.sub(lambda found: f"{found[1]}```text\n{help_of(found[2])}\n```", page)


def _modules() -> Iterator[str]:
    """Name every module; those of the rooms can be read once the rooms are set up, in a folder that is thrown away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kotaham.config.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("KOTAHAM_DATA", folder)
        django.setup()
        names = (found.name for found in pkgutil.walk_packages(kotaham.__path__, "kotaham."))
        yield from (name for name in names if not name.endswith((".wsgi", ".__main__")))  # these start something


def every_kind() -> dict[str, list[Kind]]:
    """Return the kinds of problems that the modules of KotaHAM declare, by room."""
    modules = [importlib.import_module(name) for name in _modules()]
    kinds = {value.code: value for module in modules for value in vars(module).values() if isinstance(value, Kind)}
    rooms: dict[str, list[Kind]] = {}
    for code in sorted(kinds):
        rooms.setdefault(code.split(".")[0], []).append(kinds[code])
    return rooms


def with_errors(page: str) -> str:
    """Return a page with the tables between the two marks made anew."""
    tables = "\n".join(_room(room, kinds) for room, kinds in every_kind().items())
    return _ERRORS.sub(lambda found: f"{found[1]}{tables}\n{found[2]}", page)


def _room(room: str, kinds: list[Kind]) -> str:
    rows = [f"| `{kind.code}` | {_words(kind, 'id')} | {_words(kind, 'en')} |" for kind in kinds]
    return "\n".join([f"## {ROOMS[room]}", "", "| code | Indonesia | English |", "|---|---|---|", *rows, ""])


def _words(kind: Kind, lang: str) -> str:
    said = [sentence for sentence in (kind.what, kind.why, kind.next) if isinstance(sentence, Say)]
    return _plain(" ".join(sentence.id if lang == "id" else sentence.en for sentence in said))


def _plain(text: str) -> str:
    """Write a sentence so that nothing in it is taken for markup; fields stand in square brackets."""
    text = _COUNTED.sub(r"\1", text)
    text = _FIELD.sub(r"[\1]", " ".join(text.split())).replace("{{", "{").replace("}}", "}")
    parts = text.replace("|", "\\|").split("`")
    outside = [part if at % 2 else _MARKUP.sub(r"\\\1", part) for at, part in enumerate(parts)]
    return "`".join(outside)


if __name__ == "__main__":
    COMMANDS.write_text(with_help(COMMANDS.read_text(encoding="utf-8")), encoding="utf-8")
    ERRORS.write_text(with_errors(ERRORS.read_text(encoding="utf-8")), encoding="utf-8")
