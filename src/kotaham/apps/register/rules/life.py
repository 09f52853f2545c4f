"""The life of a member and of a batch, each as one table."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

KEEPER = "keeper"  # acts for an office that keeps the person's data
SYSTEM = "system"  # the job that reads and takes in
_KEEPER, _SYSTEM = frozenset({KEEPER}), frozenset({SYSTEM})

LIFE = Lifecycle(
    "register",
    {
        "active": Say("Aktif", "Active"),
        "left": Say("Tidak aktif", "Not active"),
        "merged": Say("Digabung", "Merged"),
        "erased": Say("Dihapus", "Erased"),
    },
    "active",
    (
        Move("leave", "active", "left", _KEEPER, Say("Nyatakan tidak aktif", "Mark as not active"), reason=True),
        Move("return", "left", "active", _KEEPER, Say("Aktifkan kembali", "Mark as active again"), reason=True),
        Move("merge", "active", "merged", _KEEPER, Say("Gabungkan", "Merge"), reason=True),
        Move("merge", "left", "merged", _KEEPER, Say("Gabungkan", "Merge"), reason=True),
        Move("unmerge", "merged", "active", _KEEPER, Say("Urungkan penggabungan", "Undo the merge"), reason=True),
        Move("erase", "active", "erased", _KEEPER, Say("Hapus data pribadinya", "Erase personal data"), reason=True),
        Move("erase", "left", "erased", _KEEPER, Say("Hapus data pribadinya", "Erase personal data"), reason=True),
    ),
)
BATCH_LIFE = Lifecycle(
    "register-batch",
    {
        "reading": Say("Dibaca", "Being read"),
        "preview": Say("Menunggu persetujuan", "Waiting for approval"),
        "taking": Say("Dimasukkan", "Being taken in"),
        "done": Say("Selesai", "Done"),
        "failed": Say("Gagal", "Failed"),
        "cancelled": Say("Dibatalkan", "Cancelled"),
        "undoing": Say("Sedang dikembalikan", "Being undone"),
        "undone": Say("Dikembalikan", "Undone"),
    },
    "reading",
    (
        Move("read", "reading", "preview", _SYSTEM, Say("Selesai dibaca", "Read to its end")),
        Move("fail", "reading", "failed", _SYSTEM, Say("Gagal dibaca", "Could not be read")),
        Move("approve", "preview", "taking", _KEEPER, Say("Masukkan ke daftar", "Take in")),
        Move("cancel", "preview", "cancelled", _KEEPER, Say("Batalkan", "Cancel")),
        Move("finish", "taking", "done", _SYSTEM, Say("Selesai dimasukkan", "Taken in")),
        Move("undo", "done", "undoing", _KEEPER, Say("Kembalikan seperti semula", "Undo"), reason=True),
        Move("restore", "undoing", "undone", _SYSTEM, Say("Selesai dikembalikan", "Undone")),
    ),
)
