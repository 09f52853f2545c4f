"""What was measured against what it may take: printed as one line each, the ratio last; the end says what is over."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class Book:
    """The limits that were missed so far. A fill that is too small says nothing: then nothing is missed."""

    holds: bool = True
    over: list[str] = field(default_factory=list)

    def most(self, name: str, value: float, limit: float, unit: str) -> None:
        """Hold a value that may not be above a limit."""
        self._line(name, value, limit, unit, value / limit)

    def least(self, name: str, value: float, limit: float, unit: str) -> None:
        """Hold a value that may not be below a limit."""
        self._line(name, value, limit, unit, limit / value)

    def times(self, name: str, found: Sequence[float], limit: float) -> None:
        """Hold what 95 of 100 stay under; milliseconds."""
        half, last = statistics.median(found), part(found, 0.95)
        self.most(f"{name}, {len(found)} times, half under {half:.1f} ms, 95 of 100 under", last, limit, "ms")

    def _line(self, name: str, value: float, limit: float, unit: str, ratio: float) -> None:
        missed = ratio > 1
        if missed and self.holds:
            self.over.append(f"{name} {value:.4g} {unit}, limit {limit:g}")
        print(f"{name} {value:.4g} {unit}: {ratio:.2f} of the limit of {limit:g}{'  OVER' * missed}", flush=True)

    def close(self) -> int:
        """Print what was missed, and how busy the machine was; return the exit code."""
        print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        right = "all limits hold" if self.holds else "too small a fill to hold a limit"
        print("MISSED:\n  " + "\n  ".join(self.over) if self.over else right)
        return 1 if self.over else 0


def part(found: Sequence[float], share: float) -> float:
    """Return what so many of 100 stay under."""
    return statistics.quantiles(found, n=100)[round(share * 100) - 1] if len(found) > 1 else found[0]


def clocked(act: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
