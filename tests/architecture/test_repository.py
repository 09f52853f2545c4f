"""The rules that the repository as a whole keeps."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kotaham

ROOT = Path(__file__).parents[2]
NOT_OURS = {"hasil", "build", "dist", "_build", "__pycache__", "node_modules", "test-results"}
HIDDEN_BUT_OURS = {".ci", ".gitignore", ".gitattributes", ".editorconfig"}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".j2", ".typ", ".css", ".csv", ".svg", ".html", ".txt", ""}
# Written with brackets so that this file does not name what it forbids.
OUTSIDE = re.compile(r"(?<![\w./~:}>-])/(?:wor[k]|roo[t]|hom[e]|User[s]|op[t]|tm[p])/")


def our_files(root: Path) -> Iterator[Path]:
    """Go through the text files of the repository, without what tools have made."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or (path.name[0] == "." and path.name not in HIDDEN_BUT_OURS):
            continue
        if path.is_dir():
            yield from our_files(path)
        elif path.suffix in TEXT:
            yield path


def outside_paths(text: str) -> list[str]:
    """Give the lines that name a folder outside the repository."""
    return [line.strip() for line in text.splitlines() if OUTSIDE.search(line)]


def test_no_file_names_a_path_outside_the_repository() -> None:
    found = {p.relative_to(ROOT): outside_paths(p.read_text(encoding="utf-8")) for p in our_files(ROOT)}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("folder", ["work", "root", "home", "tmp"])
def test_a_path_outside_the_repository_is_seen(folder: str) -> None:
    assert outside_paths(f'x = open("/{folder}/somebody/file")') != []


@pytest.mark.parametrize("line", ["see https://example.org/work/1", "src/work/a.py", "#!/usr/bin/env bash"])
def test_addresses_and_relative_paths_are_not_mistaken_for_outside_paths(line: str) -> None:
    assert outside_paths(line) == []


def test_files_end_their_lines_the_same_way_everywhere() -> None:
    ours = [path for path in our_files(ROOT) if path.suffix != ".csv"]  # a table may come as spreadsheets write it
    assert [str(path.relative_to(ROOT)) for path in ours if b"\r" in path.read_bytes()] == []


def test_the_first_heading_of_the_changelog_is_the_version() -> None:
    headings = re.findall(r"^#+ +(.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings[0].split()[0] == kotaham.__version__


def test_the_lock_names_no_address_but_the_public_index() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\"]+)", lock))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_the_lock_names_no_folder_of_a_machine() -> None:
    assert "file://" not in (ROOT / "uv.lock").read_text(encoding="utf-8")


def test_both_doors_to_the_tests_are_one() -> None:
    commands = [line for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert commands[-1] == "exec make test"
