"""Where the shipped instruments are, and how these tests read them."""

from pathlib import Path
from typing import Any

from kotaham.core.instrument.kinds import Band, Bands, Checklist, Ratio
from kotaham.core.instrument.load import load, read_yaml
from kotaham.core.instrument.model import Indicator, Instrument

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "instruments"
REGULATIONS = ("permenkumham-25-2013/2013", "permenkumham-34-2016/2016", "permenkumham-22-2021/2021")
EXAMPLES = ("kota-ham-data-terbuka/2026", "kota-ham-contoh/2026")
SHIPPED = REGULATIONS + EXAMPLES
WITH_CASES = tuple(name for name in SHIPPED if name != "permenkumham-22-2021/2021")


def shipped(name: str) -> Instrument:
    return load(FOLDER / f"{name}.yaml").instrument


def tree(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"), str(path)).value


def cases(name: str) -> Any:
    folder, version = name.split("/")
    return tree(FOLDER / folder / "cases" / f"{version}.yaml")


def indicator(instrument: Instrument, code: str) -> Indicator:
    return next(one for one in instrument.known_indicators if one.code == code)


def ladder(one: Indicator) -> tuple[Band, ...]:
    assert isinstance(one.scoring, Bands | Ratio | Checklist)
    return one.scoring.bands
