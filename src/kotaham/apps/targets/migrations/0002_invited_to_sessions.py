"""Count the invitations to sessions that are remembered, as `services.counting` counts new ones; or count them no more.

Whoever has one is looked at anew: in each year the first that stands, among courses and sessions, is what counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from kotaham.apps.targets.rules import week_of

SET = 1_000  # people at once
INVITED = "invited"
COURSES = ("bulk", "invited")  # an office enrolled or invited them
Fact = tuple[date, int, int, str, str]  # day, Kanwil, office, group, mode


def forward(apps: Any, _editor: Any) -> None:
    """Count them."""
    _look(apps, sessions=True)


def backward(apps: Any, _editor: Any) -> None:
    """Count courses alone again."""
    _look(apps, sessions=False)


def _look(apps: Any, *, sessions: bool) -> None:
    seats = apps.get_model("classes", "Seat").objects.filter(invited_at__isnull=False)
    people = iter(seats.order_by("member").values_list("member", flat=True).distinct().iterator())
    while members := list(islice(people, SET)):
        due = _due(apps, members, sessions=sessions)
        changes: Counter[tuple[Any, ...]] = Counter()
        _count(apps, members, due, changes)
        _write(apps, changes)


def _due(apps: Any, members: Iterable[int], *, sessions: bool) -> Mapping[tuple[int, int], Fact]:
    """Return for each year and member the first that stands."""
    told = sorted([*_courses(apps, members), *(_sessions(apps, members) if sessions else ())])
    found: dict[tuple[int, int], Fact] = {}
    for _at, _source, _pk, member, fact in told:
        found.setdefault((fact[0].year, member), fact)
    return found


def _courses(apps: Any, members: Iterable[int]) -> Iterator[Any]:
    rows = apps.get_model("courses", "Enrolment").objects.filter(member__in=members, how__in=COURSES)
    names = ("at", "pk", "member_id", "kanwil_id", "office_id", "group")
    for at, pk, member, kanwil, office, group in rows.exclude(member__state="merged").values_list(*names):
        yield at, 0, pk, member, (_day(at), kanwil or 0, office or 0, group, "")


def _sessions(apps: Any, members: Iterable[int]) -> Iterator[Any]:
    rows = apps.get_model("classes", "Seat").objects.filter(member__in=members, invited_at__isnull=False)
    names = ("invited_at", "pk", "member_id", "invited_kanwil_id", "invited_office_id", "group", "session__mode")
    for at, pk, member, kanwil, office, group, mode in rows.exclude(member__state="merged").values_list(*names):
        yield at, 1, pk, member, (_day(at), kanwil or 0, office or 0, group, mode)


def _day(at: Any) -> date:
    return timezone.localdate(at, timezone.get_default_timezone())


def _count(apps: Any, members: Iterable[int], due: Mapping[tuple[int, int], Fact], changes: Counter[Any]) -> None:
    counted = apps.get_model("targets", "Counted")
    rows = counted.objects.filter(measure=INVITED, member__in=members)
    there = {
        (row.year, row.member_id): (row.pk, (row.on, row.kanwil_id, row.office_id, row.group, row.mode)) for row in rows
    }
    gone = {key: kept for key, kept in there.items() if due.get(key) != kept[1]}
    new = {key: fact for key, fact in due.items() if key not in there or key in gone}
    counted.objects.filter(pk__in=[pk for pk, _fact in gone.values()]).delete()
    counted.objects.bulk_create(
        counted(year=year, measure=INVITED, member_id=member, on=fact[0], kanwil_id=fact[1], office_id=fact[2],
                group=fact[3], mode=fact[4])
        for (year, member), fact in new.items()
    )  # fmt: skip
    for fact, sign in (*((fact, -1) for _pk, fact in gone.values()), *((fact, 1) for fact in new.values())):
        for cell in _cells(*fact):
            changes[cell] += sign


def _cells(on: date, kanwil: int, office: int, group: str, mode: str) -> tuple[tuple[Any, ...], ...]:
    return (
        (on.year, "month", kanwil, INVITED, group, mode, on.month, 0),
        (on.year, "week", kanwil, INVITED, group, "", week_of(on), 0),
        (on.year, "office", kanwil, INVITED, group, "", 0, office),
    )


NAMES = ("year", "kind", "kanwil_id", "measure", "group", "mode", "span", "office_id")


def _write(apps: Any, changes: Counter[tuple[Any, ...]]) -> None:
    tallies = apps.get_model("targets", "Tally").objects
    for cell, by in changes.items():
        row, _new = tallies.get_or_create(**dict(zip(NAMES, cell, strict=True)))
        tallies.filter(pk=row.pk).update(count=F("count") + by)


class Migration(migrations.Migration):
    """Invitations to sessions count."""

    dependencies = (("targets", "0001_initial"), ("classes", "0002_invitations"), ("courses", "0002_published_stays"))
    operations = (migrations.RunPython(forward, backward),)
