"""Work for the pages of the dashboard to show."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.actions import services as acts
from kotaham.apps.actions.models import Action
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.offices.services import load_offices
from kotaham.apps.places.models import Place

Ask = Callable[..., Action]
SIX = (
    ("31.01", "kabupaten", "Kabupaten Administrasi Kepulauan Seribu"),
    ("31.71", "kota", "Kota Administrasi Jakarta Pusat"),
    ("31.72", "kota", "Kota Administrasi Jakarta Utara"),
    ("31.73", "kota", "Kota Administrasi Jakarta Barat"),
    ("31.74", "kota", "Kota Administrasi Jakarta Selatan"),
    ("31.75", "kota", "Kota Administrasi Jakarta Timur"),
)


def in_days(days: int) -> date:
    """Return a day counted from today in the capital."""
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def ask() -> Ask:
    """Ask an office for something."""

    def open_one(actor: Actor, owner: int, title: str, days: int = 9) -> Action:
        return acts.open_action(acts.Wish(title, "Kerjakan.", owner, in_days(days)), actor=actor)

    return open_one


@pytest.fixture
def jakarta(db: None, settings: Any, tmp_path: Any) -> None:
    """Give the places of the story and the offices that follow from them, in a demonstration."""
    settings.DEMO = True
    settings.EVIDENCE_FOLDER = tmp_path
    the_six()


def the_six() -> None:
    """Write the province of the story, its six cities, and the offices that follow from them."""
    capital = Place.objects.create(
        code="31", level="province", kind="provinsi", name="DKI Jakarta", zone="Asia/Jakarta"
    )
    for code, kind, name in SIX:
        Place.objects.create(
            code=code, level="city", kind=kind, name=name, parent=capital, zone="Asia/Jakarta", autonomous=False
        )
    load_offices(actor=system("test"))
