"""Which answers two people read independently: drawn from a public seed, so that anybody can draw them again.

For every city, each indicator gets the number SHA-256("seed/place code/indicator code"), written in hexadecimal. The
indicators with the smallest numbers are the sample: the share of the round, rounded up, so that a share above zero
always draws at least one.
"""

import hashlib
import secrets
from collections.abc import Iterable

# The record refuses sixteen or eighteen digits in a row, as they may number a person: a seed is made of letters alone.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def new_seed() -> str:
    """Return 256 random bits as 64 letters from a to p."""
    return secrets.token_hex(32).translate(_LETTERS)


def draw_number(seed: str, place_code: str, indicator: str) -> str:
    """Return the number that decides whether an answer is drawn."""
    return hashlib.sha256(f"{seed}/{place_code}/{indicator}".encode()).hexdigest()


def sample(seed: str, place_code: str, indicators: Iterable[str], percent: int) -> tuple[str, ...]:
    """Return the indicators of one city that two people read, in the order in which they were drawn."""
    if not 0 <= percent <= 100:
        raise ValueError(f"a share of {percent} percent is impossible")
    every = sorted(set(indicators), key=lambda code: (draw_number(seed, place_code, code), code))
    return tuple(every[: sample_size(len(every), percent)])


def sample_size(count: int, percent: int) -> int:
    """Return how many of so many are drawn: the share, rounded up."""
    return -(-count * percent // 100)
