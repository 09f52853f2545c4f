"""Leafing through a long list without counting it."""

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.gate.queries import page_of
from kotaham.apps.places.models import Place
from tests.apps.conftest import AsPerson
from tests.cast import World


@pytest.mark.parametrize(("size", "number", "rows", "has_next"), [(2, 1, 2, True), (2, 3, 1, False), (5, 1, 5, False)])
def test_a_page_holds_its_rows_and_knows_whether_more_follow(
    world: World, rf: RequestFactory, size: int, number: int, rows: int, has_next: bool
) -> None:
    page = page_of(rf.get("/", {"hal": number}), Place.objects.order_by("code"), size)
    assert (len(page.rows), page.has_next, page.has_previous) == (rows, has_next, number > 1)
    assert page.first == (number - 1) * size + 1


def test_a_page_costs_one_query(world: World, rf: RequestFactory, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        page_of(rf.get("/"), Place.objects.order_by("code"))


@given(st.one_of(st.text(max_size=8), st.integers(-10, 10**12).map(str)))
def test_whatever_stands_in_the_address_is_some_page(text: str) -> None:
    page = page_of(RequestFactory().get("/", {"hal": text}), Place.objects.none(), 50)
    assert 1 <= page.number <= 2000
    if text in {"1", "7", "2000"}:
        assert page.number == int(text)


def test_an_address_that_leads_nowhere_shows_the_menu_to_who_is_signed_in(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).get("/tidak-ada")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert 'aria-label="Ruang kerja"' in html
    assert world.ani.name in html


def test_an_address_that_leads_nowhere_shows_no_menu_to_a_stranger(client: Client, db: None) -> None:
    answer = client.get("/tidak-ada")
    assert answer.status_code == 404
    assert 'aria-label="Ruang kerja"' not in answer.content.decode()


def test_a_browser_that_asks_for_the_mark_by_its_old_name_is_led_to_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, "mark" in answer["Location"], answer["Cache-Control"]) == (302, True, "max-age=86400")
