"""What the room refuses, in words."""

from kotaham.apps.classes.models import Seat, Session
from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Say

MISSING = Kind(
    "classes.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Isi, lalu simpan lagi.", "Fill it in, then save again."),
)
LONG = Kind(
    "classes.words-long",
    Say("{field} lebih dari {most} huruf.", "{field} has more than {most} letters."),
    Say("Ringkaskan.", "Shorten it."),
)
TURNED = Kind(
    "classes.times-turned",
    Say("Sesi berakhir sebelum mulai.", "The session ends before it begins."),
    Say("Perbaiki jamnya.", "Correct its times."),
)
ENDLESS = Kind(
    "classes.too-long",
    Say("Sesi lebih dari {most} hari.", "The session takes more than {most} days."),
    Say("Bagi menjadi beberapa sesi.", "Make several sessions of it."),
)
NOWHERE = Kind(
    "classes.nowhere",
    Say("Tempat atau tautannya belum disebut.", "Neither a place nor a link is named."),
    Say("Tatap muka memerlukan tempat, daring memerlukan tautan, hibrida keduanya.",
        "In person needs a place, online a link, hybrid both."),
)  # fmt: skip
NO_VERSION = Kind(
    "classes.no-version",
    Say("Pelatihan itu tidak dapat dipilih.", "That course cannot be chosen."),
    Say("Pilih versi yang diterbitkan, atau kosongkan.", "Choose a published version, or none."),
)
TOO_SMALL = Kind(
    "classes.capacity-too-small",
    Say("Sudah ada {seated} orang yang terdaftar.", "{seated} people have a seat already."),
    Say("Kapasitas paling sedikit sebanyak itu.", "The capacity must be at least that."),
)
OVER = Kind(
    "classes.not-editable",
    Say("{session} tidak dapat diubah lagi.", "{session} cannot be changed any more."),
    Say("Siapkan sesi yang baru.", "Prepare a new session."),
)
NOT_OPEN = Kind(
    "classes.not-open",
    Say("Pendaftaran {session} tidak dibuka.", "The registration of {session} is not open."),
    Say("Tunggu sampai dibuka, atau pilih sesi lain.", "Wait until it opens, or choose another session."),
)
NO_PRESENCE = Kind(
    "classes.no-presence",
    Say("Kehadiran {session} tidak dicatat sekarang.", "Nobody is written down as present at {session} now."),
    Say("Kehadiran dicatat sejak satu jam sebelum mulai.", "Attendance is noted from one hour before it begins."),
)
NOT_BEGUN = Kind(
    "classes.not-begun",
    Say("{session} belum dimulai.", "{session} has not begun yet."),
    Say("Sesi dimulai {on}; nyatakan telah dilaksanakan sesudah itu. Bila tidak jadi, batalkan dengan alasan.",
        "It begins {on}; say that it was held after that. If it is called off, cancel it with a reason."),
)  # fmt: skip
BAD_CODE = Kind(
    "classes.code-wrong",
    Say("Kode ini tidak berlaku lagi.", "This code is no longer valid."),
    Say("Pindai atau ketik kode yang tampil di layar sekarang.", "Scan or type the code that the screen shows now."),
    Say("Kode berganti setiap setengah menit.", "The code changes every half minute."),
)
NOT_KNOWN = Kind(
    "classes.number-unknown",
    Say("Nomor itu tidak ada dalam daftar peserta.", "That number is not in the register."),
    Say("Periksa angkanya, atau minta petugas di ruang mencatat Anda.", "Check it, or ask the officer in the room."),
)
TOO_OFTEN = Kind(
    "classes.too-often",
    Say("Terlalu banyak nomor yang salah dari jaringan ini.", "Too many wrong numbers from this network."),
    Say("Tunggu sepuluh menit, atau minta petugas di ruang mencatat Anda.", "Wait ten minutes, or ask the officer."),
)
NO_REASON = Kind(
    "classes.no-reason",
    Say("Alasannya belum ditulis.", "The reason is missing."),
    Say("Tulis alasannya; ia masuk riwayat.", "Write the reason; it goes into the record."),
)
NOT_MEMBER = Kind(
    "classes.not-in-register",
    Say("Akun Anda belum terhubung dengan daftar peserta.", "Your account is not joined to the register yet."),
    Say(
        "Minta petugas perangkat daerah atau Kanwil menghubungkannya.",
        "Ask the officer of your unit or the Kanwil to join it.",
    ),
)
NOBODY = Kind(
    "classes.nobody",
    Say("Tidak ada orang yang dipilih.", "Nobody was chosen."),
    Say("Tempel nomor, satu di setiap baris.", "Paste numbers, one a line."),
)
NOBODY_LEFT = Kind(
    "classes.nobody-left",
    Say("Tidak ada peserta pelatihan ini yang belum diundang atau terdaftar pada sesi ini.",
        "Nobody who takes this course is left without an invitation or a seat at this session."),
    Say("Untuk orang lain, tempel nomornya.", "For others, paste their numbers."),
)  # fmt: skip
ENTITY_OVER = Kind(
    "classes.entity-over",
    Say("{entity} sudah diakhiri dalam daftar.", "{entity} is retired in the register."),
    Say("Aktifkan lagi di daftar komunitas dan pelaku usaha bila masih ada.",
        "Take it up again in the list of communities and businesses if it is still there."),
)  # fmt: skip
ENTITY_THERE = Kind(
    "classes.entity-there",
    Say("{entity} sudah tercatat hadir pada sesi ini.", "{entity} is written down as present at this session already."),
    Say("Bila catatannya keliru, nyatakan tidak sah dahulu.", "If that is wrong, make it void first."),
)
ENTITY_TWICE = Kind(
    "classes.entity-twice",
    Say("{entity} akan tercatat dua kali pada {session}.", "{entity} would stand twice at {session}."),
    Say("Nyatakan tidak sah dahulu kehadirannya di sesi itu, lalu urungkan lagi penggabungannya.",
        "Make its attendance at that session void first, then undo the merge again."),
    Say("Setelah digabung, ia dicatat sekali lagi dengan nama lamanya.",
        "After the merge it was noted once more under its old name."),
)  # fmt: skip
ENTITY_OTHER_FIRST = Kind(
    "classes.entity-other-first",
    Say("{entity} ikut terhitung hadir pada {session} lewat catatan ini.",
        "{entity} counts as present at {session} by this row."),
    Say("Urungkan dahulu penggabungan {entity}, lalu ulangi; sesudah itu {entity} dapat digabung lagi.",
        "Undo the merge of {entity} first, then try again; afterwards {entity} can be merged anew."),
)  # fmt: skip
CAME_WRONG = Kind(
    "classes.came-wrong",
    Say("Banyaknya yang datang antara 1 dan {most}.", "Those who came are between 1 and {most}."),
    Say("Kosongkan bila tidak diketahui; jangan menebak.", "Leave it empty if it is not known; do not guess."),
)
CAME_SAME = Kind(
    "classes.came-same",
    Say("Banyaknya yang datang sama dengan yang tercatat.", "The number of those who came is the one written down."),
    Say("Tulis angka yang benar, atau kembali.", "Write the right number, or go back."),
)
NO_ROLL = Kind(
    "classes.roll-unreadable",
    Say("Berkas ini bukan daftar hadir Zoom atau Google Meet.", "This file is no list of Zoom or Google Meet."),
    Say("Unduh laporan peserta sebagai CSV, lalu kirim tanpa mengubahnya.", "Download the report as CSV, unchanged."),
)
LARGE_ROLL = Kind(
    "classes.roll-large",
    Say("Berkas ini lebih dari {limit} MB.", "This file has more than {limit} MB."),
    Say("Kirim laporan dari satu rapat saja.", "Send the report of one meeting."),
)
SAME_ROLL = Kind(
    "classes.roll-again",
    Say("Daftar yang sama sudah dimasukkan.", "The same list was taken in already."),
    Say("Kembalikan yang lama dulu bila salah.", "Undo the old one first if it is wrong."),
)
NO_LETTER = Kind(
    "classes.no-letter-number",
    Say("Nomor surat undangan belum ditulis.", "The number of the letter is not written yet."),
    Say("Tulis nomor dari buku agenda kantor pada isi sesi.", "Write the number of your office at the session."),
    Say("KotaHAM tidak memberi nomor surat; kantor yang memberi.", "The office gives the number, not KotaHAM."),
)
NO_SUPERVISOR = Kind(
    "classes.no-supervisor",
    Say("Nama dan jabatan atasan belum ditulis.", "Name and position of the supervisor are missing."),
    Say("Tulis kepada siapa permohonan ini.", "Write to whom the request goes."),
)

