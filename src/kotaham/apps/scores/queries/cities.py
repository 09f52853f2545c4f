"""One city at one stage: what its answers were, what they earned, as the record has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaham.apps.scores.models import Result
from kotaham.apps.scores.queries.reports import table_of
from kotaham.apps.scores.rules.kept import opened
from kotaham.core.facts import Answer


@dataclass(frozen=True, slots=True)
class Column:
    """A stage of one city: the result of its record, and the answers by indicator."""

    result: Mapping[str, Any]
    answers: Mapping[str, Answer | None]

    @property
    def points(self) -> Mapping[str, Mapping[str, Any]]:
        """The judged answers by indicator."""
        return {one["indicator"]: one for one in self.result["answers"]}


def told_of(result: Result) -> Column:
    """Open what is kept of a result."""
    answers = {code: column[0] for code, column in table_of(result).columns.items()}
    return Column(opened(result.told), answers)
