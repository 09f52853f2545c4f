"""Scores: runs of the engine over a round, kept with their records, never edited."""
