"""What the room refuses, in words."""

from kotaham.apps.courses.models import Enrolment, Version
from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Say

MISSING = Kind(
    "courses.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Isi, lalu simpan lagi.", "Fill it in, then save again."),
)
LONG = Kind(
    "courses.words-long",
    Say("{field} lebih dari {most} huruf.", "{field} has more than {most} letters."),
    Say("Ringkaskan.", "Shorten it."),
)
CODE_TAKEN = Kind(
    "courses.code-taken",
    Say("Kode pelatihan ini sudah dipakai.", "This code of a course is taken."),
    Say("Pilih kode yang lain.", "Choose another code."),
)
TITLE_TAKEN = Kind(
    "courses.programme-taken",
    Say("Kantor Anda sudah mempunyai program dengan judul ini.", "Your office already has a programme of this title."),
    Say("Pakai program itu, atau tulis judul lain.", "Use that one, or write another title."),
)
NO_PROGRAMME = Kind(
    "courses.no-programme",
    Say("Program itu tidak dapat dipakai.", "That programme cannot be used."),
    Say("Pilih program yang masih dipakai.", "Choose a programme that is in use."),
)
FROZEN = Kind(
    "courses.version-frozen",
    Say("{version} sudah diterbitkan dan tidak dapat diubah.", "{version} is published and cannot be changed."),
    Say("Buat versi berikutnya, lalu ubah di sana.", "Make the next version and change it there."),
    Say(
        "Peserta belajar dan diuji dengan isi yang sama dari awal sampai akhir.",
        "Learners study and are tested by the same content from beginning to end.",
    ),
)
HAS_DRAFT = Kind(
    "courses.draft-exists",
    Say("Pelatihan ini sudah mempunyai draf.", "This course has a draft already."),
    Say("Lanjutkan draf itu.", "Go on with that draft."),
)
NO_NEEDS = Kind(
    "courses.no-needs",
    Say("Syarat selesai belum ditetapkan.", "What it takes to finish is not set."),
    Say("Pilih sedikitnya satu syarat pada isi versi.", "Choose at least one need of the version."),
    Say("Tanpa syarat, tidak seorang pun dapat dinyatakan selesai.", "Without any, nobody can be said to finish."),
)
NO_MODULES = Kind(
    "courses.no-modules",
    Say("Tidak ada modul wajib.", "There is no required module."),
    Say("Tambah modul, atau hapus syarat modul.", "Add a module, or drop the need of modules."),
)
EMPTY_MODULE = Kind(
    "courses.module-empty",
    Say("Modul “{title}” belum ada isinya.", "The module “{title}” is empty."),
    Say("Tulis bacaannya, atau pilih berkasnya.", "Write its text, or choose its file."),
)
NO_TRANSCRIPT = Kind(
    "courses.no-transcript",
    Say("Video “{title}” belum ada transkripnya.", "The video “{title}” has no transcript."),
    Say("Tulis transkripnya pada isi modul.", "Write the transcript as the text of the module."),
    Say(
        "Orang yang tidak mendengar dan orang dengan sinyal lemah membacanya.",
        "Who does not hear, and who has a poor signal, reads it.",
    ),
)
NO_CAPTIONS = Kind(
    "courses.no-captions",
    Say("Video “{title}” belum ada takarirnya.", "The video “{title}” has no captions."),
    Say("Unggah takarir WebVTT (.vtt) sebagai bukti, lalu pilih di modul.", "Upload captions (.vtt) and choose them."),
)
NOT_FILM = Kind(
    "courses.not-a-film",
    Say("Berkas itu bukan video MP4.", "That file is no MP4 film."),
    Say("Pilih berkas .mp4, atau ganti jenis modulnya.", "Choose an .mp4 file, or another kind of module."),
)
NOT_CAPTIONS = Kind(
    "courses.not-captions",
    Say("Berkas itu bukan takarir WebVTT.", "That file holds no WebVTT captions."),
    Say("Pilih berkas .vtt.", "Choose a .vtt file."),
)
NO_FILE = Kind(
    "courses.no-file",
    Say("Berkas itu tidak dapat dipakai.", "That file cannot be used."),
    Say("Pilih berkas kantor Anda yang sudah selesai diperiksa.", "Choose a file of your office that was inspected."),
)
BAD_HOURS = Kind(
    "courses.hours-wrong",
    Say("JP harus lebih dari nol dan paling banyak {most}.", "Learning hours are more than zero, and at most {most}."),
    Say("Tulis jumlahnya, misalnya 3 atau 2,5.", "Write the number, such as 3 or 2.5."),
)
NO_BASIS = Kind(
    "courses.hours-without-basis",
    Say("Dasar penetapan JP belum ditulis.", "The basis of the learning hours is missing."),
    Say("Tulis nomor keputusan atau peraturannya.", "Write the number of the decision or regulation."),
    Say(
        "Tidak ada tabel konversi JP yang berlaku umum; yang menetapkan menyebut dasarnya.",
        "No general table of conversion is known; who sets the hours names the basis.",
    ),
)
HOURS_SET = Kind(
    "courses.hours-set",
    Say("JP {version} sudah ditetapkan.", "The learning hours of {version} are set."),
    Say("JP yang lain ditetapkan pada versi berikutnya.", "Other hours belong to the next version."),
)
NOT_PUBLISHED = Kind(
    "courses.not-published",
    Say("{version} tidak dapat diikuti sekarang.", "{version} cannot be taken now."),
    Say("Tunggu sampai diterbitkan, atau pilih versi yang berlaku.", "Wait until it is published, or take another."),
)
NOBODY = Kind(
    "courses.nobody",
    Say("Tidak ada orang yang dipilih.", "Nobody was chosen."),
    Say("Tempel nomor, satu di setiap baris, atau pilih dari daftar.", "Paste numbers, one a line, or choose people."),
)
TOO_MANY = Kind(
    "courses.too-many",
    Say("{found} nomor sekaligus terlalu banyak.", "{found} numbers at once are too many."),
    Say("Paling banyak {most}; bagi menjadi beberapa kali.", "At most {most}; do it in several steps."),
)
NOT_MEMBER = Kind(
    "courses.not-in-register",
    Say("Akun Anda belum terhubung dengan daftar peserta.", "Your account is not joined to the register yet."),
    Say(
        "Minta petugas perangkat daerah atau Kanwil menghubungkannya.",
        "Ask the officer of your unit or the Kanwil to join it.",
    ),
)
NO_REASON = Kind(
    "courses.no-reason",
    Say("Alasannya belum ditulis.", "The reason is missing."),
    Say("Tulis alasannya; ia masuk riwayat.", "Write the reason; it goes into the record."),
)
NO_PROOF = Kind(
    "courses.no-proof",
    Say("Bukti pembelajarannya belum disebut.", "The proof of that learning is missing."),
    Say("Tulis nomor sertifikat atau suratnya.", "Write the number of the certificate or letter."),
)
NO_MODULE = Kind(
    "courses.not-takeable",
    Say("Pelatihan ini tidak sedang Anda ikuti.", "You are not taking this course now."),
    Say("Buka Pelatihan saya, lalu pilih yang sedang berjalan.", "Open My courses and choose one that runs."),
)


def named(version: Version) -> Say:
    """Name a version."""
    title = version.course.title
    return Say(f"{title} versi {version.number}", f"{title} version {version.number}")


def enrolled(row: Enrolment) -> Say:
    """Name an enrolment without telling who it is."""
    return Say(f"Keikutsertaan K-{row.pk}", f"Enrolment K-{row.pk}")


def must_say(reason: str, kind: Kind = NO_REASON, most: int = 500) -> str:
    """Return words that must be there, or refuse."""
    if not (told := " ".join(reason.split())[:most]):
        raise Refused(kind())
    return told


def words(text: str, field: Say, most: int, *, needed: bool = True) -> list[Problem]:
    """Return what is wrong with a text."""
    if needed and not text.strip():
        return [MISSING(field=field)]
    return [LONG(field=field, most=most)] if len(text.strip()) > most else []
