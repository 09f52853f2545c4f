"""Pages of the room targets."""
