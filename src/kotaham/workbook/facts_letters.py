"""What can be wrong with a file of facts, in words."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

TOO_LARGE = Kind(
    "facts.file-too-large",
    Say("Berkas fakta ini lebih besar dari {limit} MB.", "The file of facts is larger than {limit} MB."),
    Say("Bagi menurut provinsi, lalu nilai satu per satu.", "Split it by province and score the parts."),
)
NOT_JSON = Kind(
    "facts.not-json",
    Say("Berkas ini bukan JSON yang sah: {reason}.", "This file is not valid JSON: {reason}."),
    Say(
        "Ekspor ulang dari sumbernya; jangan menyuntingnya dengan pengolah kata.",
        "Export it again from its source; do not edit it in a word processor.",
    ),
)
NOT_FACTS = Kind(
    "facts.not-facts",
    Say("Berkas ini tidak berbentuk {format}: {fault}.", "This file is not of the form {format}: {fault}."),
    Say(
        "Pakai facts.json dari paket hasil, tanda terima, atau halaman Periksa sendiri.",
        "Use facts.json of a result pack, a receipt, or the page Check it yourself.",
    ),
)
BAD_PLACE = Kind(
    "facts.bad-entry",
    Say("Isian ini tidak dapat dibaca: {fault}.", "This entry cannot be read: {fault}."),
    Say("Perbaiki menurut bentuk yang terdokumentasi.", "Correct it to the documented form."),
)
MANY_MORE = Kind(
    "facts.many-more",
    Say("Masih ada {count} kesalahan lain.", "There are {count} more {count:mistake|mistakes}."),
    Say("Perbaiki yang di atas, lalu coba lagi.", "Correct the ones above and try again."),
)
CODE_TWICE = Kind(
    "facts.code-twice",
    Say("Kode {code} dipakai {count} kali.", "The code {code} is used {count} {count:time|times}."),
    Say("Sisakan satu baris untuk setiap daerah.", "Keep one entry for each city."),
)
NO_SUBJECTS = Kind(
    "facts.no-subjects",
    Say("Berkas ini tidak memuat satu daerah pun.", "The file holds no city at all."),
    Say("Pilih berkas yang berisi jawaban.", "Choose a file with answers."),
)
NOT_FOR_JSON = Kind(
    "facts.option-not-for-json",
    Say(
        "Pilihan {option} hanya untuk tabel, bukan untuk berkas fakta JSON.",
        "The option {option} is for tables, not for a JSON file of facts.",
    ),
    Say("Hapus pilihan itu.", "Leave the option out."),
)
MISSING_KEY = Say("kunci {key} tidak ada", "the key {key} is missing")
EXTRA_KEY = Say("kunci {key} tidak dikenal", "the key {key} is not known")
WANTED_TEXT = Say("{key} bukan teks", "{key} is not a text")
WANTED_LIST = Say("{key} bukan daftar", "{key} is not a list")
WANTED_OBJECT = Say("bukan sebuah objek", "it is not an object")
WANTED_DAY = Say("{key} bukan tanggal tahun-bulan-hari", "{key} is not a date year-month-day")
LONG_TEXT = Say("{key} lebih panjang dari {most} tanda", "{key} is longer than {most} signs")
EMPTY_CODE = Say("kode daerah kosong", "the code of the city is empty")
OTHER_FORMAT = Say("formatnya {found}", "its format is {found}")
MANY_SUBJECTS = Say("lebih dari {most} daerah", "more than {most} cities")
NOT_A_FACT = Say("{found} bukan jawaban yang dikenal", "{found} is not a known kind of answer")
NOT_A_NUMBER = Say("{found} bukan angka tepat yang ditulis sebagai teks", "{found} is not an exact number as text")
KEY_TWICE = Say("kunci {key} tertulis dua kali", "the key {key} stands twice")
BROKEN = Say("rusak pada baris {line} kolom {column}", "broken at line {line}, column {column}")
NOT_UTF8 = Say("bukan UTF-8", "it is not UTF-8")
TOO_DEEP = Say("bertumpuk terlalu dalam", "it is nested too deep")
NO_NUMBER = Say("{found} bukan angka", "{found} is not a number")
