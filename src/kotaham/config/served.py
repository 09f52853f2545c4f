"""The application as the processes of `kotaham serve` run it: each ends when the one that started it has ended."""

import gc
import os

from kotaham.config.tied import end_with
from kotaham.config.wsgi import application

__all__ = ["application"]

end_with(os.getppid())
# What is loaded now stays as long as the process. Nobody needs to look through it for garbage while pages are made.
gc.collect()
gc.freeze()
