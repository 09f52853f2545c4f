"""The life of a version as one table: drafted by one person, looked at by another, sealed for good."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

EDITOR = "editor"  # may write in drafts of the own office
WRITER = "writer"  # is the person who changed or offered this draft last
_EDITOR, _WRITER = frozenset({EDITOR}), frozenset({WRITER})

LIFE = Lifecycle(
    "instruments",
    {
        "draft": Say("Rancangan", "Draft"),
        "review": Say("Diperiksa orang kedua", "Looked at by a second person"),
        "sealed": Say("Disegel", "Sealed"),
        "dropped": Say("Tidak dilanjutkan", "Dropped"),
    },
    "draft",
    (
        Move("offer", "draft", "review", _EDITOR, Say("Minta diperiksa", "Ask for review")),
        Move("send_back", "review", "draft", _EDITOR, Say("Kembalikan", "Send back"), reason=True),
        # Four eyes: whoever wrote or offered it does not seal it.
        Move("seal", "review", "sealed", _EDITOR, Say("Segel", "Seal"), reason=True, never=_WRITER),
        Move("drop", "draft", "dropped", _EDITOR, Say("Tidak dilanjutkan", "Drop"), reason=True),
    ),
)
