"""The words of the form, in both languages."""

from kotaham.core.language import Say

GUIDE_SHEET = Say("Petunjuk", "Guide")
FORM_SHEET = Say("Isian", "Form")

FORM_TITLE = Say("Formulir isian", "Form to fill in")
VERSION = Say("Instrumen {instrument}, versi {version}", "Instrument {instrument}, version {version}")
CODE_LABEL = Say("Kode daerah", "Region code")
FREE_CODE_LABEL = Say("Kode layanan/rancangan", "Code of the service or draft")
NAME_LABEL = Say("Nama daerah", "Name")
PROVINCE_LABEL = Say("Provinsi", "Province")
PERIOD_LABEL = Say("Periode data", "Data period")
DONE_LABEL = Say("Terisi", "Filled in")
DONE = Say("{done} dari {all}", "{done} of {all}")
DONE_JOIN = Say(" dari ", " of ")
YES_DONE = Say("terisi", "done")
NOT_DONE = Say("belum", "open")

CODE = Say("Kode", "Code")
INDICATOR = Say("Indikator", "Indicator")
UNIT = Say("Satuan", "Unit")
ANSWER = Say("Jawaban", "Answer")
EVIDENCE = Say("Data dukung", "Evidence")
MISSING = Say("Alasan tidak ada data", "Reason for no data")
NOT_APPLICABLE = Say("Alasan tidak berlaku", "Reason for not applicable")
EXPLANATION = Say("Penjelasan", "Explanation")
STATUS = Say("Status", "Status")

OWNER = Say("Penanggung jawab: {owners}.", "Responsible: {owners}.")
OF_PERIOD = Say("Periode: {period}.", "Period: {period}.")
PROOF = Say("Data dukung: {evidence}.", "Evidence: {evidence}.")
EXAMPLE = Say("Contoh: {example}", "Example: {example}")
NOT_KNOWN = Say(
    "Cara penilaian indikator ini belum diketahui; jawabannya dicatat tetapi tidak dinilai.",
    "How this indicator earns points is not known; its answer is kept but not scored.",
)
HOLE = Say("Hak ini belum punya indikator: {hole}", "This right has no indicators: {hole}")
BONUS = Say("Nilai tambah", "Bonus")
NO_INDICATORS = Say(
    "Indikator instrumen ini belum diketahui, sehingga belum ada yang dapat diisi.",
    "The indicators of this instrument are not known, so there is nothing to fill in yet.",
)

NUMERATOR = Say("Pembilang", "Numerator")
DENOMINATOR = Say("Penyebut", "Denominator")
FROM = Say("Berlaku mulai tanggal", "Valid from")
UNTIL = Say("Berlaku sampai tanggal", "Valid until")
POINTS_REASON = Say("Alasan pemberian poin", "Reason for the points")
REQUIRED_ITEM = Say("(wajib)", "(required)")

YES, NO = Say("ya", "yes"), Say("tidak", "no")
PRESENT, ABSENT = Say("ada", "present"), Say("tidak ada", "absent")

ASK_NUMBER = Say("Isi dengan angka", "Give a number")
ASK_YES_NO = Say("Pilih ya atau tidak", "Choose yes or no")
ASK_OPTION = Say("Pilih satu", "Choose one")
ASK_DOCUMENT = Say("Dokumen", "Document")
ASK_DATE = Say("Tanggal", "Date")
ASK_POINTS = Say("Poin dari penelaah", "Points by the reviewer")
ASK_TEXT = Say("Alasan", "Reason")
WHEN_EMPTY = Say(
    "Bila tidak ada data, kosongkan dan tulis alasannya di kolom '{missing}'. Jangan isi 0.",
    "When there is no data, leave it empty and give the reason under '{missing}'. Do not write 0.",
)
PLAIN_NUMBER = Say("Angka saja, tanpa tanda persen atau Rp.", "A bare number, no percent or currency sign.")
POSSIBLE = Say("Yang mungkin: {limits}.", "Possible: {limits}.")
DATE_HINT = Say("Contoh: 21/11/2026. Kosongkan bila tidak dibatasi.", "Such as 21/11/2026. Empty means no limit.")
DOCUMENT_HINT = Say("Pilih 'ada' atau 'tidak ada'.", "Choose 'present' or 'absent'.")
WRONG_TITLE = Say("Isian tidak dikenal", "Not understood")
WRONG_LIST = Say("Pilih dari daftar, atau kosongkan.", "Choose from the list, or leave empty.")

