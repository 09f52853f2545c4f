"""What the pages and the job ask of the room."""

from kotaham.apps.proposals.services.counting import ask_count, count
from kotaham.apps.proposals.services.enrolling import enrol, find_office
from kotaham.apps.proposals.services.mapping import Wish, add, end

__all__ = ["Wish", "add", "ask_count", "count", "end", "enrol", "find_office"]
