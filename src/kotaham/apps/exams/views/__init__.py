"""Pages of the room: the bank, tests, sitting a test, what came of it."""
