"""Statements about learning that go out (xAPI 1.0.3)."""
