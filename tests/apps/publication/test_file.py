"""File an objection, withdraw it, prove it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import services
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import Case
from tests.cast import World


def a_piece(world: World, holder: str = "damai") -> Evidence:
    piece = Evidence.objects.create(
        holder=world.office(holder), title="Rekap", kind=Evidence.Kind.LINK, latest=1, created_at=timezone.now()
    )
    Revision.objects.create(
        evidence=piece,
        number=1,
        state=Revision.State.READY,
        url="https://example.org/rekap",
        created_at=piece.created_at,
    )
    return piece


def test_filing_keeps_the_value_objected_to_and_tells_only_assessors_who_are_free(case: Case, world: World) -> None:
    Notice.objects.all().delete()
    one = case.filed()
    assert (one.state, one.against) == ("filed", {"number": "81"})
    assert one.filed_at is not None
    assert Event.objects.filter(verb="publication.filed", subject=str(one.pk)).exists()
    assert set(Notice.objects.values_list("person_id", flat=True)) == {world.wulan.pk}, "Gita set the value"


def test_every_page_says_that_a_filed_objection_waits_for_the_centre(case: Case, as_: AsPerson, world: World) -> None:
    pk = case.river.cities["damai"]
    pages = [f"/laporan/{pk}", f"/laporan/{pk}/nilai", f"/sanggahan/laporan/{pk}"]
    turn = re.compile(r"Giliran</dt>\s*<dd>(?:\s*<[^>]*>)*\s*([^<]+?)\s*<")
    before = {found for url in pages for found in turn.findall(as_(world.ani).get(url).content.decode())}
    assert before == {"Kota Damai"}
    case.filed()
    after = {found for url in pages for found in turn.findall(as_(world.ani).get(url).content.decode())}
    assert after == {"Penilai pusat"}


def test_a_second_click_finds_it_filed(case: Case) -> None:
    one = case.filed()
    with pytest.raises(Stale):
        services.file(one.pk, actor=case.act("ani"))


def test_the_other_side_may_not_file(case: Case) -> None:
    one = case.begin()
    with pytest.raises(Forbidden):
        services.file(one.pk, actor=case.act("gita"))


def test_wrong_methods_are_refused(case: Case, as_: AsPerson, world: World) -> None:
    one = case.begin()
    for name in ("file", "withdraw", "judge", "prove"):
        assert as_(world.ani).get(reverse(f"publication:{name}", args=[one.pk])).status_code == 405


def test_a_draft_is_withdrawn_without_words_and_a_filed_one_with_them(case: Case) -> None:
    draft = case.begin("RK-2", services.Wish("Keliru.", {"numerator": "4", "denominator": "4800"}))
    assert services.withdraw(draft.pk, actor=case.act("ani")).state == "withdrawn"
    one = case.filed()
    with pytest.raises(Refused) as refused:
        services.withdraw(one.pk, actor=case.act("ani"))
    assert "Alasannya masih kosong" in refused.value.text()
    assert services.withdraw(one.pk, "Salah hitung kami.", actor=case.act("ani")).state == "withdrawn"
    with pytest.raises(Stale):
        services.withdraw(one.pk, "Lagi.", actor=case.act("ani"))


def test_what_is_decided_is_not_withdrawn(case: Case) -> None:
    one = case.judged("dismiss")
    with pytest.raises(Refused) as refused:
        services.withdraw(one.pk, "Lagi.", actor=case.act("ani"))
    assert "tidak mungkin dari keadaan" in refused.value.text()


def test_evidence_hangs_on_a_draft_and_stays_once_it_is_filed(case: Case, as_: AsPerson, world: World) -> None:
    one, piece, late = case.begin(), a_piece(world), a_piece(world)
    url = reverse("publication:prove", args=[one.pk])
    assert as_(world.ani).post(url, {"evidence": piece.pk, "page": "3"}).status_code == 302
    use = Use.objects.get(kind="publication.objection", subject=str(one.pk))
    assert (use.evidence_id, use.page) == (piece.pk, 3)
    assert "Rekap" in as_(world.ani).get(one.get_absolute_url()).content.decode()
    services.file(one.pk, actor=case.act("ani"))
    with pytest.raises(Refused) as refused:
        services.prove(one.pk, late.pk, actor=case.act("ani"))
    assert "sudah dikunci" in refused.value.text()


def test_the_pages_lead_through_the_verbs(case: Case, as_: AsPerson, world: World) -> None:
    one, ani = case.begin(), as_(world.ani)
    assert "Ajukan sanggahan" in ani.get(one.get_absolute_url()).content.decode()
    done = ani.post(reverse("publication:file", args=[one.pk]), follow=True)
    assert "Menunggu putusan" in done.content.decode()
    page = as_(world.wulan).get(reverse("publication:objections")).content.decode()
    assert str(one) in page
    assert "Kota Damai" in page
    gone = ani.post(reverse("publication:withdraw", args=[one.pk]), {"reason": "Keliru."}, follow=True)
    assert "Dicabut" in gone.content.decode()
