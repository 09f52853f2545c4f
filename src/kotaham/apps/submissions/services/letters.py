"""What the fill side of the room refuses, in words."""

from datetime import date

from kotaham.apps.gate.services import Forbidden
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.core.dates import day
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

TOO_LATE = Kind(
    "submissions.too-late",
    Say(
        "{step} untuk {name} berakhir {last} pukul 23.59 waktu setempat.",
        "{step} for {name} ended on {last} at 23:59 local time.",
    ),
    Say(
        "Mintalah perpanjangan kepada {who}; mereka memperpanjang dari halaman putaran, dengan alasan.",
        "Ask for an extension: {who} give it from the page of the round, with a reason.",
    ),
    Say(
        "Tenggat dihitung dengan jam server menurut zona waktu daerah Anda.",
        "Deadlines follow the clock of the server in the time zone of your place.",
    ),
)
NOT_WRITABLE = Kind(
    "submissions.not-writable",
    Say(
        "Jawaban {code} tidak dapat diubah: laporan ini {state}.",
        "Answer {code} cannot be changed: this report is at \u201c{state}\u201d.",
    ),
    Say(
        "Bila isinya keliru, mintalah Penelaah Kanwil mengembalikannya untuk diperbaiki.",
        "If it is wrong, ask the verifier of the Kanwil to return it for repair.",
    ),
    Say(
        "Yang dinilai adalah laporan yang dikirim; perubahan sesudahnya harus terlihat.",
        "What is assessed is the report that was sent; a later change must be visible.",
    ),
)
LOCKED = Kind(
    "submissions.locked-while-endorsed",
    Say(
        "Jawaban {code} terkunci selama laporan menunggu pengesahan.",
        "Answer {code} is locked while the report waits for endorsement.",
    ),
    Say(
        "Bila perlu diubah, koordinator kabupaten/kota membuka laporan kembali pada \u201cPemeriksaan sebelum "
        "kirim\u201d; pengesahan yang sudah ada berlaku sampai sebuah jawaban benar-benar berubah.",
        "If it must change, the coordinator of the city opens the report again on \u201cCheck before sending\u201d; "
        "what was endorsed holds until an answer really changes.",
    ),
    Say("Yang disahkan harus sama dengan yang dikirim.", "What is endorsed must be what is sent."),
)
NOT_RETURNED = Kind(
    "submissions.not-returned",
    Say(
        "Jawaban {code} tidak dapat diubah: Kanwil tidak menanyakannya.",
        "Answer {code} cannot be changed: the Kanwil did not ask about it.",
    ),
    Say(
        "Selama perbaikan hanya jawaban yang dikembalikan Kanwil yang dapat diubah.",
        "During the repair only the answers that the Kanwil returned can be changed.",
    ),
)
ROUND_CLOSED = Kind(
    "submissions.round-not-open",
    Say("Putaran {round} tidak sedang berjalan.", "The round {round} is not running."),
    Say("Tidak ada lagi yang dapat diubah pada laporannya.", "Nothing in its reports changes any more."),
)
IS_READY = Kind(
    "submissions.answer-is-ready",
    Say("Jawaban {code} sudah dinyatakan siap.", "Answer {code} has been marked as ready."),
    Say("Buka kembali jawaban itu, lalu ubah.", "Reopen the answer, then change it."),
    Say("Supaya yang sudah siap tidak berubah tanpa sengaja.", "So that what is ready does not change by accident."),
)
NOTHING_YET = Kind(
    "submissions.nothing-to-mark",
    Say("Jawaban {code} masih kosong.", "Answer {code} is still empty."),
    Say(
        "Isi nilainya, atau nyatakan \u201ctidak ada data\u201d dengan alasannya; untuk indikator yang dinilai "
        "penelaah, lampirkan bukti atau tulis catatan.",
        "Give the value, or state \u201cno data\u201d with the reason; for an indicator that reviewers judge, attach "
        "evidence or write a note.",
    ),
)
RETURNED_AS_IT_WAS = Kind(
    "submissions.returned-unchanged",
    Say(
        "{code} dikembalikan Kanwil, tetapi belum diubah dan pertanyaannya belum dibalas.",
        "The Kanwil returned {code}, but it has not changed and its question has no reply yet.",
    ),
    Say(
        "Perbaiki nilainya, ganti atau tambah buktinya, atau tulis balasan kepada penelaah.",
        "Correct the value, change or add evidence, or write a reply to the verifier.",
    ),
    Say(
        "Penelaah menunggu jawaban atas pertanyaannya; tanpa itu laporan akan dikembalikan lagi.",
        "The verifier waits for an answer to the question; without one the report would come back again.",
    ),
)
NO_REASON = Kind(
    "submissions.no-reason",
    Say("\u201cTidak ada data\u201d tanpa alasan.", "\u201cNo data\u201d without a reason."),
    Say("Tulis alasannya, misalnya sedang dikumpulkan unit lain.", "Write the reason, such as who is collecting it."),
    Say(
        "Tanpa alasan, penelaah tidak tahu apakah datanya memang tidak ada atau terlewat.",
        "Without it nobody knows whether there is no data or it was forgotten.",
    ),
)
BY_REVIEWER = Kind(
    "submissions.points-by-reviewer",
    Say("{code} diberi poin oleh penelaah, bukan oleh daerah.", "The points of {code} are given by reviewers."),
    Say("Lampirkan bukti dan tulis catatan.", "Attach evidence and write a note."),
)
NOT_A_UNIT = Kind(
    "submissions.not-a-unit",
    Say("Kantor itu bukan perangkat daerah {city}.", "That office is not a unit of {city}."),
    Say("Pilih salah satu perangkat daerah pada daftar.", "Choose one of the units in the list."),
)
DUE_PAST = Kind(
    "submissions.due-past",
    Say("Tenggat {due} sudah lewat.", "The due date {due} has passed."),
    Say("Pilih hari ini atau hari sesudahnya.", "Choose today or a later day."),
)
DUE_AFTER = Kind(
    "submissions.due-after-deadline",
    Say(
        "Tenggat {due} melewati batas pengiriman laporan, {last}.",
        "The due date {due} is after the last day for sending the report, {last}.",
    ),
    Say("Pilih hari yang lebih awal.", "Choose an earlier day."),
)
NONE_CHOSEN = Kind(
    "submissions.none-chosen",
    Say("Belum ada indikator yang dipilih.", "No indicator has been chosen."),
    Say("Centang satu indikator atau lebih.", "Tick one indicator or more."),
)
UNKNOWN_CODE = Kind(
    "submissions.unknown-code",
    Say("Indikator {codes} tidak ada pada laporan ini.", "The report has no indicator {codes}."),
    Say("Muat ulang halaman.", "Reload the page."),
)
NUDGED = Kind(
    "submissions.reminded-today",
    Say("{unit} sudah diingatkan hari ini.", "{unit} has been reminded today."),
    Say("Ingatkan lagi besok, atau hubungi langsung.", "Remind them tomorrow, or contact them directly."),
    Say("Satu pengingat sehari; lebih dari itu tidak dibaca.", "One a day; more are not read."),
)
NOTHING_WAITS = Kind(
    "submissions.nothing-waits",
    Say("Tidak ada yang menunggu {unit}.", "Nothing waits for {unit}."),
    Say("Tidak perlu diingatkan.", "There is no need to remind them."),
)
NOBODY = Kind(
    "submissions.unit-without-account",
    Say("{unit} belum mempunyai akun.", "{unit} has no account yet."),
    Say(
        "Undang petugasnya; tautan undangan ada di halaman laporan.", "Invite its officer; the report page leads there."
    ),
)
REASON_MISSING = Kind(
    "submissions.reason-missing",
    Say("Alasannya masih kosong.", "The reason is empty."),
    Say("Tulis alasannya.", "Write the reason."),
    Say("Pihak lain membacanya dan riwayat menyimpannya.", "The other side reads it, and the history keeps it."),
)
OTHER_PARTY = Kind(
    "submissions.not-your-turn",
    Say(
        "\u201c{verb}\u201d bukan bagian Anda pada laporan ini.",
        "\u201c{verb}\u201d is not yours to do on this report.",
    ),
    Say("Tunggu pihak yang mendapat giliran.", "Wait for whoever has the turn."),
)
OWN_REPORT = Kind(
    "submissions.own-report",
    Say("Anda sendiri yang mengirim laporan ini.", "You yourself sent this report."),
    Say("Mintalah rekan lain melakukannya.", "Ask a colleague to do it."),
    Say("Tidak ada yang menelaah laporannya sendiri.", "Nobody verifies what they sent."),
)
BAD_POINTS = Kind(
    "submissions.bonus-not-a-number",
    Say("Poin yang diajukan untuk {item} harus angka 0 sampai {most}.", "{item}: claim a number from 0 to {most}."),
    Say("Perbaiki angkanya, atau kosongkan bila tidak diajukan.", "Correct it, or leave it empty to claim nothing."),
)
CLAIM_FIRST = Kind(
    "submissions.bonus-not-claimed",
    Say("Nilai tambah {item} belum diajukan.", "The bonus {item} is not claimed yet."),
    Say("Simpan poinnya dahulu, lalu lampirkan bukti.", "Save its points first, then attach evidence."),
)
CLAIM_PROVED = Kind(
    "submissions.bonus-has-proof",
    Say("Nilai tambah {item} masih berbukti.", "Evidence still hangs on the bonus {item}."),
    Say(
        "Lepaskan buktinya dahulu pada halaman bukti, lalu kosongkan poinnya.",
        "Release its evidence first, on the page of the evidence, then clear the points.",
    ),
    Say("Supaya bukti tidak menggantung pada sesuatu yang tidak ada lagi.", "So that no evidence proves what is gone."),
)
NOT_HERE = Kind(
    "submissions.bonus-not-counted",
    Say("Nilai tambah {item} tidak dihitung pada putaran ini.", "The bonus {item} does not count in this round."),
    Say("Muat ulang halaman.", "Reload the page."),
)


class NotYours(Forbidden):
    """The move belongs to another side, or to another person: answered with 403."""


def of_answer(answer: Answer) -> Say:
    """Return an answer in words, for a letter."""
    return Say(f"Jawaban {answer.code}", f"Answer {answer.code}")


def of_submission(submission: Submission) -> Say:
    """Return a submission in words, for a letter."""
    return Say(f"Laporan {submission.name}", f"The report of {submission.name}")


def told(on: date) -> Say:
    """Return a day in words."""
    return Say(day(on, "id"), day(on, "en"))


def must_say(text: str) -> str:
    """Return a reason without blanks around it, or refuse an empty one."""
    kept = text.strip()
    if not kept:
        raise Refused(REASON_MISSING())
    return kept
