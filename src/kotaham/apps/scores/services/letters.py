"""Letters of the room."""

from kotaham.apps.scores.rules import TITLES
from kotaham.core.errors import Kind
from kotaham.core.language import Say

NOTHING_COUNTS = Kind(
    "scores.nothing-counts",
    Say(
        "Belum ada laporan yang sampai pada tahap {stage} dalam putaran {round}.",
        "No report of the round {round} has reached the stage {stage} yet.",
    ),
    Say(
        "Hitung lagi setelah sedikitnya satu laporan sampai pada tahap itu.",
        "Ask again when at least one report has reached that stage.",
    ),
)
NO_STAGE = Kind(
    "scores.no-such-stage",
    Say("Tahap yang diminta tidak ada.", "There is no such stage."),
    Say("Pilih salah satu: {stages}.", "Choose one of: {stages}."),
)
NOT_RUNNING = Kind(
    "scores.round-not-running",
    Say("Putaran {round} {state}, jadi nilainya tidak dihitung.", "The round {round} is {state}: it is not scored."),
    Say("Pilih putaran yang berjalan atau yang sudah diputuskan.", "Choose a round that runs or has been decided."),
)
INSTRUMENT_CHANGED = Kind(
    "scores.instrument-changed",
    Say(
        "Isi instrumen {ref} tidak sama dengan yang dikunci ketika putaran dibuka ({pinned}...; sekarang {found}...).",
        "The content of {ref} is not what was pinned when the round opened ({pinned}...; it is now {found}...).",
    ),
    Say(
        "Pulihkan pangkalan data dari salinan yang benar; jangan menghitung dengan isi yang lain.",
        "Restore the database from a good copy; do not score by another content.",
    ),
    Say("Semua kabupaten/kota dinilai dengan satu isi yang sama.", "All cities are judged by one content."),
)
NOT_DONE = Kind(
    "scores.run-not-done",
    Say("Perhitungan {run} belum selesai.", "The run {run} is not done."),
    Say("Tunggu sampai selesai, lalu coba lagi.", "Wait until it is done, then try again."),
)
DAMAGED = Kind(
    "scores.run-damaged",
    Say("Catatan perhitungan {run} tidak cocok dengan sidiknya.", "The record of {run} does not match its digest."),
    Say("Pulihkan pangkalan data dari salinan yang benar.", "Restore the database from a good copy."),
)
NOT_PACKED = Kind(
    "scores.package-not-there",
    Say("Paket laporan {run} belum dibuat atau sudah dihapus.", "The package of {run} is not made, or is gone."),
    Say("Buat paketnya dari halaman perhitungan.", "Make it from the page of the run."),
)
GAVE_UP = Say(
    "Pekerjaan perhitungan berhenti sebelum selesai. Mintalah perhitungan baru.",
    "The work stopped before the run was made. Ask for a new run.",
)
STATES = {
    "draft": Say("masih disiapkan", "still being prepared"),
    "cancelled": Say("dibatalkan", "cancelled"),
}
RUN = Say("Perhitungan ini", "This run")


def all_stages() -> Say:
    """Name all stages, in their order."""
    return Say(", ".join(one.id for one in TITLES.values()), ", ".join(one.en for one in TITLES.values()))


def stage_words(stage: str) -> Say:
    """Return the name of a stage."""
    return TITLES[stage]
