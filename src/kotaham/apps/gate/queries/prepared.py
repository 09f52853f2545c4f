"""Queries that every request asks: put into words once, since only their values change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import RelatedPopulator

Row = TypeVar("Row", bound=Model)
_GREATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Words(Generic[Row]):
    """A query in the words of one database, which of its values are given anew, and how its rows are read."""

    sql: str
    values: tuple[Any, ...]
    places: tuple[int | None, ...]
    compiler: Any
    converters: Any
    model: type[Row]
    columns: slice
    names: Sequence[str]
    joined: Sequence[Any]

    def filled(self, given: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the values with those given in their places."""
        both = zip(self.values, self.places, strict=True)
        return tuple(value if place is None else given[place] for value, place in both)

    def read(self, rows: Any) -> list[Row]:
        """Make the rows into models, those joined among them, as Django does."""
        rows = self.compiler.apply_converters(rows, self.converters) if self.converters else rows
        found = []
        for row in rows:
            one = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
            for other in self.joined:
                other.populate(row, one)
            found.append(one)
        return found


class Prepared(Generic[Row]):
    """A query by `build(*marks)`, asked as `prepared(*values)`; it gives the same rows as `build(*values)` would.

    Django puts a query into words each time anew, which takes longer than the database needs to answer one that goes
    by a key. The marks stand for the values while the words are found: each of the kind of its value, and like no
    other value in the query. What is built must not depend on the values but by asking whether columns equal them, and
    must bring no more than columns of models.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], *marks: Any) -> None:
        """Take how the query is built; nothing is asked yet."""
        self._build, self._marks = build, marks
        self._known: dict[str, _Words[Row]] = {}

    def __call__(self, *values: Any) -> list[Row]:
        """Ask, and return the rows; no column holds a number beyond those of the database."""
        if any(isinstance(value, int) and abs(value) > _GREATEST for value in values):
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        words = self._known.get(connection.vendor) or self._put(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(words.sql, words.filled(values))
            rows = cursor.fetchall()
        return words.read(rows)

    def _put(self, vendor: str) -> _Words[Row]:
        """Find the words; for each database once."""
        compiler: Any = self._build(*self._marks).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, values = compiler.as_sql()
        places = tuple(next((at for at, mark in enumerate(self._marks) if mark == value), None) for value in values)
        if sorted(place for place in places if place is not None) != list(range(len(self._marks))):
            raise ValueError(f"each mark has to stand once among {values!r}")
        info, select = compiler.klass_info, compiler.select
        columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        self._known[vendor] = found = _Words(
            sql, tuple(values), places, compiler,
            compiler.get_converters([one[0] for one in select]), info["model"], columns,
            [one[0].target.attname for one in select[columns]],
            [_joined(one, select) for one in info.get("related_klass_infos", [])],
        )  # fmt: skip
        return found


def _joined(info: Any, select: Any) -> Any:
    populator: Any = RelatedPopulator
    return populator(info, select, DEFAULT_DB_ALIAS)
