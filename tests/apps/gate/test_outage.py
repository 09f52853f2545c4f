"""A database that is away: said so, to people and to scripts, and the same again as soon as it is back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client

from tests.apps.conftest import AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def failing(error: Exception) -> Callable[..., Any]:
    """Give a database that answers every question with an error."""

    def ask(*_asked: object) -> object:
        raise error

    return ask


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
def test_a_page_without_its_database_says_so_and_when_to_ask_again(
    error: Exception, world: World, as_: AsPerson
) -> None:
    browser = as_(world.budi)
    browser.raise_request_exception = False
    with connection.execute_wrapper(failing(error)):
        answer = browser.get("/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    text = answer.content.decode()
    assert "sedang tidak dapat mencapai basis datanya" in text
    assert "cannot reach its database" in text
    assert "gone" not in text
    assert browser.get("/").status_code == 200


def test_a_script_gets_the_letter_alone(world: World, as_: AsPerson) -> None:
    browser = as_(world.budi)
    browser.raise_request_exception = False
    with connection.execute_wrapper(failing(OperationalError("gone"))):
        answer = browser.post("/laporan/1/indikator/RK-1", {"versi": "1"}, HTTP_HX_REQUEST="true")
    assert answer.status_code == 503
    assert "X-Saved-Version" not in answer
    text = answer.content.decode()
    assert "<html" not in text
    assert "Yang sudah dinyatakan tersimpan tetap tersimpan" in text


def test_a_fault_of_ours_in_a_question_is_no_outage(client: Client) -> None:
    client.raise_request_exception = False
    client.cookies["sessionid"] = "x" * 32
    with connection.execute_wrapper(failing(ProgrammingError("no such column"))):
        assert client.get("/").status_code == 500
