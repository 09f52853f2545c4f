"""The letters of the room: what cannot be done to an office, and what to do about it."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

NO_NAME = Kind(
    "offices.name-missing",
    Say("Nama kantor kosong.", "The name of the office is empty."),
    Say("Isi nama resminya.", "Give its official name."),
)
EMPTY = Kind(
    "offices.field-empty",
    Say("{field} kosong.", "{field} is empty."),
    Say("Isi lebih dahulu.", "Fill it in first."),
)
LONG = Kind(
    "offices.text-long",
    Say("{field} lebih dari {limit} huruf.", "{field} has more than {limit} characters."),
    Say("Ringkaskan.", "Shorten it."),
)
TAKEN = Kind(
    "offices.name-taken",
    Say("“{name}” sudah ada di bawah kantor yang sama.", "“{name}” exists under the same office already."),
    Say("Buka kantor itu, atau pakai nama lain.", "Open that office, or use another name."),
)
MISFIT = Kind(
    "offices.parent-misfit",
    Say("{kind} tidak dapat berada di bawah {parent}.", "{kind} cannot stand under {parent}."),
    Say("Pilih kantor induk yang lain.", "Choose another office above it."),
)
CIRCLE = Kind(
    "offices.parent-circle",
    Say("Kantor tidak dapat dipindahkan ke bawah dirinya sendiri.", "An office cannot move under itself."),
    Say("Pilih kantor induk di luar cabangnya.", "Choose an office above it outside its own branch."),
)
REFERENCE = Kind(
    "offices.reference-row",
    Say("{kind} tidak dibuat, dipindah, atau ditutup dengan tangan.", "{kind} is not made, moved or closed by hand."),
    Say("Muat data rujukan dengan perintah load_offices.", "Load the reference data with the command load_offices."),
    Say("Pemerintah daerah dan Kanwil mengikuti data wilayah.", "Governments and Kanwil follow the data of places."),
)
CLOSED = Kind(
    "offices.closed",
    Say("{name} sudah ditutup pada {on}.", "{name} was closed on {on}."),
    Say("Pilih kantor yang masih berlaku.", "Choose an office that is in force."),
)
HAS_CHILDREN = Kind(
    "offices.still-has-units",
    Say("{name} masih membawahkan {count} unit.", "{name} still has {count} {count:unit|units} under it."),
    Say("Tutup atau pindahkan unitnya lebih dahulu.", "Close or move its units first."),
    Say("Unit tanpa induk kehilangan jalur tanggung jawabnya.", "A unit without an office above answers to nobody."),
)
NO_SUCCESSOR = Kind(
    "offices.no-successor",
    Say(
        "{name} masih memegang {count} pekerjaan terbuka: {numbers}.",
        "{name} still holds {count} {count:piece|pieces} of open work: {numbers}.",
    ),
    Say(
        "Pilih kantor penerus, atau selesaikan pekerjaannya lebih dahulu.",
        "Choose an office that takes over, or finish the work first.",
    ),
    Say("Pekerjaan tanpa kantor tidak dikerjakan siapa pun.", "Work without an office is done by nobody."),
)
NOT_A_SUCCESSOR = Kind(
    "offices.successor-misfit",
    Say("Kantor penerus itu tidak dapat mengambil alih.", "That office cannot take over."),
    Say("Pilih kantor yang masih berlaku di pemerintah yang sama.", "Choose one in force of the same government."),
)
NO_REASON = Kind(
    "offices.reason-missing",
    Say("Alasan perubahan kosong.", "The reason for the change is empty."),
    Say(
        "Tulis alasannya, misalnya nomor peraturan atau surat.",
        "Write it, such as the number of a regulation or letter.",
    ),
    Say(
        "Riwayat kantor menyebut alasan setiap perubahan.", "The history of an office tells the reason of every change."
    ),
)
BAD_DAY = Kind(
    "offices.day-impossible",
    Say("Tanggal {on} tidak mungkin: {limit}.", "The date {on} is impossible: {limit}."),
    Say("Perbaiki tanggalnya.", "Correct the date."),
)
AHEAD = Say("belum terjadi", "it has not come yet")
BEFORE_START = Say("kantor belum berdiri", "the office did not exist yet")
ENDS_FIRST = Say("berakhir sebelum mulai", "it ends before it begins")
NO_BASIS = Kind(
    "offices.basis-missing",
    Say("Dasar hukum kosong.", "The legal basis is empty."),
    Say("Sebut peraturannya, misalnya Perwali 12/2023.", "Name the regulation, such as Perwali 12/2023."),
    Say("Tugas kantor hanya lahir dari peraturan.", "A task of an office comes from a regulation only."),
)
NO_CONTACT = Kind(
    "offices.contact-empty",
    Say("Telepon dan surel kantor sama-sama kosong.", "Telephone and e-mail of the office are both empty."),
    Say("Isi salah satunya.", "Give one of them."),
)
NO_SOURCE = Kind(
    "offices.source-missing",
    Say("Sumber wilayah kerja kosong.", "The source of the area is empty."),
    Say(
        "Sebut peraturan, surat, atau berita yang mengatakannya.", "Name the regulation, letter or report that says so."
    ),
    Say("Wilayah kerja Kanwil tidak boleh dikira-kira.", "The area of a Kanwil must not be guessed."),
)
OVERLAP = Kind(
    "offices.area-overlap",
    Say(
        "Provinsi {province} sudah masuk wilayah kerja {kanwil} {period}.",
        "The province {province} lies in the area of {kanwil} {period} already.",
    ),
    Say("Pilih tanggal sesudahnya.", "Choose a later date."),
    Say("Satu provinsi hanya punya satu Kanwil pada satu tanggal.", "A province has one Kanwil at a date."),
)
NO_START = Kind(
    "offices.area-start-missing",
    Say("Tanggal mulai kosong.", "The first day is empty."),
    Say("Isi tanggal mulai wilayah kerja yang baru.", "Give the first day of the new area."),
    Say(
        "Provinsi ini sudah pernah punya Kanwil, jadi tanggal gantinya perlu diketahui.",
        "This province has had a Kanwil before, so the day of the change must be known.",
    ),
)
