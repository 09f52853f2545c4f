"""A bonus claim rests on evidence: it hangs on the claim, is read beside it, and is frozen with the report."""

import re
from typing import Any

import pytest

from kotaham.apps.evidence.models import Evidence, Use
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import BonusClaim, Receipt
from tests.apps.conftest import AsPerson
from tests.apps.evidence.making import filled as evidence_form
from tests.apps.river import River, filled, proved
from tests.cast import World

pytestmark = pytest.mark.django_db


def proof(piece: Evidence | None, item: str = "NT-1", **typed: str) -> dict[str, Any]:
    """Return what the page sends when a piece of evidence is attached to an item."""
    pinpoint = {f"{item}-{name}": "" for name in ("page", "paragraph", "quote")}
    return {f"{item}-evidence": piece.pk if piece else "", **pinpoint, **typed}


@pytest.fixture
def claimed(world: World, river: River, as_: AsPerson) -> str:
    """Let Kota Damai claim two points, with a file of its own at hand; return the address of the page."""
    proved(river, "damai", "RK-6", title="Laman keterbukaan")
    url = f"/laporan/{river.cities['damai']}/nilai-tambah"
    as_(world.ani).post(url, {"poin-NT-1": "2", "catatan-NT-1": "Laman kota", "versi-NT-1": "0"})
    return url


def test_evidence_hangs_on_a_claim_and_is_read_beside_it(world: World, as_: AsPerson, claimed: str) -> None:
    piece = Evidence.objects.get()
    check = claimed.replace("nilai-tambah", "periksa")
    assert ">tanpa bukti<" in as_(world.ani).get(check).content.decode()
    assert as_(world.ani).post(f"{claimed}/NT-1/bukti", proof(piece)).status_code == 302
    page = as_(world.ani).get(claimed).content.decode()
    assert page.count("Laman keterbukaan") >= 1
    assert "Beralasan dan berbukti" in as_(world.ani).get(check).content.decode()
    assert Use.objects.get(kind="submissions.bonusclaim").subject == str(BonusClaim.objects.get().pk)


def test_a_claim_with_evidence_is_not_taken_back_before_its_evidence(world: World, as_: AsPerson, claimed: str) -> None:
    as_(world.ani).post(f"{claimed}/NT-1/bukti", proof(Evidence.objects.get()))
    refused = as_(world.ani).post(claimed, {"poin-NT-1": "", "versi-NT-1": "1"})
    assert refused.status_code == 422
    assert "masih berbukti. Lepaskan buktinya dahulu" in refused.content.decode()
    use = Use.objects.get(kind="submissions.bonusclaim")
    assert as_(world.ani).post(f"/bukti/{use.evidence_id}/pakai/{use.pk}/lepas").status_code == 302
    assert as_(world.ani).post(claimed, {"poin-NT-1": "", "versi-NT-1": "1"}).status_code == 302
    assert not BonusClaim.objects.exists()


def test_what_is_not_claimed_has_nothing_to_prove(world: World, as_: AsPerson, claimed: str) -> None:
    answer = as_(world.ani).post(f"{claimed}/NT-2/bukti", proof(Evidence.objects.get(), "NT-2"))
    assert answer.status_code == 400
    assert "belum diajukan" in answer.content.decode()
    empty = as_(world.ani).post(f"{claimed}/NT-1/bukti", proof(None))
    assert empty.status_code == 422


def test_only_who_claims_for_the_city_proves_it(world: World, as_: AsPerson, claimed: str) -> None:
    sent = proof(Evidence.objects.get())
    assert as_(world.dewi).post(f"{claimed}/NT-1/bukti", sent).status_code == 403
    assert as_(world.citra).post(f"{claimed}/NT-1/bukti", sent).status_code == 404
    assert as_(world.budi).post(f"{claimed}/NT-1/bukti", sent).status_code == 403


