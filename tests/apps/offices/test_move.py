"""Moving an office, with all below it."""

import pytest
from django.http import Http404

from kotaham.apps.offices import services
from kotaham.apps.offices.models import Office
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import fresh, last_event, text
from tests.cast import World


def form(parent: Office, version: int = 1) -> dict[str, object]:
    return {"parent": parent.pk, "reason": "Perwali 9/2026", "version": version}


def test_a_service_unit_moves_to_another_unit_of_the_city(world: World, as_: AsPerson) -> None:
    office, social = world.office("puskesmas"), world.office("dinas_social")
    assert as_(world.ani).post(f"/kantor/{office.pk}/pindah", form(social)).status_code == 302
    assert fresh(office).parent_id == social.pk
    event = last_event()
    assert (event.verb, event.why, event.holder) == ("offices.moved", "Perwali 9/2026", office.pk)


def test_what_lies_below_moves_along_with_its_place(world: World, actor: ActorOf) -> None:
    dinas, rukun = world.office("dinas"), world.office("rukun")
    services.move_office(dinas.pk, actor=actor(world.eko), version=1, parent_id=rukun.pk, reason="UU 1/2026")
    for name in ("dinas", "puskesmas"):
        moved = fresh(world.office(name))
        assert (moved.place_code, moved.city_code, moved.place_id) == ("99.72", "99.72", rukun.place_id)
    assert fresh(world.office("puskesmas")).parent_id == dinas.pk


def test_both_ends_must_lie_within_reach(world: World, as_: AsPerson) -> None:
    office = world.office("puskesmas")
    url = f"/kantor/{office.pk}/pindah"
    assert as_(world.budi).post(url, form(world.office("dinas_social"))).status_code == 403
    assert as_(world.citra).post(url, form(world.office("dinas_seberang"))).status_code == 404
    answer = as_(world.ani).post(url, form(world.office("dinas_rukun")))
    assert answer.status_code == 200  # not among the choices of the form
    assert fresh(office).parent_id == world.office("dinas").pk


def test_the_service_guards_both_ends_too(world: World, actor: ActorOf) -> None:
    office, target = world.office("puskesmas"), world.office("dinas_rukun")
    with pytest.raises(Http404):
        services.move_office(office.pk, actor=actor(world.ani), version=1, parent_id=target.pk, reason="x")


def test_the_form_does_not_offer_the_own_branch(world: World, as_: AsPerson) -> None:
    page = text(as_(world.ani).get(f"/kantor/{world.office('dinas').pk}/pindah"))
    assert f'value="{world.office("damai").pk}"' in page
    assert f'value="{world.office("dinas").pk}"' not in page


def test_an_office_does_not_move_under_itself(world: World, actor: ActorOf) -> None:
    dinas = world.office("dinas")
    with pytest.raises(Refused, match="tidak dapat dipindahkan ke bawah dirinya sendiri"):
        services.move_office(dinas.pk, actor=actor(world.ani), version=1, parent_id=dinas.pk, reason="x")


def test_a_government_is_not_moved_by_hand(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="tidak dibuat, dipindah, atau ditutup dengan tangan"):
        services.move_office(
            world.office("damai").pk,
            actor=actor(world.eko),
            version=1,
            parent_id=world.office("province_other").pk,
            reason="x",
        )


def test_the_second_click_is_stale(world: World, as_: AsPerson) -> None:
    office, social, client = world.office("puskesmas"), world.office("dinas_social"), as_(world.ani)
    assert client.post(f"/kantor/{office.pk}/pindah", form(social)).status_code == 302
    assert client.post(f"/kantor/{office.pk}/pindah", form(world.office("dinas"))).status_code == 409
    assert fresh(office).parent_id == social.pk
