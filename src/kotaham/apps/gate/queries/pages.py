"""Pages of long lists without counting them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
Row_co = TypeVar("Row_co", bound=Model, covariant=True)
_NEAR = 10  # from here on the numbers of the rows are looked up first: what is passed over is not read as a whole
_LAST = 2000  # further than this nobody leafs; a filter finds faster, and the database would read everything before


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: its rows, its number from 1, and whether there are neighbours."""

    rows: Sequence[Row]
    number: int
    size: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1

    @property
    def first(self) -> int:
        """The number, from 1, of the first row shown."""
        return (self.number - 1) * self.size + 1


class Sliced(Protocol[Row_co]):
    """Rows in order, of which slices are taken: a query, or what is put together from several."""

    def __getitem__(self, cut: slice, /) -> Iterable[Row_co]:
        """Return some of them."""


def page_of(request: HttpRequest, rows: Sliced[Row], size: int = 50, name: str = "hal") -> Page[Row]:
    """Return the page that the address asks for (`?hal=3`); anything that is no page number is page 1."""
    text = request.GET.get(name, "1")
    number = int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 4 else 1
    number = min(max(number, 1), _LAST)
    start = (number - 1) * size
    cut = slice(start, start + size + 1)
    if number > _NEAR and isinstance(rows, QuerySet):
        rows, cut = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[cut])), slice(None)
    found = list(rows[cut])
    return Page(found[:size], number, size, len(found) > size)
