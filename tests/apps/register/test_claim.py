"""An account finds its row by an address it has proven, and never by a guess."""

import pytest
from allauth.account.models import EmailAddress

from kotaham.apps.register import services
from kotaham.apps.register.models import Member
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World


def prove(world: World, email: str, *, verified: bool = True) -> None:
    EmailAddress.objects.create(user=world.nia, email=email, verified=verified, primary=True)


def test_a_proven_address_joins(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1, "Nia Nuraini", email="nia@contoh.id")
    prove(world, "Nia@contoh.id")
    page = as_(world.nia).post("/peserta/saya/hubungkan", follow=True).content.decode()
    assert nip(1) in page
    assert Member.objects.get(account=world.nia) == member


@pytest.mark.parametrize("kind", ["unproven", "two rows", "taken", "nobody"])
def test_what_is_not_certain_joins_nothing(
    world: World, actor: ActorOf, as_: AsPerson, person: AddPerson, kind: str
) -> None:
    person(1, "Nia Nuraini", email="nia@contoh.id" if kind != "nobody" else "lain@contoh.id")
    if kind == "two rows":
        person(2, "Nia Lain", email="nia@contoh.id")
    if kind == "taken":
        Member.objects.update(account=world.budi)
    prove(world, "nia@contoh.id", verified=kind != "unproven")
    with pytest.raises(Refused, match="pasti milik akun ini"):
        services.claim(actor=actor(world.nia))
    answer = as_(world.nia).post("/peserta/saya/hubungkan")
    assert answer.status_code == 422
    assert not Member.objects.filter(account=world.nia).exists()
