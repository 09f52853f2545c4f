"""Submissions: what a city answers in a round, delegated to its units, endorsed and sent."""
