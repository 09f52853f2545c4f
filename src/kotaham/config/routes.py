"""The addresses of one room, passed by in one step when a path begins with a word that the room does not know."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, include
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property


class Room(URLResolver):
    """The addresses of a room.

    A path is looked for in one room after the other, and in each at one address after the other: with all the
    addresses of the house that took a seventh of the time in which an answer to a question is kept.
    """

    def __init__(self, urls: str) -> None:
        """Take the module of the addresses."""
        found: tuple[ModuleType | Any, str | None, str | None] = include(urls)
        module, app_name, namespace = found
        super().__init__(RoutePattern("", is_endpoint=False), module, app_name=app_name, namespace=namespace)

    @cached_property
    def words(self) -> frozenset[str] | None:
        """The words that an address of the room begins with; None when some begin with anything."""
        found = first_words(self.url_patterns)
        return None if None in found else frozenset(word for word in found if word is not None)

    def resolve(self, path: Any) -> ResolverMatch:
        """Look among the addresses, if any begins as the path does."""
        if self.words is not None and str(path).partition("/")[0] not in self.words:
            raise Resolver404({"tried": [], "path": path})
        return super().resolve(path)


def first_words(patterns: Iterable[URLPattern | URLResolver]) -> set[str | None]:
    """Return the first word of each address; None for one that is not known before it is asked for."""
    found: set[str | None] = set()
    for one in patterns:
        word, slash, _rest = str(one.pattern).partition("/") if isinstance(one.pattern, RoutePattern) else ("<", "", "")
        if "<" in word:
            found.add(None)
        elif isinstance(one, URLResolver) and not slash:
            found |= first_words(one.url_patterns) if not word else {None}
        else:
            found.add(word)
    return found
