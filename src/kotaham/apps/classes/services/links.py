"""The link by which an invitation is answered without an account: made whenever a letter needs it, never kept.

The same invitation has the same link, on paper and by e-mail, however often its letter is printed; withdrawn, it gets
another. The token says nothing about anybody, and the database keeps what can be compared with it, no more.
"""

import hashlib
from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

from kotaham.apps.classes.models import Seat
from kotaham.apps.classes.services.papers import address
from kotaham.apps.gate.services import Actor, demand

_SALT = "kotaham.classes.answer"
BYTES = 24  # of the 32 that there are: it is typed from paper, too, and nobody guesses 192 bits


def token_of(seat: Seat) -> str:
    """Return the token of an invitation, made from the row and the secret of the house."""
    made = salted_hmac(_SALT, f"{seat.pk} {seat.session_id} {seat.answer_round}", algorithm="sha256").digest()
    return urlsafe_b64encode(made[:BYTES]).decode()


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_for(seat: Seat, *, actor: Actor) -> str:
    """Return the address that is printed on the letter to somebody without an account; "" for anybody else."""
    demand(actor, "classes.invite")
    return given_out(seat)


def given_out(seat: Seat) -> str:
    """Return the address for a letter that leaves now, which opens the door from now on."""
    if seat.invited_at is None or seat.member.account_id or seat.state == Seat.State.REVOKED:
        return ""
    token = token_of(seat)
    # The secret of the house may have changed since the last letter: only what leaves now shall open the door.
    Seat.objects.filter(pk=seat.pk, answer_round=seat.answer_round).update(answer_hash=digest(token))
    return address("classes:answer", token)
