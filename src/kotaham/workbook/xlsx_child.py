"""Turn the bytes of an XLSX into rows of plain cells; run as a program it does so in a process with limits.

As a program (`python -I xlsx_child.py BYTES SECONDS`, file on standard input) it imports nothing but the parser and
writes JSON, so that nothing the file does to the parser reaches the caller.
"""

import datetime as dt
import json
import sys
from io import BytesIO
from typing import Any

Row = list[Any]
Sheets = list[tuple[str, bool, list[Row]]]


def read_sheets(data: bytes, only: str | None = None) -> Sheets:
    """Return (name, hidden, rows) of every worksheet; row 1 and column A come first even when they are empty."""
    import python_calamine as calamine  # noqa: PLC0415 - the limits must stand before the parser is loaded

    sheets: Sheets = []
    with calamine.load_workbook(BytesIO(data)) as book:
        for about in book.sheets_metadata:
            if about.typ == calamine.SheetTypeEnum.WorkSheet and only in {None, about.name}:
                hidden = about.visible != calamine.SheetVisibleEnum.Visible
                rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
                sheets.append((about.name, hidden, rows))
    return sheets


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, dt.datetime | dt.date):
        return {"t": value.isoformat()}
    return {"o": str(value)}


def from_json(text: bytes) -> Sheets:
    """Read what the program wrote."""
    return [(name, hidden, rows) for name, hidden, rows in json.loads(text, object_hook=_typed)]


def _typed(value: dict[str, str]) -> dt.datetime | dt.date | dt.timedelta:
    if "t" not in value:
        return dt.timedelta()  # a time of day or a duration: never a figure
    day = dt.datetime.fromisoformat(value["t"])
    return day if "T" in value["t"] else day.date()


def main() -> int:
    """Read standard input under limits of memory and processor time; write JSON."""
    import resource  # noqa: PLC0415 - only where there are such limits

    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sheets = read_sheets(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(sheets, default=_plain, ensure_ascii=True, separators=(",", ":")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
