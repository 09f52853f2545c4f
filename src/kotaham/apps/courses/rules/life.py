"""The life of a version and of an enrolment, each as one table."""

from collections.abc import Sequence

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

KEEPER = "keeper"  # acts for the office that keeps the course
LEARNER = "learner"  # the one who takes it
OFFICER = "officer"  # enrols people of the office
SYSTEM = "system"  # reckons from the proofs
_KEEPER, _LEARNER, _OFFICER, _SYSTEM = (frozenset({name}) for name in (KEEPER, LEARNER, OFFICER, SYSTEM))

LIFE = Lifecycle(
    "courses-version",
    {
        "draft": Say("Draf", "Draft"),
        "published": Say("Diterbitkan", "Published"),
        "retired": Say("Tidak dipakai lagi", "No longer used"),
    },
    "draft",
    (
        Move("publish", "draft", "published", _KEEPER, Say("Terbitkan", "Publish")),
        Move("retire", "published", "retired", _KEEPER, Say("Hentikan pemakaiannya", "Retire"), reason=True),
    ),
)
_WAIVE = Say("Akui dari pembelajaran lain", "Recognise other learning")
_WITHDRAW = Say("Keluar dari pelatihan", "Withdraw")
_FINISH = Say("Semua syarat dikerjakan", "All that is needed is done")
ENROLMENT_LIFE = Lifecycle(
    "courses-enrolment",
    {
        "invited": Say("Diundang", "Invited"),
        "enrolled": Say("Terdaftar", "Enrolled"),
        "started": Say("Belajar", "Learning"),
        "finished": Say("Selesai", "Finished"),
        "passed": Say("Lulus", "Passed"),
        "failed": Say("Belum lulus", "Not passed"),
        "waived": Say("Diakui dari pembelajaran lain", "Recognised from other learning"),
        "withdrawn": Say("Mengundurkan diri", "Withdrawn"),
    },
    "invited",
    (
        Move("accept", "invited", "enrolled", _LEARNER | _OFFICER, Say("Terima undangan", "Accept the invitation")),
        # Nobody owes a reason for saying no; whoever refused may be invited again.
        Move("refuse", "invited", "withdrawn", _LEARNER, Say("Tolak undangan", "Refuse the invitation")),
        *(
            Move("start", source, "started", _LEARNER, Say("Mulai belajar", "Start learning"))
            for source in ("invited", "enrolled")
        ),
        *(Move("finish", source, "finished", _SYSTEM, _FINISH) for source in ("invited", "enrolled", "started")),
        Move("pass", "finished", "passed", _SYSTEM, Say("Syarat lulus dipenuhi", "What passing takes is there")),
        Move("fail", "finished", "failed", _SYSTEM, Say("Tes akhir tidak lulus", "The final test was not passed")),
        # What a proof gave, the end of the proof takes back: an attendance that is void, a question that is struck.
        Move(
            "unfinish", "finished", "started", _SYSTEM, Say("Syarat belum lengkap lagi", "Something is missing again")
        ),
        Move("unpass", "passed", "finished", _SYSTEM, Say("Kelulusan dihitung ulang", "Passing is reckoned anew")),
        Move("unfail", "failed", "finished", _SYSTEM, Say("Tes akhir dihitung ulang", "The test is reckoned anew")),
        *(
            Move("waive", source, "waived", _KEEPER, _WAIVE, reason=True)
            for source in ("invited", "enrolled", "started", "failed")
        ),
        *(
            Move("withdraw", source, "withdrawn", _LEARNER | _OFFICER, _WITHDRAW, reason=True)
            for source in ("invited", "enrolled", "started")
        ),
    ),
)
OPEN_STATES = ("invited", "enrolled", "started")  # work is still to be done
RECKONED = (*OPEN_STATES, "finished", "passed", "failed")  # what the proofs decide; the others were decided by people
# What a target counts of a move, and with which sign.
TOLD = {"finish": ("finished", 1), "unfinish": ("finished", -1), "pass": ("passed", 1), "unpass": ("passed", -1)}
_FROM = {"finished": (), "passed": ("unpass",), "failed": ("unfail",)}
_TO = {"finished": (), "passed": ("pass",), "failed": ("fail",)}


def route(state: str, goal: str) -> Sequence[str]:
    """Return the verbs that lead from a state to what the proofs say: "finished", "passed", "failed" or "" (open).

    >>> route("started", "passed")
    ('finish', 'pass')
    >>> route("passed", "")
    ('unpass', 'unfinish')
    """
    if state == goal or (state in OPEN_STATES and not goal):
        return ()
    back = ("finish",) if state in OPEN_STATES else _FROM[state]
    return (*back, *(_TO[goal] if goal else ("unfinish",)))
