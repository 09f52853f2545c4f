"""Hours earned elsewhere: asked with a proof, decided by somebody else, counted once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from kotaham.apps.credits import queries, services
from kotaham.apps.credits.models import Claim, Line
from kotaham.apps.events.models import Event
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.register.models import Member
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.credits.making import SPRING, wish
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def budi(world: World, actor: ActorOf) -> Actor:
    return actor(world.budi)


@pytest.fixture
def claim(budi: Actor, sari: Member, proof: Evidence) -> Claim:
    return services.ask(sari.ref, wish(proof.pk), actor=budi)


def test_a_claim_waits_with_its_proof(claim: Claim, proof: Evidence, sari: Member) -> None:
    assert claim.state == "waiting"
    assert not Line.objects.exists()
    assert [use.evidence_id for use in evidences.uses_of("credits.claim", claim.pk)] == [proof.pk]
    assert Event.objects.filter(verb="credits.claimed").count() == 1


def test_what_is_recognised_is_a_line_of_the_year_it_ended_in(claim: Claim, intan: Actor, sari: Member) -> None:
    services.decide(claim.pk, "accept", "Sertifikat diperiksa.", actor=intan)
    row = Line.objects.get()
    assert (row.kind, row.year, row.hours, row.claim_id) == ("recognised", SPRING.year, Decimal("8.0"), claim.pk)
    assert queries.total_of(sari.pk, SPRING.year) == 8


def test_what_is_refused_counts_nothing_and_may_be_asked_again(
    claim: Claim, intan: Actor, budi: Actor, sari: Member, proof: Evidence
) -> None:
    services.decide(claim.pk, "refuse", "Bukti tidak terbaca.", actor=intan)
    assert not Line.objects.exists()
    assert services.ask(sari.ref, wish(proof.pk), actor=budi).pk != claim.pk


def test_the_same_certificate_twice_is_refused(claim: Claim, budi: Actor, sari: Member, proof: Evidence) -> None:
    with pytest.raises(Refused, match="sudah diajukan untuk orang ini"):
        services.ask(sari.ref, wish(proof.pk), actor=budi)


def test_nobody_decides_what_they_asked_for(sari: Member, world: World, actor: ActorOf, proof: Evidence) -> None:
    eko = actor(world.eko)
    claim = Claim.objects.create(
        member=sari, office_id=eko.office or 0, title="x", organiser="x", number="1", hours=1, began=SPRING,
        ended=SPRING, proof=proof.pk, by_id=eko.person or 0,
    )  # fmt: skip
    with pytest.raises(Refused, match="tidak memutuskan pengajuannya sendiri"):
        services.decide(claim.pk, "accept", "x", actor=eko)


def test_a_second_decision_is_late(claim: Claim, intan: Actor) -> None:
    services.decide(claim.pk, "accept", "Ya.", actor=intan)
    with pytest.raises(Stale):
        services.decide(claim.pk, "refuse", "Tidak.", actor=intan)


def test_everything_that_is_wrong_is_told_at_once(budi: Actor, sari: Member) -> None:
    wrong = wish(None, title=" ", hours=Decimal(0), began=SPRING + timedelta(days=9000), ended=SPRING)
    with pytest.raises(Refused) as refused:
        services.ask(sari.ref, wrong, actor=budi)
    assert list(refused.value.codes) == [
        "credits.words-missing", "credits.hours-impossible", "credits.days-turned", "credits.proof-missing"
    ]  # fmt: skip
    assert "JP tidak dikarang" in refused.value.text("id")


def test_what_may_count_twice_is_told_to_who_decides(
    claim: Claim, intan: Actor, budi: Actor, sari: Member, proof: Evidence, world: World, as_: AsPerson
) -> None:
    services.decide(claim.pk, "accept", "Ya.", actor=intan)
    second = services.ask(sari.ref, wish(proof.pk, number="13/X", title="pelayanan  publik REKAAN"), actor=budi)
    assert [row.claim_id for row in services.overlaps(second)] == [claim.pk]
    page = as_(world.intan).get(f"/jp/pengakuan/{second.pk}").content.decode()
    assert "Mungkin terhitung dua kali" in page


def test_who_may_what(claim: Claim, sari: Member, world: World, actor: ActorOf, proof: Evidence) -> None:
    with pytest.raises(Forbidden):
        services.decide(claim.pk, "accept", "x", actor=actor(world.budi))
    with pytest.raises(Http404):
        services.decide(claim.pk, "accept", "x", actor=actor(world.seno))
    with pytest.raises(Http404):
        services.ask(sari.ref, wish(proof.pk), actor=actor(world.citra))
    with pytest.raises(Forbidden):
        services.ask(sari.ref, wish(proof.pk), actor=actor(world.made))


def test_the_pages_walk(sari: Member, proof: Evidence, world: World, as_: AsPerson) -> None:
    browser = as_(world.budi)
    sent = {name: str(value) for name, value in (
        ("title", "Pelatihan Lain"), ("organiser", "Badan Rekaan"), ("number", "7/X"), ("hours", "4"),
        ("began", SPRING), ("ended", SPRING), ("proof", proof.pk))}  # fmt: skip
    assert browser.post(f"/jp/peserta/{sari.ref}/ajukan", {"title": ""}).status_code == 422
    answer = browser.post(f"/jp/peserta/{sari.ref}/ajukan", sent)
    claim = Claim.objects.get()
    assert answer["Location"] == f"/jp/pengakuan/{claim.pk}"
    assert "Pelatihan Lain" in as_(world.intan).get("/jp/pengakuan").content.decode()
    decided = as_(world.intan).post(f"{answer['Location']}/putuskan", {"verb": "accept", "reason": "Ya."}, follow=True)
    assert "Keputusan dicatat." in decided.content.decode()
    assert as_(world.seno).get(answer["Location"]).status_code == 404
    assert browser.put(answer["Location"]).status_code == 405