def test_the_evidence_of_a_claim_is_on_the_receipt_and_closed_once_sent(
    world: World, river: River, as_: AsPerson, claimed: str
) -> None:
    piece = Evidence.objects.get()
    as_(world.ani).post(f"{claimed}/NT-1/bukti", proof(piece))
    filled(river, "damai")
    services.send(river.cities["damai"], actor=river.actor("ani"))
    assert ["NT-1", piece.pk] in [row[:2] for row in Receipt.objects.get().evidence]
    use = Use.objects.get(kind="submissions.bonusclaim")
    assert as_(world.ani).post(f"/bukti/{use.evidence_id}/pakai/{use.pk}/lepas").status_code == 400
    page = as_(world.dewi).get(f"/penelaahan/{river.cities['damai']}").content.decode()
    assert "Laman keterbukaan" in page


def test_what_is_typed_beside_stays_when_evidence_is_attached(world: World, as_: AsPerson, claimed: str) -> None:
    typed = {"poin-NT-1": "1,5", "catatan-NT-1": "Dua laman", "versi-NT-1": "1", "poin-NT-2": "1", "catatan-NT-2": ""}
    sent = proof(Evidence.objects.get(), **typed)
    page = as_(world.ani).get(claimed).content.decode()
    assert page.count('<form method="post" action="/laporan') == 1, "one form sends everything"
    first = re.search(r'<button[^>]*form="ajuan"[^>]*>', page)
    assert first
    assert "formaction" not in first[0], "the key Enter saves, and attaches nothing"
    assert "formaction" in page
    wrong = as_(world.ani).post(f"{claimed}/NT-1/bukti", {**sent, "poin-NT-2": "banyak", "catatan-NT-2": "KALIMAT"})
    assert wrong.status_code == 422
    assert "KALIMAT" in wrong.content.decode()
    assert not Use.objects.filter(kind="submissions.bonusclaim").exists()
    assert as_(world.ani).post(f"{claimed}/NT-1/bukti", sent).status_code == 302
    assert dict(BonusClaim.objects.values_list("item", "points")) == {"NT-1": "1.5", "NT-2": "1"}
    assert BonusClaim.objects.get(item="NT-1").note == "Dua laman"
    assert Use.objects.filter(kind="submissions.bonusclaim").count() == 1


def test_a_claim_without_reason_or_evidence_is_told_when_it_is_saved_and_before_sending(
    world: World, river: River, as_: AsPerson
) -> None:
    url = f"/laporan/{river.cities['damai']}/nilai-tambah"
    page = as_(world.ani).post(url, {"poin-NT-1": "2", "catatan-NT-1": "", "versi-NT-1": "0"}, follow=True)
    assert "NT-1: tanpa alasan dan tanpa bukti" in page.content.decode()
    check = as_(world.ani).get(url.replace("nilai-tambah", "periksa")).content.decode()
    assert "tanpa alasan dan tanpa bukti" in check
    lonely = as_(world.ani).post(url, {"poin-NT-2": "", "catatan-NT-2": "Ada laman.", "versi-NT-2": "0"})
    assert lonely.status_code == 422
    assert "poinnya belum" in lonely.content.decode()


def test_the_way_to_new_evidence_keeps_what_was_typed_and_leads_back(world: World, as_: AsPerson, claimed: str) -> None:
    ani = as_(world.ani)
    go = ani.post(claimed, {"poin-NT-1": "1", "catatan-NT-1": "Laman", "versi-NT-1": "1", "lalu": "NT-1"})
    assert BonusClaim.objects.get().points == "1"
    address = go["Location"]
    assert address.startswith("/bukti/baru?kembali=%2Flaporan%2F")
    back = ani.post(
        address.replace("/bukti/baru", "/bukti/tautan-baru"), {**evidence_form(), "url": "https://example.org/a"}
    )["Location"]
    assert back.startswith(f"{claimed}?butir=NT-1&bukti=")
    page = ani.get(back.partition("#")[0]).content.decode()
    assert "terpilih di bawah" in page
    assert re.search(rf'<option value="{Evidence.objects.latest("pk").pk}" selected', page)
