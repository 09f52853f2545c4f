"""What the demonstration tells of rounds: three rounds, the answers of six cities, what readers found; all invented.

Cities are named by their code, people by their mailbox in the demonstration. Days count from the day of loading; years
of data back from its year. No figure stands for anything that was ever counted: each is one of three usual values,
and counts are multiplied by the size of the city, so that cities do not look alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = Mapping[str, Any]
EXAMPLE, TRIAL_OF = "kota-ham-contoh@2026", "permenkumham-25-2013@2013"
BONUS = ("INOVASI", "TERBUKA", "WARGA")
# The steps of a round by their last day, counted from the day of loading; the first two began a month before.
DAYS: Mapping[str, int] = {
    "fill": 14, "submit": 21, "verify": 42, "repair": 42, "validate": 63, "object": 84, "decide": 105,
}  # fmt: skip
DAYS_BEFORE: Mapping[str, int] = {"fill": 1, "submit": 1, "verify": 2, "repair": 2, "validate": 3, "decide": 5}
BEGUN = 30


@dataclass(frozen=True, slots=True)
class Tells:
    """One round: its name, its instrument, how many years back its data lie, the last days of its steps."""

    title: str
    instrument: str
    years: int
    days: Mapping[str, int]
    endorsements: Sequence[str] = ()
    bonus: Sequence[str] = ()
    trial: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """One city: its coordinator, how well it does (0 good, 1 fair, 2 weak, in turn), how large it is."""

    code: str
    who: str
    tilt: str
    size: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader finds of one answer: the verdict, and of a correction the value and the kind of reason."""

    verdict: str
    words: str
    value: Value | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What the coordinator gives to one unit, and how far the unit is: so many of its codes are said, and ready."""

    who: str
    codes: Sequence[str]
    said: int = 0
    ready: int = 0


BEFORE = Tells("Contoh: Putaran penilaian tahun lalu", EXAMPLE, 2, DAYS_BEFORE, bonus=BONUS)
NOW = Tells("Contoh: Putaran penilaian yang berjalan", EXAMPLE, 1, DAYS, endorsements=("province",), bonus=BONUS)
TRIAL = Tells("Contoh: Uji coba instrumen tahun 2013", TRIAL_OF, 1, DAYS, trial=True)

PUSAT = City("31.71", "ani", "0010210", 6)
UTARA = City("31.72", "citra", "0112", 9)
BARAT = City("31.73", "bayu", "01002", 12)
SELATAN = City("31.74", "sari", "00001", 11)
TIMUR = City("31.75", "tono", "0100012", 14)
SERIBU = City("31.01", "rudi", "2101", 1)
CITIES: Sequence[City] = (SERIBU, PUSAT, UTARA, BARAT, SELATAN, TIMUR)


def _number(*values: str) -> Sequence[Value]:
    return [{"number": one} for one in values]


def _ratio(*pairs: tuple[int, int]) -> Sequence[Value]:
    return [{"numerator": str(top), "denominator": str(bottom)} for top, bottom in pairs]


def _yes(*values: bool) -> Sequence[Value]:
    return [{"yes": one} for one in values]


def _choice(*codes: str) -> Sequence[Value]:
    return [{"choice": one} for one in codes]


def _ticked(codes: str, *counts: int) -> Sequence[Value]:
    return [{"checked": sorted(codes.split()[:count])} for count in counts]


PAPER: Sequence[Value] = (
    {"document": {"present": True, "from": "2023-01-01", "until": "2029-12-31"}},
    {"document": {"present": True, "from": "2022-01-01", "until": "2029-12-31"}},
    {"document": {"present": False}},
)
# By indicator the good, the fair and the weak answer. Two indicators are judged by readers and have none.
ANSWERS: Mapping[str, Sequence[Value]] = {
    "HDP-S1": PAPER,
    "HDP-S2": PAPER,
    "HDP-P1": _ticked("darurat ambulans audit tanpa_uang_muka terpencil", 5, 4, 3),
    "HDP-P2": _ratio((962, 1000), (918, 1000), (871, 1000)),
    "HDP-P3": _yes(True, True, False),
    "HDP-H1": _ratio((1, 2040), (2, 1990), (3, 2010)),
    "HDP-H2": _ratio((9, 1020), (13, 1010), (17, 1030)),
    "KMB-S1": PAPER,
    "KMB-P1": _choice("melayani", "dibentuk", "dibentuk"),
    "KMB-P2": _ticked("pejabat daftar anggaran akses lapor bahasa", 6, 4, 3),
    "KMB-P3": _ratio((64, 97), (48, 92), (31, 94)),
    "KMB-H1": _number("98.4", "97.1", "95.2"),
    "KMB-H2": _ratio((88, 96), (79, 94), (63, 91)),
    "SJT-S1": PAPER,
    "SJT-S2": _choice("peraturan", "prosedur", "sebagian"),
    "SJT-P1": _ratio((131, 143), (109, 139), (88, 136)),
    "SJT-H1": _number("4.6", "6.2", "8.7"),
    "SJT-H2": _ratio((19, 1170), (41, 1160), (72, 1150)),
    "SJT-H3": _number("97.3", "94.8", "91.6"),
    "AMN-S1": PAPER,
    "AMN-S2": _choice("bekerja", "ditetapkan", "ditetapkan"),
    "AMN-P1": _ratio((68, 81), (56, 83), (37, 84)),
    "AMN-P2": _ticked("rahasia tatap_muka tenggat disabilitas laporan", 5, 4, 3),
    "AMN-P3": _number("12", "14.5", "18"),
    "AMN-H1": _number("0", "1", "2"),
    "AMN-H2": _ratio((28, 31), (25, 32), (20, 33)),
    "PRP-S1": PAPER,
    "PRP-P1": _ticked("aduan medis psikologis hukum rumah_aman jangkau", 6, 5, 4),
    "PRP-P2": _ratio((52, 54), (47, 53), (41, 55)),
    "PRP-P3": _yes(True, True, False),
    "PRP-H1": _ratio((24, 58), (21, 61), (15, 59)),
    "PRP-H2": _ratio((5, 620), (14, 610), (26, 630)),
}
BY_READERS: Mapping[str, str] = {"SJT-P2": "7", "PRP-P4": "6.5"}  # the points that the readers give
FOR_READERS = "Contoh: berkas diserahkan kepada penelaah, dinilai menurut kriteria."
GIVEN = "Contoh: dinilai menurut kriteria instrumen dari berkas yang diserahkan."

# Every city has one file that proves its answers, but for these, so that readers find something to look at.
UNPROVED = frozenset({"HDP-H2", "KMB-P3", "AMN-P3", "PRP-H1"})
FILE_TITLE = "Contoh: Data dukung {office}"
FILE_NOTE = "Dokumen contoh, isinya rekaan."
FILE_LINES = (
    "DATA DUKUNG {office}", "Dokumen contoh KotaHAM. Isinya rekaan.", "Angka laporan ini tidak pernah dihitung.",
)  # fmt: skip

# What readers of last year did not take as it was; the notes of the handover tell it to those who come after.
FOUND_BEFORE: Mapping[str, Mapping[str, Found]] = {
    PUSAT.code: {
        "AMN-P3": Found("correct", "Median dihitung ulang dari catatan kejadian.", {"number": "19"}, "miscount"),
        "PRP-P3": Found("correct", "Rencana kerja yang dilampirkan bertanggal tahun lain.", {"yes": False},
                        "outside-period"),
    },
    TIMUR.code: {
        "HDP-P3": Found("correct", "Laporan hanya memuat sosialisasi di kelas.", {"yes": False}, "unsupported"),
    },
}  # fmt: skip

# What waits in Pusat: units at different progress, one indicator that nobody holds yet.
SHARES: Sequence[Share] = (
    Share("budi", ("SJT-S1", "SJT-P2", "SJT-H1", "AMN-P2", "AMN-H1", "AMN-S2"), 3, 2),
    Share("yuda", ("HDP-S1", "HDP-P1", "HDP-P2", "HDP-H1", "HDP-H2"), 5, 5),
    Share("tari", ("KMB-S1", "KMB-P1", "KMB-P3", "KMB-H1", "KMB-H2")),
)
PROVED = ("budi", "SJT-S1", "Contoh: Laporan layanan publik 2025")
OWN = ("HDP-S2", "AMN-S1", "PRP-S1", "PRP-P3")  # the coordinator of Pusat has said these
UNIT_DUE = 10
HALF = 17  # so many answers Kepulauan Seribu has given

ASKED: Mapping[str, Found] = {
    "SJT-P1": Found(
        "return", "Contoh: jumlah pengaduan tidak sama dengan rekapitulasi. Pengaduan mana yang tidak dihitung?"
    ),
    "KMB-H1": Found("return", "Contoh: angka ini memakai data semester pertama saja. Mohon angka satu tahun."),
}
LOWERED: Mapping[str, Found] = {
    "AMN-P2": Found(
        "correct", "Contoh: laporan pengaduan tahun ini belum diumumkan.",
        {"checked": ["disabilitas", "rahasia", "tatap_muka"]}, "unsupported",
    ),
    "SJT-H3": Found("correct", "Contoh: rekapitulasi menyebut 90,2 persen.", {"number": "90.2"}, "miscount"),
}  # fmt: skip
CLAIM = ("TERBUKA", "2", "Contoh: laman jawaban dan data dukung, tanpa mendaftar.")
RECOGNISED = "Contoh: laman dibuka tanpa mendaftar, sebagian data dukung belum ada."
OBJECTION = (
    "SJT-H3",
    {"number": "95.1"},
    "Contoh: rekapitulasi yang dibaca belum memuat dua kecamatan. Rekapitulasi lengkap menyebut 95,1 persen.",
)
OPENED = "Contoh: untuk mencoba alur penilaian; semua isinya rekaan."
DECISION_TITLE = "Contoh: Hasil penilaian Kota HAM tahun lalu"
DECREE_NUMBER, SIGNATORY = "Nomor contoh 1", "Pejabat rekaan"
WINDOW = 14  # days for objections
TRIAL_ANSWERS: Mapping[str, str] = {
    "P25-01": "98", "P25-02": "18", "P25-03": "0.5", "P25-04": "4", "P25-05": "24", "P25-06": "93", "P25-07": "1.5",
    "P25-08": "61",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as a city gives it."""

    value: Value | None
    note: str = ""


def sheet(city: City, years: int, codes: Sequence[str]) -> Mapping[str, Said]:
    """Return what a city says in a round; a year earlier its answers were a little different."""
    return {code: _said(city, years, place, code) for place, code in enumerate(codes)}


def _said(city: City, years: int, place: int, code: str) -> Said:
    if code in BY_READERS:
        return Said(None, FOR_READERS)
    level = int(city.tilt[(place + years) % len(city.tilt)])
    return Said(_sized(ANSWERS[code][level], city.size))


def _sized(value: Value, size: int) -> Value:
    """Return a value for a city of a size: both counts of a ratio are multiplied."""
    if "numerator" not in value:
        return value
    return {part: str(int(count) * size) for part, count in value.items()}
