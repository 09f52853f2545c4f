"""What the room refuses, in words."""

from datetime import date
from typing import Any

from kotaham.apps.gate.services import Forbidden
from kotaham.core.dates import day
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

OWN_WORK = Kind(
    "verification.own-work",
    Say(
        "Anda ikut mengisi, mengesahkan, atau mengirim {case}.",
        "You had a hand in filling in, endorsing or sending {case}.",
    ),
    Say("Mintalah penelaah lain membacanya.", "Ask another reader to read it."),
    Say("Tidak seorang pun menelaah pekerjaannya sendiri.", "Nobody verifies their own work."),
)
SAME_PERSON = Kind(
    "verification.same-person",
    Say("{case} sudah Anda baca pada tahap atau tempat lain.", "You have read {case} at another stage or place."),
    Say("Mintalah orang lain.", "Ask somebody else."),
    Say("Bacaan kedua hanya berarti bila dari orang lain.", "A second reading means something only from another."),
)
NOT_READER = Kind(
    "verification.not-reader",
    Say("Anda bukan pembaca {case}.", "You are not a reader of {case}."),
    Say(
        "Ambil dulu berkasnya, atau minta kepala Kanwil menugaskan Anda.",
        "Take the case first, or ask the head of the Kanwil to assign you.",
    ),
)
NOT_NOW = Kind(
    "verification.not-now",
    Say("{case} sedang tidak dibaca: {state}.", "{case} is not being read: {state}."),
    Say("Muat ulang halaman untuk melihat giliran siapa sekarang.", "Reload the page to see whose turn it is."),
)
NOT_HERE = Kind(
    "verification.verdict-not-here",
    Say("Pilihan itu tidak ada pada tahap ini.", "That verdict does not exist at this stage."),
    Say("Pilih yang ditawarkan halaman.", "Choose one that the page offers."),
)
WORDS = Kind(
    "verification.words-missing",
    Say("Alasan atau pertanyaan masih kosong.", "The reason or the question is empty."),
    Say("Tulis dengan kalimat yang dapat dipahami kabupaten/kota.", "Write it in words that the city understands."),
)
REASON = Kind(
    "verification.reason-code",
    Say("Jenis alasan belum dipilih.", "The kind of reason has not been chosen."),
    Say("Pilih salah satu: {choices}.", "Choose one of: {choices}."),
)
NO_VALUE = Kind(
    "verification.value-missing",
    Say("Nilai koreksi belum diisi.", "The corrected value is missing."),
    Say("Isi nilai yang menurut bukti benar.", "Fill in the value that the evidence shows."),
)
SAME_VALUE = Kind(
    "verification.value-unchanged",
    Say("Nilai koreksi sama dengan nilai yang dibaca.", "The corrected value equals the one that was read."),
    Say("Terima saja, atau isi nilai lain.", "Accept it, or fill in another value."),
)
DUE = Kind(
    "verification.due",
    Say("Tenggat perbaikan harus antara {first} dan {last}.", "The repair must be due between {first} and {last}."),
    Say("Pilih hari di antaranya.", "Choose a day between them."),
    Say("Hari terakhir tahap perbaikan ditetapkan putaran.", "The round sets the last day of repairs."),
)
DUE_MISSING = Kind(
    "verification.due-missing",
    Say("Tenggat perbaikan belum diisi.", "It is not said until when to repair."),
    Say("Isi tenggatnya; putaran ini tidak menetapkan hari terakhir.", "Give a day; this round sets no last one."),
)
DUE_PAST = Kind(
    "verification.due-past",
    Say("Tenggat {day} sudah lewat.", "The due date {day} has passed."),
    Say("Pilih hari ini atau hari sesudahnya.", "Choose today or a later day."),
)
BOTH_READ = Kind(
    "verification.both-read",
    Say(
        "Kedua penelaah sudah membaca {code}; hasil bacanya tidak berubah lagi.",
        "Both readers have read {code}; what they said does not change any more.",
    ),
    Say("Bila hasilnya berbeda, kepala Kanwil memutuskan.", "Where they differ, the head of the Kanwil decides."),
)
NOT_SAMPLED = Kind(
    "verification.not-sampled",
    Say("{code} tidak termasuk contoh yang dibaca dua orang.", "{code} is not in the sample that two people read."),
    Say("Pembaca kedua hanya membaca contoh.", "The second reader reads the sample only."),
)
NOTHING_TO_SETTLE = Kind(
    "verification.nothing-to-settle",
    Say("{code} tidak menunggu putusan kepala Kanwil.", "{code} does not wait for the head of the Kanwil."),
    Say("Muat ulang halaman.", "Reload the page."),
)
NO_TICK = Kind(
    "verification.not-confirmed",
    Say("Kotak pernyataan belum dicentang.", "The box of the statement is not ticked."),
    Say("Centang bila Anda sudah melihat daftarnya.", "Tick it once you have looked at the list."),
)
NONE_CHOSEN = Kind(
    "verification.none-chosen",
    Say("Tidak ada jawaban yang dipilih.", "No answer was chosen."),
    Say("Pilih sedikitnya satu jawaban.", "Choose at least one answer."),
)
NOTHING_RETURNED = Kind(
    "verification.nothing-to-return",
    Say("Belum ada jawaban yang perlu diperbaiki.", "No answer needs repair yet."),
    Say(
        "Baca jawabannya dan pilih \u201cKembalikan\u201d pada yang perlu diperbaiki.",
        "Read the answers and choose \u201cReturn\u201d where something needs repair.",
    ),
)
NOT_DONE = Kind(
    "verification.not-done",
    Say("Penelaahan {case} belum dapat diselesaikan: {open}.", "{case} cannot be concluded yet: {open}."),
    Say("Selesaikan yang masih terbuka; halaman berkas menunjukkannya.", "Finish what is open; the page shows it."),
)
ONE_SECOND = Kind(
    "verification.second-reader",
    Say("{name} tidak dapat menjadi pembaca {case}.", "{name} cannot read {case}."),
    Say("Pilih penelaah lain dari Kanwil ini.", "Choose another reader of this Kanwil."),
    Say(
        "Pembaca adalah penelaah Kanwil ini yang tidak ikut mengisi atau mengirim, dan dua pembaca adalah dua orang.",
        "A reader is a verifier of this Kanwil with no hand in the report, and two readers are two people.",
    ),
)
BONUS = Kind(
    "verification.bonus-points",
    Say("Poin nilai tambah {item} harus antara 0 dan {most}.", "The bonus points of {item} must be from 0 to {most}."),
    Say("Isi angka di antaranya.", "Fill in a number between them."),
)
NO_CLAIM = Kind(
    "verification.no-claim",
    Say("Kabupaten/kota tidak mengajukan nilai tambah {item}.", "The city did not claim the bonus {item}."),
    Say("Hanya yang diajukan dapat diakui.", "Only what was claimed can be recognised."),
)
NOT_ANNOUNCED = Kind(
    "verification.not-announced",
    Say("Hasil {case} belum disampaikan.", "The result of {case} has not been announced."),
    Say(
        "Tunggu sampai penilai pusat menyampaikan hasilnya; pertanyaan penelaah dapat dibaca sekarang.",
        "Wait until the assessors announce it; the questions of the readers can be read now.",
    ),
)
NO_MINUTES = Kind(
    "verification.minutes-too-early",
    Say("Berita acara {case} belum dapat dibuat.", "The examination report of {case} cannot be made yet."),
    Say("Selesaikan penelaahannya dulu.", "Conclude the verification first."),
)
NOT_OURS = Kind(
    "verification.signed-not-ours",
    Say("Bukti itu tidak ada pada kantor Anda.", "That evidence is not held by your office."),
    Say(
        "Unggah pindaian berita acara yang ditandatangani sebagai bukti, lalu pilih di sini.",
        "Upload the scan of the signed report as evidence, then choose it here.",
    ),
)


class OwnWork(Forbidden):
    """Nobody verifies what they sent: answered with 403."""


def named(submission: Any) -> Say:
    """Return a submission in words, for a letter."""
    return Say(f"laporan {submission.name}", f"the report of {submission.name}")


def in_state(submission: Any) -> Say:
    """Return the state of a submission in both languages."""
    from_choices = submission.State(submission.state)
    return Say(str(from_choices.label), str(from_choices.label))


def told(on: date) -> Say:
    """Return a day in words."""
    return Say(day(on, "id"), day(on, "en"))


def must_say(text: str) -> str:
    """Return a text without blanks around it, or refuse an empty one."""
    kept = text.strip()
    if not kept:
        raise Refused(WORDS())
    return kept


def of_answer(answer: Any) -> Say:
    """Return an answer in words, for a letter."""
    return Say(f"Jawaban {answer.code}", f"Answer {answer.code}")


def asked(count: int, due: date) -> str:
    """Return why a report goes back, for the history: how many answers, until when."""
    return f"{count} jawaban perlu diperbaiki paling lambat {day(due, 'id')}"
