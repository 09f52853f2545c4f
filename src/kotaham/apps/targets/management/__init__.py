"""Commands of the room targets."""
