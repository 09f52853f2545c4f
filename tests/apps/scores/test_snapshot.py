"""Read of one moment: others go on writing meanwhile, and what they write is not seen."""

import threading

import pytest
from django.db import connection

from kotaham.apps.offices.models import Office
from kotaham.apps.scores.queries import snapshot
from tests.cast import World

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 5  # seconds; who must wait for the reader waits until it is done


def renamed_by_another(pk: int) -> bool:
    """Rename an office over a connection of its own; tell whether it was done while the caller still reads."""
    done = threading.Event()

    def rename() -> None:
        try:
            Office.objects.filter(pk=pk).update(short_name="Baru")
            done.set()
        finally:
            connection.close()

    writer = threading.Thread(target=rename, daemon=True)
    writer.start()
    return done.wait(PATIENCE)


def test_others_write_while_a_run_reads(world: World) -> None:
    pk = world.office("damai").pk
    rows = Office.objects.filter(pk=pk).values_list("short_name", flat=True)
    with snapshot():
        before = rows.get()
        assert renamed_by_another(pk)
        assert rows.get() == before != "Baru"
    assert rows.get() == "Baru"


def test_afterwards_transactions_begin_as_before(world: World) -> None:
    mode = getattr(connection, "transaction_mode", None)
    with pytest.raises(ZeroDivisionError), snapshot():
        world.office("damai").pk // 0
    assert getattr(connection, "transaction_mode", None) == mode
