"""What several pages of the room show: the language, numbers as the instrument shows them, the status line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse

from kotaham.apps.gate.services import in_words, language
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores.models import Run
from kotaham.apps.scores.rules import outcome, why_none
from kotaham.apps.submissions import services as sending
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Say
from kotaham.core.numbers import exact, show

TONES = {Run.State.WAITING: "info", Run.State.DONE: "ok", Run.State.FAILED: "bad"}
TURN = {
    "fill": Say("Perangkat daerah", "Units"),
    "submit": Say("Kabupaten/kota", "Cities"),
    "verify": Say("Kanwil", "Kanwil"),
    "repair": Say("Kabupaten/kota", "Cities"),
    "validate": Say("Penilai pusat", "Assessors of the centre"),
    "object": Say("Kabupaten/kota", "Cities"),
    "decide": Say("Pengambil keputusan", "The decision maker"),
}
ROUND_TONES = {"draft": "plain", "open": "info", "decided": "ok", "cancelled": "warn"}


def number(instrument: Instrument, text: str | None) -> str:
    """Show an exact number with the decimals of the instrument; a dash where there is none."""
    return show(exact(text), instrument.rounding.decimals, language()) if text else "–"


def in_full(text: str | None) -> str:
    """Show an exact number in full, as the record has it; nothing where it is not longer than what is shown."""
    return text.replace(".", ",") if text and language() == "id" else text or ""


def final_of(instrument: Instrument, result: Any) -> str:
    """Return the exact total that predicates judge."""
    on = instrument.predicates.on == "total_with_bonus"
    return str(result.total_with_bonus if on else result.total)


def line(instrument: Instrument, result: Any) -> dict[str, Any]:
    """Return a result as a row of a list."""
    total = final_of(instrument, result)
    return {
        "result": result,
        "total": number(instrument, total) if total else "",
        "with_bonus": _with_bonus(instrument, result, total),
        "exact": in_full(total) if "/" in total or len(total.partition(".")[2]) > instrument.rounding.decimals else "",
        "outcome": outcome(instrument, result),
        "why": why_none(result, language()),
    }


def _with_bonus(instrument: Instrument, result: Any, total: str) -> str:
    """Show the total with bonus where predicates judge the one without and both differ."""
    return number(instrument, result.total_with_bonus) if total and result.total_with_bonus != total else ""


def status_of_round(round_: Any) -> dict[str, Any]:
    """Return what the status line of a round shows: which day comes next, and which steps it ends."""
    today, days = rounds.today(), rounds.days_for(round_, None)
    coming = [(one.closes, step) for step, one in days.items() if one.closes >= today]
    day = min(coming)[0] if coming and round_.state == "open" else None
    ends = [in_words(rounds.STEPS[step]) for closes, step in coming if closes == day]
    return {
        "state": round_.get_state_display(),
        "tone": ROUND_TONES[round_.state],
        "turn": ", ".join(dict.fromkeys(in_words(TURN[step]) for step in _running(round_, days, today))),
        "day": day,
        "note": ", ".join(ends[:2]) if day else "",
    }


def _running(round_: Any, days: Mapping[str, Any], today: date) -> list[str]:
    """Return the steps of a round that run today."""
    if round_.state != "open":
        return []
    return [step for step, one in days.items() if (one.opens is None or one.opens <= today) and one.closes >= today]


def status_of_city(submission: Any) -> dict[str, Any]:
    """Return what the status line of a report shows."""
    line = sending.line_of(submission)
    return {
        "state": submission.get_state_display(),
        "tone": "bad" if line.late else "info",
        "turn": line.turn,
        "day": line.day,
        "note": in_words(line.step),
    }


def download(data: bytes, name: str, kind: str = "application/json") -> HttpResponse:
    """Answer with a file that the browser keeps and never shows."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
