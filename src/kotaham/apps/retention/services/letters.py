"""What the room refuses, in words."""

from kotaham.apps.retention.models import Sheet
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NO_BASIS = Kind(
    "retention.basis-missing",
    Say("Dasar masa simpan masih kosong.", "The basis of the time is empty."),
    Say("Sebutkan peraturan atau jadwal retensi arsip yang menetapkannya.", "Name the rule or schedule that sets it."),
    Say("Masa simpan tidak dikarang: tanpa dasar tidak ada yang dihapus.", "Times are never made up."),
)
NO_REASON = Kind(
    "retention.reason-missing",
    Say("Alasannya masih kosong.", "The reason is empty."),
    Say("Tulis alasannya.", "Write the reason."),
)
NO_YEARS = Kind(
    "retention.years-impossible",
    Say("{years} tahun tidak mungkin.", "{years} years are impossible."),
    Say("Tulis bilangan dari 1 sampai 100, atau kosongkan.", "Write a number from 1 to 100, or leave it empty."),
)
SAME = Kind(
    "retention.same",
    Say("Masa simpan itu sama dengan yang sudah ditetapkan.", "That time is the same as the one that is set."),
    Say("Ubah tahun, dasar, atau tanggalnya, atau batalkan.", "Change years, basis or day, or cancel."),
)
NOT_SET = Kind(
    "retention.nothing-set",
    Say("Masa simpan ini belum ditetapkan.", "This time is not set."),
    Say("Tulis berapa tahun.", "Write how many years."),
)
SECOND = Kind(
    "retention.second-person",
    Say("Yang memeriksa daftar tidak menyetujuinya sendiri.", "Who checked a list does not confirm it."),
    Say("Minta orang lain yang berwenang menyetujuinya.", "Let another authorised person confirm it."),
    Say("Yang dihapus tidak dapat dikembalikan.", "What was erased cannot be brought back."),
)
TERM_CHANGED = Kind(
    "retention.term-changed",
    Say("Masa simpannya berubah sejak daftar ini ditulis.", "The time has changed since this list was written."),
    Say("Batalkan daftar ini; malam berikutnya ditulis yang baru.", "Drop this list; a new one is written at night."),
)
NOT_THERE = Kind(
    "retention.entry-unknown",
    Say("Baris itu tidak ada dalam daftar, atau sudah ditahan.", "That row is not on the list, or is held already."),
    Say("Muat ulang halamannya.", "Load the page anew."),
)


def must_say(text: str, kind: Kind = NO_REASON) -> str:
    """Return the words in one line, or refuse."""
    words = " ".join(text.split())[:300]
    if not words:
        raise Refused(kind())
    return words


def named(row: Sheet) -> Say:
    """Name a list."""
    return Say(f"Daftar {row}", f"List {row}")
