"""Text in byte order: what is searched by its beginning answers from an index on both databases."""

import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


def search_key(text: str) -> str:
    """Fold a name or an address for searching: no accents, no capitals, single spaces."""
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zs"} else c for c in text)
    plain = unicodedata.normalize("NFKD", spaced)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


class Bytewise(models.Field):  # type: ignore[type-arg]
    """Text compared byte by byte on both databases, so that a prefix is a range that an index answers."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Ask PostgreSQL for the collation that SQLite has by itself."""
        found = super().db_parameters(connection)
        return {**found, "collation": "C"} if connection.vendor == "postgresql" else found


class BytewiseText(Bytewise, models.CharField):  # type: ignore[type-arg]
    """A short text in byte order."""


class BytewiseEmail(Bytewise, models.EmailField):  # type: ignore[type-arg]
    """An address in byte order."""
