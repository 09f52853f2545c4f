"""A column of plain numbers kept as whole numbers; the answers are made only when somebody asks for one.

A country's table is mostly plain numbers. Keeping them as one array of whole numbers over a power of ten is exact,
and spares an object for each of the hundred thousand cells that are judged together anyway.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import overload

import numpy as np
from numpy.typing import NDArray

from kotaham.core.facts import Answer

MOST_DECIMALS = 9
EXACT_BELOW = 10**15  # whole numbers of up to 15 digits are the only decimals that read back as their float


@dataclass(frozen=True, eq=False)
class NumberColumn(Sequence[Answer | None]):
    """Answers of one indicator: `number[i]` x 10^-`decimals` where `plain[i]`, else `others[i]`.

    `origin(i)`, where given, names the cell of an answer.
    """

    number: NDArray[np.int64]
    decimals: int
    plain: NDArray[np.bool_]
    others: Mapping[int, Answer | None]
    origin: Callable[[int], str] | None = None

    @property
    def all_plain(self) -> bool:
        """True when every value there is stands in `number`; the others are blank or not applicable."""
        return all(answer is None or answer.value is None for answer in self.others.values())

    def __len__(self) -> int:
        """Return the number of subjects."""
        return len(self.number)

    @overload
    def __getitem__(self, index: int) -> Answer | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Answer | None]: ...
    def __getitem__(self, index: int | slice) -> Answer | Sequence[Answer | None] | None:
        """Make the answer of a subject (or of several)."""
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if not self.plain[at]:
            return self.others[at]
        value = Decimal(int(self.number[at])).scaleb(-self.decimals)
        return Answer(value, origin=self.origin(at) if self.origin else "")

    def chosen(self, indexes: Sequence[int]) -> "NumberColumn":
        """Return the column of some subjects only, in the order of `indexes`."""
        rows = list(indexes)
        others = {new: self.others[old] for new, old in enumerate(rows) if not self.plain[old]}
        origin = self.origin
        moved = (lambda index: origin(rows[index])) if origin else None
        return NumberColumn(self.number[rows], self.decimals, self.plain[rows], others, moved)


def as_whole(values: NDArray[np.float64]) -> tuple[NDArray[np.int64], int] | None:
    """Turn floats read from a spreadsheet into whole numbers over a power of ten, or None where that is not exact.

    A float stands for the shortest decimal that reads back as it. With at most 15 digits that decimal is found
    exactly: it is the whole number r with r / 10^k equal to the float, for the fewest decimals k.
    """
    if not np.isfinite(values).all():
        return None
    for decimals in range(MOST_DECIMALS + 1):
        scale = 10.0**decimals
        number = np.rint(values * scale)
        if np.abs(number).max(initial=0) >= EXACT_BELOW:
            return None
        if np.array_equal(number / scale, values):
            return number.astype(np.int64), decimals
    return None
