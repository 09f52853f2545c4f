"""The rules between and inside the rooms, and one planted breach for each of them."""

from pathlib import Path

import pytest

from tests.architecture import room_rules as rules
from tests.architecture.rules import Rule, modules_below, read_module

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"

VIEW, MODEL = "kotaham/apps/offices/views.py", "kotaham/apps/offices/models.py"
BREACHES = [
    (rules.goes_past_the_door, VIEW, "from kotaham.apps.places.models import Place", "reaches into places.models"),
    (rules.goes_past_the_door, VIEW, "from kotaham.apps.places import rules", "reaches into places.rules"),
    (rules.goes_past_the_door, VIEW, "import kotaham.apps.places.views.map", "reaches into places.views"),
    (rules.writes_raw_sql, VIEW, "connection.cursor()", "writes raw SQL (cursor)"),
    (rules.writes_raw_sql, "kotaham/apps/offices/services/a.py", "rows.extra(where=['1'])", "writes raw SQL (extra)"),
    (rules.hides_work, VIEW, "from django.db.models.signals import post_save", "uses a signal"),
    (rules.hides_work, MODEL, "class A:\n    def save(self):\n        pass\n", "works in save()"),
    (rules.translates_what_is_put_together, VIEW, "_(f'Halo {name}')", "translates something put together"),
    (rules.has_a_nameless_migration, "kotaham/apps/offices/migrations/0002_auto_20261121.py", "", "has a name made"),
]
ALLOWED = [
    (rules.goes_past_the_door, VIEW, "from kotaham.apps.places import queries, services"),
    (rules.goes_past_the_door, VIEW, "from kotaham.apps.places.services.load import load"),
    (rules.goes_past_the_door, VIEW, "from kotaham.apps.offices.models import Office"),
    (rules.goes_past_the_door, "kotaham/config/urls.py", "from kotaham.apps.gate.views import refusals"),
    (rules.writes_raw_sql, "kotaham/apps/offices/queries/near.py", "connection.cursor()"),
    (rules.writes_raw_sql, "kotaham/apps/offices/migrations/0002_guard.py", "migrations.RunSQL('')"),
    (rules.hides_work, VIEW, "class A:\n    def save(self):\n        pass\n"),
    (rules.translates_what_is_put_together, VIEW, "_('Halo %(name)s') % {'name': name}"),
]


@pytest.mark.parametrize("rule", rules.ROOMS, ids=lambda rule: rule.__name__)
def test_no_room_breaks_the_rule(rule: Rule) -> None:
    assert [breach for module in modules_below(SOURCE) for breach in rule(module)] == []


@pytest.mark.parametrize(("rule", "path", "text", "words"), BREACHES)
def test_a_planted_breach_is_seen(rule: Rule, path: str, text: str, words: str) -> None:
    breaches = list(rule(read_module(Path(path), text)))
    assert len(breaches) == 1
    assert words in breaches[0]


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_what_the_rule_allows_passes(rule: Rule, path: str, text: str) -> None:
    assert list(rule(read_module(Path(path), text))) == []


def test_every_rule_has_a_planted_breach() -> None:
    assert {rule for rule, *_ in BREACHES} == set(rules.ROOMS)
