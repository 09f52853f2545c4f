"""What the room refuses, in words."""

from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NO_BASIS = Kind(
    "proposals.basis-missing",
    Say("Alasan pemetaan masih kosong.", "The reason for the mapping is empty."),
    Say("Tulis mengapa pelatihan ini menjawab indikator itu.", "Write why this course addresses that indicator."),
    Say("Pemetaan tanpa alasan tidak dapat diperiksa siapa pun.", "Nobody can check a mapping without a reason."),
)
NO_CODE = Kind(
    "proposals.code-unknown",
    Say("{code} tidak ada dalam instrumen {instrument}.", "{code} is not in the instrument {instrument}."),
    Say("Pilih indikator atau hak dari daftarnya.", "Choose an indicator or a right from its list."),
)
NO_COURSE = Kind(
    "proposals.course-unknown",
    Say("Pelatihan itu tidak ada atau sudah tidak dipakai.", "That course does not exist or is retired."),
    Say("Pilih pelatihan dari daftar.", "Choose a course from the list."),
)
TWICE = Kind(
    "proposals.mapped-twice",
    Say("Pemetaan itu sudah ada.", "That mapping is there already."),
    Say("Tidak ada yang perlu dikerjakan.", "There is nothing to do."),
)
NOT_OFFERED = Kind(
    "proposals.version-not-published",
    Say("Versi pelatihan itu tidak sedang dibuka.", "That version of the course is not open."),
    Say("Muat ulang halaman dan pilih versi yang dibuka.", "Load the page anew and choose one that is open."),
)
NO_ROUND = Kind(
    "proposals.round-unknown",
    Say("Belum ada dua putaran berurutan yang diputuskan.", "There are no two decided rounds in a row."),
    Say("Hitung lagi sesudah putaran berikutnya diputuskan.", "Count when the next round is decided."),
)


def must_say(text: str, kind: Kind = NO_BASIS) -> str:
    """Return the words in one line, or refuse."""
    words = " ".join(text.split())[:300]
    if not words:
        raise Refused(kind())
    return words
