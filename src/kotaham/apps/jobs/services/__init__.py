"""What other rooms ask of the room: register tasks, queue work, repeat it; and what the worker needs."""

from kotaham.apps.jobs.services.care import beat, prune, sign_off, sign_on, sweep, tick
from kotaham.apps.jobs.services.queue import cancel, enqueue, retry
from kotaham.apps.jobs.services.registry import UnknownTask, schedule, task, titles
from kotaham.apps.jobs.services.turns import Run
from kotaham.apps.jobs.services.worker import QueueWorker, serve, work_off

__all__ = [
    "QueueWorker",
    "Run",
    "UnknownTask",
    "beat",
    "cancel",
    "enqueue",
    "prune",
    "retry",
    "schedule",
    "serve",
    "sign_off",
    "sign_on",
    "sweep",
    "task",
    "tick",
    "titles",
    "work_off",
]
