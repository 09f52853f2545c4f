"""Files from outside are taken apart in a process with limits; no drawer below this one, and nothing of Django."""
