"""The two sheets of the annex form with one question per row: who the instrument is, and how it counts."""

from kotaham.core.language import Say
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_layout import CLAIM_COLUMNS, Column, Holds, Sheet
from kotaham.workbook.annex_words import Words

FORM_COLUMNS = (
    Column("label", Say("Ruas", "Field"), Say("", ""), width=36),
    Column("value", Say("Isian", "Entry"), Say("", ""), width=56),
    Column("help", Say("Keterangan", "Explanation"), Say("", ""), width=52),
    *CLAIM_COLUMNS,
)


def _field(key: str, title: Say, help_: Say, required: bool = False, unknown: bool = False) -> Column:
    return Column(key, title, help_, required=required, unknown=unknown)


def _word(key: str, title: Say, choices: Words, help_: Say | None = None, required: bool = True) -> Column:
    chosen = help_ or Say("Pilih dari daftar.", "Choose from the list.")
    return Column(key, title, chosen, Holds.WORD, required=required, words=choices)


def _rule(key: str, title: Say, choices: Words, help_: Say) -> Column:
    return Column(key, title, help_, Holds.WORD, required=True, words=choices, claim=True)


def _number(key: str, title: Say, help_: Say, holds: Holds = Holds.NUMBER, claim: bool = False) -> Column:
    return Column(key, title, help_, holds, claim=claim)


IDENTITY = Sheet(
    "identity",
    Say("Identitas", "Identity"),
    Say("Satu isian per baris. Baris bertanda * wajib diisi.", "One entry per row. Rows with * are required."),
    FORM_COLUMNS,
    (
        Column(
            "id",
            Say("Nama berkas", "Id"),
            Say("Huruf kecil, angka, tanda hubung: permenkumham-22-2021.", "Small letters, digits, hyphens."),
            Holds.CODE,
            required=True,
        ),
        Column(
            "version",
            Say("Versi", "Version"),
            Say("Biasanya tahun: 2021.", "Usually the year: 2021."),
            Holds.CODE,
            required=True,
        ),
        _field("title", Say("Judul", "Title"), Say("Nama lengkap instrumen.", "Full name."), required=True),
        _word("nature", Say("Sifat", "Nature"), words.NATURE),
        _word("subject", Say("Yang dinilai", "Subject"), words.SUBJECT),
        _word(
            "language",
            Say("Bahasa isi", "Language of the texts"),
            words.LANGUAGE,
            Say("Kosong = bahasa Indonesia.", "Empty = Indonesian."),
            required=False,
        ),
        Column(
            "in_force.from",
            Say("Berlaku mulai", "In force from"),
            Say("Misalnya 30 Desember 2016, atau belum diketahui.", "For example 30 December 2016, or unknown."),
            Holds.DATE,
            required=True,
            unknown=True,
            claim=True,
        ),
        Column(
            "in_force.to",
            Say("Berlaku sampai", "In force until"),
            Say("Kosong = belum ada batas yang diketahui.", "Empty = no end is known to be set."),
            Holds.DATE,
            unknown=True,
        ),
        _field("notice", Say("Pemberitahuan", "Notice"), Say("Peringatan di setiap hasil.", "Shown on every result.")),
        _field("about", Say("Tentang", "About"), Say("Uraian singkat.", "A short description.")),
        _number(
            "stated_groups.count",
            Say("Jumlah hak yang disebut", "Stated number of rights"),
            Say("Jumlah menurut peraturan atau pembacanya.", "The count the law or its readers state."),
            Holds.COUNT,
            claim=True,
        ),
        _number(
            "stated_indicators.count",
            Say("Jumlah indikator yang disebut", "Stated number of indicators"),
            Say("Dibandingkan dengan yang diketik.", "Compared with what is typed."),
            Holds.COUNT,
            claim=True,
        ),
        _word(
            "listed",
            Say("Daftar indikator", "List of indicators"),
            words.LISTED,
            Say("Belum diketahui = lampirannya tidak terbaca. Kosong = diketahui.", "Empty = known."),
            required=False,
        ),
    ),
)
FORMULA = Sheet(
    "formula",
    Say("Rumus", "Formula"),
    Say("Cara menghitung nilai akhir dan aturan hitung.", "How the total is computed, and the rules."),
    FORM_COLUMNS,
    (
        _rule(
            "aggregation.method",
            Say("Cara menghitung", "Method"),
            words.METHOD,
            Say("Bila pohon berbobot, isi lembar Pohon.", "For a weighted tree fill in the sheet Tree."),
        ),
        _word(
            "aggregation.within_element",
            Say("Poin unsur dibagi", "Within an element"),
            words.WITHIN,
            Say("Hanya untuk poin unsur per hak.", "For element points only."),
            required=False,
        ),
        _number("scale", Say("Skala nilai akhir", "Scale"), Say("Kosong = 100.", "Empty = 100.")),
        _rule(
            "policies.missing.rule",
            Say("Bila data tidak ada", "Missing data"),
            words.MISSING,
            Say("Akibat bila jawaban tanpa data.", "What a missing answer means."),
        ),
        _rule(
            "policies.not_applicable.rule",
            Say("Bila tidak berlaku di daerah itu", "Not applicable"),
            words.NOT_APPLICABLE,
            Say("Misalnya indikator pantai di daerah tanpa pantai.", "For example a coast where there is none."),
        ),
        _rule(
            "policies.gap.rule",
            Say("Bila di antara dua rentang", "Between two bands"),
            words.GAP,
            Say(
                "Misalnya 110,5 bila rentangnya ≤ 110 dan 111 – 140.", "For example 110.5 between ≤ 110 and 111 – 140."
            ),
        ),
        _number(
            "rounding.decimals",
            Say("Desimal yang ditampilkan", "Decimals shown"),
            Say("0 sampai 6; kosong = 2. Hanya tampilan.", "0 to 6; empty = 2. Display only."),
            Holds.COUNT,
            claim=True,
        ),
        _word(
            "predicates.on",
            Say("Predikat menurut", "Predicate by"),
            words.COUNTED_ON,
            Say("Kosong = nilai akhir.", "Empty = total."),
            required=False,
        ),
        _field(
            "predicates.below",
            Say("Sebutan di bawah predikat terendah", "Name below the lowest"),
            Say("Misalnya Kurang Peduli HAM, atau belum diketahui.", "Or unknown."),
            unknown=True,
        ),
        _field(
            "predicates.none_because",
            Say("Tanpa predikat karena", "No predicates because"),
            Say("Diisi bila instrumen ini tidak memberi predikat.", "When it gives no predicate."),
        ),
        Column(
            "bonus.state",
            Say("Nilai tambah", "Bonus"),
            Say(
                "Bila ada, isi lembar Nilai tambah dan batas atasnya di bawah.",
                "If given, fill in the sheet Bonus and the cap.",
            ),
            Holds.WORD,
            words=words.BONUS,
            claim=True,
        ),
        _number(
            "bonus.cap",
            Say("Batas atas nilai tambah", "Cap of the bonus"),
            Say("Nilai tambah paling banyak.", "The most."),
        ),
        _number(
            "bonus.total_cap",
            Say("Batas atas nilai akhir", "Cap of the total with bonus"),
            Say("Kosong = 100.", "Empty = 100."),
        ),
        _field(
            "bonus_note", Say("Catatan nilai tambah", "Note on the bonus"), Say("Catatan bebas.", "Anything to know.")
        ),
    ),
)
