"""A decided score proposes courses to the offices that own its weak indicators; nothing is guessed."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.proposals import queries, services
from kotaham.apps.proposals.models import Mapping
from kotaham.apps.proposals.rules import weak
from kotaham.apps.proposals.services import Wish
from kotaham.apps.proposals.services.counting import _counted
from kotaham.apps.submissions.models import Answer
from kotaham.core.errors import Refused
from tests.apps.certificates.making import a_member, a_version, an_enrolment
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.laid import laid
from tests.apps.publication.conftest import CORRECTED, Case, _quick
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def eko(world: World, actor: ActorOf) -> Actor:
    """Give the administrator of the ministry."""
    return actor(world.eko)


@pytest.fixture
def decided(world: World) -> Case:
    """Give a round that was decided; the answers of Damai belong to its health unit."""
    case = laid("publication.quick", lambda: _quick(world))
    Answer.objects.filter(submission=case.report()).update(unit=world.office("dinas"))
    case.frozen()
    return case


@pytest.fixture
def version(world: World) -> Version:
    """Give a published version of a course."""
    return a_version(world.office("kanwil"))


def wish(case: Case, version: Version, **changes: Any) -> Wish:
    fields: dict[str, Any] = {
        "version": case.river.round.instrument_id, "kind": "indicator", "code": CORRECTED, "course": version.course_id,
        "basis": "Modul 2 membahas layanan kesehatan.",
    } | changes  # fmt: skip
    return Wish(**fields)


@pytest.mark.once
def test_what_lost_points_is_weak_and_adds_up_to_what_the_total_lacks(decided: Case, world: World) -> None:
    found = queries.published(world.office("damai").pk, "id")
    assert found is not None
    lost = [one.lost for one in weak(found.answers) if one.lost is not None]
    earned = sum((Fraction(one["weight"]) * Fraction(one["points"]) / Fraction(one["most"])
                  for one in found.answers), Fraction(0))  # fmt: skip
    assert sum(lost, Fraction(0)) == 100 - earned
    assert lost == sorted(lost, reverse=True)


@pytest.mark.once
def test_without_a_decision_nothing_is_proposed(world: World, as_: AsPerson) -> None:
    page = as_(world.ani).get("/nilai-ke-pelatihan", follow=True).content.decode()
    assert "Belum ada nilai yang diputuskan" in page


@pytest.mark.once
def test_a_city_sees_what_is_not_mapped_and_the_first_step(decided: Case, world: World, as_: AsPerson) -> None:
    page = as_(world.ani).get("/nilai-ke-pelatihan", follow=True).content.decode()
    assert "belum dipetakan" in page
    assert "minta admin kementerian memetakan" in page
    assert "Petakan pelatihan yang menjawabnya" in as_(world.eko).get(
        f"/nilai-ke-pelatihan/{world.office('damai').pk}"
    ).content.decode()  # fmt: skip


def test_a_mapped_course_stands_at_its_indicator_and_people_are_enrolled_from_there(
    decided: Case, version: Version, world: World, as_: AsPerson, eko: Actor
) -> None:
    found = queries.published(world.office("damai").pk, "id")
    assert found is not None
    services.add(wish(decided, version, code=weak(found.answers)[0].code), actor=eko)
    sari, other = a_member(world.office("dinas")), a_member(world.office("dinas_rukun"), "Orang lain")
    an_enrolment(version, a_member(world.office("dinas"), "Sudah lulus"))
    browser = as_(world.budi)
    page = browser.get("/nilai-ke-pelatihan", follow=True).content.decode()
    assert version.course.title in page
    assert "1 orang kantor ini sudah lulus." in page
    address = f"/nilai-ke-pelatihan/{world.office('dinas').pk}/pelatihan/{version.pk}"
    assert "belum terdaftar" in browser.get(address).content.decode()
    assert Event.objects.filter(verb="register.read", subject=str(sari.pk)).exists()
    browser.post(address, {"orang": [sari.pk, other.pk, "x"]})
    assert list(Enrolment.objects.filter(how="bulk").values_list("member", flat=True)) == [sari.pk]
    assert as_(world.citra).get(address).status_code == 404
    assert as_(world.dewi).post(address, {"orang": [sari.pk]}).status_code in {403, 404}


def test_a_right_addresses_all_its_indicators(decided: Case, version: Version, eko: Actor) -> None:
    services.add(wish(decided, version, kind="right", code="SEHAT"), actor=eko)
    found = queries.addressed("uji-sungai", {"RK-1": "SEHAT", "RK-2": "SEHAT", "RK-6": "AMAN"})
    assert {code: [one.course.pk for one in some] for code, some in found.items()} == {
        "RK-1": [version.course_id], "RK-2": [version.course_id],
    }  # fmt: skip


def test_a_mapping_is_set_by_the_authorised_with_a_reason_once_and_ended_once(
    decided: Case, version: Version, eko: Actor, world: World, actor: ActorOf
) -> None:
    with pytest.raises(Refused, match="Alasan pemetaan masih kosong"):
        services.add(wish(decided, version, basis=" "), actor=eko)
    with pytest.raises(Refused, match="TIDAK-ADA tidak ada dalam instrumen"):
        services.add(wish(decided, version, code="TIDAK-ADA"), actor=eko)
    with pytest.raises(Forbidden):
        services.add(wish(decided, version), actor=actor(world.ani))
    row = services.add(wish(decided, version), actor=eko)
    with pytest.raises(Refused, match="sudah ada"):
        services.add(wish(decided, version), actor=eko)
    services.end(row.pk, "Modulnya diganti.", actor=eko)
    with pytest.raises(Stale):
        services.end(row.pk, "Modulnya diganti.", actor=eko)
    assert services.add(wish(decided, version), actor=eko).pk != row.pk
    verbs = Event.objects.filter(kind="proposals.mapping").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["proposals.mapped", "proposals.unmapped", "proposals.mapped"]


@pytest.mark.once
def test_the_pages_of_mapping_walk(decided: Case, version: Version, world: World, as_: AsPerson) -> None:
    browser = as_(world.eko)
    said = {"what": f"indicator:{CORRECTED}", "course": str(version.course_id), "basis": "Modul 2."}
    address = f"/nilai-ke-pelatihan/pemetaan?instrumen={decided.river.round.instrument_id}"
    assert browser.post(address, said).status_code == 302
    assert "Modul 2." in browser.get(address).content.decode()
    assert browser.post(address, said | {"basis": ""}).status_code == 422
    row = Mapping.objects.get()
    assert browser.post(f"/nilai-ke-pelatihan/pemetaan/{row.pk}/akhiri", {}).status_code == 400
    assert as_(world.ani).get(address).status_code == 200
    assert as_(world.ani).post(address, said).status_code == 403


def test_movement_needs_ten_cities_on_both_sides_and_says_that_it_is_no_cause(
    decided: Case, version: Version, world: World, as_: AsPerson, eko: Actor
) -> None:
    services.add(wish(decided, version), actor=eko)
    an_enrolment(version, a_member(world.office("dinas")))
    now = {"31.71": {CORRECTED: Fraction(80)}, decided.report().place_code: {CORRECTED: Fraction(90)}}
    then = {place: {CORRECTED: Fraction(70)} for place in now}
    since = timezone.now() - timedelta(days=365)
    Enrolment.objects.update(passed_at=since + timedelta(days=1))
    (row,) = _counted(decided.river.round, now, then, since)
    assert (row.with_count, row.without_count) == (1, 0)
    assert (row.with_mean, row.difference, row.low) == (None, None, None)
    page = as_(world.ani).get("/nilai-ke-pelatihan/pergerakan").content.decode()
    assert "Ini hubungan, bukan sebab" in page
    assert as_(world.eko).post("/nilai-ke-pelatihan/pergerakan/hitung").status_code == 400
    assert queries.published_rounds(eko) == []
