"""A certificate stays as it was issued: the database refuses, and the check sees what went past the database."""

from typing import Any

import pytest
from django.db import Error, connection, transaction

from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.courses.models import Version
from kotaham.apps.gate.services import Actor
from tests.append_only import trigger_modules
from tests.apps.certificates.making import a_member, issued, learners
from tests.cast import World

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Any] = {
    "fields": {"name": "Orang Lain"},
    "number": "1/X",
    "token": "B" * 26,
    "record_sha256": "1" * 64,
    "signature": "B" * 80,
    "hours": 99,
    "day": "2020-01-01",
    "status_index": 77,
    "expires_on": "2099-01-01",
    "key": "1" * 16,
    "office_id": None,
}


@pytest.fixture
def row(intan: Actor, version: Version, world: World) -> Certificate:
    learners(version, world.office("dinas"), 1)
    issued(intan, version)
    return Certificate.objects.get()


@pytest.mark.parametrize("name", CHANGES)
def test_the_database_refuses_to_change_what_was_issued(name: str, row: Certificate) -> None:
    with pytest.raises(Error, match=r"tidak dapat diubah atau dihapus"), transaction.atomic():
        Certificate.objects.filter(pk=row.pk).update(**{name: CHANGES[name]})


def test_the_database_refuses_to_delete_one(row: Certificate) -> None:
    with pytest.raises(Error, match=r"tidak dapat diubah atau dihapus"), transaction.atomic():
        Certificate.objects.filter(pk=row.pk)._raw_delete("default")


def test_the_digest_of_the_pdf_is_kept_when_it_is_first_made_and_never_another(row: Certificate) -> None:
    made = services.paper(row)
    row.refresh_from_db()
    first = row.pdf_sha256
    assert len(first) == 64
    assert services.paper(row) == made
    with pytest.raises(Error, match=r"tidak dapat diubah"), transaction.atomic():
        Certificate.objects.filter(pk=row.pk).update(pdf_sha256="2" * 64)


def test_an_end_is_an_end(row: Certificate, intan: Actor) -> None:
    services.revoke(row.pk, "Keliru.", actor=intan)
    for changes in ({"state": "valid", "ended_at": None}, {"ended_reason": "Lain."}):
        with pytest.raises(Error, match=r"tidak dapat diubah"), transaction.atomic():
            Certificate.objects.filter(pk=row.pk).update(**changes)


def test_the_person_it_belongs_to_may_turn_out_to_be_another_row(row: Certificate, world: World) -> None:
    other = a_member(world.office("dinas"), "Sama Orangnya")
    assert Certificate.objects.filter(pk=row.pk).update(member=other) == 1


def test_what_is_changed_past_the_triggers_is_seen_by_the_check(row: Certificate) -> None:
    """Whoever owns the database can drop a trigger, and cannot sign."""
    (module,) = (one for one in trigger_modules() if one.__name__.startswith("kotaham.apps.certificates."))
    with connection.cursor() as cursor:
        for statement in module.dropping(connection.vendor):
            cursor.execute(statement)
    before = services.check(row.token)
    assert before is not None
    assert before.whole
    for changes in ({"fields": row.fields | {"name": "Orang Lain"}}, {"number": "1/X"}, {"day": "2020-01-01"}):
        with transaction.atomic():
            Certificate.objects.filter(pk=row.pk).update(**changes)
            after = services.check(row.token)
            assert after is not None
            assert not after.whole, changes
            Certificate.objects.filter(pk=row.pk).update(fields=row.fields, number=row.number, day=row.day)
