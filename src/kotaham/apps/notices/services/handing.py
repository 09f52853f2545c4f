"""Tell a successor what was handed over to them."""

from typing import Any

from django.urls import reverse

from kotaham.apps.accounts.services import on_handed
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices.models import Channel
from kotaham.apps.notices.services.kinds import NoticeKind, register
from kotaham.apps.notices.services.telling import notify
from kotaham.core.language import Say
from kotaham.core.policy import ROLES

KIND = NoticeKind("notices.handed-over", Say("Serah terima kepada Anda", "Work handed over to you"), Channel.MAIL)
WORDS = Say(
    "{giver} menyerahterimakan pekerjaannya kepada Anda: {role}, {office}.",
    "{giver} has handed their work over to you: {role}, {office}.",
)


def join() -> None:
    """Hear of every hand-over; asking twice changes nothing."""
    register(KIND)
    if tell_successor not in on_handed:
        on_handed.append(tell_successor)


def tell_successor(actor: Actor, handed: Any) -> None:
    """Tell who takes over, unless they arranged it themselves; the note stands on their own page."""
    leaving = handed.giver
    values = {"giver": leaving.person.name, "role": ROLES[leaving.role], "office": leaving.office.name}
    notify(
        {handed.taker.person_id} - {actor.person},
        KIND.name,
        WORDS,
        values=values,
        url=f"{reverse('accounts:profile')}#serah-terima",
        subject=("accounts.appointment", leaving.pk),
        office=leaving.office_id,
    )
