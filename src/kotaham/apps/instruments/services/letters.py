"""What the room refuses, in words."""

from kotaham.apps.gate.services import Forbidden
from kotaham.apps.instruments.models import Version
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NOT_USABLE = Kind(
    "instruments.not-usable",
    Say("{ref} belum dapat dipakai untuk menilai.", "{ref} cannot be judged by yet."),
    Say("Selesaikan dulu kesalahan pada rancangannya.", "Put the mistakes in the draft right first."),
)
SHELF_CHANGED = Kind(
    "instruments.shelf-changed",
    Say(
        "Berkas {ref} dari program berbeda dengan yang sudah disegel di sini.",
        "The file of {ref} that came with the program differs from what is sealed here.",
    ),
    Say(
        "Pulihkan berkas aslinya (sha256 {wanted}...; yang datang {given}...), atau terbitkan perubahan sebagai versi "
        "baru.",
        "Restore the original file (sha256 {wanted}...; what came is {given}...), or publish the change as a new "
        "version.",
    ),
    Say("Hasil yang sudah terbit dinilai dengan isi yang disegel.", "Published results were judged by what is sealed."),
)

REASON = Say("Alasan", "The reason")
MISSING = Kind(
    "instruments.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Tulis dengan kalimat yang dapat dipahami orang lain.", "Write it in words that others understand."),
)
TAKEN = Kind(
    "instruments.name-taken",
    Say("{ref} sudah ada dalam register.", "{ref} is in the register already."),
    Say("Pilih versi lain, misalnya tahun berikutnya atau 2026.1.", "Choose another version, such as 2026.1."),
    Say("Dua versi dengan nama yang sama tidak dapat dibedakan.", "Two versions of one name cannot be told apart."),
)
NOT_DRAFT = Kind(
    "instruments.not-editable",
    Say("{ref} tidak dapat diubah lagi ({state}).", "{ref} can no longer be changed ({state})."),
    Say("Salin menjadi rancangan baru, lalu ubah salinannya.", "Copy it into a new draft, and change the copy."),
    Say(
        "Isi yang disegel, sedang diperiksa, atau dipakai putaran uji coba tetap seperti adanya.",
        "What is sealed, under review, or used by a trial round stays as it is.",
    ),
)
NO_INDICATOR = Kind(
    "instruments.no-such-indicator",
    Say("Indikator {code} tidak ada pada rancangan ini.", "The draft has no indicator {code}."),
    Say("Muat ulang daftar indikatornya.", "Load the list of indicators again."),
)
CODE_TAKEN = Kind(
    "instruments.code-taken",
    Say("Kode {code} sudah dipakai indikator lain.", "The code {code} is used by another indicator."),
    Say("Pilih kode lain.", "Choose another code."),
)
UNKNOWN_LEFT = Kind(
    "instruments.unknown-left",
    Say(
        "{ref} belum dapat disegel: {count} hal belum diketahui.",
        "{ref} cannot be sealed yet: {count} {count:thing is|things are} unknown.",
    ),
    Say(
        "Lengkapi dari teks hukumnya; daftarnya di bawah.", "Complete them from the legal text; they are listed below."
    ),
    Say(
        "Versi yang disegel menilai orang, maka tidak boleh ada yang ditebak.",
        "A sealed version judges people, so nothing in it may be guessed.",
    ),
)
NO_INDICATORS = Kind(
    "instruments.no-indicators",
    Say("{ref} belum punya indikator.", "{ref} has no indicator yet."),
    Say("Tambahkan paling sedikit satu indikator.", "Add at least one indicator."),
)
OWN_WORK = Kind(
    "instruments.own-work",
    Say(
        "Anda sendiri yang terakhir mengubah atau mengajukan {ref}.",
        "You yourself changed or offered {ref} last.",
    ),
    Say("Mintalah orang lain memeriksa dan menyegelnya.", "Ask somebody else to look at it and seal it."),
    Say("Instrumen disegel dengan empat mata.", "An instrument is sealed by four eyes."),
)
OPEN_COMMENTS = Kind(
    "instruments.open-comments",
    Say(
        "Masih ada {count} tanggapan yang belum diselesaikan.",
        "{count} {count:comment is|comments are} not settled yet.",
    ),
    Say("Selesaikan dulu setiap tanggapan.", "Settle each comment first."),
)
NO_PLACE = Kind(
    "instruments.no-such-place",
    Say("Tempat {place} tidak ada pada rancangan ini.", "The draft has no place {place}."),
    Say("Pilih tempat dari daftar.", "Choose the place from the list."),
)
NO_DATA = Kind(
    "instruments.no-data",
    Say("Tidak ada satu daerah pun yang dapat dibaca dari data ini.", "Not one city could be read from these figures."),
    Say("Perbaiki berkasnya menurut daftar di bawah, atau pilih data lain.", "Correct the file by the list below."),
)
TOO_LARGE = Kind(
    "instruments.file-large",
    Say("Berkas ini lebih dari {limit} MB.", "The file is larger than {limit} MB."),
    Say("Kirim berkas yang lebih kecil, tanpa gambar.", "Send a smaller file, without pictures."),
)
WRONG_TYPE = Kind(
    "instruments.file-type",
    Say("Akhiran nama berkas ini tidak dikenal.", "The ending of the file's name is not known."),
    Say("Kirim lampiran .xlsx atau berkas instrumen .yaml.", "Send an annex .xlsx or an instrument file .yaml."),
)


class OwnWork(Forbidden):
    """Who wrote it does not seal it: answered with 403."""


def named(version: Version) -> Say:
    """Return a version in words, for a letter."""
    return Say(f"Rancangan {version.ref}", f"The draft {version.ref}")


def must_say(text: str, field: Say = REASON) -> str:
    """Return a text without blanks around it, or refuse an empty one."""
    kept = text.strip()
    if not kept:
        raise Refused(MISSING(field=field))
    return kept
