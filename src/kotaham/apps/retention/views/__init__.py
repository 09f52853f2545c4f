"""Pages of the room retention."""
