"""What the demonstration tells of training: people, courses, sessions, tests and targets, all of them invented.

Numbers pass the check of the register and can be nobody's: a civil servant was appointed the year after birth, and no
force gives numbers such as `CONTOH01`. Titles, posts and agencies begin with the word `Contoh`. Days count from the day
of loading, minus for those that are past. What modules and questions say of the law is plainly so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

AGENCY = "Contoh: Instansi rekaan"
MADE_UP = "Contoh: angka dan ketetapan rekaan"
PROGRAMME = ("Contoh: Pengarusutamaan HAM", "Program rekaan, untuk mencoba ruang pelatihan.")


@dataclass(frozen=True, slots=True)
class Trainee:
    """One person of the register: `near` is whoever of the demonstration serves in the same office."""

    name: str
    near: str
    status: str = "pns"
    account: str = ""  # the mailbox of whose row it is
    number: str = ""  # where it is not counted from the place in the list
    post: str = "Contoh: Analis"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module of a course."""

    title: str
    text: str
    minutes: int = 5


@dataclass(frozen=True, slots=True)
class Taught:
    """One course: what it takes to pass it, its learning hours, its modules, which right it is about."""

    code: str
    title: str
    summary: str
    goal: str
    needs: Mapping[str, object]
    hours: str
    right: str
    chapters: Sequence[Chapter]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session: how many days from the day of loading, how it is held, how many seats."""

    title: str
    days: int
    mode: str
    capacity: int
    about: str = ""
    of_course: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Of how many of six questions somebody knew the answer, before and after."""

    who: str
    before: int
    after: int


def number_of(place: int, status: str) -> str:
    """Return the number of the person at a place of the list.

    >>> number_of(0, "pns"), number_of(7, "pppk"), number_of(3, "tni"), number_of(4, "other")
    ('200001012001011001', '200708082008212008', 'CONTOH04', '')
    """
    if status == "other":
        return ""
    if status in {"tni", "polri"}:
        return f"CONTOH{place + 1:02d}"
    year, month = 2000 + place % 15, f"{1 + place % 12:02d}"
    code = month if status == "pns" else "21"
    return f"{year}{month}{1 + place % 28:02d}{year + 1}{code}{1 + place % 2}{place + 1:03d}"


def _near(near: str, names: str, status: str = "pns", post: str = "Contoh: Analis") -> list[Trainee]:
    return [Trainee(name.strip(), near, status, post=post) for name in names.split(",")]


ACCOUNTS: Sequence[Trainee] = (
    Trainee("Nia Nuraini", "nia", account="nia"),
    Trainee("Budi Budiman", "budi", account="budi"),
    Trainee("Yuda Yulianto", "yuda", account="yuda"),
    Trainee("Tari Tarigan", "tari", "pppk", account="tari"),
    Trainee("Ani Andayani", "ani", account="ani"),
    Trainee("Citra Cahyani", "citra", account="citra"),
    Trainee("Bayu Baskara", "bayu", account="bayu"),
    Trainee("Sari Suryani", "sari", "pppk", account="sari"),
    Trainee("Tono Triatmojo", "tono", account="tono"),
    Trainee("Rudi Rustam", "rudi", account="rudi"),
    Trainee("Dewi Danuarti", "dewi", account="dewi"),
    Trainee("Oki Oktavian", "oki", account="oki"),
)
HEALTH = _near(
    "yuda",
    "Agus Agusta, Bela Belinda, Candra Candrika, Dimas Dimyati, Elsa Elsanti, Farah Faradila, Gilang Gilarsi, Hana "
    "Hanifa, Ilham Ilyasa, Jihan Jihandi, Krisna Krisdaya, Laras Larasati",
    post="Contoh: Perawat",
) + _near("yuda", "Mira Mirantika, Nanda Nandita", "pppk", "Contoh: Bidan")
SCHOOLS = _near(
    "tari",
    "Okta Oktaria, Putu Putrama, Qori Qoriana, Rani Raniati, Satya Satyana, Tika Tikarani, Ucok Ucokan, Vina Vinanda",
    post="Contoh: Guru",
) + _near("tari", "Wawan Wawanda, Yani Yanita, Zaki Zakiar, Arum Arumi", "pppk", "Contoh: Guru")
OFFICE = _near("budi", "Bima Bimantara, Cahya Cahyadi, Desi Desiana, Endah Endahwati, Fitri Fitriana, Guntur Gunturi")
FORCES = _near("joko", "Hendra Hendrawan, Indra Indrajaya", "tni", "Contoh: Pembina") + _near(
    "joko", "Kemal Kemaludin", "polri", "Contoh: Penyuluh"
)
PUBLIC = _near(
    "joko",
    "Lina Linawati, Maman Mamanda, Nurul Nurulita, Oding Odingsyah, Popi Popiana, Rara Raraswati, Sigit Sigitama, "
    "Tuti Tutiana, Usman Usmanto",
    "other",
    "Contoh: Warga",
)
TWINS: Sequence[Trainee] = (  # one woman, as a PPPK and later as a PNS: the queue of probable duplicates asks whether
    Trainee("Ratna Rahmawati", "yuda", "pppk", number="200903172010212061", post="Contoh: Perawat"),
    Trainee("Ratna Rahmawati", "tari", "pns", number="200903172010032062", post="Contoh: Guru"),
)
PEOPLE: Sequence[Trainee] = (*ACCOUNTS, *HEALTH, *SCHOOLS, *OFFICE, *FORCES, *PUBLIC, *TWINS)
ENTITY = "Rekaan, untuk mencoba saja."
ENTITIES: Sequence[tuple[str, str, int | None]] = (  # with how many of their people came to the opening, where known
    ("community", "Contoh: Komunitas pendamping warga", 14),
    ("business", "Contoh: Koperasi pasar rekaan", None),
)

