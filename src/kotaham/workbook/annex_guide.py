"""The words of the form's first sheet: how to fill it in, with one worked row and every way of writing points."""

from kotaham.core.language import Say

TITLE = Say("Cara mengetik lampiran peraturan", "How to type the annex of a regulation")
STEPS = (
    Say(
        "Isi lembar Identitas, lalu Hak. Lembar bertanda hijau wajib, lembar abu-abu hanya bila diperlukan.",
        "Fill in Identity, then Rights. Sheets marked green are required, grey ones only when needed.",
    ),
    Say(
        "Di lembar Indikator, ketik satu indikator per baris. Yang wajib hanya Kode, Judul, Hak, dan Cara penilaian.",
        "In Indicators type one indicator per row. Only Code, Title, Right and Scoring are required.",
    ),
    Say(
        "Rentang dan poin diketik dalam satu sel, persis seperti di lampiran: ≤ 110 = 10; 111 – 140 = 8; > 140 = 0.",
        "The points go into one cell, just as the annex has them: ≤ 110 = 10; 111 – 140 = 8; > 140 = 0.",
    ),
    Say(
        "Isi lembar Rumus: cara menghitung, aturan bila data tidak ada, dan sebagainya.",
        "Fill in Formula: how the total is computed, what a missing answer means, and so on.",
    ),
    Say(
        "Simpan (XLSX), lalu impor. Semua kesalahan disebut sekaligus beserta lembar, baris, dan cara memperbaikinya.",
        "Save as XLSX and import. All mistakes are told at once: sheet, row, column and how to mend them.",
    ),
)
TIPS = (
    (
        Say("belum diketahui", "unknown"),
        Say(
            "Tulis ini bila peraturan mengaturnya tetapi tidak terbaca. Jangan menebak. Sel kosong = tidak ada.",
            "Write this when the regulation has it but nobody could read it. Never guess. An empty cell = none.",
        ),
    ),
    (
        Say("Keyakinan", "Certainty"),
        Say(
            "Kosong = sesuai naskah. Pilih sumber sekunder bila dari berita atau laman, simpulan bila kesimpulan Anda.",
            "Empty = verbatim. Choose secondary when news or a web page says so, inferred when you deduced it.",
        ),
    ),
    (
        Say("Angka", "Numbers"),
        Say(
            "5,1 atau 1/3 atau 100000; tanpa tanda ribuan dan tanpa %.",
            "5.1 or 1/3 or 100000; no thousands mark, no %.",
        ),
    ),
    (
        Say("Kode", "Codes"),
        Say(
            "Huruf, angka, tanda hubung: 1-01, 1-02, ... Ketik dua, lalu tarik ke bawah.",
            "Letters, digits, hyphens: 1-01, 1-02, ... Type two, then drag down.",
        ),
    ),
    (
        Say("Beberapa baris dalam satu sel", "Several lines in one cell"),
        Say("Alt+Enter membuat baris baru di dalam sel.", "Alt+Enter makes a new line within the cell."),
    ),
    (
        Say("Mengulang isi sel di atas", "Repeat the cell above"),
        Say(
            "Ctrl+D. Jangan menggabungkan sel dan jangan memakai rumus.", "Ctrl+D. Do not merge cells or use formulas."
        ),
    ),
)
EXAMPLE_TITLE = Say("Contoh satu baris di lembar Indikator", "One row of the sheet Indicators")
EXAMPLE: tuple[tuple[str, Say], ...] = (
    ("code", Say("1-01", "1-01")),
    ("title", Say("Angka kematian ibu", "Maternal mortality")),
    ("group", Say("HIDUP", "LIFE")),
    ("kind", Say("rentang angka", "bands")),
    (
        "ladder",
        Say(
            "≤ 110 = 10; 111 – 140 = 8; 141 – 170 = 6; > 170 = 0", "≤ 110 = 10; 111 – 140 = 8; 141 – 170 = 6; > 170 = 0"
        ),
    ),
    ("unit", Say("per 100.000 kelahiran hidup", "per 100,000 live births")),
    ("direction", Say("makin rendah makin baik", "lower is better")),
    ("evidence", Say("Profil kesehatan kabupaten/kota", "Health profile of the city or regency")),
    ("owners", Say("Dinas Kesehatan", "Health office")),
    ("article", Say("Lampiran, angka 1", "Annex, number 1")),
)
WAYS_TITLE = Say("Cara menulis poin", "How points are written")
WAYS_HEADINGS = (
    Say("Cara penilaian", "Scoring"),
    Say("Isi kolom Rentang dan poin", "Column Points"),
    Say("Isi kolom lain", "Other columns"),
)
_NONE = Say("–", "–")
_LADDER = Say(
    "≤ 110 = 10; 111 – 140 = 8; > 140 = 0\njuga: paling banyak 110, lebih dari 140, 5, > 3 – 4, semua",
    "≤ 110 = 10; 111 – 140 = 8; > 140 = 0\nalso: at most 110, more than 140, 5, > 3 – 4, all",
)
WAYS: tuple[tuple[str, Say, Say], ...] = (
    ("bands", _LADDER, Say("Angka yang mungkin: 0 – 100", "Possible figures: 0 – 100")),
    (
        "ratio",
        Say("seperti rentang angka", "as for bands"),
        Say("Pembilang, Penyebut, Per: 100000", "Numerator, Denominator, Per: 100000"),
    ),
    ("yes_no", Say("ya = 10; tidak = 0", "yes = 10; no = 0"), _NONE),
    (
        "choice",
        _NONE,
        Say(
            "Pilihan atau butir, satu per baris:\na. Ada perda = 10\nb. Belum ada = 0",
            "Options or items, one per line:\na. There is a bylaw = 10\nb. There is none = 0",
        ),
    ),
    (
        "checklist",
        Say("3 = 10; 1 – 2 = 5; 0 = 0; tanpa wajib = 0", "3 = 10; 1 – 2 = 5; 0 = 0; without required = 0"),
        Say(
            "Pilihan atau butir, satu per baris:\na. Ada anggaran (wajib)\nb. Ada petugas",
            "Options or items, one per line:\na. There is a budget (required)\nb. There is staff",
        ),
    ),
    (
        "document",
        Say("berlaku = 10; tidak berlaku = 5; tidak ada = 0", "valid = 10; invalid = 5; absent = 0"),
        _NONE,
    ),
    (
        "direct",
        Say("0 – 10; langkah 1", "0 – 10; step 1"),
        Say("Kriteria penelaah wajib diisi", "Criteria are required"),
    ),
    ("unknown", Say("maksimum 10, atau kosong", "maximum 10, or nothing"), _NONE),
)
