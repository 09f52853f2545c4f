"""The life of a test as one table."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

DRAFTER = "drafter"  # acts for the office whose test it is
_DRAFTER = frozenset({DRAFTER})

LIFE = Lifecycle(
    "exams",
    {"draft": Say("Draf", "Draft"), "open": Say("Dibuka", "Open"), "closed": Say("Ditutup", "Closed")},
    "draft",
    (
        Move("open", "draft", "open", _DRAFTER, Say("Buka tes", "Open the test")),
        Move("close", "open", "closed", _DRAFTER, Say("Tutup tes", "Close the test")),
    ),
)
