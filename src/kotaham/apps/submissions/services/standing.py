"""How the endorsements of a report stand: which the round asks for, which hold, which wait for others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kotaham.apps.submissions.models import Answer, Endorsement, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules.endorsing import OFFICES, Mark, waits_for, wanted
from kotaham.apps.submissions.rules.words import filled, joined
from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Standing:
    """One mark that the round asks for, and how it stands: given, void because answers changed, or not yet."""

    mark: Mark
    title: Say
    unit: Any = None
    given: Endorsement | None = None
    void: Sequence[Endorsement] = ()
    waits: Sequence[Mark] = field(default=())

    @property
    def state(self) -> str:
        """Whether it is given, was given for other answers, waits for others, or can be given now."""
        if self.given:
            return "given"
        return "waits" if self.waits else "void" if self.void else "open"


def standings(submission: Submission) -> list[Standing]:
    """Return every mark that the report needs, in order, with what was given for the answers as they are now."""
    named = _units(submission)
    marks = wanted(submission.round.endorsements, list(named))
    rows = list(reads.all_endorsements(submission.pk))
    now = reads.digests(submission.pk, {mark.unit for mark in marks}) if marks else {}
    live = {Mark(row.kind, row.unit_id): row for row in rows if _holds(row, now)}
    dead = [row for row in rows if not _holds(row, now)]
    return [
        Standing(
            mark,
            title_of(submission, mark, named),
            named.get(mark.unit) if mark.unit else None,
            live.get(mark),
            [row for row in dead if (row.kind, row.unit_id) == (mark.kind, mark.unit)],
            waits_for(mark, submission.round.endorsements, marks, live.keys()),
        )
        for mark in marks
    ]


def _holds(row: Endorsement, now: Mapping[int | None, str]) -> bool:
    return row.void_at is None and now.get(row.unit_id) == row.digest


def _units(submission: Submission) -> dict[int, Any]:
    """Return the units that hold answers, in the order of their first answer."""
    rows = Answer.objects.filter(submission_id=submission.pk, unit__isnull=False).select_related("unit")
    found: dict[int, Any] = {}
    for row in rows.order_by("position").only("submission_id", "position", "unit_id", "unit__name"):  # names are told
        found.setdefault(row.unit_id or 0, row.unit)
    return found


def title_of(submission: Submission, mark: Mark, units: Mapping[int, Any]) -> Say:
    """Return whose endorsement a mark is, in words."""
    unit = units.get(mark.unit) if mark.unit else None
    names = {"unit": unit.name if unit else "", "city": submission.name, "province": submission.province}
    return filled(OFFICES[mark.kind], **names)


def open_marks(submission: Submission) -> list[Standing]:
    """Return what is not given yet for the answers as they are now."""
    return [one for one in standings(submission) if one.given is None]


def told_marks(open_ones: Sequence[Standing]) -> Say:
    """Return marks as one enumeration, for a letter."""
    return joined(one.title for one in open_ones)
