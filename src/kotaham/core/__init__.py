"""Hold the pure rules: instruments, exact scoring, the errors they tell; no network, clock, environment."""
