"""An explanation as a tree of sentences, and three ways to print it: text, JSON and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of an explanation, the plain data behind it, and the sentences it rests on."""

    kind: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple["Told", ...] = ()


def told_text(told: Told, depth: int = 0) -> str:
    """Print an explanation as indented lines; what would break a line or steer a terminal becomes a space."""
    text = "".join(letter if letter.isprintable() else " " for letter in told.text)
    lines = [f"{'  ' * depth}{text}", *(told_text(part, depth + 1) for part in told.parts)]
    return "\n".join(lines)


def told_json(told: Told) -> dict[str, Any]:
    """Turn an explanation into plain JSON."""
    return {
        "kind": told.kind,
        "text": told.text,
        "data": dict(told.data),
        "parts": [told_json(part) for part in told.parts],
    }


def told_html(told: Told) -> str:
    """Print an explanation as a nested HTML list; every text is escaped."""
    inner = "".join(told_html(part) for part in told.parts)
    nested = f"<ul>{inner}</ul>" if inner else ""
    return f'<li class="told-{escape(told.kind)}">{escape(told.text)}{nested}</li>'
