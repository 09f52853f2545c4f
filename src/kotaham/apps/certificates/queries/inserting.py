"""Write many certificates in one statement; what a constraint keeps out is left out."""
# ruff: noqa: S608 - the statement is put together from names of the model alone; every value is bound

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection

from kotaham.apps.certificates.models import Certificate

SET = 1_000  # rows of one statement


def insert(rows: Iterable[Certificate]) -> None:
    """Write certificates.

    PostgreSQL takes them as one text of JSON. Django would give it a list for each column, in which every quotation
    mark of every record is escaped by itself, and that cost as much as building and signing the records.
    """
    if connection.vendor != "postgresql":
        Certificate.objects.bulk_create(rows, batch_size=SET, ignore_conflicts=True)
        return
    statement, names = _statement()
    with connection.cursor() as cursor:
        for some in _sets(rows):
            found = [{name: getattr(row, name) for name in names} for row in some]
            cursor.execute(statement, [json.dumps(found, ensure_ascii=False, default=str)])


def _statement() -> tuple[str, Sequence[str]]:
    """Return the statement, and the names of what it takes; attributes are named as their columns are."""
    quote, fields = connection.ops.quote_name, [one for one in Certificate._meta.concrete_fields if not one.primary_key]
    columns = ", ".join(quote(field.attname) for field in fields)
    # Without the lengths: a text that is too long is then refused by the table, and not cut to fit.
    kinds = ", ".join(f"{quote(field.attname)} {str(field.db_type(connection)).partition('(')[0]}" for field in fields)
    text = (
        f"INSERT INTO {quote(Certificate._meta.db_table)} ({columns}) "
        f"SELECT {columns} FROM json_to_recordset(%s::json) AS made ({kinds}) ON CONFLICT DO NOTHING"
    )
    return text, [field.attname for field in fields]


def _sets(rows: Iterable[Certificate]) -> Iterator[Sequence[Certificate]]:
    left = iter(rows)
    while some := list(islice(left, SET)):
        yield some
