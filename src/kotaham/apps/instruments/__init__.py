"""Instruments: the register of versions, their drafts, and what makes a version final."""
