"""When to try again, and what may stand in the way of a statement, in words."""

from collections.abc import Mapping
from datetime import timedelta

from kotaham.core.language import Say

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)

WHY: Mapping[str, Say] = {
    "": Say("Belum pernah dicoba", "Not tried yet"),
    "closed": Say("Menunggu tesnya ditutup", "Waits for the test to close"),
    "unreachable": Say("Tujuan tidak dapat dihubungi", "The other side cannot be reached"),
    "busy": Say("Tujuan sedang tidak sanggup menerima", "The other side cannot take it now"),
    "key": Say("Tujuan menolak kunci kita", "The other side refuses our key"),
    "invalid": Say("Tujuan menolak isinya", "The other side refuses what it says"),
    "conflict": Say(
        "Tujuan sudah mempunyai pernyataan lain bernomor sama", "The other side has another statement of this number"
    ),
    "gone": Say("Yang diceritakan sudah tidak ada", "What it told of is no longer there"),
}


def pause(tries: int) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, six hours at most.

    >>> [str(pause(n)) for n in (1, 2, 3, 99)]
    ['0:01:00', '0:02:00', '0:04:00', '6:00:00']
    """
    doubled: int = 2 ** min(max(tries, 1) - 1, 10)
    return min(FIRST * doubled, LONGEST)
