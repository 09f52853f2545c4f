"""Who will miss the day of sending: the pace of the last seven days against the days that are left.

In the last seven days a city gave `recent` answers. Chance alone moves such a count by about its square root, so the
true pace is taken to lie between `recent` less its root and `recent` plus its root in seven days. What is missing then
needs between `low` and `high` more days. If even `low` is more than what is left, the city will probably be late; if
`high` fits, it will probably be in time; between the two it may go either way. Fewer than five answers, or less than
seven days of filling in, say nothing, and then nothing is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

from kotaham.core.language import Say

WINDOW = 7  # days looked back
FEW = 5  # answers in the window; below that a pace is chance

FORECASTS: Mapping[str, Say] = {
    "miss": Say("Diperkirakan terlambat", "Expected to be late"),
    "risk": Say("Bisa terlambat", "May be late"),
    "idle": Say("Tidak bergerak 7 hari", "No answer in 7 days"),
    "unknown": Say("Belum bisa diperkirakan", "Cannot be told yet"),
    "on_time": Say("Diperkirakan tepat waktu", "Expected to be in time"),
    "done": Say("Tinggal dikirim", "Only to be sent"),
    "over": Say("Tenggat sudah lewat", "The last day has passed"),
}
FORECAST_TONES: Mapping[str, str] = {
    "miss": "bad", "risk": "warn", "idle": "warn", "unknown": "plain", "on_time": "ok", "done": "ok", "over": "bad",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected, and how many more days the rest needs at least and at most, where that can be told."""

    kind: str
    low: int | None = None
    high: int | None = None


def forecast(missing: int, recent: int, days_left: int | None, filling_for: int) -> Forecast:
    """Tell whether the rest will be given in time; `days_left` counts today, `filling_for` is in whole days."""
    if missing <= 0:
        return Forecast("done")
    if days_left is not None and days_left <= 0:
        return Forecast("over")
    if days_left is None or filling_for < WINDOW:
        return Forecast("unknown")
    if recent < FEW:
        return Forecast("unknown" if recent else "idle")
    low = ceil(missing * WINDOW / (recent + sqrt(recent)))
    high = ceil(missing * WINDOW / (recent - sqrt(recent)))
    kind = "miss" if low > days_left else "on_time" if high <= days_left else "risk"
    return Forecast(kind, low, high)
