"""Steps of the database of the room."""
