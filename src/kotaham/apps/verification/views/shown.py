"""What several pages of the room show: the status line, words for how far a reading is, the language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kotaham.apps.gate.services import in_words, language
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification.queries import Row
from kotaham.apps.verification.rules import CORRECT, Standing
from kotaham.core.errors import Problem

TONES = {
    "sent": "warn", "verifying": "info", "repair": "warn", "verified": "warn", "validating": "info",
    "validated": "info", "final": "info", "decided": "ok",
}  # fmt: skip
STANDINGS: Mapping[Standing, tuple[Any, str]] = {
    Standing.OPEN: (gettext_lazy("Belum dibaca"), "plain"),
    Standing.HALF: (gettext_lazy("Menunggu pembaca lain"), "info"),
    Standing.DIFFERS: (gettext_lazy("Dua bacaan berbeda"), "warn"),
    Standing.ESCALATED: (gettext_lazy("Menunggu kepala Kanwil"), "warn"),
    Standing.RETURNED: (gettext_lazy("Dikembalikan"), "bad"),
    Standing.SETTLED: (gettext_lazy("Diterima"), "ok"),
}


def standing_of(row: Row, person: int | None) -> dict[str, str]:
    """Return how far one answer is, as this person may know it."""
    standing = row.standing_for(person)
    title, tone = STANDINGS[standing]
    if standing is Standing.RETURNED and not row.answer.returned:
        title = _("Akan dikembalikan")  # the report with its questions is still on the desk
    if standing is Standing.SETTLED and row.outcome.by.verdict == CORRECT:
        title, tone = _("Dikoreksi"), "info"
    return {"title": str(title), "tone": tone}


def status_of(submission: Any) -> dict[str, Any]:
    """Return what the status line shows."""
    line = sending.line_of(submission)
    return {
        "state": submission.get_state_display(),
        "tone": "bad" if line.late else TONES.get(submission.state, "plain"),
        "turn": line.turn,
        "day": line.day,
        "step": in_words(line.step),
        "late": line.late,
        "zone": submission.zone,
    }


def text_of(problem: Problem) -> str:
    """Return what is wrong and what to do, as it stands at a field."""
    return f"{problem.part('what', language())} {problem.part('next', language())}".strip()
