"""A draft is tried on past figures: who moves and why, beside another version; nothing of it is a score."""

from fractions import Fraction
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kotaham.apps.gate.services import Forbidden
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import TryOut, Version
from kotaham.apps.instruments.rules.trying import effect
from kotaham.apps.jobs.models import Job
from kotaham.core.errors import Refused
from kotaham.core.facts_json import facts_from_json
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.instruments.conftest import Make, fresh
from tests.cast import World
from tests.random_instruments import random_case

pytestmark = pytest.mark.django_db
FIGURES = Path(__file__).parents[3] / "examples" / "jakarta-2021.csv"


@pytest.fixture
def open_data(shelves: dict[str, Version]) -> Version:
    return shelves["kota-ham-data-terbuka@2026"]


@pytest.fixture
def changed(open_data: Version, draft_of: Make, world: World, actor: ActorOf) -> Version:
    draft = draft_of(open_data)
    text = draft.content.replace("{from: 10.5, below: 12, points: 8}", "{from: 10.5, below: 12, points: 9}", 1)
    assert text != draft.content
    return services.rewrite(draft.pk, text, actor=actor(world.people["fajar"]), edition=draft.edition)


def asked(draft: Version, base: Version, world: World, actor: ActorOf) -> TryOut:
    return services.try_file(
        draft.pk,
        base.pk,
        FIGURES.read_bytes(),
        "jakarta-2021.csv",
        actor=actor(world.people["fajar"]),
        mapping="bps-2021",
    )


def test_the_effect_on_every_city_is_told_with_its_cause(
    changed: Version, open_data: Version, world: World, actor: ActorOf
) -> None:
    row = asked(changed, open_data, world, actor)
    services.compute(row.pk, actor=actor(world.people["fajar"]))
    row.refresh_from_db()
    assert row.state == "done"
    assert row.result is not None
    assert len(row.result["cities"]) == 6
    moved = [one for one in row.result["cities"] if Fraction(one["change"])]
    assert moved
    for one in moved:
        assert [cause["code"] for cause in one["causes"]] == ["RLS"]
        assert Fraction(one["new"]) - Fraction(one["old"]) == Fraction(one["change"])


def test_the_job_is_asked_for_once_and_its_page_shows_the_result(
    changed: Version, open_data: Version, world: World, actor: ActorOf, as_: AsPerson
) -> None:
    fajar = as_(world.people["fajar"])
    given = SimpleUploadedFile("jakarta-2021.csv", FIGURES.read_bytes())
    form = {"base": open_data.pk, "source": f"file:{open_data.pk}:bps-2021", "file": given, "period": ""}
    answer = fajar.post(reverse("instruments:try", args=[changed.pk]), form)
    assert answer.status_code == 302
    assert "Menghitung" in fajar.get(answer["Location"]).content.decode()
    row = TryOut.objects.get()
    services.compute(row.pk, actor=actor(world.people["fajar"]))
    page = fajar.get(answer["Location"]).content.decode()
    assert "bukan penilaian" in page
    assert "Kota Administrasi Jakarta Selatan" in page
    assert Job.objects.filter(name="instruments.try").count() == 1


def test_the_same_draft_moves_nobody(open_data: Version, draft_of: Make, world: World, actor: ActorOf) -> None:
    row = asked(draft_of(open_data), open_data, world, actor)
    services.compute(row.pk, actor=actor(world.people["fajar"]))
    row.refresh_from_db()
    assert row.result is not None
    assert row.result["moved"] == 0
    assert row.result["indicators"] == []


def test_a_file_of_other_figures_is_refused_with_its_words(
    changed: Version, open_data: Version, world: World, actor: ActorOf
) -> None:
    with pytest.raises(Refused):
        services.try_file(changed.pk, open_data.pk, b"a;b\n1;2\n", "x.csv", actor=actor(world.people["fajar"]))


def test_an_assessor_reads_a_try_out_and_does_not_ask_for_one(
    changed: Version, open_data: Version, world: World, actor: ActorOf, as_: AsPerson
) -> None:
    row = asked(changed, open_data, world, actor)
    assert as_(world.people["gita"]).get(reverse("instruments:tried", args=[changed.pk, row.pk])).status_code == 200
    with pytest.raises(Forbidden):
        services.try_file(changed.pk, open_data.pk, b"", "x.csv", actor=actor(world.people["gita"]))


def test_figures_of_a_past_round_come_from_the_room_that_has_them(
    changed: Version, open_data: Version, world: World, actor: ActorOf
) -> None:
    fajar = actor(world.people["fajar"])
    first = asked(changed, open_data, world, actor)
    from_file = services.Past("7", "Putaran 2025", open_data.pk)
    table = facts_from_json(first.facts)
    services.past["probe"] = services.PastFigures(lambda _actor: [from_file], lambda _actor, _key: table)
    try:
        row = services.try_past(changed.pk, "probe:7", actor=fajar)
        services.compute(row.pk, actor=fajar)
        with pytest.raises(Refused):
            services.try_past(changed.pk, "probe:8", actor=fajar)
    finally:
        del services.past["probe"]
    row.refresh_from_db()
    assert (row.source, row.state, row.cities) == ("Putaran 2025", "done", 6)


@pytest.mark.parametrize("seed", range(30))
def test_any_two_instruments_can_be_compared_and_totals_are_those_of_the_engine(seed: int) -> None:
    base, table = random_case(seed)
    other, _other_table = random_case(seed + 1000)
    found = effect(base, other, table).result
    scores = score(compile_plan(base), table)
    for index, one in enumerate(table.subjects):
        city = next(row for row in found["cities"] if row["code"] == one.code)
        total = scores.with_bonus(index)
        assert (None if city["old"] is None else Fraction(city["old"])) == total


def test_a_try_out_is_no_score(changed: Version, open_data: Version, world: World, actor: ActorOf) -> None:
    before = fresh(changed).content
    row = asked(changed, open_data, world, actor)
    services.compute(row.pk, actor=actor(world.people["fajar"]))
    assert fresh(changed).content == before
    assert queries.get(changed.pk).edition == changed.edition
