"""The life of an objection as one table."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

CITY = "city"
ASSESSOR = "assessor"
BEFORE = "before"  # set, or accepted, the value that is objected to: does not judge the objection
_CITY, _ASSESSOR, _BEFORE = frozenset({CITY}), frozenset({ASSESSOR}), frozenset({BEFORE})

LIFE = Lifecycle(
    "objections",
    {
        "draft": Say("Disusun", "Being written"),
        "filed": Say("Menunggu putusan", "Waiting for a decision"),
        "granted": Say("Dikabulkan", "Granted"),
        "partly": Say("Dikabulkan sebagian", "Granted in part"),
        "dismissed": Say("Ditolak", "Dismissed"),
        "withdrawn": Say("Dicabut", "Withdrawn"),
    },
    "draft",
    (
        Move("file", "draft", "filed", _CITY, Say("Ajukan", "File")),
        Move("withdraw", "draft", "withdrawn", _CITY, Say("Cabut", "Withdraw")),
        Move("withdraw", "filed", "withdrawn", _CITY, Say("Cabut", "Withdraw"), reason=True),
        Move("grant", "filed", "granted", _ASSESSOR, Say("Kabulkan", "Grant"), reason=True, never=_BEFORE),
        Move(
            "grant_part",
            "filed",
            "partly",
            _ASSESSOR,
            Say("Kabulkan sebagian", "Grant in part"),
            reason=True,
            never=_BEFORE,
        ),
        Move("dismiss", "filed", "dismissed", _ASSESSOR, Say("Tolak", "Dismiss"), reason=True, never=_BEFORE),
    ),
)
