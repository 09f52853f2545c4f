"""What the room refuses, in words; no letter tells anything of a key."""

from kotaham.apps.exams.models import Exam, Question
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

USED_CODE = Kind(
    "exams.code-taken",
    Say(
        "Kode {code} sudah dipakai soal lain di bank ini.", "The code {code} belongs to another question of this bank."
    ),
    Say("Pakai kode lain.", "Use another code."),
)
RETIRED = Kind(
    "exams.question-retired",
    Say("Soal {code} sudah tidak dipakai.", "Question {code} is no longer used."),
    Say("Ubah versi yang terbaru.", "Change its newest version."),
)
OLD = Kind(
    "exams.question-old",
    Say("Soal {code} versi {number} bukan yang terbaru.", "Version {number} of question {code} is not the newest."),
    Say("Ubah versi yang terbaru.", "Change its newest version."),
)
NO_REASON = Kind(
    "exams.no-reason",
    Say("Alasannya belum ditulis.", "The reason is missing."),
    Say("Tulis alasannya; ia masuk riwayat.", "Write the reason; it goes into the record."),
)
NO_TITLE = Kind(
    "exams.no-title",
    Say("Judul tes belum diisi.", "The test has no title."),
    Say("Misalnya: Tes akhir HAM dasar.", "For example: Final test of basic human rights."),
)
MINUTES = Kind(
    "exams.minutes",
    Say("Lama tes bukan 1 sampai {most} menit.", "The time of the test is not from 1 to {most} minutes."),
    Say("Isi lamanya dalam menit.", "Give it in minutes."),
)
ATTEMPTS = Kind(
    "exams.attempts",
    Say("Banyaknya percobaan bukan 1 sampai {most}.", "The number of attempts is not from 1 to {most}."),
    Say("Isi bilangan bulat.", "Give a whole number."),
)
FORMS = Kind(
    "exams.forms",
    Say("Banyaknya paket soal bukan 1 sampai {most}.", "The number of forms is not from 1 to {most}."),
    Say("Isi bilangan bulat.", "Give a whole number."),
)
PASS_MARK = Kind(
    "exams.pass-mark",
    Say("Nilai lulus bukan di antara 0 dan 100.", "The passing grade is not between 0 and 100."),
    Say("Isi dalam persen, atau kosongkan.", "Give it in percent, or leave it empty."),
)
NO_BASIS = Kind(
    "exams.no-basis",
    Say("Nilai lulus diisi tanpa dasarnya.", "A passing grade is given without its basis."),
    Say(
        "Sebut keputusan atau surat yang menetapkannya, atau kosongkan nilai lulus.",
        "Name the decision or letter that sets it, or leave the passing grade empty.",
    ),
    Say(
        "Nilai lulus nasional belum diketahui; tanpa penetapan tidak ada yang dinyatakan gagal.",
        "No national passing grade is known; where none is set, nobody fails.",
    ),
)
NO_DRAW = Kind(
    "exams.no-draw",
    Say("Belum ditentukan soal apa yang diambil.", "Nothing says which questions are drawn."),
    Say("Isi topik atau hak dan banyaknya soal.", "Give topics or rights and how many questions."),
)
MANY = Kind(
    "exams.many-questions",
    Say("Satu paket berisi lebih dari {most} soal.", "A form has more than {most} questions."),
    Say("Kurangi banyaknya soal.", "Take fewer questions."),
)
SHORT = Kind(
    "exams.bank-short",
    Say(
        "Bank soal hanya mempunyai {found} soal untuk {what}, padahal diminta {count}.",
        "The bank has only {found} {found:question|questions} for {what}, and {count} are wanted.",
    ),
    Say("Tambah soal yang dipakai, atau kurangi permintaannya.", "Add questions in use, or ask for fewer."),
)
DAYS = Kind(
    "exams.days",
    Say("Tes ditutup sebelum dibuka.", "The test closes before it opens."),
    Say("Perbaiki waktunya.", "Correct the times."),
)
PAST = Kind(
    "exams.closes-in-the-past",
    Say("Waktu tutup tes sudah lewat.", "The test closes in the past."),
    Say("Pilih waktu tutup yang akan datang, atau kosongkan.", "Choose a time to come, or leave it empty."),
)
NO_VERSION = Kind(
    "exams.no-version",
    Say("Versi pelatihan ini tidak ada atau di luar kantor Anda.", "This version of a course is not yours to test."),
    Say("Pilih dari daftar.", "Choose one from the list."),
)
UNPUBLISHED = Kind(
    "exams.version-unpublished",
    Say("Pelatihan tes ini belum diterbitkan.", "The course of this test is not published."),
    Say("Terbitkan versi pelatihannya dulu.", "Publish the version of the course first."),
)
NOT_DRAFT = Kind(
    "exams.not-a-draft",
    Say("Tes yang sudah dibuka tidak dapat diubah.", "A test that was opened cannot be changed."),
    Say("Siapkan tes baru bila isinya harus lain.", "Prepare another test if it must differ."),
    Say("Semua orang mengerjakan tes yang sama.", "Everybody sits the same test."),
)
NOT_OPEN = Kind(
    "exams.not-open",
    Say("Tes {title} sedang tidak dibuka.", "The test {title} is not open now."),
    Say("Lihat waktu buka dan tutupnya pada Tes saya.", "Look at its times on My tests."),
)
NO_MORE = Kind(
    "exams.no-more-attempts",
    Say(
        "Anda sudah memakai {count} percobaan yang tersedia.",
        "You have used the {count} {count:attempt|attempts} that there are.",
    ),
    Say("Tunggu hasilnya sesudah tes ditutup.", "Wait for the result once the test has closed."),
)
TOO_LATE = Kind(
    "exams.too-late",
    Say("Waktu habis; jawaban ini tidak diterima.", "Time is up; this answer was not taken."),
    Say("Jawaban yang sudah tersimpan dinilai. Tidak ada yang perlu Anda kirim lagi.",
        "The answers that were kept are marked. There is nothing more to send."),
    Say("Jawaban diterima sampai {seconds} detik sesudah waktu habis.",
        "Answers are taken until {seconds} seconds after the end."),
)  # fmt: skip
ENDED = Kind(
    "exams.attempt-ended",
    Say("Tes ini sudah Anda serahkan atau waktunya habis.", "You have handed in this test, or its time is up."),
    Say("Hasilnya terlihat sesudah tes ditutup.", "The result shows once the test has closed."),
)
NOT_ANSWER = Kind(
    "exams.not-an-answer",
    Say("Kiriman ini bukan jawaban untuk soal {position}.", "What was sent is no answer to question {position}."),
    Say("Muat ulang halaman dan jawab lagi.", "Reload the page and answer again."),
)
GRANT = Kind(
    "exams.grant",
    Say("Tambahan waktu bukan 1 sampai {most} menit.", "The extra time is not from 1 to {most} minutes."),
    Say("Isi menit tambahannya.", "Give the minutes."),
)
EMPTY_FILE = Kind(
    "exams.nothing-to-take",
    Say("Berkas ini tidak berisi soal yang dapat dimasukkan.", "This file holds no question to take in."),
    Say("Pakai contoh berkas di halaman impor.", "Use the sample on the import page."),
)
FILE_KIND = Kind(
    "exams.file-kind",
    Say("Jenis berkas ini tidak dikenal.", "This kind of file is not known."),
    Say("Pakai GIFT (.txt, .gift), Moodle XML, atau .xlsx.", "Use GIFT (.txt, .gift), Moodle XML or .xlsx."),
)  # fmt: skip
FILE_LARGE = Kind(
    "exams.file-large",
    Say("Berkas lebih dari {most} MB.", "The file is larger than {most} MB."),
    Say("Bagi menjadi beberapa berkas.", "Divide it into several files."),
)


class TooLate(Refused):
    """What was sent came after the end: answered with 409, and sent no more."""

    status = 409


def named(row: Exam | Question) -> Say:
    """Name a test or a question."""
    if isinstance(row, Question):
        return Say(f"Soal {row}", f"Question {row}")
    return Say(f"Tes {row}", f"The test {row}")


def must_say(reason: str) -> str:
    """Return a reason, or refuse."""
    if not (told := " ".join(reason.split())[:300]):
        raise Refused(NO_REASON())
    return told
