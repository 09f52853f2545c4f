"""Processes of `kotaham serve` that end with it, however it ends, so that a new start finds the address free.

As a program it is a command of the house that is tied to who started it: `python -m kotaham.config.tied worker`.
"""

import ctypes
import os
import signal
import sys

_SET_SIGNAL_OF_PARENTS_END = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with(parent: int) -> None:
    """Ask for SIGTERM as soon as the parent has ended. Only Linux can do that; elsewhere a kill -9 leaves orphans."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_SET_SIGNAL_OF_PARENTS_END, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it ended before it was asked
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    end_with(os.getppid())
    from kotaham.config.__main__ import main

    main()
