"""Write programmes, courses and drafts of versions; set the learning hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from django.db import IntegrityError
from django.db.models import F

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Course, Programme, Version
from kotaham.apps.courses.rules import kept
from kotaham.apps.courses.services import files, letters
from kotaham.apps.courses.services.finding import find_course, find_draft, find_version
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say

TITLE, SUMMARY, CODE = Say("Judul", "The title"), Say("Ringkasan", "The summary"), Say("Kode", "The code")
GOAL, AUDIENCE = Say("Tujuan belajar", "The goal"), Say("Untuk siapa", "The audience")
MOST_HOURS = Decimal(999)


@dataclass(frozen=True, slots=True)
class CourseWish:
    """What is said of a course."""

    programme: int
    code: str
    title: str
    summary: str = ""
    rights: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class VersionWish:
    """What is said of a version that is a draft."""

    goal: str = ""
    audience: str = ""
    needs: Mapping[str, Any] = field(default_factory=dict)
    valid_months: int | None = None


def add_programme(title: str, summary: str, *, actor: Actor) -> Programme:
    """Begin a programme of the actor's own office."""
    demand(actor, "courses.make")
    fields = _programme(title, summary)
    try:
        with events.work(actor) as log:
            row = Programme.objects.create(office_id=cast("int", actor.office), **fields)
            log.record("courses.programme-added", row, holder=row.office_id)
    except IntegrityError as error:
        raise Refused(letters.TITLE_TAKEN()) from error
    return row


def find_programme(pk: int, *, actor: Actor) -> Programme:
    """Return a programme that the actor may change."""
    return demand_for(actor, "courses.programme", queries.programme(pk), kept)


def change_programme(pk: int, title: str, summary: str, *, actor: Actor) -> Programme:
    """Change what is said of a programme."""
    row = find_programme(pk, actor=actor)
    fields = _programme(title, summary)
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    try:
        with events.work(actor) as log:
            Programme.objects.filter(pk=pk).update(**fields)
            log.record("courses.programme-changed", row, holder=row.office_id, data={"fields": changed})
    except IntegrityError as error:
        raise Refused(letters.TITLE_TAKEN()) from error
    return row


def retire_programme(pk: int, *, actor: Actor) -> Programme:
    """Offer a programme no longer for new courses."""
    row = find_programme(pk, actor=actor)
    with events.work(actor) as log:
        if not Programme.objects.filter(pk=pk, retired=False).update(retired=True):
            raise Stale.of(Say("Program ini", "This programme"))
        log.record("courses.programme-retired", row, holder=row.office_id)
    return row


def _programme(title: str, summary: str) -> dict[str, str]:
    problems = [*letters.words(title, TITLE, 200), *letters.words(summary, SUMMARY, 1000, needed=False)]
    if problems:
        raise Refused(problems)
    return {"title": " ".join(title.split()), "summary": summary.strip()}


def add_course(wish: CourseWish, *, actor: Actor) -> Course:
    """Begin a course of the actor's own office, with its first draft."""
    demand(actor, "courses.make")
    fields = _course(wish)
    try:
        with events.work(actor) as log:
            row = Course.objects.create(office_id=cast("int", actor.office), **fields)
            Version.objects.create(course=row, number=1)
            log.record("courses.added", row, holder=row.office_id)
    except IntegrityError as error:
        raise Refused(letters.CODE_TAKEN()) from error
    return row


def change_course(pk: int, wish: CourseWish, *, actor: Actor) -> Course:
    """Change what is said of a course; its versions stay as they are."""
    row = find_course(pk, "courses.edit", actor=actor)
    fields = _course(wish)
    changed = sorted(name.removesuffix("_id") for name, value in fields.items() if getattr(row, name) != value)
    try:
        with events.work(actor) as log:
            Course.objects.filter(pk=pk).update(**fields)
            log.record("courses.changed", row, holder=row.office_id, data={"fields": changed})
    except IntegrityError as error:
        raise Refused(letters.CODE_TAKEN()) from error
    return row


def retire_course(pk: int, *, actor: Actor, reason: str) -> Course:
    """Offer a course no longer; who takes it may finish."""
    row = find_course(pk, "courses.edit", actor=actor)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        if not Course.objects.filter(pk=pk, retired=False).update(retired=True):
            raise Stale.of(Say("Pelatihan ini", "This course"))
        log.record("courses.retired", row, holder=row.office_id, reason=why)
    return row


