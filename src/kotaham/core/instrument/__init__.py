"""Read, check, seal and compare instruments: the law that is kept as data."""
