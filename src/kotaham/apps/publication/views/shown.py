"""What several pages of the room show: the status lines, values in words, the language, letters beside a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.services import in_words, language
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.errors import Problem
from kotaham.core.instrument.kinds import Direct
from kotaham.core.numbers import exact, plain

TONES: Mapping[str, str] = {
    "draft": "info", "filed": "warn", "granted": "ok", "partly": "ok", "dismissed": "bad", "withdrawn": "plain",
}  # fmt: skip
POINTS, HOW = "poin", "cara"


def line_of_objection(objection: Objection) -> dict[str, Any]:
    """Return what the status line of an objection shows: of a draft until when it can be filed."""
    last = submissions.objection_end(objection.submission) if objection.state in {"draft", "filed"} else None
    over = last is not None and timezone.now() > last
    turns = {"draft": objection.submission.name, "filed": _("Penilai pusat")}
    return {
        "state": objection.get_state_display(),
        "tone": "bad" if over and objection.state == "draft" else TONES[objection.state],
        "turn": turns.get(objection.state, ""),
        "day": last,
        "late": over and objection.state == "draft",
    }


def line_of_report(submission: Any) -> dict[str, Any]:
    """Return what the status line of a report shows while its city may object."""
    line = sending.line_of(submission)
    return {
        "state": submission.get_state_display(),
        "tone": "info",
        "turn": line.turn,
        "day": submissions.objection_end(submission) if submission.state == "validated" else None,
        "late": line.late,
    }


def why_of(answer: Any) -> list[dict[str, str]]:
    """Return for each stage that changed an answer before it was objected to: its name, the kind of reason, words."""
    return [
        {"stage": in_words(stage), "kind": in_words(kind), "words": words}
        for stage, kind, words in queries.why_corrected(answer.pk)
    ]


def line_of_decision(decision: Decision, corrected: Decision | None) -> dict[str, Any]:
    """Return what the status line of a decision shows."""
    if decision.state == Decision.State.DRAFT:
        return {
            "state": decision.get_state_display(),
            "tone": "info",
            "turn": _("Pejabat yang menetapkan"),
            "day": None,
        }
    if corrected is not None:
        told = _("Diubah oleh %(number)s") % {"number": corrected.number}
        return {"state": told, "tone": "warn", "turn": "", "day": None}
    return {"state": _("Berlaku"), "tone": "ok", "turn": "", "day": None}


def read_value(indicator: Any, post: Any, reason: str) -> tuple[Any, Sequence[Problem], Any]:
    """Return the value that was typed, what is wrong with it, and for which field."""
    if isinstance(indicator.scoring, Direct) and post.get(HOW, "value") == "value":
        text = str(post.get(POINTS) or "").strip().replace(",", ".")
        try:
            return {"points": plain(exact(text)), "reason": reason.strip() or "-"}, (), {}
        except ValueError:
            return None, (), {}
    read = sending.read_inputs(indicator, post)
    return read.value, read.problems, read.faults


def value_inputs(indicator: Any, value: Any, *, typed: Any = None, wrong: Any = None) -> dict[str, Any]:
    """Return the inputs of a value for a form, those of the page of the answer."""
    direct = isinstance(indicator.scoring, Direct)
    shown = str(value.get(POINTS, value.get("points", ""))).replace(".", ",") if isinstance(value, dict) else ""
    return {
        "inputs": sending.inputs_of(indicator, value, lang=language(), typed=typed, wrong=wrong),
        "direct": direct,
        "points_typed": typed.get(POINTS, "") if typed is not None else shown,
        "unit": "" if indicator.unit in {None, "unknown"} else indicator.unit,
    }


def proof_of(kind: str, subject: object) -> list[dict[str, Any]]:
    """Return what proves a subject, as chips."""
    today = timezone.localdate()
    return [
        {
            "use": use,
            "chip": evidences.chip(use.evidence, today),
            "number": submissions.evidence_number(use.evidence_id),
        }
        for use in evidences.uses_of(kind, subject)
    ]