def _course(wish: CourseWish) -> dict[str, Any]:
    problems: list[Problem] = [
        *letters.words(wish.title, TITLE, 200),
        *letters.words(wish.code, CODE, 40),
        *letters.words(wish.summary, SUMMARY, 1000, needed=False),
    ]
    if not Programme.objects.filter(pk=wish.programme, retired=False).exists():
        problems.append(letters.NO_PROGRAMME())
    if problems:
        raise Refused(problems)
    return {
        "programme_id": wish.programme,
        "code": wish.code.strip().lower(),
        "title": " ".join(wish.title.split()),
        "summary": wish.summary.strip(),
        "rights": sorted({code.strip() for code in wish.rights if code.strip()}),
    }


def next_version(pk: int, *, actor: Actor) -> Version:
    """Begin the next version of a course as a copy of the newest; one draft at a time."""
    course = find_course(pk, "courses.edit", actor=actor)
    with events.work(actor) as log:
        list(Course.objects.filter(pk=pk).select_for_update(no_key=True).values("pk"))
        newest = queries.versions([pk]).first()
        if newest is not None and newest.state == Version.State.DRAFT:
            raise Refused(letters.HAS_DRAFT())
        made = _copied(course, newest, actor)
        log.record("courses.version-begun", made, holder=course.office_id, data={"number": made.number})
    return made


def _copied(course: Course, newest: Version | None, actor: Actor) -> Version:
    if newest is None:
        return Version.objects.create(course=course, number=1)
    same = {name: getattr(newest, name) for name in ("goal", "audience", "needs", "valid_months")}
    made = Version.objects.create(course=course, number=newest.number + 1, **same)
    for module in queries.modules(newest.pk):
        module.pk, module.version = None, made
        module.save(force_insert=True)
        files.attach(module, actor)
    return made


def change_version(pk: int, wish: VersionWish, *, actor: Actor, edition: int) -> Version:
    """Change a draft; `edition` is the one that was seen."""
    version = find_draft(pk, "courses.edit", actor=actor)
    problems = [
        *letters.words(wish.goal, GOAL, 4000, needed=False),
        *letters.words(wish.audience, AUDIENCE, 500, needed=False),
    ]
    if problems:
        raise Refused(problems)
    fields: dict[str, Any] = {"goal": wish.goal.strip(), "audience": wish.audience.strip()}
    fields |= {"needs": dict(wish.needs), "valid_months": wish.valid_months}
    changed = sorted(name for name, value in fields.items() if getattr(version, name) != value)
    with events.work(actor) as log:
        touch(version, edition, **fields)
        if changed:
            log.record("courses.version-changed", version, holder=version.course.office_id, data={"fields": changed})
    return version


def touch(version: Version, edition: int | None, **fields: Any) -> None:
    """Hold a draft still while it is changed: it counts on by one, and must be the one that was seen."""
    rows = Version.objects.filter(pk=version.pk, state=Version.State.DRAFT)
    rows = rows if edition is None else rows.filter(edition=edition)
    if not rows.update(edition=F("edition") + 1, **fields):
        raise Stale.of(letters.named(version))


def set_hours(pk: int, hours: Decimal, basis: str, *, actor: Actor) -> Version:
    """Set the learning hours of a version, once it is published never anew; who sets them names the basis."""
    version = find_version(pk, "courses.hours", actor=actor)
    problems: list[Problem] = []
    if not 0 < hours <= MOST_HOURS:
        problems.append(letters.BAD_HOURS(most=MOST_HOURS))
    if not basis.strip():
        problems.append(letters.NO_BASIS())
    if version.hours is not None and version.state != Version.State.DRAFT:
        problems.append(letters.HOURS_SET(version=letters.named(version)))
    if problems:
        raise Refused(problems)
    told = " ".join(basis.split())[:300]
    with events.work(actor) as log:
        rows = Version.objects.filter(pk=pk, state=version.state, hours=version.hours)
        if not rows.update(hours=hours, hours_basis=told, hours_by_id=actor.person):
            raise Stale.of(letters.named(version))
        data = {"old": str(version.hours or ""), "new": str(hours), "basis": told[:200]}
        log.record("courses.hours-set", version, holder=version.course.office_id, data=data)
    return version
