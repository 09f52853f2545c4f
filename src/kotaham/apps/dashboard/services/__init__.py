"""Writes of the room: only those of the demonstration, through the services of the rooms below."""

from kotaham.apps.dashboard.services.demo import is_told, tell

__all__ = ["is_told", "tell"]
