"""The application as the processes of `kotaham serve` run it: each ends when the one that started it has ended."""

import gc
import multiprocessing
import signal

from kotaham.config.tied import end_with
from kotaham.config.wsgi import application

__all__ = ["application"]

# At once, and not by a word to stop: Linux can say that word twice, and a process that is told twice can wait for
# itself forever, and keep the address from the next start. What was not acknowledged is rolled back, as after any kill.
_starter = multiprocessing.parent_process()
if _starter and _starter.pid:
    end_with(_starter.pid, signal.SIGKILL)
# What is loaded now stays as long as the process. Nobody needs to look through it for garbage while pages are made.
gc.collect()
gc.freeze()
