"""What several pages show: the words of a round, its steps as a line of time, letters beside a form."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kotaham.apps.rounds.forms import in_words
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import DEFAULT_ZONE, STEPS, Days, next_day, standing, today_in
from kotaham.core.errors import Refused
from kotaham.core.language import Lang, Say

Found = TypeVar("Found")
TONES = {"draft": "plain", "open": "info", "decided": "ok", "cancelled": "warn"}
STEP_TONES = {"over": "plain", "running": "info", "coming": "plain", "unset": "plain"}
STEP_ICONS = {"over": "check-lg", "running": "play-circle", "coming": "circle", "unset": "dash-circle"}
TURN: Mapping[str, Say] = {
    "fill": Say("Perangkat daerah", "Units"),
    "submit": Say("Kabupaten/kota", "Cities"),
    "verify": Say("Kanwil", "Kanwil"),
    "repair": Say("Kabupaten/kota", "Cities"),
    "validate": Say("Penilai pusat", "Assessors of the centre"),
    "object": Say("Kabupaten/kota", "Cities"),
    "decide": Say("Pengambil keputusan", "The decision maker"),
}


def attempt(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do something that a form asks for; return what came of it, or the letters that belong beside the form.

    A missing right and a state that moved on are no faults of the form: they get their own page.
    """
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, letters_of(refused)


def letters_of(refused: Refused) -> list[dict[str, str]]:
    """Return problems in the language of the reader, part by part."""
    lang: Lang = "en" if (get_language() or "id").startswith("en") else "id"
    return [
        {
            "where": one.where.text(lang),
            "what": one.part("what", lang),
            "why": one.part("why", lang),
            "next": one.part("next", lang),
            "code": one.code,
        }
        for one in refused.problems
    ]


def timeline(days: Mapping[str, Days], set_days: Mapping[str, Days], zone: str, now: datetime) -> list[dict[str, Any]]:
    """Return every step as a page shows it; `days` count for the reader, `set_days` are those of the plan."""
    today = today_in(zone, now)
    return [_step(step, days.get(step), set_days.get(step), today) for step in STEPS]


def planned_only(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same for a round that does not run: nothing is over or runs."""
    still = {"state": "unset", "tone": STEP_TONES["unset"], "icon": STEP_ICONS["coming"], "left": ""}
    return [{**step, **still} for step in steps]


def _step(step: str, days: Days | None, planned: Days | None, today: date) -> dict[str, Any]:
    state = standing(days, today) if days else "unset"
    return {
        "name": step,
        "title": in_words(STEPS[step]),
        "turn": in_words(TURN[step]),
        "opens": days.opens if days else None,
        "closes": days.closes if days else None,
        "planned": planned.closes if planned and days and planned.closes != days.closes else None,
        "state": state,
        "tone": STEP_TONES[state],
        "icon": STEP_ICONS[state],
        "left": left(days, today) if days else "",
    }


def left(days: Days, today: date) -> str:
    """Tell in words how far a step is from its next day."""
    state = standing(days, today)
    if state == "over":
        return _("selesai")
    if state == "coming" and days.opens:
        wait = (days.opens - today).days
        return ngettext("mulai %(days)d hari lagi", "mulai %(days)d hari lagi", wait) % {"days": wait}
    rest = (days.closes - today).days
    return ngettext("%(days)d hari lagi", "%(days)d hari lagi", rest) % {"days": rest} if rest else _("hari terakhir")


def status(round_: Round, days: Mapping[str, Days], zone: str = DEFAULT_ZONE) -> dict[str, Any]:
    """Return the words of the status line: where it stands, whose turn it is, which day comes next."""
    today = today_in(zone, timezone.now())
    if round_.state == Round.State.DRAFT:
        first = first_day(days)
        return {"turn": _("Admin kementerian"), "next": first, "next_note": _("hari pertama") if first else ""}
    if round_.state != Round.State.OPEN:
        return {"turn": _("Tidak ada yang ditunggu"), "next": None, "next_note": _("Tidak ada lagi")}
    now = [step for step, one in days.items() if standing(one, today) == "running"]
    turns = list(dict.fromkeys(in_words(TURN[step]) for step in now))
    nearest = next_day(days.values(), today)
    ends = [in_words(STEPS[step]) for step, one in days.items() if nearest in {one.opens, one.closes}]
    # By the days alone: who is really waited for, report by report, the board tells.
    turn = _("%(parties)s, menurut kalender") % {"parties": ", ".join(turns)} if turns else ""
    return {"turn": turn or _("Tidak ada tahap yang berjalan"), "next": nearest, "next_note": ", ".join(ends[:2])}


def first_day(days: Mapping[str, Days]) -> date | None:
    """Return the first day of a round."""
    return min((one.opens or one.closes for one in days.values()), default=None)


def trail_steps(round_: Round, counted: int, days: Mapping[str, Days], needed: Sequence[str]) -> list[dict[str, Any]]:
    """Return what is still to be done before a round can open, in order, for the page of one that is prepared."""
    steps: list[dict[str, Any]] = [
        {"title": _("Isi putaran"), "route": "rounds:edit", "done": True},
        {"title": _("Hari setiap tahap"), "route": "rounds:days", "done": all(step in days for step in needed)},
        {"title": _("Peserta"), "route": "rounds:choose", "done": bool(counted)},
        {"title": _("Buka putaran"), "route": "rounds:open", "done": round_.state != Round.State.DRAFT},
    ]
    first = next((step for step in steps if not step["done"]), None)
    return [{**step, "first": step is first} for step in steps]
