"""The columns of the form for questions, the words of its kinds, and its guidance."""

from collections.abc import Mapping, Sequence

from kotaham.core.errors import Kind
from kotaham.core.exams.question import Asked
from kotaham.core.language import Say

SHEET, GUIDE = "Soal", "Petunjuk"
CODE, KIND, TOPIC, RIGHT, POINTS = "Kode", "Jenis", "Topik", "Hak", "Poin"
TEXT, KEY, TOLD, FIXED, SOURCE, PART_OF = "Pertanyaan", "Kunci", "Umpan balik", "Tetap urut", "Sumber", "Bagian dari"
OPTION, PARTNER, HINT = "Pilihan", "Pasangan", "Umpan balik pilihan"
FRONT = (CODE, KIND, TOPIC, RIGHT, POINTS, TEXT, KEY)
BACK = (TOLD, FIXED, SOURCE, PART_OF)
OPTIONS = 6  # columns of the empty form; whoever needs more adds them with the next number
YES = "ya"
KINDS: Mapping[Asked, str] = {
    Asked.SINGLE: "Pilihan tunggal",
    Asked.MULTIPLE: "Pilihan lebih dari satu",
    Asked.TRUE_FALSE: "Benar atau salah",
    Asked.MATCHING: "Menjodohkan",
    Asked.SHORT: "Jawaban singkat",
    Asked.CASE: "Studi kasus",
}
EITHER = "pilihan ganda"  # in offices this means one right answer; a key of several letters says otherwise
TRUTH = {"benar": "true", "salah": "false", "true": "true", "false": "false", "b": "true", "s": "false"}

GUIDANCE: Sequence[str] = (
    "Satu baris satu soal. Hapus baris contoh sebelum mengisi. Kolom Kode, Jenis, Topik, dan Pertanyaan selalu diisi.",
    "Jenis: " + "; ".join(KINDS.values()) + ".",
    "Pilihan tunggal: isi kolom Pilihan; Kunci satu huruf menurut urutannya, misalnya B.",
    "Pilihan lebih dari satu: Kunci beberapa huruf, misalnya A, C.",
    "Nilainya bagian yang benar dikurangi bagian yang salah, tidak pernah di bawah nol.",
    "Benar atau salah: Kunci Benar atau Salah; kolom Pilihan kosong.",
    "Menjodohkan: Pilihan sisi kiri, Pasangan sisi kanannya; Pasangan tanpa Pilihan menjadi pengecoh. Kunci kosong.",
    "Jawaban singkat: setiap jawaban yang diterima di satu kolom Pilihan; huruf besar, spasi, aksen tidak dibedakan.",
    "Rentang angka ditulis di Kunci, misalnya 1948..1949; beberapa rentang dipisah titik koma.",
    "Studi kasus: satu baris uraiannya, lalu satu baris setiap pertanyaannya; Bagian dari diisi kode kasus itu.",
    "Poin kasus adalah jumlah poin bagiannya.",
    "Tetap urut: tulis ya bila pilihan tidak boleh diacak. Poin kosong berarti 1.",
    "Umpan balik terlihat oleh peserta sesudah tes ditutup, tidak sebelumnya.",
)

NO_SHEET = Kind(
    "questions.no-sheet",
    Say("Tidak ada lembar berkolom Kode, Jenis, Pertanyaan.", "No sheet has the columns Kode, Jenis, Pertanyaan."),
    Say("Unduh templat soal dan isi di sana.", "Download the form for questions and fill it in."),
)  # fmt: skip
UNKNOWN_COLUMN = Kind(
    "questions.unknown-column",
    Say("Kolom \u201c{name}\u201d tidak dikenal.", "The column \u201c{name}\u201d is not known."),
    Say("Hapus kolom itu atau pakai nama dari templat.", "Take it out, or use a name of the form."),
)
UNKNOWN_KIND = Kind(
    "questions.unknown-kind",
    Say("Jenis soal \u201c{found}\u201d tidak dikenal.", "The kind \u201c{found}\u201d is not known."),
    Say("Pakai salah satu: {known}.", "Use one of: {known}."),
)
BAD_KEY = Kind(
    "questions.bad-key",
    Say("Kunci \u201c{found}\u201d tidak dapat dibaca.", "The key \u201c{found}\u201d cannot be read."),
    Say("Lihat lembar Petunjuk untuk jenis soal ini.", "See the sheet Petunjuk for this kind."),
)
BAD_CELL = Kind(
    "questions.bad-cell",
    Say("Sel ini berisi rumus, galat atau tanggal.", "This cell holds a formula, an error or a date."),
    Say("Tulis isinya sebagai teks.", "Write it as text."),
)
LOST_PART = Kind(
    "questions.lost-part",
    Say("Kasus {code} tidak ada di atas bagian ini.", "The case {code} of this part is not above it."),
    Say("Taruh baris kasusnya di atas bagian-bagiannya.", "Put the row of the case above its parts."),
)  # fmt: skip


def columns(options: int) -> list[str]:
    """Return the names of all columns for so many options."""
    numbered = [f"{name} {number}" for name in (OPTION, PARTNER, HINT) for number in range(1, options + 1)]
    return [*FRONT, *numbered[:options], *numbered[options : 2 * options], *BACK, *numbered[2 * options :]]
