"""Reads of the room: boxes of work, first steps, what a search finds."""
