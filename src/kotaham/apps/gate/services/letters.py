"""Refusals that carry an HTTP status: the right is missing, or somebody else was faster."""

from typing import ClassVar

from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

FORBIDDEN = Kind(
    "gate.forbidden",
    Say("Anda tidak berwenang untuk: {title}.", "You may not do this: {title}."),
    Say(
        "Ganti peran bila Anda memegang peran lain, atau mintalah kepada admin kantor Anda.",
        "Switch to another role if you hold one, or ask the administrator of your office.",
    ),
    Say("Aturan {rule} tidak berlaku bagi peran {role}.", "Rule {rule} does not open for the role {role}."),
)
NO_ROLE = Say("tanpa peran", "without a role")
STALE = Kind(
    "gate.stale",
    Say("{what} sudah berubah sejak halaman ini dibuka.", "{what} has changed since this page was opened."),
    Say("Muat ulang halaman, lalu periksa keadaannya.", "Reload the page and look at its present state."),
    Say(
        "Klik ganda atau orang lain mendahului; tidak ada yang ditulis dua kali.",
        "A double click, or somebody was faster; nothing was written twice.",
    ),
)


class Forbidden(Refused):
    """The right is missing: answered with 403."""

    status: ClassVar[int] = 403


class Stale(Refused):
    """The state has moved on: answered with 409."""

    status: ClassVar[int] = 409

    @classmethod
    def of(cls, what: Say | str) -> "Stale":
        """Make the letter for a thing named in words."""
        return cls(STALE(what=what))
