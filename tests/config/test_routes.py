"""A path is looked for in the rooms that know its first word, and is found all the same."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, include, path, re_path, resolve

from kotaham.config.routes import Room, first_words

pytestmark = pytest.mark.no_database


def view(_request: HttpRequest) -> HttpResponse:
    """Answer nothing; only its address is asked for."""
    return HttpResponse()


def test_every_address_of_the_house_is_found_through_its_room() -> None:
    assert resolve("/peserta/impor/7").view_name == "register:batch"
    assert resolve("/masuk").view_name == "account_login"
    assert resolve("/").view_name
    with pytest.raises(Resolver404):
        resolve("/tidak-ada-di-sini")


def test_a_room_that_does_not_know_the_word_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room("kotaham.apps.exams.urls")
    assert room.words is not None
    assert {"soal", "tes", "percobaan"} <= room.words
    monkeypatch.setattr(Room, "url_patterns", property(lambda _room: pytest.fail("it looked among its addresses")))
    with pytest.raises(Resolver404):
        room.resolve("peserta/7")


def test_only_words_that_are_known_beforehand_are_relied_on() -> None:
    inner = [path("", view), path("dalam/<int:pk>", view)]
    assert first_words([path("a/b", view), path("c", view), path("", include(inner))]) == {"a", "c", "", "dalam"}
    assert first_words([path("d/", include(inner))]) == {"d"}
    assert first_words([path("<slug:any>/x", view)]) == {None}
    assert first_words([re_path("^x", view)]) == {None}
    assert first_words([path("e", include(inner))]) == {None}, "what follows may belong to the word"
