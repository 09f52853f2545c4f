"""Bring new evidence to a follow-up: through the form of evidence and back, then attached with one click."""

import pytest

from kotaham.apps.evidence.models import Evidence
from kotaham.apps.evidence.services import store
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import AsPerson
from tests.apps.evidence.making import filled
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings: object, tmp_path: object) -> None:
    settings.EVIDENCE_FOLDER = tmp_path  # type: ignore[attr-defined]
    store.folder("objects")


def link() -> dict[str, str]:
    return {**filled(), "url": "https://damai.example.go.id/laporan"}


def test_a_link_added_from_a_follow_up_comes_back_and_is_attached_with_one_click(
    world: World, as_: AsPerson, ask: Ask
) -> None:
    action, budi = ask("in_progress"), as_(world.budi)
    way = f"?kembali=%2Ftindak-lanjut%2F{action.pk}%23bukti"
    assert f'href="/bukti/baru{way}"' in budi.get(f"/tindak-lanjut/{action.pk}").content.decode()
    form = budi.get(f"/bukti/baru{way}").content.decode()
    assert f'action="/bukti/baru{way}"' in form
    assert f'href="/tindak-lanjut/{action.pk}#bukti"' in form
    answer = budi.post(f"/bukti/tautan-baru{way}", link())
    made = Evidence.objects.get()
    assert answer["Location"] == f"/tindak-lanjut/{action.pk}?bukti={made.pk}#bukti"
    page = budi.get(f"/tindak-lanjut/{action.pk}?bukti={made.pk}").content.decode()
    assert "Lampirkan bukti baru ini" in page
    assert budi.post(f"/tindak-lanjut/{action.pk}/bukti", {"evidence": made.pk}).status_code == 302
    page = budi.get(f"/tindak-lanjut/{action.pk}?bukti={made.pk}").content.decode()
    assert "Lampirkan bukti baru ini" not in page


@pytest.mark.parametrize(
    "back", ["https://evil.example/x", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", ""]
)
def test_no_other_site_is_led_to(world: World, as_: AsPerson, back: str) -> None:
    browser = as_(world.budi)
    assert "evil" not in browser.get("/bukti/tautan-baru", {"kembali": back}).content.decode().partition("<form")[0]
    answer = browser.post("/bukti/tautan-baru?kembali=" + back, link())
    assert answer["Location"] == f"/bukti/{Evidence.objects.get().pk}"


def test_what_a_move_has_done_counts_as_done_in_the_inbox(world: World, as_: AsPerson, ask: Ask) -> None:
    action, budi = ask(), as_(world.budi)
    assert "Baru" in budi.get("/kotak-masuk").content.decode()
    budi.post(f"/tindak-lanjut/{action.pk}/ambil")
    page = budi.get("/kotak-masuk").content.decode()
    assert ("Selesai" in page, "Tandai dibaca" in page) == (True, False)


def test_who_must_do_it_is_led_to_the_calendar(world: World, as_: AsPerson, ask: Ask) -> None:
    address = f"/tindak-lanjut/{ask().pk}"
    assert "#kalender" in as_(world.budi).get(address).content.decode()
    assert "#kalender" not in as_(world.ani).get(address).content.decode()
