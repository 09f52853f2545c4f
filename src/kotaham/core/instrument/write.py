"""The one canonical way to write an instrument as YAML, so that two people never differ by layout."""

import re
import textwrap
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from kotaham.core.instrument.kinds import Band, Item, Option, Span
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.model_keys import file_fields
from kotaham.core.numbers import plain

WIDTH = 100
_FLOW = (Band, Span, Option, Item)
_PLAIN = re.compile(r"[^\W\d_][^:#\\\"'{}\[\],&*!|>%@`\n\t]*\Z")
_WORDS = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n)\Z")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def to_yaml(instrument: Instrument) -> str:
    """Write an instrument; reading it back gives an equal instrument."""
    return "\n".join(_mapping(instrument, "")) + "\n"


def _mapping(model: BaseModel, indent: str) -> Iterator[str]:
    """Write the keys of a part that differ from their default, in the order of the model."""
    for key, value in _said(model):
        yield from entry(key, value, indent)


def _said(model: BaseModel) -> Iterator[tuple[str, Any]]:
    for (key, info), name in zip(file_fields(type(model)), type(model).model_fields, strict=True):
        value = getattr(model, name)
        if key == "language" or info.is_required() or value != info.get_default(call_default_factory=True):
            yield key, value


def entry(key: str, value: Any, indent: str) -> Iterator[str]:
    """Write `key: value`, the value on the same line where it fits."""
    if isinstance(value, BaseModel) and not _short(value) and any(_said(value)):
        yield f"{indent}{key}:"
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, dict):
        yield f"{indent}{key}:" if value else f"{indent}{key}: {{}}"
        for name, inner in value.items():
            yield from entry(_text(name), inner, indent + "  ")
    elif isinstance(value, tuple) and value:
        yield from _list(key, value, indent)
    elif isinstance(value, str) and _folds(value, indent):
        yield f"{indent}{key}: >-"
        yield from _folded(value, indent + "  ")
    else:
        yield f"{indent}{key}: {_inline(value)}"


def _list(key: str, values: tuple[Any, ...], indent: str) -> Iterator[str]:
    flow = "" if isinstance(values[0], BaseModel) else _inline(values)
    if flow and len(flow) <= WIDTH - 20:
        yield f"{indent}{key}: {flow}"
        return
    yield f"{indent}{key}:"
    for value in values:
        yield from _item(value, indent + "  ")


def _item(value: Any, indent: str) -> Iterator[str]:
    """Write one list item: bands and options on one line, larger parts as a block."""
    if not isinstance(value, BaseModel) or _short(value):
        yield f"{indent}- {_inline(value)}"
        return
    first, *rest = _mapping(value, indent + "  ")
    yield f"{indent}- {first.strip()}"
    yield from rest


def _short(value: BaseModel) -> bool:
    return isinstance(value, _FLOW) and len(_inline(value)) <= WIDTH


def _inline(value: Any) -> str:
    """Write a value on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Fraction():
            return plain(value)
        case StrEnum() | date():
            return str(value)
        case str():
            return _text(value)
        case tuple():
            return "[" + ", ".join(_inline(inner) for inner in value) + "]"
        case _:
            return "{" + ", ".join(f"{key}: {_inline(inner)}" for key, inner in _said(value)) + "}"


def _text(text: str) -> str:
    """Write text plain where no reader could take it for anything else, otherwise in quotes."""
    loose = _PLAIN.match(text) and not _WORDS.match(text) and text == text.strip() and text.isprintable()
    if loose:
        return text
    if _ODD.search(text):
        return '"' + "".join(_escaped(character) for character in text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _escaped(character: str) -> str:
    if character in '\\"':
        return "\\" + character
    return f"\\u{ord(character):04X}" if _ODD.match(character) else character


def _folds(text: str, indent: str) -> bool:
    """Whether a long text can be folded over lines and come back the same: single spaces only."""
    long = len(indent) + len(text) > WIDTH
    return long and not _ODD.search(text) and text.split(" ") == text.split()


def _folded(text: str, indent: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return (indent + line for line in lines)
