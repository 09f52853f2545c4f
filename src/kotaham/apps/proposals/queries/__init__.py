"""Reads of the room: the last decided record of a city, what is mapped, who passed, what moved."""

from kotaham.apps.proposals.queries.mappings import Mapped, addressed, mapping, mapping_names, mappings
from kotaham.apps.proposals.queries.movements import movements
from kotaham.apps.proposals.queries.published import Published, city_of, indicators_of, published, published_rounds
from kotaham.apps.proposals.queries.training import cities, office, people_of

__all__ = [
    "Mapped",
    "Published",
    "addressed",
    "cities",
    "city_of",
    "indicators_of",
    "mapping",
    "mapping_names",
    "mappings",
    "movements",
    "office",
    "people_of",
    "published",
    "published_rounds",
]
