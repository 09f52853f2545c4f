"""Where the problems of one annex are gathered, and the rows of its sheets, which know the place of every cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Lang, Say
from kotaham.workbook.annex_layout import Column, Holds, Sheet
from kotaham.workbook.annex_problems import CODE, EMPTY, INVALID, TOO_LONG, Slip

ModelT = TypeVar("ModelT", bound=BaseModel)
ValueT = TypeVar("ValueT")
THIS_CELL = Say("Sel ini", "This cell")


@dataclass
class Desk:
    """All problems of one file, told together and in its order."""

    source: str
    lang: Lang
    found: list[tuple[tuple[int, int], Problem]] = field(default_factory=list)

    def add(self, kind: Kind, sheet: Sheet | None, number: int = 0, column: str | None = None, **values: Any) -> None:
        """Note a problem at a sheet's row (counted as Excel does) and column."""
        name = sheet.name.text(self.lang) if sheet else None
        where = Where(self.source, sheet=name, row=number or None, column=column)
        place = (sheet.order if sheet else -1, number)
        self.found.append((place, kind(where, **values)))

    def refuse_if_any(self) -> None:
        """Raise Refused with every problem, in the order of the file."""
        if self.found:
            raise Refused(problem for _, problem in sorted(self.found, key=lambda one: one[0]))


@dataclass
class Row:
    """One row of a table, or a whole form: the values read, and the place of every cell, filled or not.

    `bad` names the cells that already have a problem, so that no cell is blamed twice.
    """

    desk: Desk
    sheet: Sheet
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)

    def problem(self, kind: Kind, key: str, **values: Any) -> None:
        """Note a problem of one cell, unless it has one already."""
        if key in self.bad:
            return
        self.bad.add(key)
        number, column = self.places.get(key, (self.number, None))
        if kind is EMPTY:
            values["thing"] = self._thing(key)
        self.desk.add(kind, self.sheet, number, column, **values)

    def _thing(self, key: str) -> Say:
        """Name an empty cell: in a table its column is told already, in a form the question is."""
        field = next((field for field in self.sheet.rows if field.key == key), None)
        return Say(f"“{field.title.id}”", f"“{field.title.en}”") if field else THIS_CELL

    def attempt(self, key: str, read: Callable[[], ValueT]) -> ValueT | None:
        """Run a reader of one cell; a Slip becomes a problem of that cell."""
        try:
            return read()
        except Slip as slip:
            self.problem(slip.kind, key, **slip.values)
            return None

    def part(self, *keys: str) -> dict[str, Any]:
        """Return the values of some columns, those that are filled in."""
        return {key: self.values[key] for key in keys if key in self.values}

    def under(self, prefix: str) -> dict[str, Any]:
        """Return the values of a form's part: `in_force` gives `from`, `to`, `certainty`, ..."""
        start = f"{prefix}."
        return {key.removeprefix(start): value for key, value in self.values.items() if key.startswith(start)}

    def made(
        self, model: type[ModelT], values: Mapping[str, Any], cells: Mapping[str, str] | None = None, prefix: str = ""
    ) -> ModelT | None:
        """Make a part of the instrument; what the model refuses becomes a problem of the cell it came from.

        `cells` names the cell of a field where the two differ; `prefix` is the part of a form.
        """
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                name = str(details["loc"][0]) if details["loc"] else ""
                self.refused((cells or {}).get(name, prefix + name), details)
            return None

    def refused(self, key: str, details: ErrorDetails) -> None:
        """Tell one refusal of the model in the form's words."""
        known = {one.key: one for one in (*self.sheet.columns, *self.sheet.rows)}
        column = known.get(key) or known.get(key.rpartition(".")[2])
        given, context = details["input"], details.get("ctx", {})
        typed = str(self.values.get(key, given))[:60]
        if details["type"] == "missing":
            self.problem(EMPTY, key, hint=_hint(column))
        elif details["type"] == "string_too_long" and not _is_code(column):
            self.problem(TOO_LONG, key, length=len(given), most=context["max_length"])
        elif _is_code(column) and key not in {"id", "version"}:
            self.problem(CODE, key, value=typed)
        else:
            self.problem(INVALID, key, value=typed, hint=_hint(column))


def _is_code(column: Column | None) -> bool:
    return column is not None and column.holds in {Holds.CODE, Holds.CODES}


def _hint(column: Column | None) -> object:
    return column.help if column else ""
