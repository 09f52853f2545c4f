"""Every page of the editor shows what is there; saving it unchanged changes nothing, on every shipped instrument."""

import pytest
from django.urls import reverse

from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules.drafting import PAGES
from tests.apps.conftest import AsPerson
from tests.apps.instruments.browser_form import form_with
from tests.apps.instruments.conftest import Make, fresh
from tests.cast import World

pytestmark = pytest.mark.django_db
FIVE = (
    "kota-ham-contoh@2026",
    "kota-ham-data-terbuka@2026",
    "permenkumham-22-2021@2021",
    "permenkumham-25-2013@2013",
    "permenkumham-34-2016@2016",
)


@pytest.mark.parametrize("ref", FIVE)
def test_every_part_saved_as_it_is_changes_nothing(
    ref: str, world: World, as_: AsPerson, shelves: dict[str, Version], draft_of: Make
) -> None:
    draft, fajar = draft_of(shelves[ref]), as_(world.people["fajar"])
    for page in (key for key in PAGES if key != "pohon"):  # none of the five has a tree of weights
        url = reverse("instruments:part", args=[draft.pk, page])
        shown = fajar.get(url)
        assert shown.status_code == 200
        answer = fajar.post(url, form_with(shown.content, "edition"))
        assert answer.status_code == 302, answer.content.decode()
        assert fresh(draft).content == draft.content, page


@pytest.mark.parametrize("ref", FIVE)
def test_every_indicator_saved_as_it_is_changes_nothing(
    ref: str, world: World, as_: AsPerson, shelves: dict[str, Version], draft_of: Make
) -> None:
    draft, fajar = draft_of(shelves[ref]), as_(world.people["fajar"])
    for one in queries.instrument_of(draft).known_indicators:
        url = reverse("instruments:indicator", args=[draft.pk, one.code])
        shown = fajar.get(url)
        assert shown.status_code == 200
        answer = fajar.post(url, form_with(shown.content, "edition"))
        assert answer.status_code == 302, answer.content.decode()
        assert fresh(draft).content == draft.content, one.code


@pytest.mark.parametrize("ref", FIVE)
def test_the_pages_of_the_register_show(ref: str, world: World, as_: AsPerson, shelves: dict[str, Version]) -> None:
    version, ani = shelves[ref], as_(world.ani)
    for name in ("detail", "file", "annex", "diff"):
        assert ani.get(reverse(f"instruments:{name}", args=[version.pk])).status_code == 200, name
    assert ani.get(reverse("instruments:list")).status_code == 200
    assert ani.get(reverse("instruments:file", args=[version.pk])).content == version.content.encode()
