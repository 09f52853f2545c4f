"""Nothing of the register names an office or an import that is not there; PostgreSQL looks at whole sets of rows."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Batch, Member, Posting, Staged
from tests.apps.register.conftest import AddPerson
from tests.cast import World

pytestmark = pytest.mark.django_db(transaction=True)
NOWHERE = 10**9
Act = Callable[[World, Member], Any]


def posting(member: Member, **place: Any) -> Posting:
    return Posting(member=member, starts="2026-01-01", ends="2026-01-02", **place)


BROKEN: dict[str, Act] = {
    "a list of postings, one of them nowhere": lambda world, member: Posting.objects.bulk_create(
        [posting(member, office=world.office("dinas")), posting(member, office_id=NOWHERE)]
    ),
    "a posting in no Kanwil": lambda _world, member: posting(member, kanwil_id=NOWHERE).save(),
    "a person who moves nowhere": lambda _world, member: Member.objects.filter(pk=member.pk).update(office_id=NOWHERE),
    "a person of no import": lambda _world, _member: Member.objects.create(name="X", status="other", batch_id=NOWHERE),
    "a row of no import": lambda _world, _member: Staged.objects.create(batch_id=NOWHERE, row=2),
    "an office goes at which people serve": lambda world, _member: Office.objects.filter(
        pk=world.office("dinas").pk
    )._raw_delete("default"),
    "an import goes of which people came": lambda _world, _member: Batch.objects.all()._raw_delete("default"),
}
WHOLE: dict[str, Act] = {
    "a list of postings": lambda world, member: Posting.objects.bulk_create(
        [posting(member, office=world.office("dinas")), posting(member), posting(member, kanwil=world.office("kanwil"))]
    ),
    "a person who moves": lambda world, member: Member.objects.filter(pk=member.pk).update(
        office=world.office("damai"), batch=None
    ),
}


@pytest.fixture
def member(world: World, person: AddPerson) -> Member:
    batch = Batch.objects.create(office=world.office("damai"), name="x.csv", size=1, by=world.ani)
    found = person(1)
    Member.objects.filter(pk=found.pk).update(batch=batch)
    return found


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_not_there_is_not_named(world: World, member: Member, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BROKEN[what](world, member)


@pytest.mark.parametrize("what", WHOLE)
def test_what_is_there_may_be_named(world: World, member: Member, what: str) -> None:
    with transaction.atomic():
        WHOLE[what](world, member)
    assert Member.objects.get(pk=member.pk).office_id is not None


def test_an_office_does_not_go_while_somebody_is_written_down_at_it(world: World, member: Member) -> None:
    """Who deletes waits for the list that is being taken in, and is refused when it has been."""
    office = Office.objects.create(kind="unit", name="Dinas Sebentar", rank=9, parent=world.office("damai"))
    told: list[Any] = []

    def remove() -> None:
        try:
            told.append(Office.objects.filter(pk=office.pk)._raw_delete("default"))
        except IntegrityError as error:
            told.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=remove)
    with transaction.atomic():
        Posting.objects.bulk_create([posting(member, office=office)])
        other.start()
        while connection.vendor == "postgresql" and other.is_alive() and not somebody_waits():
            pass
    other.join()
    assert isinstance(told[0], IntegrityError)
    assert Posting.objects.filter(office=office).count() == Office.objects.filter(pk=office.pk).count() == 1


def somebody_waits() -> bool:
    """Tell whether somebody waits for this connection; other tests on the same server wait for theirs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid()=ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])
