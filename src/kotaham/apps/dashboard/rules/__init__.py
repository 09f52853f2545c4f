"""Data of the room: the first step of every role."""

from kotaham.apps.dashboard.rules.first_steps import STEPS, Step, step_of

__all__ = ["STEPS", "Step", "step_of"]
