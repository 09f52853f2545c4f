"""Migrations of the room accounts."""
