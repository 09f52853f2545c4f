"""Fill a database with a training wing at real size: N people, 3 attendances and 20 answers for each of them.

Everything but the places and offices is invented and drawn from one seed. Written in sets, straight into the tables:
what the services would check is not what is measured here. What is personal is sealed and what is issued is signed with
the keys of the installation; nothing is written to the record of events but the recount. At the end the check of the
targets compares every tally with the records, and no foreign key leads nowhere, or the filling fails.

`bench_training.py` uses it; this file is no benchmark by itself.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import training_courses
import training_learning
import training_people
import training_results
from django.db import connection
from training_rows import go_on, orphans, top, unwatched

from kotaham.apps.accounts.models import Person
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes.models import Attendance, Seat, Session
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.credits.models import Line
from kotaham.apps.exams.models import Attempt, Response
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.models import Member, NameWord, Posting
from kotaham.config.prepare import prepare

WRITTEN = (
    Person,
    Member,
    Posting,
    NameWord,
    Enrolment,
    Session,
    Seat,
    Attendance,
    Attempt,
    Response,
    Certificate,
    Line,
)
PER_PERSON = {Attendance: 3, Response: 20}
Done = TypeVar("Done")


def is_filled() -> bool:
    """Tell whether an earlier run has filled the database."""
    return Person.objects.filter(email=f"ministry_admin{training_people.MADE_FOR}").exists()


def timed(name: str, act: Callable[[], Done]) -> Done:
    """Do something and print how long it took."""
    begun = time.perf_counter()
    found = act()
    print(f"  {name:24} {time.perf_counter() - begun:8.1f} s", flush=True)
    return found


def fill(people: int) -> None:
    """Fill a new database, unless that was done; say how long each part took."""
    prepare(lambda _words: None)
    if is_filled():
        return
    begun, members = time.perf_counter(), top(Member)
    ministry = offices.ministry_id()
    assert ministry is not None
    land = training_people.ground()
    seated = training_people.officers(land)
    with unwatched():
        timed("people", lambda: training_people.fill(land, people))
        taught = training_courses.catalogue(ministry)
        timed("courses, tests, sessions", lambda: training_learning.fill(land, taught, people, members))
        timed("numbers and statistics", lambda: go_on(*WRITTEN))
        officer = seated["ministry_admin"]
        timed("certificates and hours", lambda: training_results.certify(taught, ministry, officer))
        go_on(Certificate, Line)
    training_results.set_targets(people)
    timed("counts", training_results.count)
    timed("proof", lambda: prove(people))
    seconds = time.perf_counter() - begun
    print(f"{connection.vendor}: {people} people filled in {seconds:.0f} s, {seconds / people * 1e6:.0f} s a million")


def prove(people: int) -> None:
    """Fail when a row belongs to nothing, or when there are not as many as there should be."""
    if lost := orphans(*WRITTEN):
        raise SystemExit(f"rows without what they belong to: {lost}")
    for model, each in PER_PERSON.items():
        if (found := model._default_manager.count()) != people * each:
            raise SystemExit(f"{model.__name__}: {found} rows, {people * each} expected")
