"""What is laid back stands in the database as it was made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from kotaham.apps.offices.models import Office
from kotaham.apps.places.models import Place
from tests.apps import laid as rows
from tests.apps.laid import laid, once_laid

FIELDS = ("pk", "code", "level", "name", "parent_id", "valid_from")


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_KEPT", {})


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written, as at the end of a test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def maker(code: str = "91") -> Callable[[], Place]:
    """Return a making that counts how often it is done."""

    def make() -> Place:
        times.append(code)
        above = Place.objects.create(code=code, level="province", kind="provinsi", name="Rekaan", zone="Asia/Jakarta")
        return Place.objects.create(
            code=f"{code}.71", level="city", kind="kota", name="Uji", zone="Asia/Jakarta", parent=above
        )

    times: list[str] = []
    make.times = times  # type: ignore[attr-defined]
    return make


def test_the_second_time_the_same_rows_stand_there_without_making_them(db: None) -> None:
    make = maker()
    with undone():
        first = laid("k", make)
        before = list(Place.objects.order_by("pk").values_list(*FIELDS))
    assert not Place.objects.filter(code="91.71").exists()
    second = laid("k", make)
    assert list(Place.objects.order_by("pk").values_list(*FIELDS)) == before
    assert (second, second.parent) == (first, first.parent)
    assert len(make.times) == 1  # type: ignore[attr-defined]


def test_a_row_that_the_making_changed_is_changed_again(world: object) -> None:
    def make() -> int:
        return Office.objects.filter(kind="ministry").update(short_name="Uji")

    for _time in range(2):
        with undone():
            assert not Office.objects.filter(short_name="Uji").exists()
            laid("k", make)
            assert Office.objects.filter(short_name="Uji", kind="ministry").exists()


def test_who_changes_what_was_returned_does_not_change_what_the_next_one_gets(db: None) -> None:
    for _time in range(2):
        with undone():
            place = laid("k", maker())
            assert place.name == "Uji"
            place.name = "Lain"


def test_a_making_that_deletes_cannot_be_laid_back(world: object) -> None:
    with undone(), pytest.raises(AssertionError, match="1 rows were deleted"):
        laid("k", lambda: Office.objects.filter(pk=Office.objects.order_by("-pk")[0].pk).delete())


def test_where_other_rows_took_its_keys_it_is_made(db: None) -> None:
    make = maker()
    with undone():
        first = laid("k", make)
    Place.objects.create(pk=first.pk, code="92", level="province", kind="provinsi", name="Lain", zone="Asia/Jakarta")
    Place.objects.create(
        pk=first.parent_id, code="93", level="province", kind="provinsi", name="Lain", zone="Asia/Jakarta"
    )
    second = laid("k", make)
    assert (second.code, second.pk != first.pk) == ("91.71", True)
    assert len(make.times) == 2  # type: ignore[attr-defined]


def test_what_is_asked_for_twice_in_one_test_stands_there_twice(db: None) -> None:
    def make(code: str) -> Place:
        return maker(code)()

    ask = once_laid("k", make)
    assert ask("91").pk != ask("92").pk
    assert Place.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_where_a_test_commits_everything_is_made() -> None:
    make = maker()
    laid("k", make)
    Place.objects.filter(code="91.71").delete()
    Place.objects.filter(code="91").delete()
    laid("k", make)
    assert len(make.times) == 2  # type: ignore[attr-defined]
