"""The checks of an installation: each is seen catching something, and silent on a whole one."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.checks import ERROR, WARNING, CheckMessage
from django.core.checks import Warning as CheckWarning

from kotaham.config import checks, prepare
from kotaham.config.profile import Profile

POSTGRESQL = {"default": {"ENGINE": "django.db.backends.postgresql"}}
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}


Spoil = Callable[..., list[CheckMessage]]


@pytest.fixture
def check_with(monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Ask the check about a whole installation in which something was spoiled."""
    whole: dict[str, Any] = {
        "PROFILE": Profile("production", Path("/srv/kotaham")),
        "DEMO": False,
        "DATA": Path("/srv/kotaham"),
        "HEADS_FOLDER": Path("/mnt/heads"),
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "DATABASES": POSTGRESQL,
    }

    def check(**changes: Any) -> list[CheckMessage]:
        monkeypatch.setattr(checks, "settings", SimpleNamespace(**{**whole, **changes}))
        return checks.production_is_real()

    return check


def test_a_whole_installation_has_nothing_to_hear(check_with: Spoil) -> None:
    assert check_with() == []


@pytest.mark.parametrize(
    ("change", "id_", "level", "words", "hint"),
    [
        ({"DEMO": True}, "kotaham.E010", ERROR, "KOTAHAM_DEMO is on in production.", "Unset KOTAHAM_DEMO"),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
            "kotaham.W011",
            WARNING,
            "No mail goes out.",
            "Set EMAIL_URL",
        ),
        ({"DATABASES": SQLITE}, "kotaham.W012", WARNING, "Production runs on SQLite.", "Set DATABASE_URL=postgres://"),
        (
            {"HEADS_FOLDER": Path("/srv/kotaham/heads")},
            "kotaham.W013",
            WARNING,
            "The signed heads of the record lie beside the record itself.",
            "Point KOTAHAM_HEADS to a folder",
        ),
    ],
)
def test_each_check_names_what_is_wrong_and_what_to_write(
    change: dict[str, Any], id_: str, level: int, words: str, hint: str, check_with: Spoil
) -> None:
    (found,) = check_with(**change)
    assert (found.id, found.level, found.msg) == (id_, level, words)
    assert found.hint is not None
    assert found.hint.startswith(hint)


def test_the_embedded_house_may_have_all_of_it(check_with: Spoil) -> None:
    embedded = Profile("embedded", Path("/srv/kotaham"))
    assert check_with(PROFILE=embedded, DEMO=True, DATABASES=SQLITE) == []


def test_production_is_told_at_the_start_what_a_check_finds_doubtful(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    heard: list[str] = []
    doubt = CheckWarning("No mail goes out.", hint="Set EMAIL_URL.", id="kotaham.W011")
    monkeypatch.setattr(prepare, "run_checks", lambda **_asked: [doubt])
    for profile in ("embedded", "production"):
        settings.PROFILE = Profile(profile, Path("/srv/kotaham"))
        prepare.tell_of_checks(heard.append)
    assert len(heard) == 1
    assert "kotaham.W011" in heard[0]
    assert "Set EMAIL_URL." in heard[0]
