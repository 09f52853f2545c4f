"""The values that count at a stage, for the room scores and for the readers of the next stage."""

from collections.abc import Iterable, Mapping
from typing import Any

from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification.models import BonusReading, Reading
from kotaham.apps.verification.rules import ALL_REASONS, ORDER, TITLES, up_to
from kotaham.core.language import Say

Values = Mapping[int, Any]


def values(submission_ids: Iterable[int], stage: str) -> dict[int, Any]:
    """Return by answer the value that counts at a stage where it is not the city's own: the newest up to there."""
    rows = Reading.objects.filter(answer__submission_id__in=list(submission_ids), stage__in=up_to(stage))
    told = rows.order_by().values_list("answer_id", "stage", "value")
    return {answer: value for answer, _stage, value in sorted(told, key=_by_stage)}  # a later stage overwrites


def bonus_values(submission_ids: Iterable[int], stage: str) -> dict[tuple[int, str], str | None]:
    """Return by submission and bonus item the points that count at a stage; what is only claimed counts as None."""
    wanted = list(submission_ids)
    claims = submissions.claims(wanted).values_list("submission_id", "item")
    found: dict[tuple[int, str], str | None] = dict.fromkeys(claims)
    rows = BonusReading.objects.filter(submission_id__in=wanted, stage__in=up_to(stage))
    told = rows.order_by().values_list("submission_id", "stage", "points", "item")
    found.update({(row[0], row[3]): row[2] for row in sorted(told, key=_by_stage)})
    return found


def bonus_reasons(submission_ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """Return by submission and bonus item why its points were recognised as they were, by whoever said so last."""
    rows = BonusReading.objects.filter(submission_id__in=list(submission_ids)).order_by()
    told = rows.values_list("submission_id", "stage", "reason", "item")
    return {(row[0], row[3]): row[2] for row in sorted(told, key=_by_stage)}


def bonus_open(submission: int, stage: str) -> list[str]:
    """Return the claimed bonus items that nobody has judged up to a stage."""
    return [item for (_pk, item), points in bonus_values([submission], stage).items() if points is None]


def overlay(submission_ids: Iterable[int], stage: str) -> dict[Any, Any]:
    """Return both as what `submissions.queries.facts` lays over the city's own answers."""
    wanted = list(submission_ids)
    return {**values(wanted, stage), **bonus_values(wanted, stage)}


def readings_of(submission: int) -> Mapping[int, Mapping[str, Reading]]:
    """Return by answer and stage the values that differ from the stage before: who, when, why."""
    rows = Reading.objects.filter(answer__submission_id=submission).select_related("by", "by_as", "by_as__office")
    found: dict[int, dict[str, Reading]] = {}
    for row in rows:
        found.setdefault(row.answer_id, {})[row.stage] = row
    return found


def reasons_of(answer: int, stage: str) -> list[tuple[Say, Say, str]]:
    """Return for each stage up to this one that changed an answer: its name, the kind of reason, the words."""
    rows = Reading.objects.filter(answer_id=answer, stage__in=up_to(stage)).order_by()
    told = sorted(rows.values_list("answer_id", "stage", "reason_code", "reason"), key=_by_stage)
    return [(TITLES[stage], ALL_REASONS[kind], words) for _answer, stage, kind, words in told]


def overlay_of(submission: int, readings: Mapping[int, Mapping[str, Reading]], stage: str) -> dict[Any, Any]:
    """Return the overlay of one report from its readings, where these are at hand already."""
    told = {
        answer: by_stage[one].value
        for answer, by_stage in readings.items()
        for one in up_to(stage)
        if one in by_stage  # in the order of the stages: a later one overwrites
    }
    return {**told, **bonus_values([submission], stage)}


def _by_stage(row: tuple[Any, ...]) -> int:
    return [str(one) for one in ORDER].index(str(row[1]))
