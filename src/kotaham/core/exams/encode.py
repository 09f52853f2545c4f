"""Body, key and feedback as plain JSON, and back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kotaham.core.exams.question import Asked, Body, Feedback, Key, Option, Part

Json = Mapping[str, Any]


def body_json(body: Body) -> dict[str, Any]:
    """Return a body as JSON; what is empty is left out."""
    found: dict[str, Any] = {"text": body.text}
    found |= {"options": _options_json(body.options)} if body.options else {}
    found |= {"left": _options_json(body.left)} if body.left else {}
    found |= {"fixed": True} if body.fixed else {}
    if body.parts:
        found["parts"] = [
            {"id": one.id, "asked": one.asked.value, "points": one.points, "body": body_json(one.body)}
            for one in body.parts
        ]
    return found


def body_of(found: Json) -> Body:
    """Read a body."""
    parts = tuple(
        Part(one["id"], Asked(one["asked"]), int(one["points"]), body_of(one["body"])) for one in found.get("parts", ())
    )
    return Body(
        str(found.get("text", "")), _options(found.get("options", ())), _options(found.get("left", ())), parts,
        bool(found.get("fixed", False)),
    )  # fmt: skip


def key_json(key: Key) -> dict[str, Any]:
    """Return a key as JSON; numbers as text, so that none loses a digit."""
    found: dict[str, Any] = {}
    found |= {"correct": sorted(key.correct)} if key.correct else {}
    found |= {"pairs": dict(key.pairs)} if key.pairs else {}
    found |= {"accepted": list(key.accepted)} if key.accepted else {}
    found |= {"ranges": [[str(low), str(high)] for low, high in key.ranges]} if key.ranges else {}
    found |= {"parts": {name: key_json(one) for name, one in key.parts.items()}} if key.parts else {}
    return found


def key_of(found: Json) -> Key:
    """Read a key."""
    return Key(
        frozenset(found.get("correct", ())),
        dict(found.get("pairs", {})),
        tuple(found.get("accepted", ())),
        tuple((Decimal(low), Decimal(high)) for low, high in found.get("ranges", ())),
        {name: key_of(one) for name, one in found.get("parts", {}).items()},
    )


def feedback_json(feedback: Feedback) -> dict[str, Any]:
    """Return feedback as JSON."""
    found: dict[str, Any] = {}
    found |= {"text": feedback.text} if feedback.text else {}
    found |= {"options": dict(feedback.options)} if feedback.options else {}
    found |= {"parts": {name: feedback_json(one) for name, one in feedback.parts.items()}} if feedback.parts else {}
    return found


def feedback_of(found: Json) -> Feedback:
    """Read feedback."""
    parts = {name: feedback_of(one) for name, one in found.get("parts", {}).items()}
    return Feedback(str(found.get("text", "")), dict(found.get("options", {})), parts)


def _options_json(options: Sequence[Option]) -> list[dict[str, str]]:
    return [{"id": one.id, "text": one.text} for one in options]


def _options(found: Sequence[Json]) -> tuple[Option, ...]:
    return tuple(Option(str(one["id"]), str(one["text"])) for one in found)
