"""Commands of the room dashboard."""
