"""What is said of an import and of its rows; a row is told by its number, never by what it holds."""

from kotaham.apps.register.models import Batch, Refusal
from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.language import Lang, Say
from kotaham.workbook.roster import letters as roster
from kotaham.workbook.roster.fields import FIELDS

TWICE = roster.TWICE
LARGE = Kind(
    "register.import-large",
    Say("Berkas ini lebih dari {limit} MB.", "This file is larger than {limit} MB."),
    Say(
        "Simpan sebagai CSV, atau bagi menjadi beberapa berkas.",
        "Save it as CSV, or divide it into several files.",
    ),
)
BEFORE = Kind(
    "register.imported-before",
    Say("Berkas yang sama sudah diimpor sebagai {batch}.", "The same file was imported already as {batch}."),
    Say("Buka impor itu; kembalikan dulu bila ingin mengulang.", "Open that import; undo it first to repeat it."),
)
NO_BASIS = Kind(
    "register.no-basis",
    Say("Dasar pemrosesan belum ditulis.", "The basis of the processing is missing."),
    Say("Tulis surat atau tugas yang menjadi dasarnya.", "Write the letter or the duty that it rests on."),
    Say("Data pribadi diproses hanya dengan dasar.", "Personal data are processed only upon a basis."),
)
NO_SEAT = Kind(
    "register.import-without-office",
    Say("Impor memerlukan kantor pengimpor.", "An import needs the office that imports."),
    Say("Ganti ke peran yang memegang kantor.", "Switch to a role that holds an office."),
)
GONE = Kind(
    "register.import-file-gone",
    Say("Berkas impor tidak ada lagi di server.", "The file of the import is no longer on the server."),
    Say("Unggah berkasnya sekali lagi.", "Upload the file once more."),
)
NO_ROWS = Kind(
    "register.import-empty",
    Say("Daftar ini tidak memuat satu orang pun.", "This list holds nobody."),
    Say("Isi barisnya di bawah judul kolom, lalu unggah lagi.", "Fill in rows below the headings, then upload again."),
)
NOTHING = Kind(
    "register.import-nothing",
    Say("Tidak ada baris yang dapat dimasukkan.", "There is no row to take in."),
    Say("Unduh baris yang ditolak, perbaiki, lalu impor lagi.", "Download what was refused, correct, import again."),
)
STOPPED = Kind(
    "register.import-stopped",
    Say("Pembacaan berkas dihentikan.", "The reading of the file was stopped."),
    Say("Unggah berkasnya lagi bila masih diperlukan.", "Upload the file again if it is still needed."),
)
OFFICE = Kind(
    "register.row-office",
    Say("Kantor pada baris ini tidak dikenal di wilayah Anda.", "The office of this row is not known in your area."),
    Say(
        "Tulis namanya seperti pada daftar kantor, atau kosongkan dan tulis pada kolom instansi.",
        "Write its name as the list of offices has it, or leave it empty and use the column of the agency.",
    ),
)
OFFICES = Kind(
    "register.row-offices",
    Say("Nama kantor pada baris ini dimiliki lebih dari satu kantor.", "Several offices have the name in this row."),
    Say("Tulis nama lengkapnya, termasuk kabupaten/kotanya.", "Write its full name, with that of its city."),
)
ELSEWHERE = Kind(
    "register.row-elsewhere",
    Say(
        "Orang ini sudah terdaftar di kantor lain di luar wilayah Anda.",
        "This person is registered with another office outside your area.",
    ),
    Say(
        "Mintalah kepala Kanwil, atau kementerian bila Kanwilnya lain, memindahkannya ke kantor Anda.",
        "Ask the head of the Kanwil, or the ministry where it is another Kanwil, to move them to your office.",
    ),
    Say("Satu orang dihitung satu kali, di tempat ia bertugas.", "One person counts once, where they serve."),
)
STRANGER = Kind(
    "register.row-stranger",
    Say(
        "Nomor ini sudah tercatat atas nama yang sama sekali lain.",
        "This number is on record under a wholly different name.",
    ),
    Say(
        "Periksa nomornya. Bila orangnya memang berganti nama, betulkan namanya dulu pada halaman orangnya.",
        "Check the number. If the person did change their name, correct it on their page first.",
    ),
    Say("Satu nomor keliru akan menimpa data orang lain.", "One wrong number would overwrite somebody else's data."),
)
LATE = Kind(
    "register.taken-meanwhile",
    Say("Nomor ini didaftarkan orang lain setelah berkas dibaca.", "This number was added after the file was read."),
    Say("Impor baris ini sekali lagi.", "Import this row once more."),
)
STALE = Kind(
    "register.changed-meanwhile",
    Say("Data orang ini berubah setelah berkas dibaca.", "The data of this person changed after the file was read."),
    Say("Periksa orangnya, lalu impor baris ini sekali lagi.", "Look at the person, then import this row once more."),
)

SUMMED = {  # what names a number of its row, told of many rows
    "identity.length": Say("NIP tidak berisi 18 angka.", "The NIP does not have 18 digits."),
    "identity.sex": Say("Angka ke-15 NIP bukan 1 atau 2.", "Digit 15 of the NIP is neither 1 nor 2."),
    "identity.nrp": Say(
        "Nomor (NRP atau lainnya) tidak berisi 4 sampai 20 huruf atau angka.",
        "The number (NRP or other) does not have 4 to 20 letters or digits.",
    ),
    "roster.long": Say("Isi kolom {column} terlalu panjang.", "The {column} is too long."),
    "roster.twice": Say("Nomor yang sama sudah ada pada baris lain.", "The same number already stands in another row."),
}


def problem_of(refusal: Refusal) -> Problem:
    """Return what is wrong with a row, ready to be told."""
    values = {**refusal.values, "column": column_of(refusal.column)}
    return Kind.all[refusal.code](Where(row=refusal.row), **values)


def told(code: str, column: str, lang: Lang) -> str:
    """Tell what is wrong with many rows at once, without what differs from row to row."""
    if summed := SUMMED.get(code):
        return summed.text(lang, column=column_of(column).text(lang))
    return Problem(Kind.all[code], Where(), {"column": column_of(column)}).part("what", lang)


def column_of(name: str) -> Say:
    """Return a column in words."""
    return FIELDS.get(name, Say(name, name))


def named(batch: Batch) -> Say:
    """Name an import."""
    return Say(f"Impor {batch}", f"Import {batch}")
