"""Tell the training of the demonstration through the services of the rooms, each step by whom it belongs to.

All of it is one unit: it is there whole, or not at all. What takes its time is left to jobs, which run as soon as the
house is open: the list of the trainer is read, certificates are issued, statistics counted, duplicates looked for.
What is told is in `rules/training_story.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from kotaham.apps.certificates import services as certificates
from kotaham.apps.classes import services as classes
from kotaham.apps.courses import queries as course_rows
from kotaham.apps.dashboard.rules import training_story as story
from kotaham.apps.dashboard.rules.training_story import Meeting, Trainee
from kotaham.apps.dashboard.services import demo_courses
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.jobs import services as jobs
from kotaham.apps.proposals import services as proposals
from kotaham.apps.register import services as register
from kotaham.apps.register.services import importing
from kotaham.apps.targets import services as targets
from kotaham.core.policy import Reach

TELLER = system("dashboard.demo")
WIB = ZoneInfo("Asia/Jakarta")
NINE = time(9)
EXAMPLE = "kota-ham-contoh@2026"
Cast = Mapping[str, Actor]
Rows = Sequence[tuple[Trainee, int]]  # everybody of the story with their row of the register
Wanted = Callable[[Trainee], bool]


def training_told() -> bool:
    """Tell whether the training is there already, or the instrument that it points to is not; one look each."""
    there = course_rows.courses(TELLER, Reach.ALL).filter(code=story.WEBINAR.code)
    return there.exists() or instruments.by_ref(EXAMPLE) is None


def tell_training(cast: Cast) -> None:
    """Write all of it in one unit, then say whether the tallies equal the records."""
    with events.work(TELLER):
        rows = _people(cast)
        alone = demo_courses.course(story.SELF_PACED, cast)
        online = demo_courses.course(story.WEBINAR, cast)
        demo_courses.bank(cast["joko"])
        _meetings(rows, online.pk, cast)
        demo_courses.tests(online.pk, cast)
        demo_courses.learning(alone.pk, _numbers(rows, lambda one: one.near in story.OWN_PACE), cast)
        _certificates(online.pk, cast["joko"])
        _targets(cast)
        _mapped((alone.course_id, online.course_id), cast["eko"])
        _list(rows, cast)
        jobs.enqueue("register.seek-pairs", actor=TELLER, key="contoh-kembar")
    targets.check(timezone.localdate().year, actor=TELLER)


def _people(cast: Cast) -> Rows:
    """Write the register, and let those who have an account find themselves in it."""
    rows = []
    for place, one in enumerate(story.PEOPLE):
        number = one.number or story.number_of(place, one.status)
        email = f"{one.account}@demo.example" if one.account else ""
        office = cast[one.near].office
        wish = register.Wish(one.name, one.status, number, office, story.AGENCY, one.post, email)
        rows.append((one, register.add(wish, actor=cast["joko"]).pk))
    for one in story.ACCOUNTS:
        register.claim(actor=cast[one.account])
    return rows


def _numbers(rows: Rows, wanted: Wanted) -> str:
    """Return the numbers of some of the people as somebody would paste them; who has none is left out."""
    found = (one.number or story.number_of(place, one.status) for place, (one, _pk) in enumerate(rows) if wanted(one))
    return "\n".join(filter(None, found))


def _meetings(rows: Rows, version: int, cast: Cast) -> None:
    """Hold two sessions, and prepare two for the next days: one is full, and some wait for a seat."""
    joko = cast["joko"]
    members = [pk for _one, pk in rows]
    opening = _planned(story.OPENING, None, joko)
    _come(opening, members[3:9] + members[14:40:3] + members[-12:-3], joko)
    _visited(opening, joko)
    past = _planned(story.PAST, version, joko)
    there = [(one, pk) for one, pk in rows if one.account or one.near in {"yuda", "tari"}][:34]
    _listed(past, there, joko)
    coming = _planned(story.COMING, version, joko)
    classes.enrol_numbers(coming.pk, _numbers(rows, lambda one: one.near == "budi" or one in story.SCHOOLS), actor=joko)
    talk = _planned(story.TALK, None, joko)
    classes.invite(talk.pk, _numbers(rows, lambda one: one.account in {"budi", "yuda", "tari", "ani"}), actor=joko)
    classes.register_own(talk.pk, actor=cast["nia"])


def _planned(one: Meeting, version: int | None, actor: Actor) -> Any:
    """Prepare a session on a working day, and open it."""
    starts = moment_of(one.days)
    wish = classes.Wish(
        one.title, one.mode, starts, starts + timedelta(minutes=story.MINUTES), about=one.about, version=version,
        capacity=one.capacity, link=story.LINK if one.mode == "webinar" else "",
        place="" if one.mode == "webinar" else story.PLACE,
    )  # fmt: skip
    row = classes.plan(wish, [classes.Talk(*story.SPEAKER)], actor=actor)
    return classes.move(row.pk, "open", actor=actor)


def moment_of(days: int, today: date | None = None) -> datetime:
    """Return nine in the morning of a working day; what is past stays in this year where that can be."""
    here = today or timezone.localdate(timezone=WIB)
    day = here + timedelta(days=days)
    if days < 0 and day.year < here.year and (over := (here - date(here.year, 1, 1)).days):
        day = here - timedelta(days=max(over * -days // 60, 1))
    while day.weekday() > 4:
        day += timedelta(days=1 if days > 0 else -1)
    return datetime.combine(day, NINE, tzinfo=WIB)


def _come(session: Any, members: Sequence[int], actor: Actor) -> None:
    """Give seats to people and write them down as present by hand, as the list at the door says."""
    with events.work(actor) as log:
        classes.take_seats(session, members, actor=actor, log=log)
        seen = [classes.Seen(one) for one in members]
        classes.attend(session, seen, "manual", actor=actor, log=log, reason=story.SEEN_BY_HAND)
    classes.move(session.pk, "hold", actor=actor)


def _visited(session: Any, actor: Actor) -> None:
    """Write a community and a business into the register, and down as present."""
    for kind, name, came in story.ENTITIES:
        made = register.add_entity(kind, name, actor=actor, kanwil=actor.office or 0, note=story.ENTITY)
        classes.note_entity(session.pk, made.pk, came, story.IN_THE_GUEST_BOOK, actor=actor)


def _listed(session: Any, people: Rows, actor: Actor) -> None:
    """Give seats to people, and take in the list of the online meeting: not all came, and two are not known."""
    with events.work(actor) as log:
        classes.take_seats(session, [pk for _one, pk in people], actor=actor, log=log)
    lines = [f"{one.name},,{40 + place % 5 * 12}" for place, (one, _pk) in enumerate(people) if place % 9 != 8]
    lines += [f"{who},,15" for who in story.GUESTS]
    text = "\n".join([story.ROLL_HEAD, *lines])
    roll = classes.read_roll(session.pk, "zoom-contoh.csv", text.encode(), actor=actor)
    classes.take_roll(session.pk, roll.pk, actor=actor)
    classes.move(session.pk, "hold", actor=actor)


def _certificates(version: int, actor: Actor) -> None:
    """Ask for certificates for everybody who has passed; a job issues them."""
    template = certificates.make_template(story.TEMPLATE_NAME, certificates.Words(**story.TEMPLATE), actor=actor)
    certificates.ask(certificates.Wish(version, template.pk, timezone.localdate()), actor=actor)


def _targets(cast: Cast) -> None:
    """Set what the Kanwil is to reach this year."""
    year, kanwil = timezone.localdate().year, cast["joko"].office or 0
    for group, amount in story.TARGETS.items():
        wish = targets.Wish(year, kanwil, group, amount, story.MADE_UP, date(year, 1, 1))
        targets.set_target(wish, actor=cast["eko"], edition=0)


def _mapped(courses: Sequence[int], actor: Actor) -> None:
    """Say which course addresses which right, so that last year's scores propose them."""
    version = instruments.by_ref(EXAMPLE)
    assert version is not None  # noqa: S101 - looked at before anything is told
    for course, taught in zip(courses, (story.SELF_PACED, story.WEBINAR), strict=True):
        proposals.add(proposals.Wish(version.pk, "right", taught.right, course, story.MAPPED), actor=actor)


def _list(rows: Rows, cast: Cast) -> None:
    """Hand in the list that waits for the trainer; a job reads and checks it."""
    numbers = {one.name: story.number_of(place, one.status) for place, (one, _pk) in enumerate(rows)}
    lines = [
        ";".join([name, status, number or numbers[name], cast[near].office_name, story.AGENCY, post])
        for name, status, number, near, post in story.LIST
    ]
    data = "\r\n".join([story.LIST_HEAD, *lines, ""]).encode()
    importing.begin(BytesIO(data), story.LIST_NAME, len(data), story.LIST_BASIS, actor=cast["joko"])
