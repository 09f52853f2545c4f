"""Read a 514 x 120 workbook into answers, beside the bare reader that only fetches the cells."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).parent))

from country import instrument, table

from kotaham.workbook.read import read_facts


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the median time of a piece of work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def write(path: Path) -> None:
    """Write the wide layout: one row per place, one column per indicator, a reason column where there is no value."""
    facts = table()
    codes = list(facts.columns)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Isian")
        sheet.write_row(0, 0, ["kode", "nama", "provinsi", *codes])
        for row, subject in enumerate(facts.subjects, start=1):
            sheet.write_row(row, 0, [subject.code, subject.name, subject.province])
            for column, code in enumerate(codes, start=3):
                answer = facts.columns[code][row - 1]
                if answer is not None and answer.value is not None:
                    sheet.write_number(row, column, float(str(answer.value)))


def bare(path: Path) -> int:
    """Fetch every cell and do nothing with it."""
    book = CalamineWorkbook.from_path(path)
    return sum(len(row) for row in book.get_sheet_by_index(0).to_python())


def main() -> None:
    law = instrument()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "isian.xlsx"
        write(path)
        reading = read_facts(path, law, period="2025", period_end="2025-12-31")
        assert reading.rows_in == 514, reading.rows_in
        assert not reading.refused, reading.problems[:3]
        least = seconds(lambda: bare(path))
        ours = seconds(lambda: read_facts(path, law, period="2025", period_end="2025-12-31"))
        print(f"file of 514 x 120                      {path.stat().st_size / 1024:8.0f} kB")
        print(f"bare reader (calamine), cells only     {least * 1000:8.1f} ms  (peer)")
        print(f"read, checked, as answers              {ours * 1000:8.1f} ms  {ours / least:6.2f} x the bare reader")


if __name__ == "__main__":
    main()
