"""Fill ours for `bench_kolibri.py`: as many people, one course of as many pieces, learners with a password.

A program of its own with the settings of the house: `training_beside.py PLAN PEOPLE TAKERS RESOURCES`.
"""

# ruff: noqa: E402 - the house needs its settings before it is imported

import json
import sys
from pathlib import Path

import django

django.setup()

import training_people
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from kolibri_filling import PASSWORD
from training_courses import ALL_AT_ONCE, catalogue
from training_rows import go_on, unwatched

from kotaham.apps.accounts.models import Person
from kotaham.apps.courses.models import Enrolment, Module, Version
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.models import Member, NameWord, Posting
from kotaham.config.prepare import prepare


def main(plan: Path, people: int, takers: int, resources: int) -> None:
    prepare(lambda _words: None)
    ministry = offices.ministry_id()
    assert ministry is not None
    land = training_people.ground()
    with unwatched():
        training_people.fill(land, people)
        go_on(Person, Member, Posting, NameWord)
    version = _course(ministry, resources)
    emails = [f"peserta{number}{training_people.MADE_FOR}" for number in range(takers)]
    Person.objects.filter(email__in=emails).update(password=make_password(PASSWORD))
    known = Person.objects.filter(email__in=emails)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in known
    )
    rows = Member.objects.filter(account__email__in=emails).select_related("account").order_by("pk")
    taken = Enrolment.objects.bulk_create(
        Enrolment(
            version=version, member=one, state="started", how="self", group="apparatus", office_id=one.office_id,
            kanwil_id=one.kanwil_id,
        )
        for one in rows
    )  # fmt: skip
    told = [{"email": one.account.email, "enrolment": row.pk} for one, row in zip(rows, taken, strict=True)]
    plan.write_text(json.dumps({"host": settings.ALLOWED_HOSTS[0], "takers": told}))


def _course(ministry: int, resources: int) -> Version:
    """Publish a course of as many texts; pieces are added before its content is frozen."""
    catalogue(ministry)
    course = Version.objects.get(course__code=ALL_AT_ONCE).course
    version = Version.objects.create(course=course, number=2, goal="Tujuan rekaan.", needs={"modules": True})
    shared = {"version": version, "kind": "text", "text": "Isi rekaan.\n\n" * 20}
    Module.objects.bulk_create(
        Module(position=at, title=f"Bacaan rekaan {at}", **shared) for at in range(1, resources + 1)
    )
    Version.objects.filter(pk=version.pk).update(state="published")
    return version


if __name__ == "__main__":
    connection.settings_dict["OPTIONS"].pop("pool", None)
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
