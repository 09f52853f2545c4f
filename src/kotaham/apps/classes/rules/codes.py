"""The code that a room shows: new every half minute, worth nothing a minute later.

It is an HMAC over the session and the number of the half minute, under a secret that never leaves the server. The code
before counts, too, so that who has just read it has time to send it.
"""

import hmac
from hashlib import sha256

STEP = 30  # seconds
ACCEPTED = 2  # windows: the present one and the one before
LENGTH = 8
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else


def code_of(secret: str, session: int, now: float) -> str:
    """Return the code of a session at a moment, in seconds since the epoch."""
    return _code(secret, session, int(now // STEP))


def is_valid(secret: str, session: int, text: str, now: float) -> bool:
    """Tell whether a code is that of this half minute or of the one before."""
    given = "".join(text.split()).upper().replace("-", "")
    window = int(now // STEP)
    codes = [_code(secret, session, window - back) for back in range(ACCEPTED)]
    return any([hmac.compare_digest(given.encode(), code.encode()) for code in codes])  # noqa: C419 - each takes its time


def _code(secret: str, session: int, window: int) -> str:
    digest = hmac.new(secret.encode(), f"classes {session} {window}".encode(), sha256).digest()
    number = int.from_bytes(digest[:16], "big")
    signs = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)
