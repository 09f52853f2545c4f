"""The answers of one round as the table of facts that the engine scores, and that files carry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.submissions.models import Answer, BonusClaim, Submission
from kotaham.apps.submissions.rules import answer_of
from kotaham.core.facts import Answer as Fact
from kotaham.core.facts import FactTable, Number, Subject
from kotaham.core.numbers import exact

KIND = "submissions.answer"  # of what evidence proves
CLAIM = "submissions.bonusclaim"  # the same, of bonus points
Overlay = Mapping[Any, Any]


class MixedRounds(ValueError):
    """The submissions asked for are of more than one round; an error of the program."""


def evidence_number(pk: int) -> str:
    """Return the number of a piece of evidence as people write it."""
    return f"BK-{pk:06}"


def facts(submission_ids: Iterable[int], overlay: Overlay | None = None) -> FactTable:
    """Return the table of some submissions of one round, by the codes of their places.

    `overlay` puts other values in place of what the city said: by the number of an answer a stored value, by a pair
    (submission, bonus item) the points that count. Whatever a bonus overlay does not name, counts as claimed.
    """
    rows = list(Submission.objects.filter(pk__in=list(submission_ids)).select_related("round").order_by("place_code"))
    if not rows:
        return FactTable([], {})
    if len({row.round_id for row in rows}) > 1:
        raise MixedRounds(sorted({row.round_id for row in rows}))
    place = {row.pk: index for index, row in enumerate(rows)}
    held = overlay or {}
    subjects = [Subject(row.place_code, row.name, row.province) for row in rows]
    one = rows[0].round
    return FactTable(subjects, _columns(place, held), one.period, one.period_end.isoformat(), _bonus(place, held))


def _columns(place: Mapping[int, int], overlay: Overlay) -> dict[str, list[Fact | None]]:
    """Return the answers by indicator, in the order of the instrument."""
    rows = Answer.objects.filter(submission_id__in=list(place)).order_by("position", "code")
    wanted = list(rows.values_list("pk", "submission_id", "code", "value"))
    proved = evidence_of(place)
    columns: dict[str, list[Fact | None]] = {}
    for pk, submission, code, value in wanted:
        column = columns.setdefault(code, [None] * len(place))
        told = overlay.get(pk, value)
        column[place[submission]] = answer_of(told, proved.get(pk, "")) if told is not None else None
    return columns


def evidence_of(submission_ids: Iterable[int]) -> dict[int, str]:
    """Return the numbers of what proves each answer, as one text, by the number of the answer."""
    found: dict[int, list[int]] = defaultdict(list)
    for answer, piece in evidences.pieces_of(KIND, Answer.objects.filter(submission_id__in=list(submission_ids))):
        if piece not in found[answer]:
            found[answer].append(piece)
    return {answer: "; ".join(evidence_number(pk) for pk in sorted(pieces)) for answer, pieces in found.items()}


def _bonus(place: Mapping[int, int], overlay: Overlay) -> dict[str, list[Number | None]]:
    claimed = BonusClaim.objects.filter(submission_id__in=list(place)).values_list("submission_id", "item", "points")
    points: dict[Any, Any] = {(submission, item): told for submission, item, told in claimed}
    points |= {key: told for key, told in overlay.items() if isinstance(key, tuple) and key[0] in place}
    columns: dict[str, list[Number | None]] = {}
    for (submission, item), told in sorted(points.items(), key=lambda pair: (pair[0][1], pair[0][0])):
        column = columns.setdefault(item, [None] * len(place))
        column[place[submission]] = None if told is None else exact(told)
    return columns
