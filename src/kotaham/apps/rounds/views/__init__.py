"""Pages of the room: the list and one round, its preparation, its participants, its opening and its end."""
