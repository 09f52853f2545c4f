"""What the room refuses, in words."""

from kotaham.apps.certificates.models import Certificate, Template
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

MISSING = Kind(
    "certificates.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Isi dengan kata-kata yang akan tercetak.", "Fill in the words that will be printed."),
)
LONG = Kind(
    "certificates.words-long",
    Say("{field} lebih dari {limit} huruf.", "{field} has more than {limit} characters."),
    Say("Ringkaskan.", "Shorten it."),
)
NO_PLACE = Kind(
    "certificates.place-unknown",
    Say("Tidak ada tempat {{{found}}} dalam {field}.", "There is no place {{{found}}} in {field}."),
    Say("Yang dikenal: {places}.", "Known are: {places}."),
)
BRACES = Kind(
    "certificates.braces-open",
    Say("Kurung kurawal dalam {field} tidak berpasangan.", "A brace in {field} has no partner."),
    Say("Tutup setiap kurung yang dibuka.", "Close every brace that is opened."),
)
NO_NUMBER = Kind(
    "certificates.number-not-alone",
    Say("Pola nomor harus memuat {{nomor}} satu kali.", "The pattern of numbers must hold {{nomor}} once."),
    Say("Misalnya {{nomor}}/PHAM/{{tahun}}, tanpa angka yang menempel.", "Like {{nomor}}/PHAM/{{tahun}}."),
    Say("Tanpa itu dua sertifikat dapat bernomor sama.", "Without it two certificates could have the same number."),
)
TAKEN = Kind(
    "certificates.template-taken",
    Say("Templat bernama itu sudah ada di kantor Anda.", "Your office has a template of that name already."),
    Say("Buka templat itu, atau pilih nama lain.", "Open that template, or choose another name."),
)
NO_OFFICE = Kind(
    "certificates.no-office",
    Say("Anda tidak bertindak untuk suatu kantor.", "You do not act for an office."),
    Say("Pilih jabatan Anda lebih dulu.", "Choose your role first."),
)
NO_HOURS = Kind(
    "certificates.hours-unset",
    Say(
        "Templat ini menyebut {{jp}}, padahal JP pelatihan ini belum ditetapkan.",
        "This template names {{jp}}, but the learning hours of this course are not set.",
    ),
    Say("Minta JP ditetapkan, atau pakai templat tanpa {{jp}}.", "Have them set, or use a template without {{jp}}."),
    Say("Tidak ada JP yang dikarang.", "Learning hours are never made up."),
)
NOT_PUBLISHED = Kind(
    "certificates.version-draft",
    Say("Versi pelatihan ini belum diterbitkan.", "This version of the course is not published."),
    Say("Terbitkan versinya lebih dulu.", "Publish the version first."),
)
NOT_USABLE = Kind(
    "certificates.template-not-usable",
    Say("Templat itu tidak dapat Anda pakai.", "You cannot use that template."),
    Say("Pilih versi terbaru dari kantor Anda atau kementerian.", "Choose the newest of your office or the ministry."),
)
FUTURE = Kind(
    "certificates.day-future",
    Say("Tanggal penetapan {day} belum tiba.", "The day of the certificate, {day}, has not come."),
    Say("Pilih hari ini atau sebelumnya.", "Choose today or an earlier day."),
)
EARLY = Kind(
    "certificates.day-early",
    Say("Versi ini baru diterbitkan {day}.", "This version was published on {day}."),
    Say("Pilih hari itu atau sesudahnya.", "Choose that day or a later one."),
)
NOBODY = Kind(
    "certificates.nobody",
    Say("Tidak ada peserta yang menunggu sertifikat.", "Nobody waits for a certificate."),
    Say("Lihat alasan di halaman ini: siapa yang belum, dan mengapa.", "See on this page who is not ready, and why."),
)
RUNNING = Kind(
    "certificates.issue-running",
    Say("Penerbitan untuk versi ini sedang berjalan.", "An issue for this version is running."),
    Say("Tunggu sampai selesai; lihat kemajuannya.", "Wait until it is done; look at its progress."),
)
NOT_THERE = Kind(
    "certificates.person-gone",
    Say("Data peserta ini sudah dihapus atau digabung.", "The data of this person were erased or merged."),
    Say("Buka peserta penggantinya di daftar.", "Open the person in the register who took their place."),
)
TOO_LARGE = Kind(
    "certificates.file-large",
    Say("Berkas lebih dari {limit} MB bukan sertifikat.", "A file of more than {limit} MB is no certificate."),
    Say("Pilih berkas PDF sertifikatnya.", "Choose the PDF of the certificate."),
)
LOST_KEY = Kind(
    "certificates.key-lost",
    Say(
        "Tidak ada kunci penanda tangan sertifikat di {folder}, padahal sudah ada yang ditandatangani.",
        "There is no key that signs certificates in {folder}, although some were signed.",
    ),
    Say("Kembalikan berkas certificate-1.key dari cadangan.", "Restore certificate-1.key from the backup."),
)
OPEN_KEY = Kind(
    "certificates.key-open",
    Say("Kunci sertifikat {file} dapat dibaca orang lain.", "Others can read the certificate key {file}."),
    Say("Jalankan chmod 600 pada berkas itu.", "Run chmod 600 on that file."),
)
BAD_KEY = Kind(
    "certificates.key-unreadable",
    Say("{file} bukan kunci Ed25519.", "{file} is no Ed25519 key."),
    Say("Kembalikan berkas kunci dari cadangan.", "Restore the key file from the backup."),
)

REASON = Say("Alasan", "The reason")


def named(row: Certificate) -> Say:
    """Name a certificate without telling whose it is."""
    return Say(f"Sertifikat {row.number}", f"Certificate {row.number}")


def template_named(row: Template) -> Say:
    """Name a template."""
    return Say(f"Templat \u201c{row.name}\u201d", f"Template \u201c{row.name}\u201d")


def must_say(text: str, field: Say = REASON, limit: int = 300) -> str:
    """Return a text without blanks around it, or refuse an empty one and one that is too long."""
    kept = " ".join(text.split())
    if not kept:
        raise Refused(MISSING(field=field))
    if len(kept) > limit:
        raise Refused(LONG(field=field, limit=limit))
    return kept
