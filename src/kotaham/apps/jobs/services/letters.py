"""What the page of a job says when it did not succeed; kept as text, because the job outlives its problem."""

import traceback
from typing import Any

from kotaham.core.errors import Kind, Problem
from kotaham.core.language import Lang, Say

NO_ROLE = Say("tanpa peran", "without a role")
ROLE_ENDED = Kind(
    "jobs.role-ended",
    Say(
        "Pekerjaan tidak dijalankan karena peran {role} milik pemintanya sudah berakhir.",
        "The work was not run because the role {role} of the person who asked for it has ended.",
    ),
    Say("Mintalah pemegang peran sekarang mengulanginya.", "Ask the present holder of the role to start it again."),
)
TASK_GONE = Kind(
    "jobs.task-gone",
    Say("Pekerjaan bernama {name} tidak dikenal lagi.", "There is no task named {name} any more."),
    Say(
        "Mulai lagi dari halaman asalnya; versi program mungkin sudah berganti.",
        "Start it again from the page it came from; the program may have been upgraded.",
    ),
)
BROKE = Kind(
    "jobs.broke",
    Say("Pekerjaan terhenti oleh kesalahan program ({error}).", "The work was stopped by an error ({error})."),
    Say(
        "Tidak perlu berbuat apa pun; sistem mencobanya lagi sendiri.",
        "Nothing needs to be done; the system tries again by itself.",
    ),
)
GIVEN_UP = Kind(
    "jobs.given-up",
    Say(
        "Pekerjaan terhenti oleh kesalahan program ({error}) dan tidak dicoba lagi.",
        "The work was stopped by an error ({error}) and is not tried again.",
    ),
    Say(
        "Sampaikan nomor pekerjaan ini kepada admin kementerian; ia dapat mengulanginya setelah sebabnya diatasi.",
        "Give the number of this work to the ministry admin, who can repeat it once the cause is mended.",
    ),
)
LOST = Kind(
    "jobs.lost",
    Say(
        "Proses pekerja mati {times} kali di tengah pekerjaan ini.",
        "The worker process died {times} {times:time|times} in the middle of this work.",
    ),
    Say(
        "Sampaikan nomor pekerjaan ini kepada admin kementerian; biasanya memori server kurang.",
        "Give the number of this work to the ministry admin; usually the server has too little memory.",
    ),
)


def letter_of(*problems: Problem) -> list[dict[str, Any]]:
    """Return problems as plain data in both languages, part by part."""
    return [{"code": problem.code, "id": _parts(problem, "id"), "en": _parts(problem, "en")} for problem in problems]


def trace_of(error: BaseException) -> str:
    """Tell the class of an error and the lines of code it passed, but not its message: that may hold personal data."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    for frame in traceback.extract_tb(error.__traceback__)[-12:]:
        place = frame.filename.rpartition("/site-packages/")[2].rpartition("/src/")[2]
        lines.append(f"{place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _parts(problem: Problem, lang: Lang) -> dict[str, str]:
    return {
        "where": problem.where.text(lang),
        "what": problem.part("what", lang),
        "why": problem.part("why", lang),
        "next": problem.part("next", lang),
    }
