"""Pages of the room: planning, seats, presence, the pages of learners, and those at the door."""
