"""The life of a list: a job writes it, one person checks it, another confirms it, a job erases."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

ROLE, CHECKER, SYSTEM = "keeper", "checker", "system"
_KEEPER, _SYSTEM, _NOT_CHECKER = frozenset({ROLE}), frozenset({SYSTEM}), frozenset({CHECKER})
_DROP = Say("Batalkan daftar", "Drop the list")
LIFE = Lifecycle(
    "retention-sheet",
    {
        "listed": Say("Menunggu diperiksa", "Waits to be checked"),
        "checked": Say("Menunggu persetujuan orang kedua", "Waits for a second person"),
        "confirmed": Say("Sedang dihapus", "Being erased"),
        "erased": Say("Selesai dihapus", "Erased"),
        "dropped": Say("Tidak dilaksanakan", "Not carried out"),
    },
    "listed",
    (
        Move("check", "listed", "checked", _KEEPER, Say("Sudah saya periksa", "I have checked it")),
        Move("confirm", "checked", "confirmed", _KEEPER, Say("Setujui dan hapus", "Confirm and erase"),
             never=_NOT_CHECKER),
        Move("erase", "confirmed", "erased", _SYSTEM, Say("Selesai dihapus", "Erased")),
        Move("drop", "listed", "dropped", _KEEPER, _DROP, reason=True),
        Move("drop", "checked", "dropped", _KEEPER, _DROP, reason=True),
    ),
)  # fmt: skip
