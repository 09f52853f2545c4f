"""People leave, come back, and move to another office; what they did stays counted where they served then."""

from datetime import date, timedelta

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.register import queries, services
from kotaham.apps.register.models import Member, NameWord, Posting
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson
from tests.cast import World


def test_a_person_leaves_and_comes_back(ani: Actor, person: AddPerson) -> None:
    member = person()
    services.leave(member.ref, "Pensiun", actor=ani, version=1)
    member.refresh_from_db()
    assert (member.state, member.version) == ("left", 2)
    services.come_back(member.ref, "Keliru", actor=ani, version=2)
    member.refresh_from_db()
    assert member.state == "active"
    verbs = list(Event.objects.filter(subject=str(member.pk)).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["register.added", "register.left", "register.returned"]


def test_a_second_click_is_stale_and_a_reason_is_needed(ani: Actor, person: AddPerson) -> None:
    member = person()
    with pytest.raises(Refused, match="Alasannya"):
        services.leave(member.ref, "  ", actor=ani, version=1)
    services.leave(member.ref, "Pensiun", actor=ani, version=1)
    with pytest.raises(Stale):
        services.leave(member.ref, "Pensiun", actor=ani, version=1)


def test_a_move_ends_a_posting_and_begins_another(world: World, ani: Actor, person: AddPerson) -> None:
    member = person()
    long_ago = date(2025, 3, 1)
    Posting.objects.filter(member=member).update(starts=long_ago)
    social = world.office("dinas_social").pk
    services.move(member.ref, social, "Mutasi", actor=ani, version=1)
    old, new = Posting.objects.filter(member=member).order_by("starts")
    assert (old.office_id, old.ends) == (world.office("dinas").pk, new.starts)
    assert (new.office_id, new.ends, new.reason) == (social, None, "Mutasi")
    assert queries.serving([member.pk], long_ago)[member.pk].office == world.office("dinas").pk
    assert queries.serving([member.pk], new.starts + timedelta(days=1))[member.pk].office == social
    assert set(NameWord.objects.filter(member=member).values_list("office_id", flat=True)) == {social}
    assert Event.objects.filter(verb="register.moved").count() == 2, "both offices read it in their history"


def test_nobody_moves_a_person_out_of_their_reach(world: World, ani: Actor, actor: ActorOf, person: AddPerson) -> None:
    member = person()
    with pytest.raises(Refused, match="di luar wilayah"):
        services.move(member.ref, world.office("dinas_seberang").pk, "Mutasi", actor=ani, version=1)
    with pytest.raises(Forbidden):
        services.move(member.ref, world.office("dinas_social").pk, "Mutasi", actor=actor(world.budi), version=1)


def test_the_ministry_moves_between_areas_and_the_kanwil_changes(
    world: World, actor: ActorOf, as_: AsPerson, person: AddPerson
) -> None:
    member = person()
    target = world.office("dinas_seberang")
    page = as_(world.eko).get(f"/peserta/{member.ref}/pindah?pilih=1&q=Seberang").content.decode()
    assert f"?kantor={target.pk}" in page
    answer = as_(world.eko).post(f"/peserta/{member.ref}/pindah?kantor={target.pk}", {"reason": "Mutasi", "version": 1})
    assert answer.status_code == 302
    member = Member.objects.get(pk=member.pk)
    assert (member.office_id, member.kanwil_id) == (target.pk, world.office("kanwil_other").pk)
    assert as_(world.ani).get(f"/peserta/{member.ref}").status_code == 404
    assert as_(world.citra).get(f"/peserta/{member.ref}").status_code == 200
