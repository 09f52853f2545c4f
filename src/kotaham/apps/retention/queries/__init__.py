"""Reads of the room: terms in force, their history, lists and what stands on them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.gate.services import language
from kotaham.apps.retention.models import Entry, Sheet, Term
from kotaham.apps.retention.rules import KINDS

__all__ = [
    "OPEN",
    "entries",
    "history",
    "in_force",
    "kind_words",
    "open_sheet",
    "sheet",
    "sheet_names",
    "sheets",
    "term_names",
    "waiting",
]

OPEN = (Sheet.State.LISTED, Sheet.State.CHECKED, Sheet.State.CONFIRMED)


def history(kind: str) -> QuerySet[Term]:
    """Return every edition of a term, the newest first."""
    return Term.objects.filter(kind=kind).select_related("made_by").order_by("-edition")


def in_force(kind: str, on: date) -> Term | None:
    """Return the term that holds on a day: the newest that has begun; None where none is set, or it was taken back."""
    row = history(kind).filter(valid_from__lte=on).first()
    return row if row and row.years is not None else None


def sheet(pk: int) -> QuerySet[Sheet]:
    """Return the one list as a query, for `demand_for`."""
    return Sheet.objects.filter(pk=pk).select_related("term", "checked_by", "confirmed_by")


def sheets() -> QuerySet[Sheet]:
    """Return the lists, the newest first."""
    return Sheet.objects.select_related("term").order_by("-pk")


def open_sheet(kind: str) -> bool:
    """Tell whether a list of a kind is under way."""
    return Sheet.objects.filter(kind=kind, state__in=OPEN).exists()


def entries(sheet_pk: int) -> QuerySet[Entry]:
    """Return what stands on a list, in its order."""
    return Entry.objects.filter(sheet_id=sheet_pk).select_related("held_by").order_by("since", "pk")


def waiting(sheet_pk: int, most: int) -> list[Entry]:
    """Return what is to go next."""
    rows = Entry.objects.filter(sheet_id=sheet_pk, held_why="", erased_at=None, left=False)
    return list(rows.order_by("pk")[:most])


def kind_words() -> Mapping[str, Any]:
    """Return what kinds are called."""
    return {code: kind.title.text(language()) for code, kind in KINDS.items()}


def term_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what terms are called in the record."""
    rows = Term.objects.filter(pk__in=set(pks)).values_list("pk", "kind")
    return {pk: KINDS[kind].title.text(language()) if kind in KINDS else kind for pk, kind in rows}


def sheet_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what lists are called in the record."""
    return {pk: f"DH-{pk}" for pk in pks}
