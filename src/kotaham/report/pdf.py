"""Reports for printing and signing: a report card for each city and one summary of all, as accessible PDF (PDF/UA-1).

The same run gives the same bytes: no clock, no fonts of the machine.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kotaham.core.language import Lang
from kotaham.report.national import national_data
from kotaham.report.printing import as_json, print_json
from kotaham.report.rapor import Rapors
from kotaham.report.run import Run
from kotaham.scale import run_many

OnDone = Callable[[int, int], None]
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report that is ready to be printed: where it goes, by which template, with which data (JSON)."""

    path: Path
    template: str
    data: str


def write_rapor(path: Path, run: Run, index: int, lang: Lang = "id") -> None:
    """Write the report card of the subject at `index` in the order of the record."""
    print_sheet(Sheet(path, "rapor.typ", as_json(Rapors(run, lang).data(index))))


def write_rapors(
    folder: Path, run: Run, lang: Lang = "id", on_done: OnDone | None = None, *, workers: int | None = None
) -> None:
    """Write a report card for every subject into `folder`, named by code and name.

    `workers` as in `kotaham.scale.run_many`: many cards are spread over the processor's cores by themselves.
    """
    run_many(print_sheet, _sheets(folder, run, lang), workers=workers, on_done=on_done)


def write_national(path: Path, run: Run, lang: Lang = "id") -> None:
    """Write the summary of all subjects."""
    print_sheet(Sheet(path, "national.typ", as_json(national_data(run, lang))))


def print_sheet(sheet: Sheet) -> None:
    """Print one report into its file; it stands at the top of the module so that other processes find it."""
    sheet.path.write_bytes(print_json(sheet.template, sheet.data))


def _sheets(folder: Path, run: Run, lang: Lang) -> Iterator[Sheet]:
    rapors, taken = Rapors(run, lang), set[str]()
    for index, result in enumerate(run.record["results"]):
        name = rapor_name(result["code"], result["name"])
        if name in taken:
            name = f"{name}-{index + 1}"
        taken.add(name)
        yield Sheet(folder / f"{name}.pdf", "rapor.typ", as_json(rapors.data(index)))


def rapor_name(code: str, name: str) -> str:
    """Return a file name without its ending that every system takes: `32.73-kota-bandung`."""
    plain = unicodedata.normalize("NFKD", f"{code} {name}").encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9.]+", "-", plain)[:LONGEST_NAME].strip("-.")
    return words or "rapor"
