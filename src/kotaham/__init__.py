"""Score Indonesian cities and regencies by a human-rights instrument that is kept as data."""

__version__ = "0.4.0"
