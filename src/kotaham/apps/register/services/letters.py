"""What the room refuses, in words; none of them repeats a number, an address or a telephone."""

from kotaham.apps.register.models import Member
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NO_NAME = Kind(
    "register.no-name",
    Say("Nama belum diisi.", "The name is missing."),
    Say("Tulis nama lengkap, tanpa gelar pun boleh.", "Write the full name; titles may be left out."),
)
LONG = Kind(
    "register.too-long",
    Say("{field} paling panjang {most} huruf.", "{field}: at most {most} letters."),
    Say("Pendekkan isinya.", "Shorten it."),
)
NO_NUMBER = Kind(
    "register.no-number",
    Say("{status} memerlukan NIP atau NRP.", "{status} needs a NIP or NRP."),
    Say("Isi nomornya, atau pilih status yang benar.", "Give the number, or choose the right status."),
)
NUMBER_OF_OTHER = Kind(
    "register.number-of-other",
    Say(
        "Nomor diisi, padahal statusnya Bukan aparatur.",
        "A number is given, though the status is not that of a civil servant.",
    ),
    Say(
        "Kosongkan nomornya, atau pilih status yang sesuai dengan nomor itu.",
        "Leave the number empty, or choose the status that goes with it.",
    ),
    Say("Nomor penduduk tidak disimpan di sini.", "Numbers of residents are not kept here."),
)
TAKEN = Kind(
    "register.number-taken",
    Say("Nomor ini sudah dimiliki orang lain di daftar.", "Somebody else in the register has this number."),
    Say(
        "Cari nomornya pada halaman peserta; bila orangnya sama, perbarui datanya, jangan menambah baris kedua.",
        "Look for the number on the page of people; if it is the same person, change their row, add no second one.",
    ),
    Say("Satu nomor, satu orang: supaya tidak terhitung dua kali.", "One number, one person: nobody is counted twice."),
)
NO_OFFICE = Kind(
    "register.office-out-of-reach",
    Say("Kantor ini di luar wilayah Anda.", "This office is not within your area."),
    Say("Pilih kantor Anda sendiri atau yang di bawahnya.", "Choose your own office or one below it."),
)
NO_REASON = Kind(
    "register.no-reason",
    Say("Alasannya belum ditulis.", "The reason is missing."),
    Say("Tulis alasannya; ia masuk riwayat.", "Write the reason; it goes into the record."),
)
SAME = Kind(
    "register.nothing-changes",
    Say("Tidak ada yang berubah.", "Nothing changes."),
    Say("Ubah isinya, atau batalkan.", "Change something, or leave it."),
)

NO_PLACE = Kind(
    "register.place-out-of-area",
    Say("Kabupaten/kota ini di luar wilayah kerja Kanwil itu.", "This city lies outside the area of that Kanwil."),
    Say("Pilih tempat di wilayahnya, atau kosongkan.", "Choose a place in its area, or leave it empty."),
)
KNOWN = Kind(
    "register.entity-known",
    Say("Nama ini sudah tercatat di tempat yang sama.", "This name is noted at the same place already."),
    Say("Buka catatan yang ada; satu komunitas dihitung satu kali.", "Open what is noted; each counts once."),
)
MERGED_NAME = Kind(
    "register.entity-merged-name",
    Say("Nama ini sudah digabung ke {entity}.", "This name was merged into {entity}."),
    Say(
        "Pakai {entity}; kehadiran dengan nama lama pun dihitung di sana.",
        "Use {entity}; attendances under the old name count there as well.",
    ),
)
ENTITY_ITSELF = Kind(
    "register.entity-itself",
    Say("Keduanya catatan yang sama.", "Both are the same row."),
    Say("Pilih catatan yang lain.", "Choose another one."),
)
ENTITY_KINDS = Kind(
    "register.entity-kinds",
    Say("{one} dan {other} tidak sejenis.", "{one} and {other} are not of one kind."),
    Say("Gabungkan komunitas dengan komunitas, usaha dengan usaha.", "Merge communities, or businesses, not both."),
)
ENTITY_KANWILS = Kind(
    "register.entity-kanwils",
    Say("{one} dan {other} tercatat di dua Kanwil.", "{one} and {other} are noted at two Kanwil."),
    Say("Biarkan keduanya; capaian tiap Kanwil dihitung sendiri.", "Leave both; each Kanwil is counted by itself."),
)
ENTITY_UPPER_FIRST = Kind(
    "register.entity-upper-first",
    Say("{kept} sendiri sudah digabung ke {other}.", "{kept} itself was merged into {other}."),
    Say("Urungkan dahulu penggabungan {kept}, lalu ulangi.", "Undo the merge of {kept} first, then try again."),
    Say("Penggabungan diurai dari yang terakhir.", "Merges are taken apart from the last."),
)

