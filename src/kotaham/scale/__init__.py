"""Run one function over many items: in this process or in several, in the order of the items."""

from kotaham.scale.run_many import run_many

__all__ = ["run_many"]
