"""The life of a follow-up as one table; docs/reference draws it, the tests walk every cell."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

OWNER = "owner"  # acts for the office that has to do it
ASKER = "asker"  # acts for the office that asked, or for one above it
CLAIMER = "claimer"  # is the person who reported it done

_OWNER, _ASKER = frozenset({OWNER}), frozenset({ASKER})
_CANCEL = Say("Batalkan", "Cancel")
_EXTEND = Say("Perpanjang tenggat", "Extend the due date")

LIFE = Lifecycle(
    "actions",
    {
        "open": Say("Belum diambil", "Not taken yet"),
        "in_progress": Say("Dikerjakan", "In progress"),
        "claimed": Say("Menunggu penerimaan", "Waiting for acceptance"),
        "accepted": Say("Diterima", "Accepted"),
        "cancelled": Say("Dibatalkan", "Cancelled"),
    },
    "open",
    (
        Move("take", "open", "in_progress", _OWNER, Say("Ambil dan kerjakan", "Take it on")),
        Move("claim", "in_progress", "claimed", _OWNER, Say("Laporkan selesai", "Report as done")),
        Move("accept", "claimed", "accepted", _ASKER, Say("Terima", "Accept"), never=frozenset({CLAIMER})),
        Move("return", "claimed", "in_progress", _ASKER, Say("Kembalikan", "Send back"), reason=True),
        Move("reopen", "accepted", "in_progress", _ASKER, Say("Buka kembali", "Reopen"), reason=True),
        Move("extend", "open", "open", _ASKER, _EXTEND, reason=True),
        Move("extend", "in_progress", "in_progress", _ASKER, _EXTEND, reason=True),
        Move("cancel", "open", "cancelled", _ASKER, _CANCEL, reason=True),
        Move("cancel", "in_progress", "cancelled", _ASKER, _CANCEL, reason=True),
    ),
)
UNFINISHED = ("open", "in_progress")  # the turn of the owner: these grow late and are reminded of
CLOSED = ("accepted", "cancelled")
EDITABLE = UNFINISHED
