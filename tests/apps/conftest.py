"""Fixtures of the rooms: the cast in the database, and a way to act as one of them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.gate.services import Actor
from tests import cast
from tests.append_only import _triggers_step_aside_for_flush  # noqa: F401 - a fixture
from tests.apps.laid import laid

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AsPerson = Callable[..., Client]
ActorOf = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _fresh_start() -> None:
    """Forget what earlier tests counted against the rate limits, and the language they left behind."""
    cache.clear()
    translation.activate("id")
    timezone.deactivate()


@pytest.fixture(autouse=True)
def _own_heads(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep signed heads apart: a test's record is thrown away, and must not contradict what it once signed."""
    settings.HEADS_FOLDER = tmp_path_factory.getbasetemp() / "heads" / uuid4().hex  # made by who writes the first one


@pytest.fixture
def world(db: None) -> cast.World:
    """Give the cast: places, offices, people and the roles they hold."""
    return laid("world", cast.build)


@pytest.fixture
def as_() -> AsPerson:
    """Give a signed-in browser of a person; of several roles held, `role` names the one acted in."""

    def sign_in(person: Person, role: str = "") -> Client:
        client = Client()
        client.force_login(person, backend=BACKEND)
        if role:
            session = client.session
            session["acting"] = Appointment.objects.get(person=person, role=role).pk
            session.save()
        return client

    return sign_in


@pytest.fixture
def actor() -> ActorOf:
    """Give the actor of a person, as services want it."""

    def act(person: Person, role: str = "") -> Actor:
        held = Appointment.objects.filter(person=person, **({"role": role} if role else {})).order_by("pk").first()
        return actor_of_appointment(held.pk if held else None, person=person.pk)

    return act
