"""Fixtures of notices: kinds that only the tests know."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kotaham.apps.notices import services
from kotaham.apps.notices.services import NoticeKind, kinds
from kotaham.core.language import Say
from tests.cast import World

Tell = Callable[..., int]
DUE = Say("Tenggat {due}: {what}.", "Due {due}: {what}.")
QUICK, DAILY, QUIET, FIRM = "tests.quick", "tests.daily", "tests.quiet", "tests.firm"


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """Register one kind for every channel."""
    services.register(
        NoticeKind(QUICK, Say("Kabar segera", "Quick news"), "mail"),
        NoticeKind(DAILY, Say("Kabar harian", "Daily news"), "digest"),
        NoticeKind(QUIET, Say("Kabar kotak masuk", "Inbox news"), "app"),
        NoticeKind(FIRM, Say("Kabar wajib", "Firm news"), "digest", firm=True),
    )
    yield
    for name in (QUICK, DAILY, QUIET, FIRM):
        kinds.forget(name)


@pytest.fixture
def tell(world: World) -> Tell:
    """Tell Ani something, or whoever is named."""

    def send(*names: str, kind: str = DAILY, words: str = "Kabar", **more: Any) -> int:
        people = [world.people[name].pk for name in names or ("ani",)]
        return services.notify(
            people, kind, Say(f"{words}: {{what}}", f"{words}: {{what}}"), values={"what": "isi"}, **more
        )

    return send
