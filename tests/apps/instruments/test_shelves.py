"""What came with the program is registered byte for byte, once, and a seal is never overruled."""

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import Version
from kotaham.core.instrument.library import shipped_folder
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.write import to_yaml
from tests.cast import World

pytestmark = pytest.mark.django_db
FIVE = (
    "kota-ham-contoh@2026",
    "kota-ham-data-terbuka@2026",
    "permenkumham-22-2021@2021",
    "permenkumham-25-2013@2013",
    "permenkumham-34-2016@2016",
)


def test_the_five_shipped_versions_are_registered_once(world: World) -> None:
    assert services.behind()
    assert services.load_shelves() == len(FIVE)
    assert not services.behind()
    assert services.load_shelves() == 0
    assert Event.objects.filter(verb="instruments.registered").count() == len(FIVE)


def test_the_shelf_decides_what_is_sealed(world: World) -> None:
    services.load_shelves()
    states = {row.ref: row.state for row in Version.objects.all()}
    assert states == {ref: "sealed" if ref.startswith("kota-ham") else "draft" for ref in FIVE}


@pytest.mark.parametrize("ref", FIVE)
def test_file_and_database_hold_the_same_bytes(ref: str, world: World) -> None:
    services.load_shelves()
    slug, _at, label = ref.partition("@")
    row = queries.by_ref(ref)
    assert row is not None
    assert row.content.encode() == (shipped_folder() / slug / f"{label}.yaml").read_bytes()


@pytest.mark.parametrize("ref", FIVE)
def test_the_written_form_comes_back_byte_for_byte(ref: str, world: World) -> None:
    services.load_shelves()
    row = queries.by_ref(ref)
    assert row is not None
    written = to_yaml(queries.instrument_of(row))
    again = Version.objects.create(content=written, slug="salinan", label="1", title="Salinan")
    kept = Version.objects.get(pk=again.pk).content
    assert kept == written
    assert to_yaml(parse(kept).instrument) == written
    assert parse(kept).instrument == queries.instrument_of(row)
