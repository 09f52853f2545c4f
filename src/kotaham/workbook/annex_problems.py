"""Everything that can be wrong with a typed annex, each told with the cell's value and what to do next."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say


class Slip(Exception):
    """One cell could not be understood; the reader adds the sheet, row and column and makes it a Problem."""

    def __init__(self, kind: Kind, **values: object) -> None:
        """Take the kind of problem and the words to fill in."""
        super().__init__(kind.code)
        self.kind = kind
        self.values = values


NOT_AN_ANNEX = Kind(
    "annex.not-an-annex",
    Say("Berkas ini bukan formulir lampiran KotaHAM.", "This file is not a KotaHAM annex form."),
    Say(
        "Buat formulir kosong dengan `kotaham instrument new`, lalu salin isinya ke sana.",
        "Make an empty form with `kotaham instrument new` and copy the contents into it.",
    ),
    why=Say("Lembar yang dicari tidak ada: {missing}.", "Sheets that are looked for are absent: {missing}."),
)
COLUMN_MISSING = Kind(
    "annex.column-missing",
    Say("Kolom {title} tidak ditemukan.", "The column {title} was not found."),
    Say("Kembalikan judul kolomnya persis seperti di formulir kosong.", "Put its heading back as in the empty form."),
)
COLUMN_UNKNOWN = Kind(
    "annex.column-unknown",
    Say("Kolom {title} tidak dikenal.", "The column {title} is not known."),
    Say(
        "Pindahkan isinya ke kolom Catatan, lalu hapus kolom itu.", "Move it to the column Note and delete the column."
    ),
    why=Say("Isinya akan hilang tanpa diketahui.", "What it holds would be lost unnoticed."),
)
COLUMN_TWICE = Kind(
    "annex.column-twice",
    Say("Judul {title} muncul dua kali.", "The heading {title} appears twice."),
    Say("Hapus salah satu.", "Delete one of them."),
)
FIELD_MISSING = Kind(
    "annex.field-missing",
    Say("Baris {title} tidak ditemukan.", "The row {title} was not found."),
    Say("Kembalikan barisnya seperti di formulir kosong.", "Put the row back as in the empty form."),
)
FIELD_UNKNOWN = Kind(
    "annex.field-unknown",
    Say("Baris {title} tidak dikenal.", "The row {title} is not known."),
    Say(
        "Pakai nama baris dari formulir kosong, atau hapus baris ini.",
        "Use a name of the empty form, or delete the row.",
    ),
)
OUTSIDE = Kind(
    "annex.outside",
    Say("Ada isian di luar kolom formulir: {value}.", "There is something outside the form's columns: {value}."),
    Say("Pindahkan ke kolom yang tepat, atau hapus.", "Move it into the right column, or delete it."),
)
EMPTY = Kind(
    "annex.empty",
    Say("{thing} wajib diisi, tetapi kosong.", "{thing} is required but empty."),
    Say("{hint}", "{hint}"),
)
FORMULA = Kind(
    "annex.formula",
    Say("Sel {cell} berisi rumus.", "The cell {cell} holds a formula."),
    Say(
        "Salin sel itu, lalu tempel sebagai nilai (Paste Values).",
        "Copy the cell and paste it as a value (Paste Values).",
    ),
    why=Say(
        "Hasil rumus bisa berubah atau dibulatkan, sedangkan bunyi peraturan tidak.",
        "A formula's result can change or be rounded; the words of a regulation do not.",
    ),
)
ERROR_CELL = Kind(
    "annex.error-cell",
    Say("Sel {cell} berisi galat Excel {value}.", "The cell {cell} holds the Excel error {value}."),
    Say("Hapus, lalu ketik isinya.", "Delete it and type the content."),
)
MERGED = Kind(
    "annex.merged",
    Say("Sel {cells} digabung.", "The cells {cells} are merged."),
    Say(
        "Pisahkan (Unmerge Cells), lalu isi setiap baris; Ctrl+D menyalin isi sel di atasnya.",
        "Unmerge them and fill in every row; Ctrl+D copies the cell above.",
    ),
)
NUMBER = Kind(
    "annex.number",
    Say("“{value}” bukan angka.", "“{value}” is not a number."),
    Say("Tulis angka biasa seperti 110, {decimal}, atau 1/3.", "Write a plain number such as 110, {decimal} or 1/3."),
)
NUMBER_TWO_WAYS = Kind(
    "annex.number-two-ways",
    Say("“{value}” dapat dibaca {whole} atau {part}.", "“{value}” can be read as {whole} or as {part}."),
    Say("Tulis {whole} tanpa tanda ribuan, atau {part}.", "Write {whole} without thousands mark, or {part}."),
)
NUMBER_COMPUTED = Kind(
    "annex.number-computed",
    Say(
        "{value} adalah hasil hitungan Excel yang sudah dibulatkan.",
        "{value} is a result of Excel that was already rounded.",
    ),
    Say("Ketik angka yang tertulis di peraturan, misalnya 1/3.", "Type the figure of the regulation, for example 1/3."),
)
NUMBER_DATE = Kind(
    "annex.number-date",
    Say("Excel mengubah isian ini menjadi tanggal ({value}).", "Excel turned this entry into a date ({value})."),
    Say(
        "Ubah format sel menjadi Teks, lalu ketik ulang, atau awali dengan tanda petik tunggal (').",
        "Set the cell's format to Text and type again, or begin with an apostrophe (').",
    ),
)
COUNT = Kind(
    "annex.count",
    Say("“{value}” bukan bilangan bulat.", "“{value}” is not a whole number."),
    Say("Tulis bilangan bulat seperti 2.", "Write a whole number such as 2."),
)
DATE = Kind(
    "annex.date",
    Say("“{value}” bukan tanggal.", "“{value}” is not a date."),
    Say("Tulis seperti 2016-12-30 atau 30 Desember 2016.", "Write it like 2016-12-30 or 30 December 2016."),
)
CODE = Kind(
    "annex.code",
    Say("“{value}” tidak dapat menjadi kode.", "“{value}” cannot be a code."),
    Say(
        "Pakai huruf, angka, - atau _, paling banyak 40 tanda, tanpa spasi dan titik; misalnya 1-10 atau HIDUP.",
        "Use letters, digits, - or _, at most 40 signs, no spaces or dots; for example 1-10 or LIFE.",
    ),
)
CODE_NUMBER = Kind(
    "annex.code-number",
    Say("Excel menyimpan kode ini sebagai angka {value}.", "Excel stores this code as the number {value}."),
    Say(
        "Ubah format sel menjadi Teks, lalu tulis kodenya dengan tanda hubung, misalnya 1-10.",
        "Set the cell's format to Text and write the code with a hyphen, for example 1-10.",
    ),
    why=Say("Kode 1.1 dan 1.10 menjadi angka yang sama.", "The codes 1.1 and 1.10 become the same number."),
)
CHOICE = Kind(
    "annex.choice",
    Say("“{value}” bukan salah satu pilihan.", "“{value}” is not one of the choices."),
    Say("Pilih salah satu: {choices}.", "Choose one of: {choices}."),
)
INVALID = Kind(
    "annex.invalid",
    Say("“{value}” tidak dapat diterima di sini.", "“{value}” cannot be accepted here."),
    Say("{hint}", "{hint}"),
)
TOO_LONG = Kind(
    "annex.too-long",
    Say("Teks ini {length} tanda; paling banyak {most}.", "This text has {length} signs; the most is {most}."),
    Say("Persingkat.", "Shorten it."),
)
QUOTE = Kind(
    "annex.exact-text",
    Say("Tulisan sesudah “{mark}” tidak lengkap.", "What follows “{mark}” is not complete."),
    Say('Tulis dalam tanda petik ganda, misalnya {mark} "  teks".', 'Write it in quotes, for example {mark} "  text".'),
)
LADDER = Kind(
    "annex.ladder",
    Say("“{piece}” tidak dapat dibaca sebagai rentang dan poinnya.", "“{piece}” cannot be read as a band."),
    Say(
        "Tulis rentang, tanda =, lalu poinnya: ≤ 110 = 10; 111 – 140 = 8; > 140 = 0.",
        "Write the range, the sign =, then the points: ≤ 110 = 10; 111 – 140 = 8; > 140 = 0.",
    ),
    why=Say("{why}", "{why}"),
)
POINTS = Kind(
    "annex.points",
    Say("“{piece}” tidak dapat dibaca sebagai poin.", "“{piece}” cannot be read as points."),
    Say("Tulis seperti: {example}.", "Write it like: {example}."),
)
OPTION = Kind(
    "annex.option",
    Say("Baris “{piece}” tidak dapat dibaca.", "The line “{piece}” cannot be read."),
    Say("Tulis satu baris untuk setiap butir: {example}.", "Write one line for each: {example}."),
)
BOTH = Kind(
    "annex.both",
    Say(
        "Indikator {code} diisi di sini dan juga di lembar {there}.",
        "The indicator {code} is filled in here and in the sheet {there} as well.",
    ),
    Say("Pakai salah satu saja.", "Use one of the two."),
)
NOT_USED = Kind(
    "annex.not-used",
    Say("“{value}” tidak dipakai oleh “{by}”.", "“{value}” is not used by “{by}”."),
    Say("Hapus, atau ganti pilihannya.", "Delete it, or change the choice."),
)
NEEDS = Kind(
    "annex.needs",
    Say("{what}", "{what}"),
    Say("{hint}", "{hint}"),
)
DUPLICATE = Kind(
    "annex.duplicate",
    Say("Kode {value} sudah dipakai di baris {first}.", "The code {value} is already used in row {first}."),
    Say("Beri kode lain.", "Give another code."),
)
REFERENCE = Kind(
    "annex.reference",
    Say("{value} tidak ada di lembar {there}.", "{value} is not in the sheet {there}."),
    Say("Pakai kode yang ada; yang mirip: {near}.", "Use a code that exists; near ones: {near}."),
)
CIRCLE = Kind(
    "annex.circle",
    Say("Cabang {value} berada di bawah dirinya sendiri.", "The branch {value} lies below itself."),
    Say("Betulkan kolom Induk.", "Mend the column Parent."),
)
BAD_ID = Kind(
    "annex.bad-id",
    Say("“{value}” tidak dapat menjadi id instrumen.", "“{value}” cannot be the id of an instrument."),
    Say(
        "Pakai huruf kecil, angka, dan tanda hubung, paling banyak 60 tanda; misalnya perda-kota-damai.",
        "Use lower-case letters, digits and hyphens, at most 60 signs; for example perda-kota-damai.",
    ),
)
OVERLAP = Kind(
    "annex.bands-overlap",
    Say(
        "Rentang “{first}” dan “{second}” tumpang tindih: angka {values} mendapat {one} poin dan juga {other} poin.",
        "The bands “{first}” and “{second}” overlap: values {values} earn {one} points and {other} points as well.",
    ),
    Say(
        "Geser salah satu batasnya: < berarti kurang dari, ≤ berarti sampai dengan, > berarti lebih dari.",
        "Move one of the ends: < means less than, ≤ means up to and including, > means more than.",
    ),
)
TWO_SIGNS = Kind(
    "annex.two-signs",
    Say("Satu rentang memakai {one} dan {other} sekaligus.", "One band uses both {one} and {other}."),
    Say("Pakai salah satu saja.", "Use only one of them."),
)
CELL_FULL = Kind(
    "annex.cell-full",
    Say(
        "Isian sepanjang {length} tanda tidak muat dalam satu sel Excel.",
        "{length} signs do not fit in one Excel cell.",
    ),
    Say("Persingkat teks itu di instrumen.", "Shorten the text in the instrument."),
)
