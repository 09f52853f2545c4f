"""Pages stay cheap at 120 indicators: few questions to the database, whatever the length of the law."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import drafting
from kotaham.core.instrument.write import to_yaml
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def long(example: Version, world: World, actor: ActorOf) -> Version:
    tree = drafting.tree_of(queries.instrument_of(example))
    tree["indicators"] = [{**one, "code": f"{one['code']}-{turn}"} for turn in range(4) for one in tree["indicators"]][
        :120
    ]
    tree |= {"version": "120", "gates": []}
    text = to_yaml(drafting.instrument_from(tree))
    return services.make_from_file(text.encode(), "panjang.yaml", actor=actor(world.people["fajar"]))


@pytest.mark.parametrize("route", ["list", "detail", "draft", "expert", "diff", "try", "part", "indicator"])
def test_a_page_asks_few_questions(route: str, long: Version, world: World, as_: AsPerson) -> None:
    more = {"part": ["identitas"], "indicator": ["HDP-P2-0"]}.get(route, [])
    url = reverse(f"instruments:{route}", args=[] if route == "list" else [long.pk, *more])
    fajar = as_(world.people["fajar"])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert fajar.get(url).status_code == 200
    assert len(asked) <= MOST, "\n".join(one["sql"][:120] for one in asked)
