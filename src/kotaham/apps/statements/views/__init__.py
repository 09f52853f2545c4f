"""Pages of the room statements."""
