"""Every command in the README and in the documentation is run, page by page, in a fresh folder."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.instrument.load import load
from tests.docs.console import ROOT, Block, blocks, pages, yaml_blocks
from tests.workbook.fill import fill, type_in

RUN = "kotaham score kota-ham-data-terbuka examples/jakarta-2021.csv --mapping bps-2021 --out hasil/jakarta"
TABLES = ("bps_2021_514.csv", "dapoer_2019_514.csv")
HOW_TO = ROOT / "docs" / "how-to"


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command line as a reader would, with this project's programs first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {"PATH": path, "COLUMNS": "100", "HOME": str(folder), "LANG": "C.UTF-8"}
    line = RUN if command.startswith("make run") else command
    return subprocess.run(["bash", "-c", line], cwd=folder, env=env, text=True, capture_output=True, check=False)


# What a reader does by hand before a command of a page.


def answer_what_was_blank(folder: Path) -> None:
    """Give Kota Syahdan the answer that it lacks; the third row holds the column names."""
    lines = (folder / "examples" / "kota-rekaan-2025.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    names = rows[2]
    (city,) = (row for row in rows if "Kota Syahdan" in row)
    new = {"KMB-P3.pembilang": "120", "KMB-P3.penyebut": "300", "KMB-P3.kosong": ""}
    for name, text in new.items():
        city[names.index(name)] = text
    with (folder / "ubah.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)


def fill_in_a_form(folder: Path, name: str = "form.xlsx") -> None:
    """Answer a few questions of the form, as an office would in a spreadsheet."""
    instrument = load(ROOT / "instruments" / "kota-ham-contoh" / "2026.yaml").instrument
    answers: dict[str, list[Answer | None]] = {one.code: [None] for one in instrument.known_indicators}
    answers |= {"HDP-P3": [Answer(True)], "AMN-P3": [Answer(12)]}
    table = FactTable([Subject("31.71", "Kota Jakarta Pusat")], answers)
    fill(folder / name, instrument, table, "id")


def fill_in_a_form_wrongly(folder: Path) -> None:
    """Make two of the mistakes that the page warns of."""
    type_in(folder / "formulir.xlsx", {"HDP-P3": "ya", "SJT-H1": "nihil", "AMN-P3": "12%"})


def mend_the_form(folder: Path) -> None:
    """Correct both mistakes."""
    fill_in_a_form(folder, "formulir.xlsx")
    type_in(folder / "formulir.xlsx", {"SJT-H1": None})


def type_an_annex(folder: Path) -> None:
    """Take the workbook of a shipped instrument for one that somebody has typed."""
    told = run("kotaham instrument export permenkumham-22-2021 -o lampiran.xlsx --overwrite", folder)
    assert told.returncode == 0, told.stderr


def save_the_instrument(folder: Path) -> None:
    """Save the instrument and the case of the page as the page says."""
    instrument, case = yaml_blocks((HOW_TO / "write-an-instrument.md").read_text(encoding="utf-8"))
    home = folder / "rak" / "kota-damai"
    (home / "cases").mkdir(parents=True, exist_ok=True)
    (home / "2026.yaml").write_text(instrument, encoding="utf-8")
    (home / "cases" / "2026.yaml").write_text(case, encoding="utf-8")


def type_the_instrument(folder: Path) -> None:
    """Take the workbook of a small whole instrument for one that a jurist has typed."""
    save_the_instrument(folder)
    told = run("kotaham instrument export rak/kota-damai/2026.yaml -o lampiran.xlsx --overwrite", folder)
    assert told.returncode == 0, told.stderr
    shutil.rmtree(folder / "rak")


def save_a_new_version(folder: Path) -> None:
    """Write a corrected version beside the sealed one."""
    text = (folder / "rak" / "kota-damai" / "2026.yaml").read_text(encoding="utf-8")
    text = text.replace("version: '2026'", "version: '2026.1'").replace("from: 75", "from: 80")
    (folder / "rak" / "kota-damai" / "2026.1.yaml").write_text(text, encoding="utf-8")


BY_HAND: dict[tuple[str, str], Callable[[Path], None]] = {
    ("README.md", "KOTAHAM_INSTRUMENTS=rak"): save_the_instrument,
    ("first-start.md", "kotaham score kota-ham-contoh form.xlsx"): fill_in_a_form,
    ("mengetik-lampiran.md", "kotaham instrument import lampiran.xlsx"): type_the_instrument,
    ("mengisi-formulir.md", "kotaham score kota-ham-contoh formulir.xlsx --out hasil/kota   #"): fill_in_a_form_wrongly,
    ("mengisi-formulir.md", "kotaham score kota-ham-contoh formulir.xlsx --out hasil/kota"): mend_the_form,
    ("try-the-example-instrument.md", "kotaham score kota-ham-contoh ubah.csv"): answer_what_was_blank,
    ("type-an-annex.md", "kotaham instrument import lampiran.xlsx"): type_an_annex,
    ("write-an-instrument.md", "kotaham instrument check"): save_the_instrument,
    ("seal-and-publish.md", "kotaham instrument check"): save_the_instrument,
    ("seal-and-publish.md", "kotaham instrument diff"): save_a_new_version,
}


def prepare(folder: Path, text: str) -> None:
    """Put in place what a reader has: the examples, and the public tables where a page names them."""
    for name in ("examples", "instruments"):
        shutil.copytree(ROOT / name, folder / name)
    shared = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared")) / "data" / "indikator_kabkota_bps"
    for name in TABLES:
        if f"tabel/{name}" in text:
            if not (shared / name).is_file():
                pytest.fail(f"the shared data are missing: no {shared / name}; set KOTAHAM_SHARED")
            (folder / "tabel").mkdir(exist_ok=True)
            shutil.copy(shared / name, folder / "tabel" / name)


def follow(page: str, text: str, folder: Path) -> list[str]:
    """Do what a page says; return what was not as the page says."""
    prepare(folder, text)
    return [fault for block in blocks(text) for fault in _follow(page, block, folder)]


def _follow(page: str, block: Block, folder: Path) -> list[str]:
    faults, printed = [], ""
    for command, code in block.commands:
        by_hand = (act for (name, start), act in BY_HAND.items() if name == page and command.startswith(start))
        next(by_hand, lambda _: None)(folder)
        told = run(command, folder)
        printed += f"{told.stdout}\n{told.stderr}\n"
        if told.returncode != code:
            faults.append(f"{command}: exit {told.returncode}, not {code}\n{told.stdout}{told.stderr}")
    if block.commands and not block.was_printed(printed):
        faults.append(f"not printed: {block.output}\nbut: {printed}")
    return faults


def slow(text: str) -> bool:
    """Tell whether a page takes seconds: every start of the program takes most of one."""
    commands = [command for block in blocks(text) for command, _ in block.commands]
    return len(commands) > 2 or any("score" in command or command == "make run" for command in commands)


def _params() -> list[ParameterSet]:
    found = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if any(block.commands for block in blocks(text)):
            marks = [pytest.mark.slow] * slow(text)
            found.append(pytest.param(page.name, text, id=str(page.relative_to(ROOT)), marks=marks))
    return found


PAGES = _params()


@pytest.mark.parametrize(("name", "text"), PAGES)
def test_the_commands_of_a_page_do_what_it_says(name: str, text: str, tmp_path: Path, lay: Callable[..., None]) -> None:
    lay(tmp_path / "data")  # as after the first start; tests/config/test_start.py begins with nothing
    assert follow(name, text, tmp_path) == []


def test_the_pages_that_must_hold_commands_are_found() -> None:
    names = {str(param.id) for param in PAGES}
    assert {"README.md", "docs/tutorial/first-start.md", "docs/how-to/verify-a-result.md"} <= names
    assert {f"docs/panduan/{name}.md" for name in ("mengisi-formulir", "mengetik-lampiran", "memeriksa-hasil")} <= names


def test_output_that_leaves_something_out_must_say_so() -> None:
    assert Block((), "satu … tiga").was_printed("satu dua tiga")
    assert not Block((), "satu tiga").was_printed("satu dua tiga")
    assert not Block((), "tiga … satu").was_printed("satu dua tiga")


PLANTED = """
```console
kotaham instrument show tidak-ada
kotaham instrument list   # exit 3
```

```console
kotaham --version
```

```text
kotaham 99
```
"""


def test_a_page_whose_commands_fail_or_print_something_else_is_noticed(tmp_path: Path) -> None:
    faults = follow("planted.md", PLANTED, tmp_path)
    assert [fault.splitlines()[0] for fault in faults] == [
        "kotaham instrument show tidak-ada: exit 3, not 0",
        "kotaham instrument list   # exit 3: exit 0, not 3",
        "not printed: kotaham 99",
    ]


def test_make_run_runs_the_command_that_these_tests_run() -> None:
    script = (ROOT / "tools" / "run").read_text(encoding="utf-8").replace("\\\n", " ")
    assert RUN in " ".join(script.split()).replace(".venv/bin/", "")
