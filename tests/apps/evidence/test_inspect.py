"""Hostile files are refused fast, in little memory and with words; files as offices send them are taken."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.evidence.inspection import launch, limits
from kotaham.apps.evidence.inspection.reasons import REASONS, Unfit
from kotaham.core.errors import Refused
from tests.apps.evidence import benign, hostile

pytestmark = pytest.mark.no_database

Outcome = tuple[float, float, str, str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Look into both collections from a process of its own, whose children are measured."""
    folder = tmp_path_factory.mktemp("files")
    files = {}
    for number, (name, (called, data, _)) in enumerate({**hostile.corpus(), **benign.corpus()}.items()):
        path = folder / str(number)
        path.write_bytes(data)
        files[name] = (called, str(path))
    done = subprocess.run(
        [sys.executable, "-m", "tests.apps.evidence.looking"],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    assert len(list(folder.iterdir())) == len(files)
    return found


@pytest.fixture(scope="module")
def outcomes(told: dict[str, Any]) -> dict[str, Outcome]:
    """Return what came of each file."""
    found: dict[str, Outcome] = told["files"]
    return found


def test_the_corpus_is_large_and_every_reason_is_met() -> None:
    assert len(hostile.corpus()) >= 60
    of_the_machine = {"hard.time", "hard.memory", "hard.depth", "hard.crash", "pdf.page"}
    assert {reason for *_, reason in hostile.corpus().values()} | of_the_machine == set(REASONS)


def test_every_hostile_file_is_refused_for_its_own_reason(outcomes: dict[str, Outcome]) -> None:
    wrong = {name: told for name in hostile.corpus() if (told := _not_its_own(name, outcomes[name]))}
    assert wrong == {}


def _not_its_own(name: str, outcome: Outcome) -> str:
    """Return what is wrong with the letter about a file, or nothing."""
    _, _, code, indonesian, english = outcome
    reason = REASONS[hostile.corpus()[name][2]]
    holds = (
        code == reason.kind.code
        and max(reason.detail.id.split("{value}"), key=len) in indonesian
        and max(reason.detail.en.split("{value}"), key=len) in english
        and "{" not in indonesian + english
        and len(english) > 60
    )
    return "" if holds else f"{code}: {indonesian} / {english}"


def test_a_letter_of_another_reason_is_seen() -> None:
    """The control."""
    said = REASONS["empty"]
    assert _not_its_own("pdf-script", (0.0, 0.0, said.kind.code, said.detail.id, said.detail.en))


def test_every_hostile_file_is_refused_within_two_seconds(outcomes: dict[str, Outcome]) -> None:
    assert {name: outcomes[name][:2] for name in hostile.corpus() if max(outcomes[name][:2]) > 2.0} == {}


def test_no_file_takes_more_than_two_hundred_megabytes(told: dict[str, Any]) -> None:
    assert told["megabytes"] < 200


@pytest.mark.parametrize(
    ("name", "indonesian", "english"),
    [
        ("pdf-script", "JavaScript di dalam PDF", "JavaScript in the PDF"),
        ("pdf-script-spelled-in-hex", "JavaScript di dalam PDF", "JavaScript in the PDF"),
        ("pdf-password", "PDF berkata sandi", "a PDF with a password"),
        ("pdf-attachment", "lampiran di dalam PDF", "attachments in the PDF"),
        ("docx-macros", "makro", "macros"),
        ("docx-billion-laughs", "DOCTYPE atau entitas", "declares a DOCTYPE or entities"),
        ("xlsx-linked-workbook", "tautan ke externalLinkPath", "a link to externalLinkPath"),
        ("png-huge-canvas", "lebih dari 100 juta titik", "more than 100 million points"),
        ("bomb-flat", "mengembang lebih dari 100 kali", "swells more than 100 times"),
        ("csv-utf16", "mungkin UTF-16", "perhaps UTF-16"),
        ("film-ending", "tambahkan tautannya sebagai bukti", "add the link as evidence"),
        ("right-to-left-name", "pembalik arah tulisan", "turns the writing around"),
        ("exe-inside-name", "akhiran .exe", "the ending .exe"),
        ("too-large", "lebih dari 50 MB", "more than 50 MB"),
        ("png-named-pdf", "isinya PNG", "the content is PNG"),
        ("svg-script-named-png", "dapat membawa naskah", "can carry scripts"),
    ],
)
def test_the_letter_says_what_is_wrong(outcomes: dict[str, Outcome], name: str, indonesian: str, english: str) -> None:
    assert indonesian in outcomes[name][3]
    assert english in outcomes[name][4]


def test_every_file_as_offices_send_them_is_taken(outcomes: dict[str, Outcome]) -> None:
    taken = {name: list(outcomes[name][2:4]) for name in benign.corpus()}
    assert taken == {name: ["taken", kind] for name, (_, _, kind) in benign.corpus().items()}


def looked_at(data: bytes, folder: Path, name: str, seconds: float = 60) -> launch.Finding:
    """Look into bytes."""
    (folder / "the-file").write_bytes(data)
    with (folder / "the-file").open("rb") as file:
        return launch.inspect(file, name, seconds=seconds)


def refused(data: bytes, folder: Path, name: str) -> str:
    """Return the words of the letter."""
    with pytest.raises(Refused) as letter:
        looked_at(data, folder, name)
    return letter.value.text()


def test_looking_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("bomb-slow", "pdf-cut", "docx-flipped"):
        called, data, _ = hostile.corpus()[name]
        refused(data, tmp_path, called)
    assert [path.name for path in tmp_path.iterdir()] == ["the-file"]


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("CHILD_CPU_SECONDS", 0.001, ("memakan waktu terlalu lama",)),
        ("CHILD_MEMORY_BYTES", 70 * 2**20, ("memakan memori terlalu banyak", "alat pembaca terhenti")),
    ],
)
def test_a_file_that_costs_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, words: tuple[str, ...]
) -> None:
    photo = benign.jpeg((5000, 4000))
    assert looked_at(photo, tmp_path, "foto.jpg").pages == 1
    monkeypatch.setattr(limits, limit, value)
    letter = refused(photo, tmp_path, "foto.jpg")
    assert any(word in letter for word in words)


