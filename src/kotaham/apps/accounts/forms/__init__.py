"""Shapes of what people fill in."""
