"""What this room refuses, in words."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

NOT_YOURS_TO_GIVE = Kind(
    "accounts.role-not-yours-to-give",
    Say("Peran {role} di {office} tidak dapat Anda berikan.", "You cannot give the role {role} at {office}."),
    Say(
        "Mintalah kepada kantor di atasnya; halaman Peran menjelaskan siapa memberi peran apa.",
        "Ask the office above; the page Roles tells who gives which role.",
    ),
    Say("Peran Anda: {giver}.", "Your role: {giver}."),
)
NO_SEAT = Kind(
    "accounts.no-such-seat",
    Say("Peran {role} tidak ada di {office}.", "There is no role {role} at {office}."),
    Say("Pilih salah satu: {roles}.", "Choose one of: {roles}."),
)
PERIOD = Kind(
    "accounts.period-backwards",
    Say("Masa tugas berakhir {ends}, sebelum mulai {starts}.", "The term ends {ends}, before it starts {starts}."),
    Say("Perbaiki salah satu tanggalnya.", "Correct one of the two dates."),
)
CLOSED = Kind(
    "accounts.office-closed",
    Say("{office} sudah tidak berlaku.", "{office} is no longer in force."),
    Say("Pilih kantor penggantinya.", "Choose the office that replaced it."),
)
ALREADY = Kind(
    "accounts.already-held",
    Say(
        "Orang ini sudah memegang peran {role} di {office} pada masa yang bersinggungan.",
        "This person already holds the role {role} at {office} in a period that overlaps.",
    ),
    Say(
        "Akhiri dulu penugasan yang lama, atau pilih tanggal sesudahnya.",
        "End the earlier appointment first, or choose a date after it.",
    ),
)
INACTIVE = Kind(
    "accounts.person-inactive",
    Say("Akun orang ini tidak aktif.", "The account of this person is not active."),
    Say("Aktifkan dulu akunnya.", "Activate the account first."),
)
END_DATE = Kind(
    "accounts.end-date",
    Say("Penugasan ini tidak dapat berakhir pada {on}.", "This appointment cannot end on {on}."),
    Say("Pilih tanggal dari {least} sampai {most}.", "Choose a date from {least} to {most}."),
    Say(
        "Yang sudah lewat tidak diubah, dan masa tugas tidak diperpanjang dengan mengakhirinya.",
        "What has passed is not changed, and ending a term does not lengthen it.",
    ),
)
NO_LIMIT = Say("kapan saja", "any day")
LAST_ADMIN = Kind(
    "accounts.last-admin",
    Say("Ini admin kementerian yang terakhir.", "This is the last ministry admin."),
    Say("Tugaskan penggantinya lebih dulu.", "Appoint a successor first."),
    Say("Tanpa admin tidak ada yang dapat memberi peran.", "Without an admin nobody can give roles."),
)
REASON = Kind(
    "accounts.reason-missing",
    Say("Alasannya belum ditulis.", "The reason is missing."),
    Say("Tulis alasannya dalam satu kalimat.", "Write the reason in one sentence."),
)
HELD_BY_INVITED = Kind(
    "accounts.invitation-open",
    Say(
        "Undangan ke surel ini untuk peran yang sama masih terbuka.",
        "An invitation to this address for the same role is still open.",
    ),
    Say("Kirim ulang undangan itu, atau cabut dulu.", "Send that invitation again, or withdraw it first."),
)
INVITATION_GONE = Kind(
    "accounts.invitation-gone",
    Say("Undangan ini tidak berlaku.", "This invitation is not valid."),
    Say("Mintalah undangan baru kepada kantor yang mengundang.", "Ask the office that invited you for a new one."),
    Say(
        "Undangan berlaku sekali, sampai tanggalnya, dan selama tidak dicabut.",
        "An invitation is valid once, until its date, and as long as it is not withdrawn.",
    ),
)
INVITER_GONE = Kind(
    "accounts.inviter-gone",
    Say(
        "Yang mengundang Anda tidak lagi berwenang memberi peran ini.",
        "Whoever invited you may no longer give this role.",
    ),
    Say("Mintalah undangan baru kepada kantor itu.", "Ask that office for a new invitation."),
)
OTHER_PERSON = Kind(
    "accounts.invitation-for-another",
    Say("Undangan ini untuk orang lain.", "This invitation is for somebody else."),
    Say(
        "Keluar, lalu masuk dengan surel yang diundang.",
        "Sign out, then sign in with the address that was invited.",
    ),
)
PASSWORD = Kind(
    "accounts.password-refused",
    Say("{reason}", "{reason}"),
    Say("Pilih kata sandi lain.", "Choose another password."),
)
SAME_SEAT = Kind(
    "accounts.hand-over-other-seat",
    Say(
        "Penerima tidak memegang peran yang sama di kantor yang sama.",
        "The receiver does not hold the same role at the same office.",
    ),
    Say("Tugaskan dulu penggantinya untuk peran ini.", "First appoint a successor to this role."),
)
NOTE = Kind(
    "accounts.hand-over-note-missing",
    Say("Catatan serah terima belum ditulis.", "The hand-over note is missing."),
    Say(
        "Tulis apa yang sedang berjalan dan apa yang ditunggu.",
        "Write what is under way and what is being waited for.",
    ),
)
ONESELF = Kind(
    "accounts.not-oneself",
    Say("Akun Anda sendiri tidak dapat Anda nonaktifkan.", "You cannot deactivate your own account."),
    Say("Mintalah kepada admin lain.", "Ask another admin."),
)
NAMELESS = Kind(
    "accounts.name-missing",
    Say("Nama belum diisi.", "The name is missing."),
    Say("Tulis nama lengkap seperti di surat tugas.", "Write the full name as in the letter of assignment."),
)
THE_APPOINTMENT = Say("Penugasan ini", "This appointment")
THE_INVITATION = Say("Undangan ini", "This invitation")
THE_ACCOUNT = Say("Akun ini", "This account")
DEMO_IN_PRODUCTION = Kind(
    "accounts.demo-in-production",
    Say("Orang demo tidak boleh ada di profil production.", "Demo people may not stand in the production profile."),
    Say("Jalankan dengan KOTAHAM_PROFILE=embedded.", "Run with KOTAHAM_PROFILE=embedded."),
    Say("Kata sandinya tertulis di dokumentasi.", "Their passwords are written in the documentation."),
)
NO_OFFICE_YET = Kind(
    "accounts.no-office-yet",
    Say("Belum ada kantor untuk peran {role} (tempat {place}).", "No office yet for the role {role} (place {place})."),
    Say("Jalankan load_places lalu load_offices lebih dulu.", "Run load_places, then load_offices first."),
)
