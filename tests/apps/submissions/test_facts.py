"""The answers of a round as the table that the engine scores."""

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries
from kotaham.core.facts_json import facts_to_json
from kotaham.core.scoring.engine import score
from tests.apps.river import CODES, filled, open_round, proved
from tests.cast import World


def test_the_table_holds_every_indicator_and_scores(world: World) -> None:
    river = open_round(world)
    filled(river, "damai")
    table = queries.facts(river.cities.values())
    assert [one.code for one in table.subjects] == ["98.71", "99.71", "99.72"], "by the codes of the places"
    assert list(table.columns) == list(CODES)
    scores = score(instruments.plan_of(river.version), table)
    assert scores.total(0) is None, "nothing answered yet"
    # SEHAT: 10 + 10 + 5 of 25; AMAN: 3 + 5 + 10 of 25.
    assert scores.total(1) == 86


def test_evidence_is_told_by_its_numbers(world: World) -> None:
    river = open_round(world)
    filled(river, "damai")
    one, two = proved(river, "damai", "RK-1"), proved(river, "damai", "RK-1", title="Lain")
    told = facts_to_json(queries.facts([river.cities["damai"]]))
    answer = told["subjects"][0]["answers"]["RK-1"]
    assert answer == {"number": "96.5", "evidence": f"BK-{one.pk:06}; BK-{two.pk:06}"}


def test_an_overlay_replaces_values_and_bonus_points(world: World) -> None:
    river = open_round(world)
    filled(river, "damai")
    pk = river.cities["damai"]
    overlay = {river.answer("damai", "RK-3").pk: {"yes": False}, (pk, "NT-1"): "2"}
    told = facts_to_json(queries.facts([pk], overlay))["subjects"][0]
    assert told["answers"]["RK-3"] == {"yes": False}
    assert told["bonus"] == {"NT-1": "2"}
