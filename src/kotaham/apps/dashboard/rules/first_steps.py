"""What somebody may do first whose page is still empty: one step for every role, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Step:
    """One step: why, what the button says, and the route it opens."""

    why: Say
    button: Say
    route: str


NO_ROLE = Step(
    Say(
        "Akun Anda belum memegang peran. Mintalah undangan kepada admin kantor Anda; sementara itu, bacalah arti tiap "
        "peran.",
        "Your account holds no role yet. Ask the administrator of your office for an invitation; meanwhile, read what "
        "each role is.",
    ),
    Say("Baca arti tiap peran", "Read what each role is"),
    "accounts:roles",
)
STEPS: Mapping[str, Step] = {
    "ministry_admin": Step(
        Say(
            "Mulailah dengan mengundang kepala Kanwil; merekalah yang mengundang kota di wilayahnya.",
            "Begin by inviting the heads of the Kanwil; they invite the cities of their areas.",
        ),
        Say("Undang kepala Kanwil", "Invite a head of Kanwil"),
        "accounts:invite",
    ),
    "instrument_editor": Step(
        Say(
            "Belum ada yang menunggu Anda. Lihat dahulu kantor dan wilayah yang akan memakai instrumen.",
            "Nothing waits for you yet. Look at the offices and places that will use the instruments.",
        ),
        Say("Lihat kantor", "See the offices"),
        "offices:list",
    ),
    "assessor": Step(
        Say(
            "Belum ada laporan yang dinilai. Sementara itu, kenali bukti yang sudah terkumpul.",
            "There is no report to assess yet. Meanwhile, get to know the evidence gathered so far.",
        ),
        Say("Lihat bukti", "See the evidence"),
        "evidence:list",
    ),
    "decision_maker": Step(
        Say(
            "Belum ada keputusan yang menunggu Anda. Tindak lanjut seluruh kantor dapat Anda baca.",
            "No decision waits for you yet. You can read the follow-ups of every office.",
        ),
        Say("Lihat tindak lanjut", "See the follow-ups"),
        "actions:list",
    ),
    "kanwil_head": Step(
        Say(
            "Mulailah dengan mengundang koordinator kota di wilayah kerja Anda.",
            "Begin by inviting the city coordinators of your area.",
        ),
        Say("Undang koordinator", "Invite a coordinator"),
        "accounts:invite",
    ),
    "kanwil_verifier": Step(
        Say(
            "Belum ada yang menunggu penelaahan. Bila kota perlu melakukan sesuatu, mintalah lewat tindak lanjut.",
            "Nothing waits for your review. If a city has to do something, ask for it by a follow-up.",
        ),
        Say("Buat tindak lanjut", "Open a follow-up"),
        "actions:create",
    ),
    "kanwil_trainer": Step(
        Say(
            "Mulailah dengan pelatihan: tulis modulnya, siapkan tes dan sesinya, lalu undang orang.",
            "Begin with a course: write its modules, prepare its tests and sessions, then invite people.",
        ),
        Say("Buka pelatihan", "See the courses"),
        "courses:list",
    ),
    "province_coordinator": Step(
        Say(
            "Mulailah dengan mengundang koordinator kota di provinsi Anda.",
            "Begin by inviting the city coordinators of your province.",
        ),
        Say("Undang koordinator", "Invite a coordinator"),
        "accounts:invite",
    ),
    "city_coordinator": Step(
        Say(
            "Mulailah dengan mengundang petugas perangkat daerah; merekalah pemilik data.",
            "Begin by inviting the officers of your units; the data are theirs.",
        ),
        Say("Undang petugas", "Invite an officer"),
        "accounts:invite",
    ),
    "unit_officer": Step(
        Say(
            "Mulailah dengan mengunggah satu bukti, misalnya peraturan atau laporan yang sering diminta.",
            "Begin by uploading one piece of evidence, such as a regulation or a report that is often asked for.",
        ),
        Say("Unggah bukti", "Upload evidence"),
        "evidence:add",
    ),
    "policy_reviewer": Step(
        Say(
            "Belum ada rancangan yang menunggu telaahan. Lihat bukti yang sudah terkumpul.",
            "No draft waits for your review. See the evidence gathered so far.",
        ),
        Say("Lihat bukti", "See the evidence"),
        "evidence:list",
    ),
    "auditor": Step(
        Say(
            "Anda membaca semua dan tidak mengubah apa pun. Mulailah dari catatan kejadian.",
            "You read everything and change nothing. Begin with the record of events.",
        ),
        Say("Buka catatan kejadian", "Open the record"),
        "events:list",
    ),
    "learner": Step(
        Say(
            "Belum ada yang menunggu Anda. Pilih pelatihan dari katalog, atau tunggu undangan.",
            "Nothing waits for you yet. Choose a course from the catalogue, or wait for an invitation.",
        ),
        Say("Cari pelatihan", "Look for a course"),
        "courses:catalogue",
    ),
}


def step_of(role: str | None) -> Step:
    """Return the first step of a role; without a role, how to get one."""
    return STEPS.get(role or "", NO_ROLE)
