"""What the room refuses, in words."""

from collections.abc import Mapping
from datetime import date

from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import FARTHEST, LIFE, STEPS, Fault, Wrong
from kotaham.core.dates import day
from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Say

MISSING = Kind(
    "rounds.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Isi dengan kata-kata yang dipahami semua peserta.", "Fill it in with words that every city understands."),
)
LONG = Kind(
    "rounds.words-long",
    Say("{field} lebih dari {limit} huruf.", "{field} has more than {limit} characters."),
    Say("Ringkaskan.", "Shorten it."),
)
SHARE = Kind(
    "rounds.share-impossible",
    Say("Contoh {percent} persen tidak mungkin.", "A sample of {percent} percent is impossible."),
    Say("Tulis angka bulat dari 0 sampai 100.", "Write a whole number from 0 to 100."),
)
WINDOW = Kind(
    "rounds.window-impossible",
    Say("Masa sanggahan {days} hari tidak mungkin.", "{days} days for objections are impossible."),
    Say("Tulis dari 0 sampai {most} hari.", "Write from 0 to {most} days."),
)
NOT_USABLE = Kind(
    "rounds.instrument-not-usable",
    Say("Instrumen itu tidak dapat dipakai untuk putaran ini.", "That instrument cannot judge this round."),
    Say(
        "Pilih versi yang disegel, atau tandai putaran ini sebagai uji coba.",
        "Choose a sealed version, or mark this round as a trial.",
    ),
    Say(
        "Predikat resmi hanya lahir dari instrumen yang disegel.",
        "An official predicate comes from a sealed instrument only.",
    ),
)
NO_BONUS = Kind(
    "rounds.bonus-unknown",
    Say("Nilai tambah {item} tidak ada dalam instrumen ini.", "This instrument has no bonus item {item}."),
    Say("Hapus tandanya, atau pilih instrumen yang lain.", "Untick it, or choose another instrument."),
)
NO_MARK = Kind(
    "rounds.endorsement-unknown",
    Say("Pengesahan \u201c{mark}\u201d tidak dikenal.", "The endorsement \u201c{mark}\u201d is not known."),
    Say("Pilih dari daftar pada formulir.", "Choose from the list on the form."),
)
NOT_BEFORE = Kind(
    "rounds.previous-impossible",
    Say("Putaran sebelumnya itu tidak dapat dipakai.", "That round cannot be named as the one before."),
    Say("Pilih putaran yang lebih tua dan pernah dibuka.", "Choose an older round that was opened."),
)
NOT_EDITABLE = Kind(
    "rounds.not-editable",
    Say("{round} tidak lagi disiapkan.", "{round} is no longer being prepared."),
    Say("Tenggat diperpanjang dengan alasan; selebihnya tetap.", "Extend a deadline with a reason; the rest stays."),
    Say(
        "Aturan putaran tidak berubah setelah para peserta mulai bekerja.",
        "The rules of a round do not change once cities have begun.",
    ),
)
TURNED_DAYS = Kind(
    "rounds.days-turned",
    Say("{step} berakhir sebelum mulai.", "{step} ends before it begins."),
    Say("Tukar atau perbaiki tanggalnya.", "Exchange or correct its dates."),
)
EARLIER_DAYS = Kind(
    "rounds.days-order",
    Say(
        "{step} mulai atau berakhir lebih dulu daripada {other}.",
        "{step} begins or ends earlier than {other}.",
    ),
    Say("Susun tanggalnya menurut urutan tahap.", "Put the dates in the order of the steps."),
)
OVERLAP_DAYS = Kind(
    "rounds.days-overlap",
    Say("{step} mulai sebelum {other} berakhir.", "{step} begins before {other} has ended."),
    Say("Mulailah sesudah tahap sebelumnya.", "Let it begin after the step before."),
    Say(
        "Tahap ini menilai hasil tahap sebelumnya untuk semua peserta.",
        "This step judges what the step before left behind for every city.",
    ),
)
FAR_DAYS = Kind(
    "rounds.days-far",
    Say(
        "{step} berakhir lebih dari {years} tahun sesudah tahap pertama.",
        "{step} ends more than {years} years after the first step.",
    ),
    Say("Periksa tahunnya.", "Check the year."),
)
UNENDED_DAYS = Kind(
    "rounds.days-unended",
    Say("{step} punya hari mulai tetapi tidak punya hari terakhir.", "{step} has a first day but no last day."),
    Say("Isi hari terakhirnya, atau kosongkan keduanya.", "Give its last day, or leave both empty."),
)
_STEP_FAULTS: Mapping[Fault, Kind] = {
    Fault.TURNED: TURNED_DAYS,
    Fault.EARLIER: EARLIER_DAYS,
    Fault.OVERLAP: OVERLAP_DAYS,
    Fault.FAR: FAR_DAYS,
    Fault.UNENDED: UNENDED_DAYS,
}
NO_STEP = Kind(
    "rounds.step-unknown",
    Say("Tahap \u201c{step}\u201d tidak dikenal.", "The step \u201c{step}\u201d is not known."),
    Say("Pilih dari daftar pada formulir.", "Choose from the list on the form."),
)
DAY_MISSING = Kind(
    "rounds.day-missing",
    Say("{step} belum punya hari terakhir.", "{step} has no last day yet."),
    Say("Isi pada halaman hari setiap tahap.", "Give it on the page of the days of each step."),
)
DAY_PAST = Kind(
    "rounds.day-past",
    Say("Hari terakhir {step}, {closes}, sudah lewat.", "The last day of {step}, {closes}, has passed."),
    Say("Tetapkan hari yang akan datang.", "Set a day to come."),
)
NOBODY = Kind(
    "rounds.nobody-takes-part",
    Say("Belum ada peserta.", "No city takes part yet."),
    Say("Pilih kabupaten dan kota pesertanya.", "Choose the cities that take part."),
)
NOT_A_CITY = Kind(
    "rounds.not-a-city",
    Say("{code} bukan kabupaten atau kota yang berlaku.", "{code} is no kabupaten or kota in force."),
    Say("Tulis kode Kemendagri lima angka, misalnya 31.71.", "Write the Kemendagri code of five digits, like 31.71."),
)
WENT_AWAY = Kind(
    "rounds.went-away",
    Say("{name} sudah menyatakan tidak melanjutkan putaran ini.", "{name} has said that it does not go on."),
    Say("Ajaklah mengikuti putaran berikutnya.", "Invite it to the next round."),
    Say("Jawabannya tetap seperti saat itu.", "Its answers stay as they were."),
)
CODE_TWICE = Kind(
    "rounds.code-twice",
    Say("{code} sudah ada pada baris {row}.", "{code} stands in row {row} already."),
    Say("Sisakan satu baris saja.", "Keep one row only."),
)
NO_COLUMN = Kind(
    "rounds.table-heading",
    Say("Tabel ini tidak punya kolom kode.", "This table has no column of codes."),
    Say("Tulis judul \u201ckode\u201d pada baris pertama.", "Put the heading \u201ckode\u201d in the first row."),
)
NO_CODES = Kind(
    "rounds.table-empty",
    Say("Tabel ini tidak memuat kode.", "This table holds no codes."),
    Say("Tulis satu kode Kemendagri pada setiap baris.", "Write one Kemendagri code in each row."),
)
TABLE_LARGE = Kind(
    "rounds.table-large",
    Say("Berkas ini lebih dari {limit} MB atau {rows} baris.", "This file is larger than {limit} MB or {rows} rows."),
    Say("Kirim hanya kolom kode, sebagai CSV.", "Send the column of codes only, as CSV."),
)
NOT_LATER = Kind(
    "rounds.extension-not-later",
    Say("Hari terakhir yang baru harus sesudah {closes}.", "The new last day must be later than {closes}."),
    Say("Pilih hari yang lebih lambat.", "Choose a later day."),
    Say("Perpanjangan tidak memajukan tenggat.", "An extension does not bring a deadline forward."),
)
ALREADY_PAST = Kind(
    "rounds.extension-past",
    Say("{closes} sudah lewat di tempat peserta.", "{closes} has passed where the city lies."),
    Say("Pilih hari ini atau sesudahnya.", "Choose today or a later day."),
)
NO_DAYS = Kind(
    "rounds.step-without-days",
    Say("{step} tidak punya tenggat, jadi tidak perlu diperpanjang.", "{step} has no deadline to extend."),
    Say("Pilih tahap yang mempunyai hari terakhir.", "Choose a step that has a last day."),
)
NOT_TAKING_PART = Kind(
    "rounds.not-a-participant",
    Say("Kabupaten atau kota itu tidak mengikuti putaran ini.", "That city does not take part in this round."),
    Say("Pilih dari daftar peserta.", "Choose from the list of those who take part."),
)
NOT_OPEN = Kind(
    "rounds.not-running",
    Say("{round} tidak sedang berjalan: {state}.", "{round} is not running: {state}."),
    Say("Tidak ada yang perlu dikerjakan di sini sekarang.", "There is nothing to do here now."),
)
NOT_BEGUN = Kind(
    "rounds.step-not-begun",
    Say("{step} baru mulai {opens}.", "{step} begins on {opens}."),
    Say("Tunggu sampai hari itu.", "Wait for that day."),
    Say("Hari dihitung menurut jam server di zona waktu {place}.", "Days are those of the server's clock in {place}."),
)
STEP_OVER = Kind(
    "rounds.step-over",
    Say("{step} berakhir {closes}, pukul 23.59 {place}.", "{step} ended on {closes} at 23:59 {place}."),
    Say(
        "Mintalah perpanjangan dengan alasan kepada {who}; mereka membuka putaran ini lalu \u201cPerpanjang\u201d.",
        "Ask {who} for more days and say why; they open this round, then \u201cExtend\u201d.",
    ),
    Say(
        "Hari dihitung menurut jam server di zona waktu tempat kabupaten atau kota.",
        "Days are those of the server's clock in the time zone of the city.",
    ),
)
TRIAL = Kind(
    "rounds.trial-not-decided",
    Say("{round} adalah uji coba dan tidak diputuskan.", "{round} is a trial and is not decided."),
    Say("Pakai hasilnya sebagai pelajaran, lalu batalkan putarannya.", "Learn from its results, then cancel it."),
    Say(
        "Uji coba boleh memakai instrumen yang belum disegel, jadi tidak menghasilkan predikat resmi.",
        "A trial may use an instrument that is not sealed, so it gives no official predicate.",
    ),
)

