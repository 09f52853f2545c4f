"""What the room refuses, in words."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kotaham.apps.gate.services import Forbidden
from kotaham.core.dates import day
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

TOO_LATE = Kind(
    "publication.too-late",
    Say(
        "Masa sanggahan {name} berakhir {last} pukul 23.59 waktu setempat.",
        "The days for objections of {name} ended on {last} at 23:59 local time.",
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
NOT_OPEN = Kind(
    "publication.not-open-to-objection",
    Say("Laporan {name} tidak sedang dalam masa sanggahan.", "The report of {name} is not open to objections."),
    Say(
        "Sanggahan dapat diajukan sesudah hasil penilaian disampaikan, sampai masa sanggahan berakhir.",
        "Objections can be made once the result was announced, until the days for them end.",
    ),
)
GROUNDS = Kind(
    "publication.no-grounds",
    Say("Alasan sanggahan masih kosong.", "The grounds of the objection are empty."),
    Say("Tulis apa yang keliru dan apa yang membuktikannya.", "Write what is wrong, and what proves it."),
)
NO_VALUE = Kind(
    "publication.no-value",
    Say("Nilai yang menurut Anda benar belum diisi.", "The value that you hold to be right is missing."),
    Say("Isi nilainya.", "Fill in the value."),
)
SAME_VALUE = Kind(
    "publication.same-value",
    Say("Nilai itu sama dengan hasil penilaian.", "This value is the one that the assessors found."),
    Say("Isi nilai lain, atau tidak perlu menyanggah.", "Fill in another one, or there is nothing to object to."),
)
ONCE = Kind(
    "publication.objected-already",
    Say("Jawaban {code} sudah disanggah ({number}).", "There is an objection to answer {code} ({number})."),
    Say("Buka sanggahan itu; satu jawaban disanggah satu kali.", "Open that one; an answer is objected to once."),
)
NOT_EDITABLE = Kind(
    "publication.objection-is-filed",
    Say("Sanggahan {number} sudah diajukan.", "The objection {number} has been filed."),
    Say("Cabut dulu bila isinya keliru, lalu ajukan yang baru.", "Withdraw it if it is wrong, and file a new one."),
)
REASON = Kind(
    "publication.no-reason",
    Say("Alasannya masih kosong.", "The reason is empty."),
    Say("Tulis alasannya; pihak lain membacanya.", "Write the reason; the other side reads it."),
)
OWN_HAND = Kind(
    "publication.own-hand",
    Say(
        "Anda ikut menetapkan nilai yang disanggah dalam {number}.",
        "You had a hand in the value that {number} objects to.",
    ),
    Say("Mintalah penilai lain memutusnya.", "Ask another assessor to decide it."),
    Say(
        "Sanggahan diputus oleh orang yang tidak ikut mengisi, menelaah, atau menilai jawaban itu.",
        "An objection is decided by somebody who neither filled in, verified nor assessed the answer.",
    ),
)
PART_IS_ALL = Kind(
    "publication.part-is-all",
    Say("Nilai itu sama dengan yang diminta kabupaten/kota.", "This value is the one that the city asks for."),
    Say("Pilih \u201cKabulkan\u201d.", "Choose \u201cGrant\u201d."),
)
NOT_YOURS = Kind(
    "publication.not-your-turn",
    Say("\u201c{verb}\u201d bukan bagian Anda pada sanggahan ini.", "\u201c{verb}\u201d is not yours to do here."),
    Say("Tunggu pihak yang mendapat giliran.", "Wait for whoever has the turn."),
)
TRIAL = Kind(
    "publication.trial",
    Say("Putaran {round} adalah uji coba.", "The round {round} is a trial."),
    Say("Hasilnya dapat dibaca, tetapi tidak diputuskan.", "Its results can be read, and are not decided."),
    Say(
        "Uji coba tidak menghasilkan predikat resmi, jadi tidak ada yang ditetapkan.",
        "A trial gives no official predicate, so there is nothing to decide.",
    ),
)
NOT_RUNNING = Kind(
    "publication.round-not-running",
    Say("Putaran {round} tidak sedang berjalan.", "The round {round} is not running."),
    Say("Keputusan disusun selama putarannya berjalan.", "A decision is drafted while its round runs."),
)
ON_THE_WAY = Kind(
    "publication.reports-on-the-way",
    Say(
        "{count} laporan belum sampai pada keputusan: {names}.",
        "{count} {count:report has|reports have} not come to the decision yet: {names}.",
    ),
    Say(
        "Selesaikan penelaahan, penilaian, dan sanggahannya; halaman putaran menunjukkan di mana tiap laporan.",
        "Conclude their verification, assessment and objections; the page of the round shows where each one is.",
    ),
)
STILL_OPEN = Kind(
    "publication.submission-still-open",
    Say(
        "Pengiriman laporan masih dibuka bagi {count} kabupaten/kota: {names}.",
        "{count} {count:city|cities} can still send their report: {names}.",
    ),
    Say("Tunggu sampai hari terakhirnya lewat.", "Wait until their last day is over."),
)
NO_RUN = Kind(
    "publication.no-run",
    Say("Nilai sesudah sanggahan belum dihitung.", "The scores after objections have not been calculated."),
    Say("Jalankan perhitungan \u201cSesudah sanggahan\u201d.", "Run the calculation \u201cAfter objections\u201d."),
)
OLD_RUN = Kind(
    "publication.run-is-old",
    Say(
        "Perhitungan {run} dibuat sebelum semua nilai akhir ada.",
        "The calculation {run} was made before all final values were there.",
    ),
    Say("Hitung ulang tahap \u201cSesudah sanggahan\u201d, lalu susun lagi.", "Calculate again, then draft again."),
)
NOTHING_DECIDED = Kind(
    "publication.nobody-to-decide",
    Say("Tidak ada laporan yang sampai pada keputusan.", "No report has come to the decision."),
    Say("Keputusan memuat paling sedikit satu laporan.", "A decision holds at least one report."),
)
NUMBER = Kind(
    "publication.no-number",
    Say("{part} belum diisi.", "{part} is missing."),
    Say("Salin dari keputusan yang ditandatangani; tidak ada yang dikarang.", "Copy it from the signed decree."),
)
OWN_DRAFT = Kind(
    "publication.own-draft",
    Say("Anda sendiri yang menyusun {number}.", "You yourself drafted {number}."),
    Say("Mintalah pejabat lain menetapkannya.", "Ask another officer to freeze it."),
    Say("Yang menyusun bukan yang menetapkan.", "Whoever drafts does not decide."),
)
IS_FROZEN = Kind(
    "publication.decision-is-frozen",
    Say("{number} sudah ditetapkan dan tidak berubah lagi.", "{number} is frozen and does not change any more."),
    Say("Susun keputusan perubahan dengan nomor sendiri.", "Draft a correction with a number of its own."),
)
NOT_FROZEN = Kind(
    "publication.not-frozen-yet",
    Say("{number} belum ditetapkan.", "{number} is not frozen yet."),
    Say("Lampirkan pindaiannya sesudah ditetapkan.", "Attach the scan once it is frozen."),
)
NOT_IN_FORCE = Kind(
    "publication.not-in-force",
    Say("{number} bukan keputusan yang berlaku sekarang.", "{number} is not the decision in force."),
    Say("Ubah keputusan terakhir putaran itu.", "Correct the last decision of that round."),
)
NOT_A_CORRECTION = Kind(
    "publication.not-a-correction",
    Say("{number} bukan keputusan perubahan.", "{number} is not a correction."),
    Say(
        "Nilai sebelum keputusan pertama hanya berubah lewat sanggahan.",
        "Before the first decision values change by objections alone.",
    ),
)
REASON_CODE = Kind(
    "publication.reason-code",
    Say("Jenis alasan belum dipilih.", "The kind of reason has not been chosen."),
    Say("Pilih salah satu.", "Choose one of them."),
)
PARTS = {
    "number": Say("Nomor keputusan", "The number of the decree"),
    "day": Say("Tanggal keputusan", "The date of the decree"),
    "signatory": Say("Penanda tangan", "The signatory"),
}
FEW = 5


class NotYours(Forbidden):
    """The verb belongs to another side, or to another person: answered with 403."""


def must_say(text: str, kind: Kind = REASON) -> str:
    """Return a text without blanks around it, or refuse an empty one."""
    kept = text.strip()
    if not kept:
        raise Refused(kind())
    return kept


def of_objection(objection: Any) -> Say:
    """Return an objection in words, for a letter."""
    return Say(f"Sanggahan {objection}", f"The objection {objection}")


def of_report(submission: Any) -> Say:
    """Return a report in words, for a letter."""
    return Say(f"Laporan {submission.name}", f"The report of {submission.name}")


def of_decision(decision: Any) -> Say:
    """Return a decision in words, for a letter: by its number where it has one."""
    return Say(f"Keputusan {decision.number or decision}", f"The decision {decision.number or decision}")


def of_round(round_: Any) -> Say:
    """Return a round in words, for a letter."""
    return Say(f"Putaran {round_.title}", f"The round {round_.title}")


def told(on: date | datetime, zone: str = "") -> Say:
    """Return a day in words, of a moment the day in a zone."""
    found = on.astimezone(ZoneInfo(zone)).date() if isinstance(on, datetime) and zone else on
    return Say(day(found, "id"), day(found, "en"))


def few(names: list[str]) -> str:
    """Return the first of some names."""
    shown = ", ".join(names[:FEW])
    return f"{shown}, \u2026" if len(names) > FEW else shown
