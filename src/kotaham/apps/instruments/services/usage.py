"""Who uses a version; rooms above fill the list, because this room does not know them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kotaham.apps.gate.services import Actor


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a version: the words and the page of what uses it."""

    title: str
    url: str
    note: str = ""


Finder = Callable[[Actor, Sequence[int]], Mapping[int, Iterable[Use]]]
used_by: dict[str, Finder] = {}  # by the name of the room; one bounded question for all versions of a page


def users_of(actor: Actor, versions: Sequence[int]) -> dict[int, list[Use]]:
    """Return what uses each version, as far as the actor may see it."""
    found: dict[int, list[Use]] = {pk: [] for pk in versions}
    for ask in used_by.values():
        for pk, uses in ask(actor, versions).items():
            found[pk] += list(uses)
    return found
