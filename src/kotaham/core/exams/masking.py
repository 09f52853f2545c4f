"""What a page calls options: by their places in one attempt, never by the names under which a key knows them.

Files list the right answer first more often than not, and a matching question names its partners in the order of the
pairs: whoever read the names of options in a page would read the key. So a page gets `1, 2, 3 ...` in the order in
which this attempt sees the options, and only the server can turn that back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaham.core.exams.drawing import in_order
from kotaham.core.exams.marking import NotAnAnswer
from kotaham.core.exams.question import Asked, Body, Option, Part


@dataclass(frozen=True, slots=True)
class Mask:
    """A body as one attempt sees it, and what the places of its options stand for."""

    body: Body
    names: Mapping[str, str]  # place -> id
    parts: Mapping[str, "Mask"]


def masked(body: Body, seed: str) -> Mask:
    """Return a body in the order of an attempt, its options named by their places."""
    mixed = in_order(body, seed)
    names = {str(place): one.id for place, one in enumerate(mixed.options, start=1)}
    options = tuple(Option(place, one.text) for place, one in zip(names, mixed.options, strict=True))
    inner = {one.id: masked(one.body, f"{seed}/{one.id}") for one in body.parts}
    parts = tuple(Part(one.id, one.asked, one.points, inner[one.id].body) for one in body.parts)
    return Mask(Body(body.text, options, body.left, parts, body.fixed), names, inner)


def hidden(asked: Asked, mask: Mask, value: Any) -> Any:
    """Return a kept value as the page of the attempt names it."""
    places = {name: place for place, name in mask.names.items()}
    return _turned(asked, mask, value, places, hidden)


def told(asked: Asked, mask: Mask, value: Any) -> Any:
    """Return what a page sent as it is kept; raises NotAnAnswer where it names no place."""
    return _turned(asked, mask, value, mask.names, told)


def _turned(asked: Asked, mask: Mask, value: Any, names: Mapping[str, str], again: Any) -> Any:
    if value is None:
        return None
    match asked:
        case Asked.SINGLE:
            return _name(value, names)
        case Asked.MULTIPLE if isinstance(value, list | tuple):
            return [_name(one, names) for one in value]
        case Asked.MATCHING if isinstance(value, Mapping):
            return {left: _name(right, names) for left, right in value.items()}
        case Asked.CASE if isinstance(value, Mapping):
            return {part: _part(mask, part, one, again) for part, one in value.items()}
        case Asked.TRUE_FALSE | Asked.SHORT:
            return value
    raise NotAnAnswer("another kind of answer")


def _name(value: Any, names: Mapping[str, str]) -> str:
    if not isinstance(value, str) or value not in names:
        raise NotAnAnswer("no such place")
    return names[value]


def _part(mask: Mask, part: str, value: Any, again: Any) -> Any:
    inner = mask.parts.get(part)
    found = next((one for one in mask.body.parts if one.id == part), None)
    if inner is None or found is None:
        raise NotAnAnswer("no such part")
    return again(found.asked, inner, value)
