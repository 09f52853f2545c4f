"""The kinds of data for which a time can be set: what is erased when it is over, and what stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data: its name, from when its time runs, what goes and what stays."""

    code: str
    title: Say
    since: Say
    goes: Say
    stays: Say


PEOPLE = Kind(
    "people",
    Say("Data diri orang yang tidak aktif", "Data of people who are not active"),
    Say("sejak dinyatakan tidak aktif", "since they were marked as not active"),
    Say(
        "Nama, nomor, surel, telepon, jabatan, nomor lama, dan sambungan ke akunnya.",
        "Name, number, e-mail, telephone, position, earlier numbers, and the link to the account.",
    ),
    Say(
        "Hitungan pelatihan, kehadiran dan JP tanpa nama; sertifikat yang sudah terbit.",
        "Counts of courses, attendance and hours of nobody; certificates that were issued.",
    ),
)
WISHES = Kind(
    "requests",
    Say("Permintaan data pribadi", "Requests of persons about their data"),
    Say("sejak dijawab", "since they were answered"),
    Say("Kata-kata permintaan dan jawabannya.", "The words of the request and of the answer."),
    Say(
        "Bahwa diminta, kapan, dan apakah dijawab tepat waktu.",
        "That it was asked, when, and whether it was answered in time.",
    ),
)
ANSWERS = Kind(
    "answers",
    Say("Jawaban tes satu per satu", "Answers to tests, one by one"),
    Say("sejak tes diserahkan atau waktunya habis", "since the test was handed in or its time was up"),
    Say("Apa yang dijawab pada setiap soal.", "What was answered to each question."),
    Say(
        "Poin, lulus atau tidak, dan statistik soal yang sudah dihitung.",
        "Points, passing, and the statistics of questions that were counted.",
    ),
)
SUPERVISORS = Kind(
    "supervisors",
    Say("Nama atasan pada izin mengikuti sesi", "Names of supervisors who freed people for a session"),
    Say("sejak sesinya selesai", "since the session ended"),
    Say("Nama atasan dan sidik tautan izinnya.", "The supervisor's name and the digest of the link."),
    Say("Apakah izinnya diberikan.", "Whether leave was given."),
)
# Nothing is erased of this kind, for a signed record is never edited: its time says how long a name is shown.
SHOWN = Kind(
    "certificates",
    Say(
        "Nama pada halaman pemeriksaan sertifikat, sesudah data orangnya dihapus",
        "Names on the page that checks certificates, after the person's data were erased",
    ),
    Say("sejak tanggal sertifikat", "since the day of the certificate"),
    Say(
        "Nama tidak ditunjukkan lagi. Tanpa masa simpan: langsung sesudah data orangnya dihapus.",
        "The name is shown no longer. With no time set: from the moment the person's data are erased.",
    ),
    Say(
        "Catatan sertifikat yang bertanda tangan, tanpa diubah; nomor, pelatihan dan keadaannya tetap terbaca.",
        "The signed record of the certificate, unchanged; number, course and standing can still be read.",
    ),
)
KINDS: Mapping[str, Kind] = {one.code: one for one in (PEOPLE, WISHES, ANSWERS, SUPERVISORS, SHOWN)}
