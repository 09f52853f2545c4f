"""Processes of `kotaham serve` that end with it, however it ends, so that a new start finds the address free.

As a program it is a command of the house that is tied to who started it: `python -m kotaham.config.tied 4711 worker`.
"""

import ctypes
import os
import signal
import sys

_SET_SIGNAL_OF_PARENTS_END = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with(parent: int, how: signal.Signals) -> None:
    """Ask for a signal as soon as the parent has ended. Only Linux can do that; elsewhere a kill -9 leaves orphans.

    `parent` is the number of the process that started this one, as that process knows it: a parent that has ended
    already has no number to be asked for.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_SET_SIGNAL_OF_PARENTS_END, how, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the signal was asked for
        os.kill(os.getpid(), how)


if __name__ == "__main__":
    end_with(int(sys.argv.pop(1)), signal.SIGTERM)  # a worker may finish what it does
    from kotaham.config.__main__ import main

    main()