def test_a_reader_that_dies_means_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "_CHILD", "kotaham.no_such_program")
    assert "alat pembaca terhenti" in refused(benign.pdf(), tmp_path, "a.pdf")


def test_a_machine_without_time_is_not_the_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(launch.Busy):
        looked_at(benign.pdf(), tmp_path, "a.pdf", seconds=0.001)


@given(st.binary(max_size=300))
def test_no_answer_of_the_process_is_trusted(said: bytes) -> None:
    with pytest.raises(Unfit):
        launch._understand(said, 0)


@pytest.mark.parametrize(
    "said",
    [
        b'{"unfit": "no-such-reason"}',
        b'{"unfit": ["x"]}',
        b'{"media": "exe", "pages": 1}',
        b"[1, 2]",
        b"{}",
    ],
)
def test_an_answer_with_strange_words_means_a_damaged_file(said: bytes) -> None:
    with pytest.raises(Unfit) as unfit:
        launch._understand(said, 0)
    assert unfit.value.key == "hard.crash"


@pytest.mark.parametrize("what", ["socket", "program", "file"])
def test_the_process_has_no_network_no_programs_and_writes_no_file(what: str, tmp_path: Path) -> None:
    errands = {
        "socket": "import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0))",
        "program": "import ctypes; print(ctypes.CDLL(None).fork())",
        "file": f"import os; f = os.open({str(tmp_path / 'x')!r}, 65); print(-1); os.write(f, b'x')",
    }
    caged = f"from kotaham.apps.evidence.inspection import cage; cage.limit(2**28, 5.0); cage.shut(); {errands[what]}"
    free = errands[what] if what != "program" else "print(1)"
    assert "-1" in _run(caged)
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0
    assert what == "file" or "-1" not in _run(free)


def _run(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False).stdout
