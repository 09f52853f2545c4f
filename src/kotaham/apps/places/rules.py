"""What a code says by itself: how deep the place lies, what it is called in law, and its legal time."""

import csv
import re
from functools import cache
from pathlib import Path

from kotaham.apps.places.models import Kind, Level, Zone

CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)
LEVELS = (Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.VILLAGE)
FIRST_KOTA = 71  # Kemendagri counts kabupaten from 01 and kota from 71


@cache
def zones() -> dict[str, tuple[Zone, str]]:
    """Return the legal time of each province by its code, with the regulation that sets it."""
    with (Path(__file__).parent / "zones.csv").open(encoding="utf-8", newline="") as file:
        return {row["province"]: (Zone[row["zone"]], row["basis"]) for row in csv.DictReader(file)}


def zone_of(code: str) -> Zone | None:
    """Return the legal time of the province a code lies in; None for a province that the table does not know."""
    found = zones().get(code[:2])
    return found[0] if found else None


def is_code(text: str) -> bool:
    """Tell whether a text is written like a Kemendagri code: 31, 31.71, 31.71.01 or 31.71.01.1001."""
    return CODE.fullmatch(text) is not None


def level_of(code: str) -> Level:
    """Return how deep a place lies, by the parts of its code."""
    return LEVELS[code.count(".")]


def parent_of(code: str) -> str:
    """Return the code of the place around; empty for a province."""
    return code.rpartition(".")[0]


def kind_of(code: str) -> Kind:
    """Return what a place is called in law; the digits say it: kota from 71, kelurahan from 1001, desa from 2001."""
    level, last = level_of(code), code.rpartition(".")[2]
    if level is Level.PROVINCE:
        return Kind.PROVINSI
    if level is Level.CITY:
        return Kind.KOTA if int(last) >= FIRST_KOTA else Kind.KABUPATEN
    if level is Level.DISTRICT:
        return Kind.KECAMATAN
    return Kind.KELURAHAN if last.startswith("1") else Kind.DESA


def is_autonomous(code: str, name: str) -> bool:
    """Tell whether a place governs itself: provinces and cities do, except the administrative ones of Jakarta."""
    return level_of(code) in {Level.PROVINCE, Level.CITY} and " Administrasi " not in f" {name} "
