"""Rows of the board as its page shows them: every number with the address of the list that it counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from kotaham.apps.classes.queries import MODES
from kotaham.apps.offices import queries as every_office
from kotaham.apps.register.queries import GROUPS
from kotaham.apps.targets.models import Measure
from kotaham.apps.targets.queries import WITH_MODE, Ask
from kotaham.apps.targets.rules import NoForecast, label, measures
from kotaham.apps.targets.services import Asked, Board, Line
from kotaham.apps.targets.views.asking import NO_MODE, board_url, people_url

ANY = _("Hadir (orang, komunitas, atau pelaku usaha)")
UNKNOWN = _("Kanwil tidak diketahui")
NO_OFFICE = _("Kantor tidak dicatat")
COURSE = _("Undangan ke pelatihan")
WHY = {
    NoForecast.OVER: _("Tidak ada: tahun ini sudah berakhir."),
    NoForecast.EARLY: _("Belum ada: minggu pertama tahun ini belum berakhir."),
    NoForecast.FEW: _("Belum ada: perlu enam minggu penuh sejak yang pertama dihitung."),
}
SHORT = {
    "invited": _("Diundang"),
    "persons": _("Hadir"),
    "attendances": _("Kehadiran"),
    "finished": _("Selesai"),
    "passed": _("Lulus"),
    "certified": _("Bersertifikat"),
}
YEARS_BACK = 4
SPANS = {"month": _("bulan"), "week": _("minggu"), "office": _("kantor")}
Numbers = list[dict[str, Any]]


def heads(asked: Asked) -> Numbers:
    """Return what is counted of the group as heads of columns; by which the target is judged is marked."""
    group = asked.group
    return [
        {"words": SHORT[one.value], "full": label(one, group), "judged": one.value == asked.measure}
        for one in measures(group)
    ]


def heads_of_groups() -> Numbers:
    """Return all measures as heads of columns; what is present differs from row to row."""
    return [{"words": SHORT[one.value], "full": ANY if one == Measure.PERSONS else one.label} for one in Measure]


def heads_of_modes(asked: Asked) -> list[Any]:
    """Return the words of what has a mode."""
    return [label(one, asked.group) for one in WITH_MODE if one in measures(asked.group)]


def numbers(asked: Asked, counts: Mapping[str, int], link: bool, **more: object) -> Numbers:
    """Return the numbers of a row in the order of the measures; in the row of a group there is none of some."""
    group = str(more.get("kelompok", asked.group))
    there = measures(group)
    return [
        {
            "words": label(measure, group),
            "count": count if measure in there else None,
            "url": people_url(asked, ukuran=measure, **more) if link and count else "",
        }
        for measure, count in counts.items()
        if measure in there or "kelompok" in more
    ]


def name_of(board: Board, kanwil: int | str) -> Any:
    """Return what a Kanwil is called."""
    return board.names.get(int(kanwil), UNKNOWN) if kanwil else UNKNOWN


def kanwils(board: Board, link: bool) -> Numbers:
    """Return the rows of the Kanwil."""
    return [
        {
            "name": name_of(board, line.key),
            "url": board_url(board.asked, kanwil=line.key),
            "line": line,
            "numbers": numbers(board.asked, line.counts, link, kanwil=line.key),
            "settable": bool(line.key),
        }
        for line in board.kanwils
    ]


def offices(asked: Asked, lines: Sequence[Line], names: Mapping[int, str], link: bool) -> Numbers:
    """Return the rows of the offices of a Kanwil."""
    return [
        {
            "name": names.get(int(line.key), NO_OFFICE),
            "numbers": numbers(asked, line.counts, link, kantor=line.key),
        }
        for line in lines
    ]


def months(board: Board, link: bool) -> Numbers:
    """Return the rows of the months."""
    return [
        {"name": MONTHS[month], "numbers": numbers(board.asked, counts, link, bulan=month)}
        for month, counts in board.months
    ]


def modes(board: Board, link: bool) -> Numbers:
    """Return the rows of the modes: of attendances and invitations; that to a course has none."""
    return [
        {"name": MODES.get(mode, COURSE), "numbers": numbers(board.asked, counts, link, cara=mode or NO_MODE)}
        for mode, counts in board.modes
    ]


def groups(board: Board, link: bool) -> Numbers:
    """Return the rows of the four groups."""
    return [
        {
            "name": GROUPS[str(line.key)],
            "url": board_url(board.asked, kelompok=line.key),
            "line": line,
            "numbers": numbers(board.asked, line.counts, link, kelompok=line.key),
        }
        for line in board.groups
    ]


def years(shown: int, today: date) -> list[int]:
    """Return the years that can be chosen, the newest first: the next, this one, those before, and the one shown."""
    return sorted({*range(today.year - YEARS_BACK, today.year + 2), shown}, reverse=True)


def offices_named(ask: Ask, rows: Sequence[Any]) -> Mapping[int, str]:
    """Return the names of the offices of a list, and of those by which it is narrowed."""
    asked = (one for one in (ask.kanwil, ask.office) if one)
    return every_office.names({*(row.office_id for row in rows if row.office_id), *asked})


def person(row: Any, names: Mapping[int, str]) -> dict[str, Any]:
    """Return a row of the list: where somebody served on the day, not where they are now."""
    return {"row": row, "office": names.get(row.office_id or 0, NO_OFFICE), "mode": MODES.get(row.mode, "")}


def entity(row: Any, names: Mapping[int, str]) -> dict[str, Any]:
    """Return a row of the list of communities and businesses: in the area of which Kanwil, as it was counted."""
    return {"row": row, "kanwil": names.get(row.kanwil_id, UNKNOWN), "mode": MODES.get(row.mode, "")}


def narrowing(ask: Ask, names: Mapping[int, str]) -> list[Any]:
    """Return what narrows a list, in words."""
    kanwil = "" if ask.kanwil is None else names.get(ask.kanwil, UNKNOWN)
    office = "" if ask.office is None else names.get(ask.office, NO_OFFICE)
    month = MONTHS[ask.month] if ask.month else ""
    mode = "" if ask.mode is None else MODES.get(ask.mode, COURSE)
    return [words for words in (GROUPS[ask.group], kanwil, office, month, mode) if words]


def example(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a recount has found, in words: which number, and in which table."""
    place = [GROUPS.get(one.get("group", ""), ""), SPANS.get(one.get("kind", ""), ""), one.get("span") or ""]
    words = " ".join(str(part) for part in place if part != "")
    return {**one, "words": label(one["measure"], one.get("group", "")), "place": words}
