"""What the room refuses, in words."""

from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NO_YEAR = Kind(
    "targets.year-unknown",
    Say("{year} bukan tahun yang dapat dipakai.", "{year} is not a year that can be used."),
    Say("Tulis tahun antara {first} dan {last}.", "Write a year between {first} and {last}."),
)
NO_KANWIL = Kind(
    "targets.kanwil-unknown",
    Say("Kantor itu bukan Kanwil yang masih bekerja.", "That office is no Kanwil that still works."),
    Say("Pilih Kanwil dari daftar.", "Choose a Kanwil from the list."),
)
NO_GROUP = Kind(
    "targets.group-unknown",
    Say("Kelompok itu tidak dikenal.", "That group is not known."),
    Say(
        "Pilih aparatur, masyarakat, komunitas, atau pelaku usaha.",
        "Choose civil servants, the public, communities or businesses.",
    ),
)
NO_BASIS = Kind(
    "targets.basis-missing",
    Say("Dasar target masih kosong.", "The basis of the target is empty."),
    Say("Sebutkan surat atau dokumen yang menetapkannya.", "Name the letter or document that sets it."),
    Say("Target tanpa dasar tidak dapat diperiksa siapa pun.", "Nobody can check a target without a basis."),
)
NO_REASON = Kind(
    "targets.reason-missing",
    Say("Alasan perubahan masih kosong.", "The reason for the change is empty."),
    Say("Tulis mengapa target ini berubah.", "Write why this target changes."),
    Say("Nilai sebelumnya tetap tersimpan bersama alasannya.", "The value before is kept, with the reason."),
)
SAME = Kind(
    "targets.same",
    Say("Target itu sama dengan yang sudah ditetapkan.", "That target is the same as the one that is set."),
    Say("Ubah angka, dasar, atau tanggalnya, atau batalkan.", "Change number, basis or day, or cancel."),
)
OUTSIDE = Kind(
    "targets.day-outside",
    Say("{day} di luar tahun target {year}.", "{day} is outside the year {year} of the target."),
    Say("Pilih hari dalam tahun itu, atau sebelumnya.", "Choose a day in that year, or before."),
)
NO_VALUE = Kind(
    "targets.nothing-set",
    Say("Target ini belum ditetapkan.", "This target is not set."),
    Say("Tulis jumlahnya.", "Write the number."),
)


def must_say(text: str, kind: Kind) -> str:
    """Return the words in one line, or refuse."""
    words = " ".join(text.split())[:300]
    if not words:
        raise Refused(kind())
    return words
