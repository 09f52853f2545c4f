"""What many tests begin from is made once a process, by the services; for every later test its rows are laid back.

Making a round whose results were announced takes a second of real work, laying its rows twenty milliseconds. The rows
keep their keys, so what begins from a laid thing may be laid as well.
"""

import copy
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

Made = TypeVar("Made")
Row = tuple[Any, ...]
Rows = Mapping[str, Mapping[Any, Row]]


@dataclass(frozen=True)
class Table:
    """A table with the columns that are written."""

    name: str
    key: str
    columns: tuple[str, ...]

    def rows(self) -> Mapping[Any, Row]:
        """Return what it holds by key, as the database gives it."""
        at = self.columns.index(self.key)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {self._named()} FROM {_quoted(self.name)}")
            return {row[at]: tuple(row) for row in cursor.fetchall()}

    def add(self, rows: list[Row]) -> None:
        """Write rows as they were."""
        marks = ", ".join(["%s"] * len(self.columns))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {_quoted(self.name)} ({self._named()}) VALUES ({marks})", rows)

    def change(self, rows: list[Row]) -> None:
        """Write over rows that stood there before."""
        marks = ", ".join(f"{_quoted(column)} = %s" for column in self.columns)
        at = self.columns.index(self.key)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {_quoted(self.name)} SET {marks} WHERE {_quoted(self.key)} = %s",
                [(*row, row[at]) for row in rows],
            )

    def _named(self) -> str:
        return ", ".join(map(_quoted, self.columns))


@dataclass(frozen=True)
class Laid:
    """What a making left behind: new rows, changed rows, and what it returned."""

    new: tuple[tuple[Table, list[Row]], ...]
    changed: tuple[tuple[Table, list[Row]], ...]
    made: Any


_KEPT: dict[Hashable, Laid] = {}


def laid(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` returns, with its rows in the database; from the second time on without making it.

    A test that commits makes it anew: what the making does after its commit would be missing otherwise. So does one in
    which other rows took its keys.
    """
    if not connection.in_atomic_block:
        return make()
    kept = _KEPT.get(key)
    if kept is None:
        _KEPT[key] = kept = _made(make)
    elif not _lies(kept):
        return make()
    return copy.deepcopy(kept.made)  # type: ignore[no-any-return]


def _lies(kept: Laid) -> bool:
    """Write the rows of what was kept, all or none; tell whether their places were free."""
    try:
        with transaction.atomic():
            for table, rows in kept.new:
                table.add(rows)
            for table, rows in kept.changed:
                table.change(rows)
    except IntegrityError:
        return False
    return True


def once_laid(key: str, make: Callable[..., Made]) -> Callable[..., Made]:
    """Return `make` as one that lays what it makes, each time a test first asks it with these plain words.

    What is asked for a second time in one test is made, for its rows stand there already; so is what is asked for with
    objects.
    """
    asked = False

    def ask(*words: Any, **more: Any) -> Made:
        nonlocal asked
        if asked or not _plain([*words, *more.values()]):
            return make(*words, **more)
        asked = True
        return laid((key, repr((words, sorted(more.items())))), lambda: make(*words, **more))

    return ask


def _plain(word: object) -> bool:
    if isinstance(word, list | tuple):
        return all(map(_plain, word))
    return word is None or isinstance(word, str | int | float | bool)


def _made(make: Callable[[], Made]) -> Laid:
    tables = _tables()
    before = {table: table.rows() for table in tables}
    made = make()
    new, changed = [], []
    for table in tables:
        was, now = before[table], table.rows()
        if gone := was.keys() - now.keys():
            raise AssertionError(f"{table.name}: {len(gone)} rows were deleted, which cannot be laid back")
        new.append((table, [row for key, row in now.items() if key not in was]))
        changed.append((table, [row for key, row in now.items() if key in was and was[key] != row]))
    return Laid(_filled(new), _filled(changed), copy.deepcopy(made))


def _filled(rows: list[tuple[Table, list[Row]]]) -> tuple[tuple[Table, list[Row]], ...]:
    return tuple(one for one in rows if one[1])


def _tables() -> list[Table]:
    models = apps.get_models(include_auto_created=True)
    return [_table(model) for model in models if model._meta.managed and not model._meta.proxy]


def _table(model: type[Model]) -> Table:
    meta = model._meta
    columns = tuple(field.column for field in meta.local_concrete_fields if field.column and not field.generated)
    assert meta.pk.column
    return Table(meta.db_table, meta.pk.column, columns)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
