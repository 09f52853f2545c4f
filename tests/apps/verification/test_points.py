"""Points that only reviewers give: the page says so, and nobody overlooks an answer that has none."""

import pytest
from django.urls import reverse

from kotaham.apps.verification import services
from tests.apps import river as rivers
from tests.apps.conftest import AsPerson
from tests.apps.river import CODES, SMALL, small_instrument
from tests.apps.verification.conftest import Reading
from tests.cast import World

GIVEN = """\
  - code: RK-7
    group: AMAN
    title: Mutu rencana aksi
    scoring: {kind: direct, from: 0, to: 10, criteria: Makin rinci makin tinggi}
"""


@pytest.fixture
def reading(world: World) -> Reading:
    """Give a report that Dewi reads, with one indicator that asks her for points."""
    version = small_instrument(SMALL.replace("id: uji-sungai", "id: uji-poin") + GIVEN)
    river = rivers.open_round(world, version=version)
    rivers.filled(river, "damai")
    for code in (*CODES, "RK-7"):
        rivers.proved(river, "damai", code)
    rivers.in_state(river, "damai", "sent", fill=False)
    found = Reading(river)
    services.take(found.pk, actor=found.act("dewi"))
    services.read_second(found.pk, actor=found.act("oki"))
    return found


def test_a_reader_is_told_that_the_points_are_theirs_to_give(reading: Reading, as_: AsPerson, world: World) -> None:
    dewi, case = as_(world.dewi), reverse("verification:case", args=[reading.pk])
    assert "Poin RK-7 hanya dapat diberikan penelaah" in dewi.get(case).content.decode()
    url = reverse("verification:answer", args=[reading.pk, "RK-7"])
    page = dewi.get(url).content.decode()
    for words in ("Beri atau koreksi poinnya", "Dari 0 sampai 10. Makin rinci makin tinggi",
                  '<option value="given" selected>', "diterima tanpa poin, jawabannya tetap tanpa nilai"):  # fmt: skip
        assert words in page, words
    version = reading.river.answer("damai", "RK-7").version
    said = {"version": version, "edition": 0, "verdict": "correct", "poin": "8", "reason_code": "given",
            "reason": "Rencananya rinci."}  # fmt: skip
    assert dewi.post(url, said).status_code == 302
    assert "Tanpa nilai pada tahap ini" not in dewi.get(case).content.decode()
    assert reading.desk().by_code["RK-7"].value["points"] == "8"
