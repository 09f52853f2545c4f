"""The boards of the river: every report of a round within reach, read once in sets; all numbers are counted from it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from kotaham.apps.dashboard.rules.forecast import WINDOW, Forecast, forecast
from kotaham.apps.dashboard.rules.river import BLOCKS, NOBODY, Narrow, Report
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.publication import queries as publication
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.policy import Reach

FIELDS = (
    "pk", "office_id", "place_code", "name", "province_code", "province", "zone", "state", "since", "total", "given",
    "objection_ends",
)  # fmt: skip


def reports(
    actor: Actor, reach: Reach, round_: Any, kanwil: Mapping[str, int] | None = None, only: int | None = None
) -> list[Report]:
    """Return the reports of a round within reach by the code of the place; one alone when its number is given."""
    found = submissions.listed(actor, reach, round_pk=round_.pk).order_by("place_code")
    rows = list((found.filter(pk=only) if only else found).select_related(None).values(*FIELDS))
    now = timezone.now()
    days = rounds.deadlines(round_, [row["office_id"] for row in rows])
    filling = [row["pk"] for row in rows if row["state"] == "filling"]
    recent = submissions.saved_since(filling, now - timedelta(days=WINDOW)) if filling else {}
    objecting = publication.filed_in(row["pk"] for row in rows if row["state"] == "validated")
    turns = sending.who_endorses([row["pk"] for row in rows if row["state"] == "endorsing"])
    turns = {**turns, **dict.fromkeys(objecting, submissions.CENTRE)}  # an objection that was filed waits for it
    running = round_.state == "open"
    return [
        replace(
            _report(row, _due(row, days), (kanwil or {}).get(row["province_code"], 0), recent.get(row["pk"], 0),
                    running, now),
            turn=turns.get(row["pk"]) or submissions.TURN[row["state"]] or NOBODY,
            objecting=row["pk"] in objecting,
        )
        for row in rows
    ]  # fmt: skip


def _due(row: Mapping[str, Any], days: Mapping[tuple[int, str], date]) -> date | None:
    """Return the last day of the step a report is in; the window for objections of the city itself may be longer."""
    day = days.get((row["office_id"], submissions.STEP.get(row["state"], "")))
    if row["state"] != "validated" or row["objection_ends"] is None:
        return day
    own = rounds.today_in(row["zone"], row["objection_ends"])
    return max(day, own) if day else own


def _report(row: Mapping[str, Any], due: date | None, kanwil: int, recent: int, running: bool, now: datetime) -> Report:
    today = rounds.today_in(row["zone"], now)
    left = (due - today).days + 1 if due else None
    expected: Forecast | None = None
    if running and row["state"] == "filling":
        filling_for = (today - rounds.today_in(row["zone"], row["since"])).days
        expected = forecast(row["total"] - row["given"], recent, left, filling_for)
    return Report(
        row["pk"], row["office_id"], row["place_code"], row["name"], row["province_code"], row["province"], kanwil,
        row["state"], NOBODY, row["given"], row["total"], due, left, running,
        False, expected,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participation:
    """By province: who takes part, who said that they do not, how many governments there are, and its Kanwil."""

    joined: Mapping[str, int]
    declined: Mapping[str, int]
    governments: Mapping[str, int]
    kanwil: Mapping[str, int]

    def codes(self, ask: Narrow) -> frozenset[str]:
        """Return the provinces that a reader asks for, of those within reach."""
        known = self.joined.keys() | self.declined.keys() | self.governments.keys()
        near = {code for code in known if ask.kanwil in (None, self.kanwil.get(code, 0))}
        return frozenset(code for code in near if ask.province in ("", code))

    def touched(self, code: str) -> bool:
        """Whether any city of a province was asked and answered."""
        return bool(self.joined.get(code) or self.declined.get(code))

    def shares(self, codes: Collection[str]) -> tuple[int, int, int]:
        """Count for some provinces who takes part, who said no, and of whom nothing is recorded."""
        joined = sum(self.joined.get(code, 0) for code in codes)
        declined = sum(self.declined.get(code, 0) for code in codes)
        there = sum(self.governments.get(code, 0) for code in codes)
        return joined, declined, max(there - joined - declined, 0)


def participation(actor: Actor, reach: Reach, round_: Any) -> Participation:
    """Count who takes part in a round within reach, by province, in three questions."""
    here = rounds.near(round_, actor, reach).order_by().values_list("province_code")
    told = list(here.annotate(joined=Count("pk", filter=Q(withdrawn_at=None)), all=Count("pk")))
    there = rounds.governments().filter(offices.within(actor, reach, at="")).order_by().values_list("province_code")
    governments = dict(there.annotate(Count("pk")))
    codes = {*governments, *(code for code, _joined, _all in told)}
    return Participation(
        {code: joined for code, joined, _all in told},
        {code: every - joined for code, joined, every in told},
        governments,
        rounds.kanwil_of_provinces(codes),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the area, a Kanwil or a province, and what its reports come to."""

    title: str
    ask: Narrow  # what narrows a board or a list to it
    provinces: frozenset[str]
    shares: tuple[int, int, int]
    total: int
    turns: Mapping[str, int]
    late: int
    miss: int


def parts(ask: Narrow, found: Sequence[Report], share: Participation) -> list[Part]:
    """Return an area in parts: the country by Kanwil, the area of a Kanwil by province; a province has none.

    A part without anybody who was asked and answered is left out.
    """
    codes = {code for code in share.codes(ask) if share.touched(code)}
    if ask.province or len(codes) < 2:
        return []
    numbers = {share.kanwil.get(code, 0) for code in codes}
    if ask.kanwil is None and len(numbers) > 1:
        titles = offices.names(numbers)
        order = sorted(numbers, key=lambda pk: (pk == 0, titles.get(pk, "")))
        return [_part(titles.get(pk, ""), Narrow(kanwil=pk), found, share) for pk in order]
    names = rounds.province_names()
    return [_part(names.get(code, code), Narrow(ask.kanwil, code), found, share) for code in sorted(codes)]


def _part(title: str, ask: Narrow, found: Iterable[Report], share: Participation) -> Part:
    rows, codes = [one for one in found if ask.keeps(one)], share.codes(ask)
    return Part(
        title, ask, codes, share.shares(codes), len(rows), Counter(one.turn for one in rows),
        sum(one.late for one in rows), sum(one.expected == "miss" for one in rows),
    )  # fmt: skip


def blocks(found: Sequence[Report]) -> list[tuple[str, str, int]]:
    """Return what keeps reports from moving on and whose turn it is, with how many; the order is that of BLOCKS."""
    counted = Counter((key, one.turn) for one in found for key, (_title, holds) in BLOCKS.items() if holds(one))
    order = list(BLOCKS)
    return [(*pair, counted[pair]) for pair in sorted(counted, key=lambda pair: (order.index(pair[0]), pair[1]))]


def counted_rounds(actor: Actor, reach: Reach, pks: Collection[int]) -> dict[int, int]:
    """Count the reports within reach of several rounds at once."""
    rows = submissions.listed(actor, reach).filter(round_id__in=list(pks)).select_related(None).order_by()
    return dict(rows.values_list("round_id").annotate(Count("pk")))


def kanwil_name(pk: int) -> str:
    """Return the name of a Kanwil."""
    return offices.names([pk]).get(pk, "")
