"""Run as a program: read an annex workbook under limits of memory and time, and answer in JSON.

    python -I -m kotaham.apps.instruments.reading.child FILE MEMORY SECONDS

The answer is the instrument as YAML, or every problem of the file as its code, its place and its values.
"""

import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.write import to_yaml
from kotaham.core.language import Say
from kotaham.workbook.annex import read_annex


def answer(file: Path) -> dict[str, object]:
    """Read one file; whatever is wrong with it is told as data."""
    try:
        return {"yaml": to_yaml(read_annex(file))}
    except Refused as refused:
        return {"problems": [_told(problem) for problem in refused.problems]}


def _told(problem: Problem) -> dict[str, object]:
    where = problem.where
    place = {"sheet": where.sheet, "row": where.row, "column": where.column, "path": where.path, "line": where.line}
    return {"code": problem.code, "where": place, "values": _plain(problem.values)}


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: [value.id, value.en] if isinstance(value, Say) else str(value) for name, value in values.items()}


def main() -> int:
    """Set the limits, read, answer."""
    file, memory, seconds = sys.argv[1:4]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = json.dumps(answer(Path(file)), ensure_ascii=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write(told)
    sys.stdout.flush()
    os._exit(0)  # nothing is left to tidy


if __name__ == "__main__":
    sys.exit(main())
