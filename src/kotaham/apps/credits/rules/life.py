"""The life of a claim: somebody asks, another person decides."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

DECIDER, ASKER = "decider", "asker"
_DECIDER, _NOT_ASKER = frozenset({DECIDER}), frozenset({ASKER})
LIFE = Lifecycle(
    "credits-claim",
    {
        "waiting": Say("Menunggu keputusan", "Waiting for a decision"),
        "accepted": Say("Diakui", "Recognised"),
        "refused": Say("Tidak diakui", "Not recognised"),
    },
    "waiting",
    (
        Move("accept", "waiting", "accepted", _DECIDER, Say("Akui", "Recognise"), reason=True, never=_NOT_ASKER),
        Move("refuse", "waiting", "refused", _DECIDER, Say("Tolak", "Refuse"), reason=True, never=_NOT_ASKER),
    ),
)
