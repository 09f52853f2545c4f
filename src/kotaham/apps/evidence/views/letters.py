"""Letters inside a page or an answer in JSON, in the language of the reader."""

from django.utils.translation import get_language

from kotaham.core.errors import Refused
from kotaham.core.language import Lang


def language() -> Lang:
    """Return the language of the reader."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def told(refused: Refused) -> list[dict[str, str]]:
    """Return the problems part by part."""
    lang = language()
    return [
        {
            "where": problem.where.text(lang),
            "what": problem.part("what", lang),
            "why": problem.part("why", lang),
            "next": problem.part("next", lang),
            "code": problem.code,
        }
        for problem in refused.problems
    ]
