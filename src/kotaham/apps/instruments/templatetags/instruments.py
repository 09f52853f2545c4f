"""What the pages of instruments say things with."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter(name="get")
def get(words: Mapping[str, Any], name: str) -> Any:
    """Return the words of a name."""
    return words.get(name, name)
