"""What was asked about answers and what the city said to it, as every page of the room shows it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import language
from kotaham.apps.submissions.services.preview import told
from kotaham.apps.verification.models import Question


def threads(submission: Any, questions: Iterable[Question], *, replies: bool = False) -> list[dict[str, Any]]:
    """Return questions with how they stand, what the city replied and what it changed.

    An open question shows the reply as it is being written; `replies` says whether the reader of the page writes it.
    """
    return [_thread(submission, one, replies=replies) for one in questions]


def _thread(submission: Any, one: Question, *, replies: bool) -> dict[str, Any]:
    answer, changes = one.answer, one.changes
    title, tone = _standing(one)
    return {
        "one": one,
        "title": title,
        "tone": tone,
        "reply": one.reply if one.closed_at else answer.reply,
        "old": told(submission, answer.code, changes["old"], language()) if "old" in changes else "",
        "new": told(submission, answer.code, changes["new"], language()) if "new" in changes else "",
        "changed": "new" in changes,
        "evidence": changes.get("evidence", False),
        "url": reverse("submissions:answer", args=[submission.pk, answer.code]),
        "may_reply": replies and not one.closed_at and submission.state == "repair" and answer.state != "ready",
    }


def _standing(one: Question) -> tuple[str, str]:
    """Return how far a question is: waited for, replied to, repaired without words, or sent back without either."""
    if one.closed_at is None:
        return "", "warn"
    if one.reply:
        return _("Dijawab"), "ok"
    return (_("Diperbaiki"), "ok") if one.changes else (_("Dikirim kembali tanpa balasan"), "plain")