TITLE = Say("Nama putaran", "The name of the round")
PERIOD = Say("Tahun data", "The year of the data")
REASON = Say("Alasan", "The reason")
BASIS = Say("Surat atau keputusan", "The letter or decision")
PLACES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def named(round_: Round) -> Say:
    """Return a round in words, for a letter."""
    return Say(f"Putaran \u201c{round_.title}\u201d", f"Round \u201c{round_.title}\u201d")


def told(on: date) -> Say:
    """Return a day in words."""
    return Say(day(on, "id"), day(on, "en"))


def step_words(step: str) -> Say:
    """Return what a step is called."""
    return STEPS[step]


def state_words(round_: Round) -> Say:
    """Return what the state of a round is called."""
    return LIFE.states[round_.state]


def about_days(wrong: Wrong) -> Problem:
    """Return the letter about the days of a step."""
    other = STEPS[wrong.other] if wrong.other else ""
    return _STEP_FAULTS[wrong.fault](step=STEPS[wrong.step], other=other, years=FARTHEST)


def must_say(text: str, field: Say, limit: int = 1000) -> str:
    """Return a text without blanks around it, or refuse an empty one and one that is too long."""
    kept = text.strip()
    if problems := words(kept, field, limit):
        raise Refused(problems)
    return kept


def words(text: str, field: Say, limit: int) -> list[Problem]:
    """Return what is wrong with a text that must be there."""
    if not text.strip():
        return [MISSING(field=field)]
    return [LONG(field=field, limit=limit)] if len(text) > limit else []