CONCEPT = Chapter(
    "Apa itu hak asasi manusia",
    """# Hak yang melekat pada setiap orang

Pasal 1 angka 1 Undang-Undang Nomor 39 Tahun 1999 menyebut hak asasi manusia sebagai hak yang **melekat** pada hakikat
dan keberadaan manusia. Hak itu tidak diberikan oleh kantor mana pun, dan tidak perlu didaftarkan.

* Hak dimiliki *setiap orang*, juga orang yang tidak Anda sukai.
* Hak saling terkait: tanpa kesehatan, hak atas pendidikan sulit dinikmati.
* Negara memegang kewajiban; di loket, Anda yang mewakilinya.
""",
)
DUTY = Chapter(
    "Kewajiban pemerintah",
    """# Siapa yang bertanggung jawab

Pasal 28I ayat (4) UUD 1945: perlindungan, pemajuan, penegakan, dan pemenuhan hak asasi manusia adalah tanggung jawab
negara, terutama pemerintah. Pasal 71 UU 39/1999 mengulangnya untuk pemerintah.

1. *Menghormati*: tidak melanggar hak orang.
2. *Melindungi*: tidak membiarkan pihak lain melanggarnya.
3. *Memenuhi*: berbuat supaya hak itu dapat dinikmati.
""",
)
EQUAL = Chapter(
    "Tidak membedakan",
    """# Perlakuan yang sama

Pasal 28I ayat (2) UUD 1945: setiap orang berhak bebas dari perlakuan yang bersifat diskriminatif atas dasar apa pun.

Memperlakukan sama tidak selalu berarti menyamaratakan. Warga yang memakai kursi roda memerlukan jalan landai supaya
dapat memakai layanan yang sama.
""",
)
LIMITS = Chapter(
    "Pembatasan hak",
    """# Kapan hak dapat dibatasi

Menurut Pasal 28J ayat (2) UUD 1945 pembatasan ditetapkan dengan **undang-undang**, bukan oleh petugas di loket.

Beberapa hak tidak dapat dikurangi dalam keadaan apa pun, antara lain hak untuk hidup dan hak untuk tidak disiksa
(Pasal 28I ayat (1)).
""",
)
SERVICE = Chapter(
    "Bahan bacaan: melayani tanpa membedakan",
    """# Di loket layanan

* Sapa, dengarkan, lalu jelaskan langkahnya.
* Mintalah hanya berkas yang disyaratkan.
* Siapkan cara bagi warga yang tidak dapat naik tangga, membaca, atau mendengar.
* Sebutkan ke mana warga dapat mengadu.
""",
)
SELF_PACED = Taught(
    "contoh-dasar-ham",
    "Contoh: Dasar-dasar HAM bagi aparatur",
    "Empat bacaan pendek dan satu tes akhir; dikerjakan sendiri, kapan saja.",
    "Mengenali hak yang melekat pada setiap orang dan kewajiban pemerintah atasnya.",
    {"modules": True, "post": "passed"},
    "3.0",
    "KEMBANG",
    (CONCEPT, DUTY, EQUAL, LIMITS),
)
WEBINAR = Taught(
    "contoh-ham-layanan",
    "Contoh: HAM dalam pelayanan publik",
    "Tes awal, satu webinar, tes akhir.",
    "Melayani setiap warga tanpa membedakan.",
    {"pre": True, "attendance": 1, "post": "passed"},
    "4.0",
    "SEJAHTERA",
    (SERVICE,),
)
SPEAKER = ("Narasumber rekaan", "Contoh: Penyuluh HAM", "Hak warga di loket layanan")
LINK = "https://rapat.demo.example/contoh"
PLACE = "Contoh: Aula Kanwil"
INVENTED = "Sesi rekaan, untuk mencoba saja."
OPENING = Meeting("Contoh: Gelar wicara pembuka tahun", -56, "talkshow", 60, INVENTED)
PAST = Meeting("Contoh: Webinar HAM dalam pelayanan, angkatan 1", -30, "webinar", 40, INVENTED, of_course=True)
COMING = Meeting("Contoh: Webinar HAM dalam pelayanan, angkatan 2", 7, "webinar", 12, INVENTED, of_course=True)
TALK = Meeting("Contoh: Bincang hak atas informasi", 9, "onsite", 40, INVENTED)
MINUTES = 105
ROLL_HEAD = "Name (Original Name),User Email,Duration (Minutes)"
GUESTS = ("Ruang rapat 2", "iPhone")  # who is on the list of the webinar, and nobody knows who that is
SEEN_BY_HAND = "Contoh: daftar hadir bertanda tangan"
IN_THE_GUEST_BOOK = "Contoh: buku tamu di pintu masuk"

