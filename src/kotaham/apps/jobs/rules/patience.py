"""How long to wait before the next attempt."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

LONGEST = timedelta(hours=6)


def pause_before(attempt: int, backoff: Sequence[int], chance: Random) -> timedelta:
    """Return the pause after attempt number `attempt` (1, 2, ...) has failed.

    `backoff` gives the first pauses in seconds; after the last of them each pause doubles, up to six hours. Up to a
    fifth is added by chance, so that work that failed together does not come back together.
    """
    last = len(backoff) - 1
    seconds = backoff[attempt - 1] if attempt <= last + 1 else backoff[last] * 2 ** min(attempt - 1 - last, 32)
    return min(timedelta(seconds=seconds), LONGEST) * (1 + chance.random() / 5)
