"""Rounds of assessment: which version judges which cities over which period, and by when."""