RESULTS: Sequence[Result] = (  # of those with an account; somebody comes to the first test only, somebody fails
    Result("nia", 3, 6), Result("budi", 2, 5), Result("yuda", 4, 6), Result("tari", 3, 5), Result("ani", 4, 6),
    Result("citra", 1, 4), Result("bayu", 2, 3), Result("sari", 3, 5), Result("tono", 2, 6), Result("rudi", 4, 5),
    Result("dewi", 5, 0),
)  # fmt: skip
PASS, MINUTES_TEST = 60, 30
FIRST_TEST, FINAL_TEST, OWN_TEST = "Contoh: Tes awal", "Contoh: Tes akhir", "Contoh: Tes akhir belajar mandiri"
OWN_PACE = frozenset({"nia", "budi", "yuda", "tari", "oki"})  # the offices whose people take the self-paced course
READ: Mapping[str, int] = {"nia": 2, "budi": 4, "yuda": 4, "tari": 1, "oki": 3}  # modules of the self-paced course

TEMPLATE = {
    "title": "Sertifikat contoh",
    "text": "telah menyelesaikan pelatihan {pelatihan} ({jp} JP) yang diselenggarakan oleh {penyelenggara}.",
    "numbering": "{nomor}/CONTOH/{bulan}/{tahun}",
    "place": "Jakarta",
    "signatory": "Pejabat rekaan",
    "signatory_title": "Contoh: Kepala Kantor Wilayah",
}
TEMPLATE_NAME = "Contoh: Templat umum"
TARGETS: Mapping[str, int] = {"apparatus": 120, "public": 30, "community": 6, "business": 4}
MAPPED = "Contoh: bahan pelatihan membahas hak ini."

LIST_NAME, LIST_BASIS = "daftar-contoh.csv", "Contoh: surat tugas rekaan"
LIST_HEAD = "Nama;Status;NIP;Unit Kerja;Instansi;Jabatan"
# What the list of the trainer brings: new people, one whose post changed, a digit that is missing, a number twice.
LIST: Sequence[tuple[str, str, str, str, str]] = (
    ("Wira Wiranata", "PNS", "200105042002031101", "yuda", "Contoh: Perawat"),
    ("Xena Xenita", "PNS", "200206052003042102", "yuda", "Contoh: Bidan"),
    ("Yoga Yogaswara", "PPPK", "200307062004211103", "tari", "Contoh: Guru"),
    ("Zahra Zahrani", "PPPK", "200408072005212104", "tari", "Contoh: Guru"),
    ("Adi Adiyasa", "PNS", "200509082006051105", "budi", "Contoh: Arsiparis"),
    ("Bima Bimantara", "PNS", "", "budi", "Contoh: Kepala subbagian"),  # known already: the number is filled in
    ("Ciko Cikoarta", "PNS", "20061009200706110", "yuda", "Contoh: Perawat"),
    ("Dara Daranti", "PNS", "200105042002031101", "tari", "Contoh: Guru"),
)
