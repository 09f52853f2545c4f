"""Pages of the room proposals."""
