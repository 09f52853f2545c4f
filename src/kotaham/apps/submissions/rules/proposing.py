"""Whom an indicator might be delegated to: the words of its owners in the instrument beside the names of the units.

A proposal is only shown, with the words it rests on; a person decides.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WORDS = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset({"dan", "serta", "atau", "di", "bidang", "the", "of", "and"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the city by its names."""

    pk: int
    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit for an indicator, and the owner in the instrument that its name matches."""

    unit: int
    owner: str


def words(text: str) -> tuple[str, ...]:
    """Return the telling words of a name, in order."""
    return tuple(word for word in _WORDS.findall(text.casefold()) if word not in _EMPTY)


def matches(owner: str, unit: Unit) -> bool:
    """Tell whether the name of a unit holds every word of an owner, or its short name is the owner."""
    wanted = words(owner)
    if not wanted:
        return False
    short = unit.short_name.strip().casefold()
    if short and short == owner.strip().casefold():
        return True
    return set(wanted) <= set(words(unit.name))


def propose(owners: Iterable[str], units: Sequence[Unit]) -> Proposal | None:
    """Return the one unit that the first matching owner names best; None where none or several fit as well.

    The best is the name with the fewest words beside those of the owner: of `Dinas Kesehatan Kota Damai` and
    `UPT Laboratorium Dinas Kesehatan Kota Damai` the first.
    """
    for owner in owners:
        found = [unit for unit in units if matches(owner, unit)]
        if not found:
            continue
        fewest = min(len(words(unit.name)) for unit in found)
        best = [unit for unit in found if len(words(unit.name)) == fewest]
        if len(best) == 1:
            return Proposal(best[0].pk, owner)
    return None


def propose_all(owners: Mapping[str, Iterable[str]], units: Sequence[Unit]) -> dict[str, Proposal]:
    """Return the proposals for several indicators, by code."""
    found = ((code, propose(names, units)) for code, names in owners.items())
    return {code: proposal for code, proposal in found if proposal}
