"""Fixtures of the journeys: those of the rooms."""

from tests.append_only import _triggers_step_aside_for_flush
from tests.apps.conftest import _fresh_start, _own_heads, actor, as_, world

__all__ = ["_fresh_start", "_own_heads", "_triggers_step_aside_for_flush", "actor", "as_", "world"]
