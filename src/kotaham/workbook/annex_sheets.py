"""The sheets of the annex form: the smaller tables, and the order of all.

The form's words live here, in annex_forms and in annex_indicators once; the writer lays them out and the reader
looks for them.
"""

from dataclasses import replace

from kotaham.core.language import Say
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_forms import FORMULA, IDENTITY
from kotaham.workbook.annex_indicators import DETAILS, INDICATORS
from kotaham.workbook.annex_layout import CLAIM_COLUMNS, Column, Holds, Sheet, code_column, text_column, title_column

SOURCES = Sheet(
    "sources",
    Say("Sumber", "Sources"),
    Say("Dokumen dan alamat yang dirujuk kolom Sumber di lembar lain.", "Documents and addresses named by Source."),
    (
        code_column(Say("Kode pendek, misalnya A.", "A short code such as A.")),
        Column(
            "text",
            Say("Dokumen atau alamat", "Document or address"),
            Say("Judul dokumen, nomor, halaman, atau alamat laman.", "Title, number, page, or address."),
            width=90,
            required=True,
        ),
    ),
    optional=True,
)
LEGAL_BASIS = Sheet(
    "legal_basis",
    Say("Dasar hukum", "Legal basis"),
    Say("Peraturan yang menjadi dasar, satu per baris.", "The regulations it rests on, one per row."),
    (
        title_column(Say("Nama lengkap peraturan.", "Full name of the regulation."), 60),
        text_column(
            "gazette",
            "Berita/Lembaran Negara",
            "State gazette",
            Say("Misalnya BN 2013 No. 933, atau belum diketahui.", "For example BN 2013 No. 933, or unknown."),
            24,
            unknown=True,
        ),
        *CLAIM_COLUMNS,
    ),
    optional=True,
)
GROUPS = Sheet(
    "groups",
    Say("Hak", "Rights"),
    Say("Hak yang dinilai, satu per baris.", "The rights that are assessed, one per row."),
    (
        code_column(Say("Kode pendek, misalnya HIDUP.", "A short code such as LIFE."), 18),
        title_column(Say("Misalnya Hak hidup.", "For example Right to life."), 44),
        text_column("section", "Bagian", "Section", Say("Kelompok hak, bila ada.", "The section, if any."), 22),
        text_column(
            "hole",
            "Tanpa indikator karena",
            "No indicators because",
            Say(
                "Diisi bila hak ini belum punya indikator: sebabnya.",
                "Filled in when this right has no indicators: why.",
            ),
            36,
        ),
        *CLAIM_COLUMNS,
    ),
    frozen=2,
)
ELEMENTS = Sheet(
    "elements",
    Say("Unsur", "Elements"),
    Say("Unsur seperti struktur, proses, hasil; kosongkan bila tidak ada.", "Structure, process, outcome, if any."),
    (
        code_column(Say("Kode pendek, misalnya STRUKTUR.", "A short code such as STRUCTURE."), 18),
        title_column(Say("Misalnya Struktur.", "For example Structure."), 36),
        Column(
            "points",
            Say("Poin per hak", "Points per right"),
            Say("Misalnya 10, 30, 60; atau belum diketahui.", "For example 10, 30, 60; or unknown."),
            Holds.NUMBER,
            16,
            unknown=True,
        ),
        *CLAIM_COLUMNS,
    ),
    frozen=2,
    optional=True,
)
PREDICATES = Sheet(
    "predicates",
    Say("Predikat", "Predicates"),
    Say("Dari yang tertinggi ke yang terendah.", "From the highest to the lowest."),
    (
        code_column(Say("Kode pendek, misalnya PEDULI.", "A short code such as CARING."), 18),
        title_column(Say("Misalnya Peduli HAM.", "For example Human Rights Caring."), 44),
        Column(
            "from",
            Say("Mulai dari (≥)", "From (≥)"),
            Say("Nilai akhir terendah yang mendapat predikat ini.", "The lowest total that earns it."),
            Holds.NUMBER,
            16,
            required=True,
        ),
        *CLAIM_COLUMNS,
    ),
    frozen=2,
    optional=True,
)
GATES = Sheet(
    "gates",
    Say("Syarat", "Conditions"),
    Say("Syarat selain nilai akhir; kosongkan bila tidak ada.", "Conditions besides the total, if any."),
    (
        code_column(Say("Kode pendek.", "A short code.")),
        title_column(Say("Bunyi syaratnya.", "What the condition says."), 44),
        Column(
            "for",
            Say("Untuk predikat", "For predicate"),
            Say("Kode predikat yang tidak diberikan tanpa syarat ini.", "The predicate not given without it."),
            Holds.CODE,
            18,
            required=True,
            names="predicates",
        ),
        Column(
            "rule",
            Say("Aturan", "Rule"),
            Say("Pilih dari daftar.", "Choose from the list."),
            Holds.WORD,
            30,
            required=True,
            words=words.GATE_RULE,
        ),
        Column(
            "value",
            Say("Paling sedikit", "At least"),
            Say("Nilai atau poin terendah yang memenuhi syarat.", "The lowest value that satisfies it."),
            Holds.NUMBER,
            14,
            required=True,
        ),
        Column(
            "groups",
            Say("Kode hak", "Rights"),
            Say("Satu kode per baris; kosong = semua hak.", "One code per line; empty = all rights."),
            Holds.CODES,
            18,
            names="groups",
        ),
        Column(
            "indicators",
            Say("Kode indikator", "Indicators"),
            Say("Satu kode per baris.", "One code per line."),
            Holds.CODES,
            18,
            names="indicators",
        ),
        *CLAIM_COLUMNS,
    ),
    frozen=2,
    optional=True,
)
BONUS = Sheet(
    "bonus",
    Say("Nilai tambah", "Bonus"),
    Say("Nilai tambah di luar indikator; kosongkan bila tidak ada.", "Points from outside the indicators, if any."),
    (
        code_column(Say("Kode pendek.", "A short code.")),
        title_column(Say("Untuk apa nilai tambah ini.", "What it is given for."), 44),
        Column(
            "max_points",
            Say("Poin paling banyak", "Most points"),
            Say("Nilai tambah tertinggi untuk butir ini.", "The highest points of this item."),
            Holds.NUMBER,
            16,
            required=True,
        ),
        Column(
            "evidence",
            Say("Data dukung", "Evidence"),
            Say("Satu data dukung per baris (Alt+Enter).", "One per line (Alt+Enter)."),
            Holds.LINES,
            44,
        ),
        *CLAIM_COLUMNS,
    ),
    frozen=2,
    optional=True,
)
TREE = Sheet(
    "tree",
    Say("Pohon", "Tree"),
    Say(
        "Hanya untuk pohon berbobot. Cabang: isi Kode, Judul, Bobot. Indikator di cabang: isi Induk, Indikator, Bobot.",
        "For a weighted tree only. Branch: Code, Title, Weight. Indicator in a branch: Parent, Indicator, Weight.",
    ),
    (
        Column("code", Say("Kode", "Code"), Say("Kode cabang.", "Code of the branch."), Holds.CODE, 18),
        Column(
            "parent",
            Say("Induk", "Parent"),
            Say("Kode cabang di atasnya; kosong = paling atas.", "The branch above; empty = topmost."),
            Holds.CODE,
            18,
            names="tree",
        ),
        text_column("title", "Judul", "Title", Say("Nama cabang.", "Name of the branch."), 44),
        Column(
            "indicator",
            Say("Indikator", "Indicator"),
            Say("Kode indikator di cabang Induk.", "An indicator within the parent."),
            Holds.CODE,
            18,
            names="indicators",
        ),
        Column(
            "weight",
            Say("Bobot", "Weight"),
            Say("Bobot di antara saudaranya, misalnya 30 atau 1/3.", "Weight among its siblings, such as 30 or 1/3."),
            Holds.NUMBER,
            12,
            required=True,
        ),
    ),
    prepared=200,
    optional=True,
)

GUIDE = Say("Petunjuk", "Guide")
_IN_ORDER = (
    IDENTITY,
    LEGAL_BASIS,
    SOURCES,
    GROUPS,
    ELEMENTS,
    INDICATORS,
    DETAILS,
    FORMULA,
    PREDICATES,
    GATES,
    BONUS,
    TREE,
)
SHEETS = tuple(replace(one, order=order) for order, one in enumerate(_IN_ORDER))


def sheet(key: str) -> Sheet:
    """Return a sheet by its key."""
    return next(one for one in SHEETS if one.key == key)
