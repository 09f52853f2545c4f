"""Refusals shown on the page they belong to, in place of a page of their own."""

from kotaham.apps.gate.services import language
from kotaham.core.errors import Refused


def told(refused: Refused) -> list[dict[str, str]]:
    """Return every problem in the language of the reader, part by part, as `c-letter` shows it."""
    spoken = language()
    return [
        {
            "where": problem.where.text(spoken),
            "what": problem.part("what", spoken),
            "why": problem.part("why", spoken),
            "next": problem.part("next", spoken),
            "code": problem.code,
        }
        for problem in refused.problems
    ]
