"""What is said of a number that is none. No letter repeats the number: letters are kept, sent and shown to others."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

_ASK = Say(
    "Salin nomor dari surat keputusan atau dari profil kepegawaian, lalu tulis ulang.",
    "Copy the number from the decree or from the personnel profile, then write it again.",
)
LENGTH = Kind(
    "identity.length",
    Say("NIP berisi {found} karakter, bukan 18 angka.", "The NIP has {found} characters instead of 18 digits."),
    _ASK,
)
CUT = Kind(
    "identity.cut",
    Say("NIP terpotong oleh lembar kerja (berbentuk 1,99E+17).", "A spreadsheet cut the NIP (it reads 1.99E+17)."),
    Say(
        "Jadikan kolom NIP bertipe teks di lembar kerja asalnya, tempel ulang nomornya, lalu impor lagi.",
        "Make the NIP column text in the original sheet, paste the numbers again, then import again.",
    ),
    Say(
        "Lembar kerja hanya menyimpan 15 angka; tiga angka terakhir sudah hilang.",
        "A spreadsheet keeps only 15 digits; the last three are lost.",
    ),
)
BIRTH = Kind(
    "identity.birth",
    Say(
        "Delapan angka pertama NIP bukan tanggal lahir yang mungkin.",
        "The first eight digits of the NIP are no possible date of birth.",
    ),
    _ASK,
)
MONTH = Kind(
    "identity.month",
    Say(
        "Angka ke-13 dan ke-14 NIP bukan bulan pengangkatan (01–12).",
        "Digits 13 and 14 of the NIP are no month of appointment (01–12).",
    ),
    Say("Bila orangnya PPPK, ganti statusnya menjadi PPPK.", "If the person is a PPPK, change the status to PPPK."),
    Say(
        "Pada NIP PNS keduanya bulan; pada PPPK bukan.",
        "In the NIP of a PNS they are a month; for a PPPK they are not.",
    ),
)
YEAR = Kind(
    "identity.year",
    Say(
        "Angka ke-9 sampai ke-12 NIP bukan tahun pengangkatan yang mungkin.",
        "Digits 9 to 12 of the NIP are no possible year of appointment.",
    ),
    _ASK,
)
SEX = Kind(
    "identity.sex",
    Say("Angka ke-15 NIP harus 1 atau 2, di sini {found}.", "Digit 15 of the NIP must be 1 or 2, here it is {found}."),
    _ASK,
)
SEQUENCE = Kind(
    "identity.sequence",
    Say("Tiga angka terakhir NIP tidak mungkin 000.", "The last three digits of the NIP cannot be 000."),
    _ASK,
    Say("Nomor urut mulai dari 001.", "The sequence begins at 001."),
)
NRP = Kind(
    "identity.nrp",
    Say(
        "Nomor (NRP atau lainnya) berisi {found} karakter; yang diterima 4 sampai 20 huruf atau angka.",
        "The number (NRP or other) has {found} characters; accepted are 4 to 20 letters or digits.",
    ),
    _ASK,
)
