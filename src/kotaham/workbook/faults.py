"""What can be wrong with one cell, and what reading a cell can give: a value, nothing (with a reason), or a fault."""

from collections.abc import Mapping
from dataclasses import dataclass

from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Blank:
    """No value: the words of the cell that say so, or empty for an empty cell."""

    words: str = ""


NOWHERE = Say("", "")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken; becomes a problem where its place is known."""

    kind: Kind
    values: Mapping[str, object]

    def at(self, where: Where, beside: Say = NOWHERE) -> Problem:
        """Return the problem at a place; `beside` tells where this table takes the reason for an empty cell."""
        return self.kind(where, **{"beside": beside, **self.values})


def shown(value: object) -> str:
    """Return a cell's content for a message: one line, at most 60 characters."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


NOT_A_NUMBER = Kind(
    "table.not-a-number",
    Say("'{value}' bukan angka.", "'{value}' is not a number."),
    Say(
        "Isi angka saja (misalnya 12,5), atau kosongkan sel ini{beside}.",
        "Give a bare number (such as 12.5), or empty the cell{beside}.",
    ),
)
FORMULA_TEXT = Kind(
    "table.formula-text",
    Say("'{value}' adalah teks rumus, bukan angka.", "'{value}' is the text of a formula, not a number."),
    Say("Isi hasil hitungannya sebagai angka.", "Give the result as a number."),
)
AMBIGUOUS_NUMBER = Kind(
    "table.ambiguous-number",
    Say(
        "'{value}' dapat dibaca dua cara: {indonesian} (cara Indonesia) atau {english} (cara Inggris).",
        "'{value}' can be read in two ways: {indonesian} (Indonesian) or {english} (English).",
    ),
    Say(
        "Nyatakan cara tulis angka berkas ini dengan `--numbers id` atau `--numbers en`.",
        "State how this file writes numbers with `--numbers id` or `--numbers en`.",
    ),
)
OTHER_STYLE = Kind(
    "table.other-number-style",
    Say(
        "'{value}' tidak sesuai dengan cara tulis angka yang dinyatakan ({style}).",
        "'{value}' does not fit the stated way of writing numbers ({style}).",
    ),
    Say(
        "Perbaiki angkanya, atau baca seluruh berkas dengan `--numbers {other}`; satu berkas memakai satu cara.",
        "Correct the number, or read the whole file with `--numbers {other}`; a file uses one way only.",
    ),
)
OTHER_STYLE_OFTEN = Kind(
    "table.other-number-style-often",
    Say(
        "{count} angka pada {rows} baris tidak sesuai dengan cara tulis angka yang dinyatakan ({style}), "
        "misalnya '{value}'; baris itu tidak dipakai.",
        "{count} {count:number|numbers} in {rows} {rows:row|rows} {count:does|do} not fit the stated way of writing "
        "numbers ({style}), such as '{value}'; those rows are not used.",
    ),
    Say(
        "Bila seluruh berkas ditulis dengan cara lain, baca lagi dengan `--numbers {other}`.",
        "If the whole file is written the other way, read it again with `--numbers {other}`.",
    ),
)
PERCENT_SIGN = Kind(
    "table.percent-sign",
    Say("'{value}' memakai tanda persen.", "'{value}' has a percent sign."),
    Say(
        "Hapus tandanya: bila satuan indikator persen, tulis 12,5 untuk 12,5 persen.",
        "Remove it: where the unit is percent, write 12.5 for 12.5 percent.",
    ),
)
PERCENT_CELL = Kind(
    "table.percent-cell",
    Say(
        "Sel ini berformat persen: yang tersimpan {value}, sedangkan yang terlihat seratus kalinya.",
        "This cell is formatted as a percentage: {value} is stored, a hundred times that is shown.",
    ),
    Say(
        "Ubah format sel menjadi Angka, lalu isi angka menurut satuan indikator (12,5 untuk 12,5 persen).",
        "Change its format to Number, then give the figure in the indicator's unit (12.5 for 12.5 percent).",
    ),
)
CURRENCY = Kind(
    "table.currency",
    Say("'{value}' memakai lambang mata uang.", "'{value}' has a currency sign."),
    Say("Tulis angkanya saja, dalam satuan indikator.", "Write the bare number, in the unit of the indicator."),
)
STRANGE_MINUS = Kind(
    "table.strange-minus",
    Say(
        "'{value}' memakai tanda pisah, bukan tanda kurang biasa.",
        "'{value}' has a dash in place of the plain minus sign.",
    ),
    Say("Tulis dengan tanda '-' dari papan tik, misalnya -5.", "Use the '-' of the keyboard, such as -5."),
)
SPACES = Kind(
    "table.spaces-in-number",
    Say("'{value}' memuat spasi di antara angka.", "'{value}' has spaces between its digits."),
    Say("Hapus spasinya.", "Remove the spaces."),
)
NIHIL = Kind(
    "table.nihil",
    Say("'{value}' dapat berarti nol atau tidak ada data.", "'{value}' can mean zero or no data."),
    Say("Tulis 0 bila memang nol; kosongkan bila tidak ada data.", "Write 0 for zero; leave empty for no data."),
)
TOO_MANY_DIGITS = Kind(
    "table.too-many-digits",
    Say("Angka ini terlalu panjang: '{value}'.", "This number is too long: '{value}'."),
    Say("Periksa salah ketik; paling banyak 60 tanda.", "Check for slips of typing; at most 60 characters."),
)
DATE_NOT_NUMBER = Kind(
    "table.date-not-number",
    Say("Sel ini berisi tanggal ({value}), bukan angka.", "This cell holds a date ({value}), not a number."),
    Say(
        "Excel kerap mengubah angka menjadi tanggal: ubah format sel menjadi Angka lalu ketik ulang.",
        "Excel often turns numbers into dates: change the format to Number and type it again.",
    ),
)
YES_NOT_NUMBER = Kind(
    "table.logical-not-number",
    Say("Sel ini berisi {value}, bukan angka.", "This cell holds {value}, not a number."),
    Say("Isi dengan angka.", "Give a number."),
)
ERROR_CELL = Kind(
    "table.error-cell",
    Say("Sel ini berisi galat rumus {value}.", "This cell holds the formula error {value}."),
    Say("Perbaiki rumusnya, atau isi hasilnya langsung.", "Mend the formula, or give the result itself."),
)
FORMULA_NO_VALUE = Kind(
    "table.formula-without-value",
    Say("Sel ini berisi rumus yang belum dihitung.", "This cell holds a formula that was never calculated."),
    Say(
        "Buka berkasnya di Excel atau LibreOffice, simpan, lalu coba lagi; atau isi hasilnya langsung.",
        "Open the file in Excel or LibreOffice, save it and retry; or give the result itself.",
    ),
)
NOT_YES_NO = Kind(
    "table.not-yes-no",
    Say("'{value}' bukan jawaban ya atau tidak.", "'{value}' is no answer to a yes-or-no question."),
    Say("Yang diterima: ya, tidak, yes, no.", "Accepted: ya, tidak, yes, no."),
)
NOT_PRESENT_ABSENT = Kind(
    "table.not-present-absent",
    Say("'{value}' tidak mengatakan apakah dokumennya ada.", "'{value}' does not say whether the document exists."),
    Say(
        "Yang diterima: ada, tidak ada, ya, tidak (juga present, absent, yes, no).",
        "Accepted: present, absent, yes, no (also ada, tidak ada, ya, tidak).",
    ),
)
NOT_AN_OPTION = Kind(
    "table.not-an-option",
    Say("'{value}' bukan salah satu pilihan.", "'{value}' is not one of the options."),
    Say("Pilih salah satu: {options}.", "Choose one of: {options}."),
)
NOT_A_DATE = Kind(
    "table.not-a-date",
    Say("'{value}' bukan tanggal yang dikenal.", "'{value}' is not a date we can read."),
    Say(
        "Tulis sebagai 2026-11-21, 21/11/2026 (hari/bulan/tahun), atau 21 November 2026.",
        "Write 2026-11-21, 21/11/2026 (day/month/year) or 21 November 2026.",
    ),
)
NOT_TEXT = Kind(
    "table.text-too-long",
    Say("Teks ini lebih dari {limit} huruf.", "This text has more than {limit} characters."),
    Say("Ringkaskan; berkas panjang disebut namanya saja.", "Shorten it; name long files instead of quoting them."),
)
