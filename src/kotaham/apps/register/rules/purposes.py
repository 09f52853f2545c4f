"""Why each field of a person is asked, and on what basis: what the public page tells, and the notice of the register.

The basis is UU 27/2022 on the protection of personal data, article 20 (2): (c) a legal duty of the controller, (e) a
task in the public interest. Nothing here rests on consent, so nothing is asked that the task does not need.
"""

from dataclasses import dataclass

from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Purpose:
    """One field: what it is called, what it is for, and why it may be asked."""

    name: str
    field: Say
    why: Say
    basis: Say


TASK = Say(
    "Tugas pelayanan publik: UU 27/2022 Pasal 20 ayat (2) huruf e.",
    "A task in the public interest: UU 27/2022 article 20 (2) (e).",
)
DUTY = Say(
    "Kewajiban hukum pencatatan pengembangan kompetensi: UU 27/2022 Pasal 20 ayat (2) huruf c.",
    "The legal duty to keep a record of training: UU 27/2022 article 20 (2) (c).",
)
PURPOSES = (
    Purpose("name", Say("Nama", "Name"), Say("Tercetak pada sertifikat.", "Printed on the certificate."), DUTY),
    Purpose(
        "status",
        Say("Status kepegawaian", "Status of employment"),
        Say("Menentukan kelompok target yang menghitung Anda.", "Decides which target counts you."),
        TASK,
    ),
    Purpose(
        "number",
        Say("NIP atau NRP", "NIP or NRP"),
        Say(
            "Supaya satu orang terhitung satu kali dan jam pelatihannya tercatat atas namanya. Disimpan tersegel.",
            "So that one person counts once and gets their hours credited. Kept sealed.",
        ),
        DUTY,
    ),
    Purpose(
        "post",
        Say("Jabatan", "Position"),
        Say("Untuk menawarkan pelatihan yang sesuai tugas.", "To offer courses that fit the work."),
        TASK,
    ),
    Purpose(
        "email",
        Say("Surel (boleh kosong)", "E-mail (may be empty)"),
        Say("Untuk undangan dan sertifikat. Disimpan tersegel.", "For invitations and certificates. Kept sealed."),
        TASK,
    ),
    Purpose(
        "phone",
        Say("Nomor telepon (boleh kosong)", "Telephone (may be empty)"),
        Say("Untuk pemberitahuan mendadak. Disimpan tersegel.", "For news at short notice. Kept sealed."),
        TASK,
    ),
)
