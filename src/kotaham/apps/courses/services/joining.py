"""Join the lists of the rooms below: kinds of notices, files of modules, the merge of two rows of the register."""

from collections.abc import Sequence

from django.db.models import Q

from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.services import files
from kotaham.apps.courses.services.telling import KINDS
from kotaham.apps.events.services import Log
from kotaham.apps.evidence import services as evidence
from kotaham.apps.notices.services import register as register_kinds
from kotaham.apps.register.services import when_merged

ROOM = "courses"


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register_kinds(*KINDS)
    evidence.register(files.KIND, find=files.as_subject, frozen=files.frozen)
    when_merged(ROOM, move, back)


def move(gone: int, kept: int, log: Log) -> Sequence[int]:
    """Give the enrolments of one row to another, where that does not take the same version already."""
    there = Enrolment.objects.filter(member=kept).exclude(state="withdrawn").values("version")
    rows = Enrolment.objects.filter(Q(state="withdrawn") | ~Q(version__in=there), member=gone)
    moved = list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    Enrolment.objects.filter(pk__in=moved).update(member=kept)
    for pk in moved:
        log.record("courses.member-merged", ("courses.enrolment", pk))
    return moved


def back(gone: int, rows: Sequence[int], log: Log) -> None:
    """Give them back."""
    Enrolment.objects.filter(pk__in=rows).update(member=gone)
    for pk in rows:
        log.record("courses.member-unmerged", ("courses.enrolment", pk))
