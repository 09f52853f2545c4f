"""What reading a file of figures gives: the rows accepted, the rows refused with every reason, and notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotaham.core.errors import Problem, Where
from kotaham.core.facts import FactTable
from kotaham.core.record import Origins, Source
from kotaham.core.record import RefusedRow as Row
from kotaham.workbook.faults import OTHER_STYLE, OTHER_STYLE_OFTEN


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be scored as it stands, with everything that is wrong with it."""

    row: int
    code: str
    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name, the SHA-256 of its bytes, and how many rows it gave."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A table of figures as read; `rows_in == len(table.subjects) + len(refused)` always.

    `problems` are those of all refused rows in the order of the file, numbers of another style told once with
    their count (a refused row keeps its own); `notes` refuse nothing but must be told
    (a column that is not known and not used, a numerator larger than its denominator). `rows` are the row
    numbers of `table.subjects` on sheet `sheet` (None for CSV).
    """

    table: FactTable
    rows_in: int
    refused: tuple[RefusedRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    inputs: tuple[InputFile, ...]
    sheet: str | None = None
    rows: tuple[int, ...] = ()

    def origins(self, file_sha256: str, sealed: bool) -> Origins:
        """Return what a record says of where its figures came from, judged by an instrument's file."""
        return Origins(
            file_sha256,
            sealed,
            tuple(Source(one.name, one.sha256, one.rows) for one in self.inputs),
            self.rows_in,
            tuple(
                Row(one.row, one.code, one.name, tuple(problem.text() for problem in one.problems))
                for one in self.refused
            ),
            tuple(note.text() for note in self.notes),
        )


def told_once(refused: Sequence[RefusedRow], source: str) -> tuple[Problem, ...]:
    """Return the problems of all rows; several numbers of another style become one problem of the file."""
    problems = [problem for row in refused for problem in row.problems]
    strange = [problem for problem in problems if problem.kind is OTHER_STYLE]
    if len(strange) < 2:
        return tuple(problems)
    rows = sum(any(problem.kind is OTHER_STYLE for problem in row.problems) for row in refused)
    often = OTHER_STYLE_OFTEN(Where(source), **{**strange[0].values, "count": len(strange), "rows": rows})
    return (often, *(problem for problem in problems if problem.kind is not OTHER_STYLE))
