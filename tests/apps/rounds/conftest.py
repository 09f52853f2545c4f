"""Fixtures of rounds: prepared and opened through the services, by Eko of the ministry."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.rounds import services
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.services import hooks
from tests.apps.conftest import ActorOf
from tests.apps.river import SMALL, small_instrument
from tests.cast import World

Prepare = Callable[..., Round]
CODES = {"damai": "99.71", "rukun": "99.72", "seberang": "98.71"}
REASON = "Surat edaran rekaan 7/2026."


def today() -> date:
    return timezone.localdate()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def plan(**changes: tuple[int | None, int | None]) -> dict[str, tuple[date | None, date | None]]:
    """Return days of all steps, counted from today; `changes` replace some, (None, None) takes one away."""
    days: dict[str, tuple[int | None, int | None]] = {
        "fill": (0, 20), "submit": (0, 30), "verify": (31, 60), "repair": (31, 60), "validate": (61, 90),
        "object": (91, 110), "decide": (111, 130),
    } | changes  # fmt: skip
    return {
        step: (in_days(first) if first is not None else None, in_days(last) if last is not None else None)
        for step, (first, last) in days.items()
    }


def wish(version: Version, **changes: Any) -> services.Wish:
    fields: dict[str, Any] = {
        "title": "Penilaian rekaan 2026", "instrument": version.pk, "period": "2025", "period_end": date(2025, 12, 31),
        "basis": "Peraturan rekaan 1/2026",
    } | changes  # fmt: skip
    return services.Wish(**fields)


def draft_instrument() -> Version:
    """Register a version that is not sealed but loads without problems."""
    text = SMALL.replace("id: uji-sungai", "id: uji-rancangan")
    return Version.objects.create(**described(text).columns(), content=text, state=Version.State.DRAFT)


@pytest.fixture
def eko(world: World, actor: ActorOf) -> Actor:
    return actor(world.eko)


@pytest.fixture
def prepared(world: World, eko: Actor) -> Prepare:
    """Give a round that is being prepared: with days and cities unless told otherwise."""

    def make(
        cities: Iterable[str] = ("damai", "rukun", "seberang"),
        days: dict[str, tuple[date | None, date | None]] | None = None,
        version: Version | None = None,
        **changes: Any,
    ) -> Round:
        round_ = services.create(wish(version or small_instrument(), **changes), actor=eko)
        services.set_days(round_.pk, plan() if days is None else days, actor=eko, version=1)
        if codes := [CODES[city] for city in cities]:
            services.join(round_.pk, codes, actor=eko)
        return Round.objects.get(pk=round_.pk)

    return make


@pytest.fixture
def opened(prepared: Prepare, eko: Actor) -> Prepare:
    """Give a round that runs."""

    def make(*args: Any, **changes: Any) -> Round:
        return services.open_round(prepared(*args, **changes).pk, actor=eko, reason=REASON)

    return make


@pytest.fixture
def only_here() -> Iterator[hooks.Hooks]:
    """Keep what a test registers to that test, and start without what the rooms above registered."""
    kept = {name: list(calls) for name, calls in vars(hooks.hooks).items()}
    for calls in vars(hooks.hooks).values():
        calls.clear()
    yield hooks.hooks
    for name, calls in kept.items():
        getattr(hooks.hooks, name)[:] = calls
