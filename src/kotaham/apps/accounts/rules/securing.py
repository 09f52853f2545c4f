"""What changed in the ways in of a person: told from what stood before and what stands after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

# The kinds of second factor, and what the record calls them.
FACTORS = {"totp": "totp", "webauthn": "passkey", "recovery_codes": "recovery-codes"}
Factor = tuple[str, int]  # kind and number of its row


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What a person signs in with at one moment; no secret stands in it."""

    password: datetime | None = None  # when the password was set; None without one
    primary: str = ""
    addresses: frozenset[str] = frozenset()  # all of them, those that wait to be confirmed too
    factors: frozenset[Factor] = frozenset()
    providers: frozenset[int] = frozenset()


def changes(before: WaysIn, after: WaysIn, *, reset: bool = False) -> tuple[str, ...]:
    """Name each change; `reset` says that the password was proven by a letter and not by the old one."""
    return (
        *_password(before.password, after.password, reset=reset),
        *_addresses(before, after),
        *_factors(before.factors, after.factors),
        *("provider-connected" for _ in after.providers - before.providers),
        *("provider-removed" for _ in before.providers - after.providers),
    )


def _password(before: datetime | None, after: datetime | None, *, reset: bool) -> Iterator[str]:
    if before == after:
        return
    if after is None:
        yield "password-removed"
    elif reset:
        yield "password-reset"
    else:
        yield "password-changed" if before else "password-set"


def _addresses(before: WaysIn, after: WaysIn) -> Iterator[str]:
    """A new main address is one change: that it waited before, and that the old one is gone, belong to it."""
    gone, come = before.addresses - after.addresses, after.addresses - before.addresses
    if before.primary != after.primary:
        yield "email-changed"
        gone, come = gone - {before.primary}, come - {after.primary}
    yield from ("email-added" for _ in come)
    yield from ("email-removed" for _ in gone)


def _factors(before: frozenset[Factor], after: frozenset[Factor]) -> Iterator[str]:
    """Codes come and go with the other factors, so they stand last; made anew they are one change."""
    come, gone = sorted(after - before, key=_last_codes), sorted(before - after, key=_last_codes)
    made = any(kind == "recovery_codes" for kind, _ in come)
    for kind, _ in gone:
        if not (made and kind == "recovery_codes"):
            yield f"{FACTORS[kind]}-removed"
    yield from (f"{FACTORS[kind]}-{'made' if kind == 'recovery_codes' else 'added'}" for kind, _ in come)


def _last_codes(factor: Factor) -> tuple[bool, Factor]:
    return factor[0] == "recovery_codes", factor
