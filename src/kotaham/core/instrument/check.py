"""Advice on an instrument that loads: what makes its scores wrong, and what a jurist should look at again."""

from collections.abc import Mapping

from kotaham.core.errors import Problem
from kotaham.core.instrument.advice import Advice, Severity
from kotaham.core.instrument.check_bands import advice_on_scoring
from kotaham.core.instrument.check_formula import advice_on_whole
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Path, Places

__all__ = ["Advice", "Severity", "check", "mistakes"]


def check(instrument: Instrument, lines: Mapping[Path, int] | None = None, source: str = "") -> list[Advice]:
    """Return all advice on an instrument, in the order of its file."""
    places = Places(source, lines or {})
    advice = [*advice_on_whole(instrument, places), *advice_on_scoring(instrument, places)]
    return sorted(advice, key=lambda one: one.where.line or 0)


def mistakes(instrument: Instrument, lines: Mapping[Path, int] | None = None, source: str = "") -> list[Problem]:
    """Return only what makes scoring wrong."""
    return [one.problem for one in check(instrument, lines, source) if one.severity == "error"]
