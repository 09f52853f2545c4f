"""The two sheets of the annex form that hold the indicators: one row each, and the details of their points."""

from kotaham.core.language import Say
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_layout import CLAIM_COLUMNS, Column, Holds, Sheet, code_column, text_column, title_column

_LADDER = Column(
    "ladder",
    Say("Rentang dan poin", "Points"),
    Say(
        "Rentang: ≤ 110 = 10; 111 – 140 = 8; > 140 = 0. Ya atau tidak: ya = 10; tidak = 0. "
        "Dokumen: berlaku = 10; tidak berlaku = 5; tidak ada = 0. Poin langsung: 0 – 10; langkah 1.",
        "Bands: ≤ 110 = 10; 111 – 140 = 8; > 140 = 0. Yes or no: yes = 10; no = 0. "
        "Document: valid = 10; invalid = 5; absent = 0. Direct: 0 – 10; step 1.",
    ),
    Holds.RAW,
    34,
)
_OPTIONS = Column(
    "options",
    Say("Pilihan atau butir", "Options or items"),
    Say(
        "Satu per baris (Alt+Enter). Pilihan: a. Ada perda = 10. Daftar periksa: a. Ada anggaran (wajib).",
        "One per line (Alt+Enter). Choice: a. There is a bylaw = 10. Checklist: a. There is a budget (required).",
    ),
    Holds.RAW,
    40,
)
_KIND = Column(
    "kind",
    Say("Cara penilaian", "Scoring"),
    Say("Pilih dari daftar; belum diketahui bila lampirannya tidak terbaca.", "Choose; unknown if unreadable."),
    Holds.WORD,
    18,
    required=True,
    words=words.KIND,
)
_ABOUT = (
    Column(
        "group",
        Say("Hak", "Right"),
        Say("Kode hak dari lembar Hak.", "A code of the sheet Rights."),
        Holds.CODE,
        16,
        required=True,
        names="groups",
    ),
    Column(
        "element",
        Say("Unsur", "Element"),
        Say("Kode unsur dari lembar Unsur, bila ada.", "A code of the sheet Elements, if any."),
        Holds.CODE,
        14,
        names="elements",
    ),
    _KIND,
    _LADDER,
    _OPTIONS,
    text_column("unit", "Satuan", "Unit", Say("Misalnya persen.", "For example percent."), 18, unknown=True),
    Column(
        "direction",
        Say("Arah", "Direction"),
        Say("Kosong = tanpa arah.", "Empty = no direction."),
        Holds.WORD,
        22,
        words=words.DIRECTION,
    ),
    Column(
        "evidence",
        Say("Data dukung", "Evidence"),
        Say("Satu data dukung per baris (Alt+Enter), atau belum diketahui.", "One per line (Alt+Enter), or unknown."),
        Holds.LINES,
        40,
        unknown=True,
    ),
    Column(
        "owners",
        Say("Perangkat daerah", "Units in charge"),
        Say("Satu perangkat daerah per baris, atau belum diketahui.", "One unit per line, or unknown."),
        Holds.LINES,
        30,
        unknown=True,
    ),
    text_column(
        "period", "Periode", "Period", Say("Misalnya tahun 2015.", "For example the year 2015."), 18, unknown=True
    ),
    text_column("help", "Penjelasan", "Help", Say("Penjelasan bagi pengisi.", "Help for those who fill in."), 44, True),
    text_column("example", "Contoh", "Example", Say("Contoh jawaban.", "An example of an answer."), 30),
)
_SOME_KINDS = (
    text_column("numerator", "Pembilang", "Numerator", Say("Untuk rasio.", "For a ratio."), 26),
    text_column("denominator", "Penyebut", "Denominator", Say("Untuk rasio.", "For a ratio."), 26),
    Column(
        "per",
        Say("Per", "Per"),
        Say("Untuk rasio: 100, 1000, atau 100000.", "For a ratio: 100, 1000 or 100000."),
        Holds.NUMBER,
        12,
    ),
    Column(
        "small_below",
        Say("Penyebut kecil di bawah", "Small below"),
        Say("Untuk rasio: penyebut di bawah ini ditandai.", "For a ratio: a smaller denominator is flagged."),
        Holds.NUMBER,
        16,
    ),
    Column(
        "possible",
        Say("Angka yang mungkin", "Possible figures"),
        Say("Misalnya 0 – 100; angka di luar ini ditolak.", "For example 0 – 100; others are refused."),
        Holds.RAW,
        18,
    ),
    text_column("criteria", "Kriteria penelaah", "Criteria", Say("Untuk poin langsung.", "For direct scoring."), 36),
)
_DIRECTION_CERTAINTY = Column(
    "direction_certainty",
    Say("Keyakinan arah", "Certainty of direction"),
    Say("Diisi bila berbeda dari keyakinan indikator.", "When it differs from the indicator's certainty."),
    Holds.WORD,
    17,
    words=words.CERTAINTY,
)
INDICATORS = Sheet(
    "indicators",
    Say("Indikator", "Indicators"),
    Say(
        "Satu baris satu indikator. Kolom bertanda * wajib diisi.",
        "One indicator per row. Columns with * are required.",
    ),
    (
        code_column(Say("Kode unik, misalnya 1-01.", "A unique code such as 1-01.")),
        title_column(Say("Bunyi indikator.", "What the indicator says.")),
        *_ABOUT,
        *CLAIM_COLUMNS,
        *_SOME_KINDS,
        _DIRECTION_CERTAINTY,
    ),
    prepared=200,
    frozen=2,
)
DETAILS = Sheet(
    "details",
    Say("Poin", "Points in detail"),
    Say(
        "Hanya bila rentang, pilihan, atau butir perlu keyakinan atau catatan sendiri; kosongkan Rentang dan poin.",
        "Only when a band, option or item needs its own certainty or note; then leave the short writing empty.",
    ),
    (
        Column(
            "indicator",
            Say("Indikator", "Indicator"),
            Say("Kode indikator.", "Code of the indicator."),
            Holds.CODE,
            14,
            required=True,
            names="indicators",
        ),
        Column(
            "part",
            Say("Bagian", "Part"),
            Say("Pilih dari daftar.", "Choose from the list."),
            Holds.WORD,
            16,
            required=True,
            words=words.PART,
        ),
        Column(
            "span",
            Say("Rentang", "Range"),
            Say("Untuk rentang: ≤ 110, 111 – 140, > 140, atau semua.", "For a band: ≤ 110, 111 – 140, > 140 or all."),
            Holds.RAW,
            22,
        ),
        Column(
            "code",
            Say("Kode", "Code"),
            Say("Untuk pilihan atau butir.", "For an option or item."),
            Holds.CODE,
            14,
        ),
        text_column("title", "Judul", "Title", Say("Untuk pilihan atau butir.", "For an option or item."), 50),
        Column(
            "points",
            Say("Poin", "Points"),
            Say("Untuk rentang atau pilihan.", "For a band or option."),
            Holds.NUMBER,
            16,
            unknown=True,
        ),
        Column(
            "required",
            Say("Wajib", "Required"),
            Say("Untuk butir: ya bila wajib.", "For an item: yes when required."),
            Holds.WORD,
            12,
            words=words.YES,
        ),
        *(column for column in CLAIM_COLUMNS if column.key != "article"),
    ),
    prepared=200,
    optional=True,
)
