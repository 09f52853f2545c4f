"""The life of a certificate and of an issue, each as one table."""

from datetime import date

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

SIGNER, SYSTEM = "signer", "system"
_SIGNER, _SYSTEM = frozenset({SIGNER}), frozenset({SYSTEM})
LIFE = Lifecycle(
    "certificates",
    {
        "valid": Say("Berlaku", "Valid"),
        "revoked": Say("Dicabut", "Revoked"),
        "replaced": Say("Digantikan", "Replaced"),
    },
    "valid",
    (
        Move("revoke", "valid", "revoked", _SIGNER, Say("Cabut", "Revoke"), reason=True),
        Move("renew", "valid", "replaced", _SIGNER, Say("Perbarui", "Renew"), reason=True),
    ),
)
ISSUE_LIFE = Lifecycle(
    "certificates-issue",
    {
        "waiting": Say("Menunggu", "Waiting"),
        "running": Say("Berjalan", "Running"),
        "done": Say("Selesai", "Done"),
        "failed": Say("Gagal", "Failed"),
    },
    "waiting",
    (
        Move("start", "waiting", "running", _SYSTEM, Say("Mulai", "Begin")),
        Move("finish", "running", "done", _SYSTEM, Say("Selesai", "Finish")),
        Move("stop", "waiting", "failed", _SYSTEM, Say("Hentikan", "Stop")),
        Move("stop", "running", "failed", _SYSTEM, Say("Hentikan", "Stop")),
    ),
)


def standing(state: str, expires: date | None, today: date) -> str:
    """Return what a certificate is on a day: its state, or "expired" when it counts and its last day has passed."""
    return "expired" if state == "valid" and expires is not None and expires < today else state
