"""What is said of a row of a list of people; never with what the row holds."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

NO_NAME = Kind(
    "roster.no-name",
    Say("Nama kosong.", "The name is empty."),
    Say("Isi nama lengkap tanpa gelar yang disingkat.", "Fill in the full name."),
)
LONG = Kind(
    "roster.long",
    Say("Isi kolom {column} lebih dari {most} huruf.", "The {column} is longer than {most} characters."),
    Say("Pendekkan isinya; mungkin dua kolom tergabung.", "Shorten it; two columns may have been joined."),
)
STATUS = Kind(
    "roster.status",
    Say("Status kepegawaian tidak dikenal atau kosong.", "The status is empty or not known."),
    Say(
        "Tulis PNS, PPPK, TNI, Polri, atau Bukan aparatur.",
        "Write PNS, PPPK, TNI, Polri or Bukan aparatur (no civil servant).",
    ),
    Say(
        "Status menentukan aturan NIP dan kelompok target.",
        "The status decides the rule of the number and the group of the target.",
    ),
)
NO_NUMBER = Kind(
    "roster.no-number",
    Say("NIP atau NRP kosong.", "The NIP or NRP is empty."),
    Say("Isi nomornya; aparatur dikenali dari nomor itu.", "Fill it in; a civil servant is known by that number."),
)
EMAIL = Kind(
    "roster.email",
    Say("Alamat surel tidak berbentuk nama@alamat.", "The e-mail address does not read name@address."),
    Say("Perbaiki atau kosongkan.", "Correct it or leave it empty."),
)
PHONE = Kind(
    "roster.phone",
    Say("Nomor telepon tidak berisi 8 sampai 15 angka.", "The telephone number does not have 8 to 15 digits."),
    Say("Perbaiki atau kosongkan.", "Correct it or leave it empty."),
)
TWICE = Kind(
    "roster.twice",
    Say("Nomor yang sama sudah ada pada baris {first}.", "The same number already stands in row {first}."),
    Say("Hapus salah satu baris, atau perbaiki nomornya.", "Delete one of the rows, or correct the number."),
    Say("Satu orang dihitung satu kali.", "One person is counted once."),
)
