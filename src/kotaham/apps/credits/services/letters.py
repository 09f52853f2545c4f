"""What the room refuses, in words."""

from kotaham.apps.credits.models import Access, Claim, Line
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

MISSING = Kind(
    "credits.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Isi seperti yang tercetak pada sertifikatnya.", "Fill it in as the certificate says."),
)
LONG = Kind(
    "credits.words-long",
    Say("{field} lebih dari {limit} huruf.", "{field} has more than {limit} characters."),
    Say("Ringkaskan.", "Shorten it."),
)
NO_HOURS = Kind(
    "credits.hours-impossible",
    Say("JP {hours} tidak mungkin.", "{hours} learning hours are impossible."),
    Say("Tulis JP yang tercetak pada sertifikatnya, dari 0,1 sampai 999,9.", "Write the hours printed on it."),
    Say("JP tidak dikarang: tanpa JP yang tercetak tidak ada yang diakui.", "Hours are never made up."),
)
TURNED = Kind(
    "credits.days-turned",
    Say("Tanggal selesai mendahului tanggal mulai.", "It ends before it begins."),
    Say("Tukar atau perbaiki tanggalnya.", "Exchange or correct the days."),
)
FUTURE = Kind(
    "credits.day-future",
    Say("Tanggal selesai belum tiba.", "The last day has not come."),
    Say("Ajukan sesudah pelatihannya selesai.", "Ask when the course is over."),
)
NO_PROOF = Kind(
    "credits.proof-missing",
    Say("Belum ada bukti yang dipilih.", "No evidence was chosen."),
    Say(
        "Unggah sertifikatnya di ruang bukti, lalu pilih di sini.", "Upload it in the room of evidence, choose it here."
    ),
)
TWICE = Kind(
    "credits.claim-twice",
    Say("Sertifikat bernomor itu sudah diajukan untuk orang ini.", "That number was claimed for this person before."),
    Say("Lihat pengajuan yang sudah ada.", "Look at the claim that is there."),
    Say("Satu sertifikat dihitung satu kali.", "One certificate counts once."),
)
OWN_CLAIM = Kind(
    "credits.own-claim",
    Say("Yang mengajukan tidak memutuskan pengajuannya sendiri.", "Who asked does not decide it."),
    Say("Minta orang lain yang berwenang memutuskannya.", "Let another authorised person decide."),
)
NOT_HERE = Kind(
    "credits.claim-not-reversible",
    Say("Baris ini sudah ditarik kembali atau menarik baris lain.", "This line was taken back, or takes another back."),
    Say("Tidak ada yang perlu dikerjakan.", "There is nothing to do."),
)
NO_YEAR = Kind(
    "credits.year-impossible",
    Say("Tahun {year} tidak mungkin.", "The year {year} is impossible."),
    Say("Tulis empat angka, misalnya 2026.", "Write four digits, like 2026."),
)
NO_OFFICE = Kind(
    "credits.no-office",
    Say("Anda tidak bertindak untuk suatu kantor.", "You do not act for an office."),
    Say("Pilih jabatan Anda lebih dulu.", "Choose your role first."),
)
TOO_LONG = Kind(
    "credits.access-too-long",
    Say("Akses paling lama {days} hari.", "An access lasts {days} days at most."),
    Say("Pilih tanggal yang lebih dekat.", "Choose a nearer day."),
)

REASON = Say("Alasan", "The reason")
DECISION = Say("Keputusan", "The decision")


def named(row: Line | Claim | Access) -> Say:
    """Name a row without telling whose it is."""
    if isinstance(row, Line):
        return Say(f"Baris JP {row.pk}", f"Line {row.pk}")
    return Say(f"Pengajuan {row}", f"Claim {row}") if isinstance(row, Claim) else Say(f"Akses {row}", f"Access {row}")


def must_say(text: str, field: Say = REASON, limit: int = 300) -> str:
    """Return a text without blanks around it, or refuse an empty one and one that is too long."""
    kept = " ".join(text.split())
    if not kept:
        raise Refused(MISSING(field=field))
    if len(kept) > limit:
        raise Refused(LONG(field=field, limit=limit))
    return kept
