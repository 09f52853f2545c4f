"""How much a page may ask the database, whatever the number of indicators."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.submissions.models import Answer
from tests.apps.conftest import AsPerson
from tests.apps.river import SMALL, River, filled, open_round, proved
from tests.cast import World

MORE = "".join(
    f"""\
  - code: LB-{number}
    group: {"SEHAT" if number % 2 else "AMAN"}
    title: Indikator tambahan {number}
    owners: [Dinas Kesehatan]
    scoring: {{kind: yes_no, yes: 1, no: 0}}
"""
    for number in range(114)
)


@pytest.fixture
def large(world: World) -> River:
    """Give a round of 120 indicators, half of Damai's with Budi's unit."""
    text = SMALL.replace("id: uji-sungai", "id: uji-sungai-120") + MORE
    version = Version.objects.create(**described(text).columns(), content=text, locked=True)
    river = open_round(world, version=version, trial=True, delegated=True)
    Answer.objects.filter(submission_id=river.cities["damai"], position__lt=60).update(unit=world.office("dinas"))
    return river


def asked(browser: Any, url: str, data: dict[str, Any] | None = None) -> int:
    with CaptureQueriesContext(connection) as found:
        response = browser.get(url) if data is None else browser.post(url, data, HTTP_HX_REQUEST="true")
    assert response.status_code == 200, response.content.decode()[:400]
    return len([one for one in found.captured_queries if not one["sql"].startswith(("BEGIN", "COMMIT"))])


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [
        ("ani", "", 25),
        ("ani", "/bagikan", 25),
        ("ani", "/nilai-tambah", 25),
        ("budi", "", 25),
        ("budi", "/indikator/RK-1", 25),
        ("ani", "/indikator/RK-1", 25),
        ("dewi", "/indikator/RK-1", 25),
    ],
)
def test_a_page_of_120_indicators_asks_few_questions(
    who: str, path: str, most: int, world: World, large: River, as_: AsPerson
) -> None:
    filled(large, "damai")
    proved(large, "damai", "RK-1")
    browser, url = as_(world.people[who]), f"/laporan/{large.cities['damai']}{path}"
    asked(browser, url)
    assert asked(browser, url) <= most


def test_the_lists_ask_few_questions(world: World, large: River, as_: AsPerson) -> None:
    assert asked(as_(world.budi), "/indikator-saya") <= 15
    assert asked(as_(world.eko), "/laporan") <= 15


def test_a_save_asks_at_most_twelve_questions(world: World, large: River, as_: AsPerson) -> None:
    browser, url = as_(world.budi), f"/laporan/{large.cities['damai']}/indikator/RK-1"
    asked(browser, url, {"versi": 1, "angka": "90"})
    count = asked(browser, url, {"versi": 2, "angka": "91"})
    assert count <= 14, count  # twelve, and the two savepoints that a test has in place of a transaction