NO_TITLE = Kind(
    "register.link-no-purpose",
    Say("Keperluan tautan belum ditulis.", "The purpose of the link is missing."),
    Say("Tulis kegiatannya, misalnya nama pelatihan.", "Write what it is for, such as the name of the course."),
)
LINK_DAY = Kind(
    "register.link-day",
    Say(
        "Hari terakhir tautan sudah lewat atau lebih dari {days} hari lagi.",
        "The last day is past or over {days} days ahead.",
    ),
    Say("Pilih hari yang lebih dekat.", "Choose a nearer day."),
)
LINK_MOST = Kind(
    "register.link-most",
    Say("Jumlah pendaftar harus 1 sampai {most}.", "The number of registrations must be 1 to {most}."),
    Say("Ubah jumlahnya.", "Change the number."),
)
LINK_GONE = Kind(
    "register.link-gone",
    Say("Tautan pendaftaran ini tidak berlaku lagi.", "This link of registration is no longer valid."),
    Say("Mintalah tautan baru kepada penyelenggara.", "Ask whoever invited you for a new link."),
    Say("Tautan berlaku sampai satu hari, untuk sejumlah orang.", "A link is valid until a day, for so many people."),
)
TOO_OFTEN = Kind(
    "register.link-too-often",
    Say("Terlalu banyak pendaftaran dari jaringan ini.", "Too many registrations from this network."),
    Say("Tunggu sepuluh menit, lalu coba lagi.", "Wait ten minutes, then try again."),
)
NOT_OF_PAIR = Kind(
    "register.not-of-pair",
    Say("Yang dipertahankan bukan salah satu dari keduanya.", "Whoever is to be kept is neither of the two."),
    Say("Pilih salah satu dari dua baris itu.", "Choose one of the two rows."),
)
NO_WISH = Kind(
    "register.wish-empty",
    Say("Permintaannya belum ditulis.", "The request is missing."),
    Say("Tulis apa yang harus diperbaiki, atau mengapa dihapus.", "Write what to correct, or why to erase."),
)
MANY_WISHES = Kind(
    "register.wish-many",
    Say(
        "Sudah ada {most} permintaan Anda yang menunggu jawaban.", "{most} of your requests wait for an answer already."
    ),
    Say("Tunggu jawabannya; paling lama 3 x 24 jam.", "Wait for the answer; it takes 3 x 24 hours at most."),
)

NO_ROW = Kind(
    "register.no-row-of-account",
    Say("Tidak ada satu baris pun yang pasti milik akun ini.", "No row is certainly that of this account."),
    Say(
        "Mintalah kantor Anda mencatat surel akun ini pada data Anda, lalu coba lagi.",
        "Ask your office to note the e-mail address of this account with your data, then try again.",
    ),
    Say("Dicocokkan dengan surel akun yang sudah terbukti.", "It goes by the proven e-mail address of the account."),
)


def named(member: Member) -> Say:
    """Name the row without telling who it is."""
    return Say(f"Peserta {member}", f"Person {member}")


def called(name: str) -> Say:
    """Name a community or a business; names are no patterns."""
    plain = name.replace("{", "(").replace("}", ")")
    return Say(plain, plain)


def must_say(reason: str) -> str:
    """Return a reason, or refuse."""
    if not (told := " ".join(reason.split())[:300]):
        raise Refused(NO_REASON())
    return told