GUIDE = (
    (
        Say("Siapa yang mengisi", "Who fills this in"),
        (
            Say(
                "Perangkat daerah yang memegang datanya; koordinator (misalnya Bagian Hukum) memeriksa seluruh isian.",
                "The office that holds the data; the coordinator (such as the legal bureau) checks the whole form.",
            ),
        ),
    ),
    (
        Say("Cara mengisi", "How to fill it in"),
        (
            Say(
                "Buka lembar '{form}'. Isi hanya sel kuning; sel lain terkunci agar tidak berubah tanpa sengaja.",
                "Open the sheet '{form}'. Fill in the yellow cells only; others are locked against accidents.",
            ),
            Say(
                "Tulis angka menurut satuannya. Untuk 12,5 persen tulis 12,5 tanpa tanda persen.",
                "Write numbers in the unit given. For 12.5 percent write 12.5 without a percent sign.",
            ),
            Say(
                "Kolom '{evidence}' memuat nama dokumen, nomor, atau alamat berkas yang mendukung jawaban.",
                "The column '{evidence}' holds the name, number or address of the document that supports the answer.",
            ),
            Say(
                "Salin-tempel dari berkas lain sebagai nilai saja (Tempel Khusus), agar pilihan di sel tidak hilang.",
                "Paste from other files as values only (Paste Special), so that the lists in the cells remain.",
            ),
        ),
    ),
    (
        Say("Bila datanya tidak ada", "When there is no data"),
        (
            Say(
                "Tidak ada data: biarkan jawaban kosong dan tulis alasannya di kolom '{missing}'. "
                "Jangan menulis 0; nol berarti sudah dihitung dan hasilnya nol.",
                "No data: leave the answer empty and give the reason under '{missing}'. "
                "Do not write 0; zero means that it was counted and came to zero.",
            ),
        ),
    ),
)
GUIDE_NOT_APPLICABLE = Say(
    "Tidak berlaku: hanya bila indikator memang tidak mungkin diterapkan di daerah ini (bukan karena datanya belum "
    "dikumpulkan). Kosongkan jawaban dan tulis alasannya di kolom '{not_applicable}'.",
    "Not applicable: only where the indicator cannot apply to this place at all (not because nobody has collected "
    "the data). Leave the answer empty and give the reason under '{not_applicable}'.",
)
GUIDE_NO_NOT_APPLICABLE = Say(
    "Instrumen ini tidak mengenal 'tidak berlaku'.",
    "This instrument does not know 'not applicable'.",
)
GUIDE_AFTER = Say("Setelah selesai", "When you are done")
GUIDE_AFTER_STEPS = (
    Say(
        "Simpan sebagai XLSX, lalu hitung dengan: kotaham score {instrument} NAMA-BERKAS.xlsx",
        "Save as XLSX, then score with: kotaham score {instrument} FILE-NAME.xlsx",
    ),
    Say(
        "Formulir ini hanya berlaku untuk versi instrumen yang tertulis di atas; versi lain ditolak dengan penjelasan.",
        "This form fits only the instrument version named above; any other is refused with an explanation.",
    ),
)
LEGEND = Say("Arti warna", "What the colours mean")
LEGEND_INPUT = Say("Sel yang diisi", "To fill in")
LEGEND_LOCKED = Say("Penjelasan, terkunci", "Explanation, locked")
EXAMPLE_NOTICE = Say(
    "INSTRUMEN CONTOH: bukan peraturan dan bukan penilaian resmi.",
    "EXAMPLE INSTRUMENT: not a regulation and not an official assessment.",
)
