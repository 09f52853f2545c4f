"""One report as the boards see it, what keeps it from moving on, and how a reader narrows a board."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from kotaham.apps.dashboard.rules.forecast import FORECASTS, Forecast
from kotaham.core.language import Say

NOBODY = "selesai"  # nobody's turn: decided, or not taking part any more
TURNS: Mapping[str, Say] = {
    "city": Say("Kabupaten/kota", "City"),
    "kanwil": Say("Kanwil", "Kanwil"),
    "province": Say("Provinsi", "Province"),
    "centre": Say("Penilai pusat", "Centre"),
    NOBODY: Say("Tidak ada yang ditunggu", "Nobody"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """One report: where it lies, where it stands, whose turn it is until when, what is expected."""

    pk: int
    office: int
    code: str
    name: str
    province_code: str
    province: str
    kanwil: int  # 0 where no Kanwil is known
    state: str
    turn: str
    given: int
    total: int
    due: date | None
    days_left: int | None  # counts today; 0 and less when the day has passed
    running: bool  # the round runs, so that days count
    objecting: bool
    forecast: Forecast | None  # only while it is filled in

    @property
    def days_ahead(self) -> int:
        """How many days lie between today and the last day, as every page tells it."""
        return (self.days_left or 1) - 1

    @property
    def late(self) -> bool:
        """Whether the last day of its step has passed and somebody is waited for."""
        return self.running and self.turn != NOBODY and self.days_left is not None and self.days_left <= 0

    @property
    def expected(self) -> str:
        """What is expected, by its short name; empty where nothing is forecast."""
        return self.forecast.kind if self.forecast else ""


Holds = Callable[[Report], bool]
# What keeps a report from moving on; one report may have several.
BLOCKS: Mapping[str, tuple[Say, Holds]] = {
    "lewat": (Say("Lewat tenggat tahapnya", "Past the last day of its step"), lambda one: one.late),
    "terlambat": (FORECASTS["miss"], lambda one: one.expected == "miss"),
    "diam": (FORECASTS["idle"], lambda one: one.expected == "idle"),
    "pengesahan": (Say("Menunggu pengesahan", "Waits for endorsement"), lambda one: one.state == "endorsing"),
    "perbaikan": (Say("Menunggu perbaikan", "Waits for a repair"), lambda one: one.state == "repair"),
    "sanggahan": (Say("Sanggahan belum diputus", "An objection is not decided"), lambda one: one.objecting),
}


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a reader asks of a board; empty asks for everything."""

    kanwil: int | None = None
    province: str = ""
    state: str = ""
    turn: str = ""
    block: str = ""
    expected: str = ""

    def keeps(self, one: Report) -> bool:
        """Tell whether a report is asked for."""
        pairs = (
            (self.kanwil, one.kanwil), (self.province, one.province_code), (self.state, one.state),
            (self.turn, one.turn), (self.expected, one.expected),
        )  # fmt: skip
        if any(wanted not in ("", None) and wanted != held for wanted, held in pairs):
            return False
        return not self.block or (self.block in BLOCKS and BLOCKS[self.block][1](one))

    @property
    def area(self) -> "Narrow":
        """The place alone."""
        return Narrow(self.kanwil, self.province)

    def tail(self, **more: object) -> str:
        """Return the address part that asks for this and more, from its question mark; empty for everything."""
        one = replace(self, **more)  # type: ignore[arg-type]
        values = (one.kanwil, one.province, one.state, one.turn, one.block, one.expected)
        told = {name: value for name, value in zip(NAMES, values, strict=True) if value not in ("", None)}
        return f"?{urlencode(told)}" if told else ""


NAMES = ("kanwil", "provinsi", "keadaan", "giliran", "hambatan", "ramalan")
