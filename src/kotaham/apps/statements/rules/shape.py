"""A statement of xAPI 1.0.3 as JSON: verbs by their published names, people by an opaque reference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

ADL = "http://adlnet.gov/expapi"
VERBS: Mapping[str, tuple[str, str, str]] = {
    "registered": (f"{ADL}/verbs/registered", "terdaftar", "registered"),
    "attended": (f"{ADL}/verbs/attended", "hadir", "attended"),
    "completed": (f"{ADL}/verbs/completed", "menyelesaikan", "completed"),
    "passed": (f"{ADL}/verbs/passed", "lulus", "passed"),
    "failed": (f"{ADL}/verbs/failed", "belum lulus", "failed"),
    # ADL has no verb for it; this one is of the registry that its Open Badges profile uses.
    "earned": ("http://id.tincanapi.com/verb/earned", "memperoleh", "earned"),
    "voided": (f"{ADL}/verbs/voided", "ditarik kembali", "voided"),
}
TYPES: Mapping[str, str] = {
    "course": f"{ADL}/activities/course",
    "module": f"{ADL}/activities/module",
    "meeting": f"{ADL}/activities/meeting",
    "assessment": f"{ADL}/activities/assessment",
    "certificate": "https://www.opigno.org/en/tincan_registry/activity_type/certificate",
}
_STEP = Decimal("0.0001")
# What the store may add by itself; whatever else differs makes it another statement.
COMPARED = ("actor", "verb", "object", "result", "timestamp")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who it happened to: the reference of the row, and a name only where the installation wants that."""

    site: str
    ref: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What it was about, of what it is a part, and how it went."""

    kind: str
    path: str  # below <site>/xapi/
    name: str
    parent: "Thing | None" = None
    points: Decimal | None = None
    most: int | None = None
    success: bool | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def statement(pk: UUID, verb: str, who: Actor, what: Thing, at: datetime) -> dict[str, Any]:
    """Return a statement."""
    found = _frame(pk, verb, who, at) | {"object": _activity(who.site, what)}
    if result := _result(verb, what):
        found["result"] = result
    if what.parent:
        found["context"]["contextActivities"] = {"parent": [_activity(who.site, what.parent)]}
    return found


def voiding(pk: UUID, voids: UUID, site: str, at: datetime) -> dict[str, Any]:
    """Return the statement that takes another back; the installation says it, nobody's name stands in it."""
    found = _frame(pk, "voided", Actor(site, "kotaham"), at)
    return found | {"object": {"objectType": "StatementRef", "id": str(voids)}}


def _frame(pk: UUID, verb: str, who: Actor, at: datetime) -> dict[str, Any]:
    iri, indonesian, english = VERBS[verb]
    agent: dict[str, Any] = {"objectType": "Agent", "account": {"homePage": who.site, "name": who.ref}}
    return {
        "id": str(pk),
        "actor": agent | ({"name": who.name} if who.name else {}),
        "verb": {"id": iri, "display": {"id": indonesian, "en": english}},
        "context": {"platform": "KotaHAM"},
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds"),
    }


def _activity(site: str, what: Thing) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": TYPES[what.kind], "name": {"id": what.name}}
    return {"objectType": "Activity", "id": f"{site}/xapi/{what.path}", "definition": definition}


def _result(verb: str, what: Thing) -> dict[str, Any]:
    """Return how it went: the share of the points with four decimals, and success only where a pass mark is set."""
    found: dict[str, Any] = {"completion": True} if verb in {"completed", "passed", "failed"} else {}
    if what.points is not None and what.most:
        scaled = (what.points / what.most).quantize(_STEP, ROUND_HALF_UP)
        found["score"] = {"scaled": float(scaled), "raw": float(what.points), "min": 0, "max": what.most}
    if what.success is not None:
        found["success"] = what.success
    return found


def same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Tell whether a store that has a statement of this number has this one; what it adds does not count.

    >>> same({"verb": {"id": "a"}, "context": {}}, {"verb": {"id": "a", "display": {}}, "stored": "x"})
    True
    >>> same({"verb": {"id": "a"}}, {"verb": {"id": "b"}})
    False
    """
    return all(_holds(theirs.get(name), ours.get(name)) for name in COMPARED)


def _holds(theirs: Any, ours: Any) -> bool:
    """Tell whether everything of ours stands in theirs; a moment counts as the same in any notation."""
    if isinstance(ours, Mapping):
        return isinstance(theirs, Mapping) and all(_holds(theirs.get(key), value) for key, value in ours.items())
    if isinstance(ours, str) and isinstance(theirs, str) and ours != theirs:
        return _moment(ours) is not None and _moment(ours) == _moment(theirs)
    return bool(ours == theirs) or ours is None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
