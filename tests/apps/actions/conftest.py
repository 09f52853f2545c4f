"""Fixtures of follow-ups: one asked for by Ani of Kota Damai, to be done by Budi's unit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kotaham.apps.actions import services
from kotaham.apps.actions.models import Action
from tests.apps.conftest import ActorOf
from tests.cast import World

Ask = Callable[..., Action]
MOVES = ("take", "claim", "accept")


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def ask(world: World, actor: ActorOf) -> Ask:
    """Give a follow-up in any state; unless told, Ani asks and Budi's unit has thirty days."""

    def make(state: str = "open", *, by: str = "ani", owner: str = "dinas", days: int = 30, title: str = "") -> Action:
        wish = services.Wish(
            title=title or "Lengkapi data kesehatan ibu",
            task="Kirim tabel 2025.",
            owner=world.office(owner).pk,
            due=today() + timedelta(days=days),
        )
        action = services.open_action(wish, actor=actor(world.people[by]))
        if state != "open":
            walk(action, state)
        return Action.objects.get(pk=action.pk)

    def walk(action: Action, state: str) -> None:
        asker, doer = actor(world.ani), actor(world.budi)
        if state == "cancelled":
            services.cancel(action.pk, actor=asker, reason="Tidak perlu lagi.")
            return
        services.take(action.pk, actor=doer)
        if state != "in_progress":
            services.claim(action.pk, actor=doer, note="Tabel dikirim lewat surat.")
        if state == "accepted":
            services.accept(action.pk, actor=asker)

    return make