ANSWER_UNKNOWN = Kind(
    "classes.answer-unknown",
    Say("Tautan ini tidak dikenal, atau sudah diganti dengan yang baru.", "This link is not known, or was replaced."),
    Say("Periksa alamatnya seperti tertulis pada undangan, atau minta penyelenggara mengirim yang baru.",
        "Check the address as the invitation has it, or ask whoever invites for a new one."),
)  # fmt: skip
ANSWER_OFTEN = Kind(
    "classes.answer-too-often",
    Say("Terlalu banyak alamat yang salah dibuka dari jaringan ini.",
        "Too many wrong addresses were opened from this network."),
    Say("Tunggu sepuluh menit, atau jawab kepada penyelenggara.", "Wait ten minutes, or answer whoever invites you."),
)  # fmt: skip
ANSWERED_OFTEN = Kind(
    "classes.answered-too-often",
    Say("Jawaban atas undangan ini terlalu sering diubah.", "The answer to this invitation was changed too often."),
    Say("Jawaban terakhir tetap tersimpan. Tunggu sepuluh menit sebelum mengubahnya lagi.",
        "The last answer is kept. Wait ten minutes before you change it again."),
)  # fmt: skip
NO_ANSWER = Kind(
    "classes.no-answer",
    Say("Jawabannya belum dipilih.", "No answer was chosen."),
    Say("Tekan Terima undangan atau Tolak undangan.", "Press Accept the invitation or Refuse it."),
)
INVITATION_WITHDRAWN = Kind(
    "classes.invitation-withdrawn",
    Say("Undangan ke {session} ditarik dan tidak berlaku lagi.", "The invitation to {session} was withdrawn."),
    Say("Anda tidak perlu menjawab. Bila menurut Anda keliru, hubungi {office}.",
        "You need not answer. If you think this is wrong, ask {office}."),
)  # fmt: skip
INVITATION_CANCELLED = Kind(
    "classes.invitation-cancelled",
    Say("{session} dibatalkan.", "{session} was cancelled."),
    Say("Anda tidak perlu datang atau menjawab. Tanyakan sesi pengganti kepada {office}.",
        "You need not come or answer. Ask {office} about another date."),
    Say("Alasan penyelenggara: {reason}", "Whoever holds it says: {reason}"),
)  # fmt: skip
INVITATION_BEGUN = Kind(
    "classes.invitation-begun",
    Say("{session} sudah dimulai, jadi undangan ini tidak dapat dijawab lagi.",
        "{session} has begun, so this invitation can no longer be answered."),
    Say("Bila Anda hadir, pindai kode QR di layar ruangan atau laporkan kepada petugas. Pertanyaan lain: {office}.",
        "If you are there, scan the QR code on the screen or tell the officer. For anything else ask {office}."),
)  # fmt: skip
ALREADY_THERE = Kind(
    "classes.already-there",
    Say("Anda sudah tercatat hadir pada {session}.", "You are written down as present at {session}."),
    Say("Tidak ada lagi yang perlu dijawab. Pertanyaan: {office}.", "Nothing is left to answer. Questions: {office}."),
)


def named(session: Session) -> Say:
    """Name a session."""
    return Say(session.title, session.title)


def seat_named(seat: Seat) -> Say:
    """Name a seat without telling whose it is."""
    return Say(f"Kursi nomor {seat.pk}", f"Seat number {seat.pk}")


def must_say(reason: str, kind: Kind = NO_REASON, most: int = 300) -> str:
    """Return words that must be there, or refuse."""
    if not (told := " ".join(reason.split())[:most]):
        raise Refused(kind())
    return told


def words(text: str, field: Say, most: int, *, needed: bool = True) -> list[Problem]:
    """Return what is wrong with a text."""
    if needed and not text.strip():
        return [MISSING(field=field)]
    return [LONG(field=field, most=most)] if len(text.strip()) > most else []
