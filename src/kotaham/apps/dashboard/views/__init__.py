"""Pages of the room dashboard."""
